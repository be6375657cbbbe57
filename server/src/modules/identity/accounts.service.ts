import type { Tx } from '../../platform/db/database.ts';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { RateLimit } from '../../platform/http/rate-limit.ts';
import { hashCode, requireOrganisation } from './accounts.codes.ts';
import type { Account, AccountCode, Accounts } from './accounts.contract.ts';
import { mayAddPerson, mayBlock, mayChangeCode, mayConfirmOfficer } from './accounts.policy.ts';
import {
  type CodeRow,
  endSessions,
  findPasswordHash,
  listCodes,
  lockCode,
  lockOrganisation,
  markUsed,
  setBlocked,
  setConfirmed,
  setPasswordHash,
  withdrawCodes,
} from './accounts.queries.ts';
import {
  type AccountRow,
  accountToPerson,
  findFoundingOrganisation,
  insertPerson,
  listAccounts,
  listPersons,
  textToRoles,
} from './identity.queries.ts';
import {
  enter,
  type IdentityServiceDeps,
  orWhenTaken,
  requireGoodPassword,
  type SignedIn,
} from './identity.service.ts';
import type { IdentityTables } from './identity.tables.ts';

export async function getAccounts(
  deps: IdentityServiceDeps,
  actor: Actor,
  organisation: string,
): Promise<Accounts> {
  await requireOrganisation(deps, organisation);
  if (actor.organisation !== organisation) throw new Failure('identity.other-organisation', 403);
  const all = await listAccounts(deps.db, { organisation });
  const founding = await findFoundingOrganisation(deps.db);
  const codes = await listCodes(deps.db, organisation);
  return {
    organisation,
    confirmed: all.every(({ isConfirmedOrganisation }) => isConfirmedOrganisation),
    persons: all.map((account) => accountToView(account, actor, all)),
    codes: codes.map((row) => codeToView(row, actor, founding)),
    may: { addPerson: mayAddPerson(actor, organisation) },
  };
}

export function codeToView(row: CodeRow, actor: Actor, founding: string | undefined): AccountCode {
  const { id, organisation, name, email, made_by: madeBy } = row;
  const change = mayChangeCode(actor, { organisation, isFirst: email === null }, founding);
  const expiresAt = row.expires_at.toISOString();
  return { id, organisation, name, email, roles: textToRoles(row.roles), madeBy, expiresAt, may: { change } };
}

function accountToView(account: AccountRow, actor: Actor, all: readonly AccountRow[]): Account {
  const { blocked } = account;
  const change = mayBlock(actor, account, all);
  return {
    ...accountToPerson(account),
    since: account.since.toISOString(),
    blocked: blocked === null ? null : { ...blocked, at: blocked.at.toISOString() },
    may: { block: change, unblock: change, confirm: mayConfirmOfficer(actor, account, all) },
  };
}

export interface Opening {
  readonly code: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** The code is used up in the transaction that makes the account: both happen, or neither. */
export async function openAccount(
  deps: IdentityServiceDeps,
  attempts: RateLimit,
  input: Opening,
  headers: Headers,
): Promise<SignedIn> {
  const email = input.email.toLowerCase();
  attempts.spend(email);
  requireGoodPassword(input.password, input);
  const passwordHash = await deps.auth.hashPassword(input.password);
  const taken = new Failure('identity.email-taken', 409);
  await deps.db.transaction().execute(async (tx) => {
    const row = await lockCode(tx, { hash: hashCode(deps, input.code) });
    const isUsable = row !== undefined && row.expires_at > deps.now() && (row.email ?? email) === email;
    if (!isUsable) throw new Failure('identity.code-wrong', 401);
    if (row.email === null) await beginOrganisation(tx, row.organisation);
    const roles = textToRoles(row.roles);
    const { organisation, made_by_id: madeById } = row;
    const person = { name: input.name, email, organisation, roles, passwordHash, madeById };
    const id = await orWhenTaken(
      insertPerson(tx, { ...person, isConfirmedOfficer: false }, deps.now()),
      taken,
    );
    await markUsed(tx, row.id, deps.now());
    const [opened] = await listPersons(tx, { id });
    await deps.record(tx, {
      actor: opened ?? null,
      action: 'identity.account-opened',
      subject: `person/${id}`,
      details: { organisation, roles: roles.join(', ') },
    });
  });
  attempts.forgive(email);
  return enter(deps, email, input.password, headers);
}

/** The first person with the code may not be the one the organisation would send, so the account waits. */
async function beginOrganisation(tx: Tx<IdentityTables>, organisation: string): Promise<void> {
  await lockOrganisation(tx, organisation);
  const people = await listPersons(tx, { organisation });
  if (people.length > 0) throw new Failure('identity.has-accounts', 409);
  await setConfirmed(tx, organisation, null);
}

export async function blockPerson(
  deps: IdentityServiceDeps,
  actor: Actor,
  id: string,
  reason: string,
): Promise<void> {
  const person = await requirePersonToBlock(deps, actor, id);
  if (person.isBlocked) throw new Failure('identity.already-blocked', 409);
  await deps.db.transaction().execute(async (tx) => {
    await setBlocked(tx, id, { at: deps.now(), by: actor.name, reason });
    await withdrawCodes(tx, { madeById: id }, deps.now());
    await deps.personBlocked(tx, { person: id, actor });
    await deps.record(tx, {
      actor,
      action: 'identity.person-blocked',
      subject: `person/${id}`,
      details: { organisation: person.organisation, reason },
    });
  });
}

export async function unblockPerson(deps: IdentityServiceDeps, actor: Actor, id: string): Promise<void> {
  const person = await requirePersonToBlock(deps, actor, id);
  if (!person.isBlocked) throw new Failure('identity.not-blocked', 409);
  await deps.db.transaction().execute(async (tx) => {
    await setBlocked(tx, id, null);
    await deps.record(tx, {
      actor,
      action: 'identity.person-unblocked',
      subject: `person/${id}`,
      details: { organisation: person.organisation },
    });
  });
}

export async function requirePerson(deps: IdentityServiceDeps, id: string): Promise<AccountRow> {
  const [person] = await listAccounts(deps.db, { id });
  if (person === undefined) throw new Failure('identity.person-unknown', 404);
  return person;
}

async function requirePersonToBlock(
  deps: IdentityServiceDeps,
  actor: Actor,
  id: string,
): Promise<AccountRow> {
  const person = await requirePerson(deps, id);
  requireAllowed(mayBlock(actor, person, await listAccounts(deps.db, { organisation: person.organisation })));
  return person;
}

/** The session in which it is changed goes on; every other session with the old password ends. */
export async function changePassword(
  deps: IdentityServiceDeps,
  attempts: RateLimit,
  actor: Actor,
  input: { readonly current: string; readonly next: string },
  headers: Headers,
): Promise<void> {
  attempts.spend(actor.id);
  const hash = await findPasswordHash(deps.db, actor.id);
  const isOwn = hash !== undefined && (await deps.auth.isPassword(input.current, hash));
  if (!isOwn) throw new Failure('identity.password-wrong', 403);
  attempts.forgive(actor.id);
  requireGoodPassword(input.next, actor);
  const next = await deps.auth.hashPassword(input.next);
  const session = await deps.auth.findSession(headers);
  await deps.db.transaction().execute(async (tx) => {
    await setPasswordHash(tx, actor.id, next, deps.now());
    await endSessions(tx, actor.id, session?.token);
    await deps.record(tx, { actor, action: 'identity.password-changed', subject: `person/${actor.id}` });
  });
}
