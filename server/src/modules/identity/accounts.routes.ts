import {
  anyRole,
  bind,
  bindPublic,
  freshlyProven,
  type RouteBinding,
  signedIn,
} from '../../platform/http/binding.ts';
import {
  blockPerson,
  changeRoles,
  makeResetCode,
  removePerson,
  unblockPerson,
} from './accounts.administration.ts';
import { makeColleagueCode, makeFirstCode, renewCode, withdrawCode } from './accounts.codes.ts';
import { accountsRoutes as routes } from './accounts.contract.ts';
import { changePassword, getAccounts, openAccount } from './accounts.service.ts';
import { createAttempts, type IdentityServiceDeps } from './identity.service.ts';
import { networkRoutes } from './network.contract.ts';
import { declareIntention, withdrawIntention } from './network.intentions.ts';
import {
  confirmOfficer,
  confirmOrganisation,
  getNetwork,
  inviteOrganisation,
  refuseOrganisation,
} from './network.service.ts';

const leader = freshlyProven(anyRole(['administrator', 'facilitator'], 'identity.leader-only'));
const speaker = anyRole(['administrator', 'manager'], 'identity.speaker-only');
const officer = freshlyProven(anyRole(['privacy-officer'], 'identity.privacy-officer-only'));
const administrator = freshlyProven(anyRole(['administrator'], 'identity.administrator-only'));

/** Of one caller: an office behind one address opens many accounts, and makes typing errors. */
const openingsPerQuarter = 60;

export function bindAccounts(deps: IdentityServiceDeps): RouteBinding[] {
  const openings = createAttempts(deps.now, openingsPerQuarter);
  const changes = createAttempts(deps.now);
  return [
    bind(routes.getAccounts, signedIn, async (actor, { params }) => ({
      body: await getAccounts(deps, actor, params.organisation),
    })),
    bind(routes.addPerson, administrator, async (actor, { params, body }) => ({
      body: await makeColleagueCode(deps, actor, params.organisation, body),
    })),
    bind(routes.makeFirstCode, leader, async (actor, { params, body }) => ({
      body: await makeFirstCode(deps, actor, params.organisation, body),
    })),
    bind(routes.renewCode, leader, async (actor, { params, body }) => ({
      body: await renewCode(deps, actor, params.code, body.byHand),
    })),
    bind(routes.withdrawCode, leader, async (actor, { params }) => {
      await withdrawCode(deps, actor, params.code);
      return { body: null };
    }),
    bindPublic(routes.openAccount, async (_, { body, headers, caller }) => {
      const { session, cookies } = await openAccount(deps, openings, body, { headers, caller });
      return { body: session, headers: cookies };
    }),
    bind(routes.confirmOfficer, freshlyProven(signedIn), async (actor, { params }) => {
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
    bind(routes.removePerson, administrator, async (actor, { params, body }) => {
      await removePerson(deps, actor, params.person, body.reason);
      return { body: null };
    }),
    bind(routes.changeRoles, administrator, async (actor, { params, body }) => {
      await changeRoles(deps, actor, params.person, body.roles);
      return { body: null };
    }),
    bind(routes.makeResetCode, administrator, async (actor, { params }) => ({
      body: await makeResetCode(deps, actor, params.person),
    })),
    bind(routes.changePassword, signedIn, async (actor, { body, headers }) => {
      await changePassword(deps, changes, actor, body, headers);
      return { body: null };
    }),
  ];
}

export function bindNetwork(deps: IdentityServiceDeps): RouteBinding[] {
  return [
    bind(networkRoutes.getNetwork, signedIn, async (actor) => ({ body: await getNetwork(deps, actor) })),
    bind(networkRoutes.inviteToNetwork, leader, async (actor, { body }) => ({
      body: await inviteOrganisation(deps, actor, body),
    })),
    bind(networkRoutes.declareIntention, speaker, async (actor, { params, body }) => {
      await declareIntention(deps, actor, params.organisation, body.themes);
      return { body: null };
    }),
    bind(networkRoutes.withdrawIntention, speaker, async (actor, { params }) => {
      await withdrawIntention(deps, actor, params.organisation);
      return { body: null };
    }),
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
