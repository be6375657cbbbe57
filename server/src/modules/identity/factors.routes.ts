import {
  anyRole,
  beforeSecondFactor,
  bind,
  bindPublic,
  freshlyProven,
  type RouteBinding,
  signedIn,
} from '../../platform/http/binding.ts';
import { factorsRoutes as routes } from './factors.contract.ts';
import type { FactorDeps } from './factors.deps.ts';
import { getProof, prove, startProof } from './factors.proof.ts';
import { getSignInRules, putSignInRules, resetFactors } from './factors.rules.ts';
import {
  addPasskey,
  confirmTotp,
  getFactors,
  removeOwnPasskey,
  removeOwnTotp,
  renamePasskey,
  renewBackupCodes,
  startPasskey,
  startTotp,
} from './factors.service.ts';
import { signInWithPasskey, startPasskeySignIn, takeSecondStep } from './factors.sign-in.ts';

const administrator = freshlyProven(anyRole(['administrator'], 'identity.administrator-only'));
const setsUp = beforeSecondFactor(signedIn);
const setsUpProven = beforeSecondFactor(freshlyProven(signedIn));
const proven = freshlyProven(signedIn);

export function bindFactors(deps: FactorDeps): RouteBinding[] {
  return [...bindOwnFactors(deps), ...bindSignIn(deps), ...bindRules(deps)];
}

function bindOwnFactors(deps: FactorDeps): RouteBinding[] {
  return [
    bind(routes.getFactors, setsUp, async (actor, { headers }) => ({
      body: await getFactors(deps, actor, headers),
    })),
    bind(routes.startTotp, setsUpProven, async (actor, { headers }) => ({
      body: await startTotp(deps, actor, headers),
    })),
    bind(routes.confirmTotp, setsUpProven, async (actor, { body, headers }) => ({
      body: await confirmTotp(deps, actor, body.code, headers),
    })),
    bind(routes.removeTotp, proven, async (actor, { headers }) => {
      await removeOwnTotp(deps, actor);
      return { body: await getFactors(deps, actor, headers) };
    }),
    bind(routes.renewBackupCodes, proven, async (actor) => ({ body: await renewBackupCodes(deps, actor) })),
    bind(routes.startPasskey, setsUpProven, async (actor, { headers }) => ({
      body: await startPasskey(deps, actor, headers),
    })),
    bind(routes.addPasskey, setsUpProven, async (actor, { body, headers }) => ({
      body: await addPasskey(deps, actor, body, headers),
    })),
    bind(routes.renamePasskey, signedIn, async (actor, { params, body, headers }) => {
      await renamePasskey(deps, actor, params.passkey, body.name);
      return { body: await getFactors(deps, actor, headers) };
    }),
    bind(routes.removePasskey, proven, async (actor, { params, headers }) => {
      await removeOwnPasskey(deps, actor, params.passkey);
      return { body: await getFactors(deps, actor, headers) };
    }),
  ];
}

function bindSignIn(deps: FactorDeps): RouteBinding[] {
  return [
    bindPublic(routes.takeSecondStep, async (_, { body, headers, caller }) => {
      const { session, cookies } = await takeSecondStep(deps, body.code, { headers, caller });
      return { body: session, headers: cookies };
    }),
    bindPublic(routes.startPasskeySignIn, async (_, { headers }) => ({
      body: await startPasskeySignIn(deps, headers),
    })),
    bindPublic(routes.signInWithPasskey, async (_, { body, headers }) => {
      const { session, cookies } = await signInWithPasskey(deps, body.passkey, headers);
      return { body: session, headers: cookies };
    }),
    bind(routes.getProof, setsUp, async (actor, { headers }) => ({
      body: await getProof(deps, actor, headers),
    })),
    bind(routes.startProof, setsUp, async (actor, { headers }) => ({
      body: await startProof(deps, actor, headers),
    })),
    bind(routes.prove, setsUp, async (actor, { body, headers }) => ({
      body: await prove(deps, actor, body, headers),
    })),
  ];
}

function bindRules(deps: FactorDeps): RouteBinding[] {
  return [
    bind(routes.getSignInRules, signedIn, async (actor, { params }) => ({
      body: await getSignInRules(deps, actor, params.organisation),
    })),
    bind(routes.putSignInRules, administrator, async (actor, { params, body }) => ({
      body: await putSignInRules(deps, actor, params.organisation, body),
    })),
    bind(routes.resetFactors, administrator, async (actor, { params }) => {
      await resetFactors(deps, actor, params.person);
      return { body: null };
    }),
  ];
}
