import type { Tx } from '../../platform/db/database.ts';
import { type PolicyAnswer, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { ErrorCode } from '../../platform/http/route.ts';
import { decide } from './accounts.administration.ts';
import { makeFoundingCode, requireOrganisation } from './accounts.codes.ts';
import { tellNews } from './accounts.news.ts';
import {
  mayConfirmOfficer,
  mayConfirmOrganisation,
  mayDeclareIntention,
  mayMakeFirstCode,
} from './accounts.policy.ts';
import {
  listCodes,
  lockOrganisation,
  setBlocked,
  setConfirmed,
  setOfficerConfirmed,
  withdrawCodes,
} from './accounts.queries.ts';
import { codeToView } from './accounts.service.ts';
import type { MadeCode } from './codes.contract.ts';
import type { Organisation } from './identity.contract.ts';
import { mayAddOrganisation } from './identity.policy.ts';
import { type AccountRow, listAccounts, listOrganisations } from './identity.queries.ts';
import { addOrganisation, type IdentityServiceDeps } from './identity.service.ts';
import type { IdentityTables } from './identity.tables.ts';
import type { Network, NetworkOrganisation, Unconfirmed } from './network.contract.ts';
import { listIntentions } from './network.queries.ts';

export async function getNetwork(deps: IdentityServiceDeps, actor: Actor): Promise<Network> {
  const accounts = await listAccounts(deps.db, {});
  const codes = await listCodes(deps.db, ['founding']);
  const intentions = await listIntentions(deps.db);
  const organisations = await listOrganisations(deps.db);
  const colleaguesOf = (slug: string): AccountRow[] =>
    accounts.filter(({ organisation }) => organisation === slug);
  const officers = accounts.filter(
    ({ heldRoles, isConfirmedOfficer, isBlocked }) =>
      heldRoles.includes('privacy-officer') && !isConfirmedOfficer && !isBlocked,
  );
  return {
    organisations: organisations.map((organisation): NetworkOrganisation => {
      const own = colleaguesOf(organisation.slug);
      const people = own.filter(({ isBlocked }) => !isBlocked);
      const [first] = people;
      const confirmed = first?.organisationConfirmed ?? null;
      const code = codes.find((row) => row.organisation === organisation.slug);
      return {
        organisation,
        people: people.length,
        confirmed: confirmed && { at: confirmed.at.toISOString(), by: confirmed.by },
        waits:
          first === undefined || confirmed !== null
            ? null
            : toUnconfirmed(first, mayConfirmOrganisation(actor, organisation.slug, first)),
        code: code === undefined ? null : codeToView(code, actor),
        intention: intentions.get(organisation.slug) ?? null,
        may: {
          makeCode: mayMakeFirstCode(actor, own),
          declare: mayDeclareIntention(actor, organisation.slug),
        },
      };
    }),
    officers: officers.map((officer) =>
      toUnconfirmed(officer, mayConfirmOfficer(actor, officer, colleaguesOf(officer.organisation))),
    ),
    may: { addOrganisation: mayAddOrganisation(actor) },
  };
}

function toUnconfirmed(account: AccountRow, confirm: Unconfirmed['may']['confirm']): Unconfirmed {
  const { id, name, email, organisation } = account;
  return { id, name, email, organisation, since: account.since.toISOString(), may: { confirm } };
}

/** A new organisation and the link that its first person founds it with: both, or neither. */
export async function inviteOrganisation(
  deps: IdentityServiceDeps,
  actor: Actor,
  { email, ...input }: Omit<Organisation, 'colour'> & { readonly email?: string | undefined },
): Promise<{ organisation: Organisation; made: MadeCode }> {
  return deps.db.transaction().execute(async (tx) => {
    const organisation = await addOrganisation(deps, tx, actor, input);
    const made = await makeFoundingCode(deps, tx, actor, organisation.slug, { roles: [], email });
    return { organisation, made };
  });
}

export async function confirmOrganisation(
  deps: IdentityServiceDeps,
  actor: Actor,
  organisation: string,
): Promise<void> {
  await requireOrganisation(deps, organisation);
  await deps.db.transaction().execute(async (tx) => {
    await requireUnconfirmed(tx, actor, organisation);
    await setConfirmed(tx, organisation, { at: deps.now(), by: actor.name });
    await deps.record(tx, {
      actor,
      action: 'identity.organisation-confirmed',
      subject: `organisation/${organisation}`,
      details: { organisation },
    });
  });
}

/** Nobody can sign in for the organisation any more, and it can get a new first account. */
export async function refuseOrganisation(
  deps: IdentityServiceDeps,
  actor: Actor,
  organisation: string,
  reason: string,
): Promise<void> {
  await requireOrganisation(deps, organisation);
  await deps.db.transaction().execute(async (tx) => {
    for (const { id } of await requireUnconfirmed(tx, actor, organisation)) {
      await setBlocked(tx, id, { at: deps.now(), by: actor.name, reason });
      await deps.deliveringEnded(tx, { person: id, actor });
    }
    await withdrawCodes(tx, { organisation }, deps.now());
    await deps.record(tx, {
      actor,
      action: 'identity.organisation-refused',
      subject: `organisation/${organisation}`,
      details: { organisation, reason },
    });
  });
}

/** The people of an organisation that waits, for a person who may decide about them. */
async function requireUnconfirmed(
  tx: Tx<IdentityTables>,
  actor: Actor,
  organisation: string,
): Promise<AccountRow[]> {
  await lockOrganisation(tx, organisation);
  const people = (await listAccounts(tx, { organisation })).filter(({ isBlocked }) => !isBlocked);
  const answer = mayConfirmOrganisation(actor, organisation, people[0]);
  requireAllowed(answer, isAboutState(answer) ? 409 : 403);
  return people;
}

export async function confirmOfficer(deps: IdentityServiceDeps, actor: Actor, id: string): Promise<void> {
  await decide(deps, actor, id, mayConfirmOfficer, async (tx, candidate) => {
    const { organisation } = candidate;
    await setOfficerConfirmed(tx, id, deps.now());
    await tellNews(deps, tx, { kind: 'officer-confirmed', organisation, person: candidate, by: actor });
    await deps.record(tx, {
      actor,
      action: 'identity.officer-confirmed',
      subject: `person/${id}`,
      details: { organisation },
    });
  });
}

const aboutState: readonly ErrorCode[] = ['identity.no-account-yet', 'identity.already-confirmed'];

function isAboutState(answer: PolicyAnswer): boolean {
  return !answer.allowed && aboutState.includes(answer.reason);
}
