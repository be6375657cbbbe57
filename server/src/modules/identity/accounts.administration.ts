import type { Tx } from '../../platform/db/database.ts';
import { Failure, type PolicyAnswer, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { ErrorCode } from '../../platform/http/route.ts';
import { asTheyAreNow, issueCode } from './accounts.codes.ts';
import { tellNews } from './accounts.news.ts';
import { mayBlock, mayChangeRoles, mayReset } from './accounts.policy.ts';
import {
  findPasswordHash,
  lockOrganisation,
  setBlocked,
  setRemoved,
  setRoles,
  withdrawCodes,
} from './accounts.queries.ts';
import type { MadeCode } from './codes.contract.ts';
import type { Role } from './identity.contract.ts';
import { type AccountRow, listAccounts } from './identity.queries.ts';
import type { IdentityServiceDeps } from './identity.service.ts';
import type { IdentityTables } from './identity.tables.ts';
import { rolesOfScript } from './service-accounts.policy.ts';

export async function blockPerson(
  deps: IdentityServiceDeps,
  actor: Actor,
  id: string,
  reason: string,
): Promise<void> {
  await decide(deps, actor, id, mayBlock, async (tx, person) => {
    if (person.isBlocked) throw new Failure('identity.already-blocked', 409);
    await setBlocked(tx, id, { at: deps.now(), by: actor.name, reason });
    await withdrawCodes(tx, { madeById: id }, deps.now());
    await deps.deliveringEnded(tx, { person: id, actor });
    await tellNews(deps, tx, { kind: 'blocked', organisation: person.organisation, person, by: actor });
    await deps.record(tx, {
      actor,
      action: 'identity.person-blocked',
      subject: `person/${id}`,
      details: { organisation: person.organisation, reason },
    });
  });
}

export async function unblockPerson(deps: IdentityServiceDeps, actor: Actor, id: string): Promise<void> {
  await decide(deps, actor, id, mayBlock, async (tx, person) => {
    if (!person.isBlocked) throw new Failure('identity.not-blocked', 409);
    await setBlocked(tx, id, null);
    await tellNews(deps, tx, { kind: 'unblocked', organisation: person.organisation, person, by: actor });
    await deps.record(tx, {
      actor,
      action: 'identity.person-unblocked',
      subject: `person/${id}`,
      details: { organisation: person.organisation },
    });
  });
}

/** Whoever leaves for good: nothing of the account stays but the name, with what they did. */
export async function removePerson(
  deps: IdentityServiceDeps,
  actor: Actor,
  id: string,
  reason: string,
): Promise<void> {
  await decide(deps, actor, id, mayBlock, async (tx, person) => {
    const { organisation } = person;
    await withdrawCodes(tx, { madeById: id }, deps.now());
    await withdrawCodes(tx, { person: id, kinds: ['reset', 'email'] }, deps.now());
    if (!person.isBlocked) await deps.deliveringEnded(tx, { person: id, actor });
    await setRemoved(tx, id, { at: deps.now(), by: actor.name, reason });
    await tellNews(deps, tx, { kind: 'removed', organisation, person, by: actor });
    const details = { organisation, reason };
    await deps.record(tx, { actor, action: 'identity.person-removed', subject: `person/${id}`, details });
  });
}

export async function changeRoles(
  deps: IdentityServiceDeps,
  actor: Actor,
  id: string,
  wanted: readonly Role[],
): Promise<void> {
  const next = [...new Set(wanted)];
  const judge: Judge = (now, person, colleagues) => mayChangeRoles(now, person, next, colleagues);
  await decide(deps, actor, id, judge, async (tx, person) => {
    const { organisation, heldRoles: before } = person;
    await setRoles(tx, id, next, officerGiver(actor, before, next));
    await endWithRoles(deps, tx, actor, person, next);
    await tellNews(deps, tx, { kind: 'roles-changed', organisation, person, by: actor, roles: next });
    const details = { organisation, before: before.join(', '), roles: next.join(', ') };
    await deps.record(tx, { actor, action: 'identity.roles-changed', subject: `person/${id}`, details });
  });
}

/** What a role gave ends with it: the links somebody made as administrator, the tokens they got to deliver with. */
export async function endWithRoles(
  deps: IdentityServiceDeps,
  tx: Tx<IdentityTables>,
  actor: Actor,
  { id, heldRoles: before }: AccountRow,
  next: readonly Role[],
): Promise<void> {
  const stopsAdministering = before.includes('administrator') && !next.includes('administrator');
  if (stopsAdministering) await withdrawCodes(tx, { madeById: id }, deps.now());
  const delivers = (roles: readonly Role[]): boolean => rolesOfScript({ roles, isBlocked: false }).length > 0;
  if (delivers(before) && !delivers(next)) await deps.deliveringEnded(tx, { person: id, actor });
}

/** Undefined where nothing changes about being privacy officer; null where it ends. */
function officerGiver(
  actor: Actor,
  before: readonly Role[],
  next: readonly Role[],
): string | null | undefined {
  const was = before.includes('privacy-officer');
  const is = next.includes('privacy-officer');
  if (was === is) return undefined;
  return is ? actor.id : null;
}

/** For a colleague who asked for help in person; told to them and to everybody who watches over the accounts. */
export async function makeResetCode(deps: IdentityServiceDeps, actor: Actor, id: string): Promise<MadeCode> {
  return decide(deps, actor, id, mayReset, async (tx, person) => {
    const { organisation, name, email } = person;
    if ((await findPasswordHash(tx, id)) === undefined) throw new Failure('identity.no-password', 409);
    await withdrawCodes(tx, { person: id, kinds: ['reset'] }, deps.now());
    const terms = { kind: 'reset', organisation, person: id, name, email, roles: [] } as const;
    const { answer } = await issueCode(deps, tx, actor, terms);
    await tellNews(deps, tx, { kind: 'reset-made', organisation, person, by: actor });
    const details = { organisation };
    await deps.record(tx, { actor, action: 'identity.reset-made', subject: `person/${id}`, details });
    return answer;
  });
}

export async function requirePerson(deps: IdentityServiceDeps, id: string): Promise<AccountRow> {
  const [person] = await listAccounts(deps.db, { id });
  if (person === undefined || person.removed !== null) throw new Failure('identity.person-unknown', 404);
  return person;
}

type Judge = (actor: Actor, person: AccountRow, colleagues: readonly AccountRow[]) => PolicyAnswer;

const aboutState: readonly ErrorCode[] = [
  'identity.last-administrator',
  'identity.already-blocked',
  'identity.already-confirmed',
  'identity.no-officer',
];

/**
 * One decision at a time about the accounts of an organisation, judged by what is true once it is its turn: of two
 * administrators who remove each other, the second is none any more.
 */
export async function decide<T>(
  deps: IdentityServiceDeps,
  actor: Actor,
  id: string,
  judge: Judge,
  act: (tx: Tx<IdentityTables>, person: AccountRow) => Promise<T>,
): Promise<T> {
  const { organisation } = await requirePerson(deps, id);
  return deps.db.transaction().execute(async (tx) => {
    await lockOrganisation(tx, organisation);
    const colleagues = await listAccounts(tx, { organisation });
    const person = colleagues.find((colleague) => colleague.id === id);
    if (person === undefined || person.removed !== null) throw new Failure('identity.person-unknown', 404);
    const answer = judge(asTheyAreNow(actor, colleagues), person, colleagues);
    const isState = !answer.allowed && aboutState.includes(answer.reason);
    requireAllowed(answer, isState ? 409 : 403);
    return act(tx, person);
  });
}
