import {
  anyRole,
  bind,
  bindPublic,
  freshlyProven,
  type RouteBinding,
  signedIn,
} from '../../platform/http/binding.ts';
import { requireOrganisation } from './accounts.codes.ts';
import { signOnRoutes as routes } from './sign-on.contract.ts';
import type { SignOnDeps } from './sign-on.deps.ts';
import { logOutBySignOn } from './sign-on.logout.ts';
import { findOwnSignOn } from './sign-on.queries.ts';
import { finishSignOn, openBySignOn, startForActor, startSignOn } from './sign-on.service.ts';
import {
  findSignOnOf,
  getSignOnSettings,
  listNamedSignOns,
  removeSignOnSettings,
  setSignOnSettings,
} from './sign-on.settings.ts';

/** Who changes the provider decides who comes in as whom. */
const administrator = freshlyProven(anyRole(['administrator'], 'identity.administrator-only'));

export function bindSignOn(deps: SignOnDeps): RouteBinding[] {
  return [
    bind(routes.getSignOnSettings, signedIn, async (actor, { params, headers }) => ({
      body: await getSignOnSettings(deps, actor, params.organisation, headers),
    })),
    bind(routes.setSignOnSettings, administrator, async (actor, { params, body, headers }) => ({
      body: await setSignOnSettings(deps, actor, params.organisation, body, headers),
    })),
    bind(routes.removeSignOnSettings, administrator, async (actor, { params }) => {
      await removeSignOnSettings(deps, actor, params.organisation);
      return { body: null };
    }),
    bindPublic(routes.listSignOns, async () => ({ body: await listNamedSignOns(deps) })),
    bindPublic(routes.findSignOn, async (_, { body }) => ({ body: await findSignOnOf(deps, body.email) })),
    bind(routes.getOwnSignOn, signedIn, async (actor) => ({ body: await findOwnSignOn(deps.db, actor) })),
    bindPublic(routes.getSignOnKeys, async (_, { params }) => {
      await requireOrganisation(deps, params.organisation);
      const { publicJwk } = await deps.keys.getKey(params.organisation);
      return { body: { keys: [publicJwk] } };
    }),
    ...bindJourneys(deps),
  ];
}

function bindJourneys(deps: SignOnDeps): RouteBinding[] {
  return [
    bindPublic(routes.startSignOn, async (_, { params, query, headers, caller }) => {
      const place = { organisation: params.organisation, to: query.to };
      const { address, cookies } = await startSignOn(deps, place, { headers, caller });
      return { body: null, redirect: address, headers: cookies };
    }),
    bindPublic(routes.linkSignOn, async (actor, { params, query, headers, caller }) => {
      const place = { organisation: params.organisation, to: query.to };
      const { address, cookies } = await startForActor(deps, actor, place, 'link', { headers, caller });
      return { body: null, redirect: address, headers: cookies };
    }),
    bindPublic(routes.proveBySignOn, async (actor, { params, query, headers, caller }) => {
      const place = { organisation: params.organisation, to: query.to };
      const { address, cookies } = await startForActor(deps, actor, place, 'proof', { headers, caller });
      return { body: null, redirect: address, headers: cookies };
    }),
    bindPublic(routes.finishSignOn, async (_, { params, query, headers, caller }) => {
      const from = { headers, caller };
      const { address, cookies } = await finishSignOn(deps, params.organisation, query, from);
      return { body: null, redirect: address, headers: cookies };
    }),
    bindPublic(routes.openBySignOn, async (_, { body, headers }) => {
      const { address, cookies } = await openBySignOn(deps, body.code, headers);
      return { body: { address }, headers: cookies };
    }),
    bindPublic(routes.logOutBySignOn, async (_, { params, body }) => {
      await logOutBySignOn(deps, params.organisation, body.logout_token);
      return { body: null };
    }),
  ];
}
