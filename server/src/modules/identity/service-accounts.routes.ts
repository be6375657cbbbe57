import { anyRole, bind, freshlyProven, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import type { IdentityServiceDeps } from './identity.service.ts';
import { serviceAccountsRoutes as routes } from './service-accounts.contract.ts';
import { listServiceAccounts, makeServiceAccount, revokeServiceAccount } from './service-accounts.service.ts';

const administrator = anyRole(['administrator'], 'identity.administrator-only');
/** A token goes on for up to a year. */
const proven = freshlyProven(administrator);

export function bindServiceAccounts(deps: IdentityServiceDeps): RouteBinding[] {
  return [
    bind(routes.listServiceAccounts, signedIn, async (actor, { params }) => ({
      body: await listServiceAccounts(deps, actor, params.organisation),
    })),
    bind(routes.makeServiceAccount, proven, async (actor, { params, body }) => ({
      body: await makeServiceAccount(deps, actor, params.organisation, body),
    })),
    bind(routes.revokeServiceAccount, administrator, async (actor, { params }) => {
      await revokeServiceAccount(deps, actor, params.account);
      return { body: null };
    }),
  ];
}
