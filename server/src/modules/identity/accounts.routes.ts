import { anyRole, bind, bindPublic, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import { makeColleagueCode, makeFirstCode, renewCode, withdrawCode } from './accounts.codes.ts';
import { accountsRoutes as routes } from './accounts.contract.ts';
import { blockPerson, changePassword, getAccounts, openAccount, unblockPerson } from './accounts.service.ts';
import { createAttempts, type IdentityServiceDeps } from './identity.service.ts';
import { networkRoutes } from './network.contract.ts';
import { confirmOfficer, confirmOrganisation, getNetwork, refuseOrganisation } from './network.service.ts';

const facilitator = anyRole(['facilitator'], 'identity.facilitator-only');
const officer = anyRole(['privacy-officer'], 'identity.privacy-officer-only');
const administrator = anyRole(['facilitator', 'privacy-officer'], 'identity.administrator-only');

export function bindAccounts(deps: IdentityServiceDeps): RouteBinding[] {
  const openings = createAttempts(deps.now);
  const changes = createAttempts(deps.now);
  return [
    bind(routes.getAccounts, signedIn, async (actor, { params }) => ({
      body: await getAccounts(deps, actor, params.organisation),
    })),
    bind(routes.addPerson, facilitator, async (actor, { params, body }) => ({
      body: await makeColleagueCode(deps, actor, params.organisation, body),
    })),
    bind(routes.makeFirstCode, facilitator, async (actor, { params, body }) => ({
      body: await makeFirstCode(deps, actor, params.organisation, body.roles),
    })),
    bind(routes.renewCode, facilitator, async (actor, { params }) => ({
      body: await renewCode(deps, actor, params.code),
    })),
    bind(routes.withdrawCode, facilitator, async (actor, { params }) => {
      await withdrawCode(deps, actor, params.code);
      return { body: null };
    }),
    bindPublic(routes.openAccount, async (_, { body, headers }) => {
      const { session, cookies } = await openAccount(deps, openings, body, headers);
      return { body: session, headers: cookies };
    }),
    bind(routes.confirmOfficer, signedIn, async (actor, { params }) => {
      await confirmOfficer(deps, actor, params.person);
      return { body: null };
    }),
    bind(routes.blockPerson, administrator, async (actor, { params, body }) => {
      await blockPerson(deps, actor, params.person, body.reason);
      return { body: null };
    }),
    bind(routes.unblockPerson, administrator, async (actor, { params }) => {
      await unblockPerson(deps, actor, params.person);
      return { body: null };
    }),
    bind(routes.changePassword, signedIn, async (actor, { body, headers }) => {
      await changePassword(deps, changes, actor, body, headers);
      return { body: null };
    }),
    bind(networkRoutes.getNetwork, signedIn, async (actor) => ({ body: await getNetwork(deps, actor) })),
    bind(networkRoutes.confirmOrganisation, officer, async (actor, { params }) => {
      await confirmOrganisation(deps, actor, params.organisation);
      return { body: null };
    }),
    bind(networkRoutes.refuseOrganisation, officer, async (actor, { params, body }) => {
      await refuseOrganisation(deps, actor, params.organisation, body.reason);
      return { body: null };
    }),
  ];
}
