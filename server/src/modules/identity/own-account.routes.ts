import {
  anyRole,
  bind,
  bindPublic,
  freshlyProven,
  type RouteBinding,
  signedIn,
} from '../../platform/http/binding.ts';
import { createAttempts, type IdentityServiceDeps } from './identity.service.ts';
import { ownAccountRoutes as routes } from './own-account.contract.ts';
import {
  askPasswordReset,
  changeEmail,
  confirmEmail,
  confirmEmailOf,
  createResetLimit,
  endOtherSignIns,
  endSignIn,
  getOwnAccount,
  readCode,
  resetPassword,
} from './own-account.service.ts';

const administrator = freshlyProven(anyRole(['administrator'], 'identity.administrator-only'));

export function bindOwnAccount(deps: IdentityServiceDeps): RouteBinding[] {
  const resets = createResetLimit(deps.now);
  const changes = createAttempts(deps.now);
  return [
    bindPublic(routes.readCode, async (_, { body }) => ({ body: await readCode(deps, body.code) })),
    bindPublic(routes.askPasswordReset, async (_, { body }) => ({
      body: await askPasswordReset(deps, resets, body.email),
    })),
    bindPublic(routes.resetPassword, async (_, { body }) => {
      await resetPassword(deps, body);
      return { body: null };
    }),
    bindPublic(routes.confirmEmail, async (_, { body }) => {
      await confirmEmail(deps, body.code);
      return { body: null };
    }),
    bind(routes.changeEmail, signedIn, async (actor, { body }) => ({
      body: await changeEmail(deps, changes, actor, body),
    })),
    bind(routes.confirmEmailOf, administrator, async (actor, { params, body }) => {
      await confirmEmailOf(deps, actor, params.person, body.code);
      return { body: null };
    }),
    bind(routes.getOwnAccount, signedIn, async (actor, { headers }) => ({
      body: await getOwnAccount(deps, actor, headers),
    })),
    bind(routes.endSignIn, signedIn, async (actor, { params }) => {
      await endSignIn(deps, actor, params.signIn);
      return { body: null };
    }),
    bind(routes.endOtherSignIns, signedIn, async (actor, { headers }) => {
      await endOtherSignIns(deps, actor, headers);
      return { body: null };
    }),
  ];
}
