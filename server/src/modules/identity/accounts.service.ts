import type { Tx } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { RateLimit } from '../../platform/http/rate-limit.ts';
import { codeToTerms, requireOpenCode, requireOrganisation } from './accounts.codes.ts';
import type { Account, Accounts } from './accounts.contract.ts';
import { listNews } from './accounts.news.queries.ts';
import { tellNews } from './accounts.news.ts';
import {
  mayAddPerson,
  mayBlock,
  mayChangeCode,
  mayChangeRoles,
  mayConfirmOfficer,
  mayReadNews,
  mayReset,
} from './accounts.policy.ts';
import {
  type CodeRow,
  endSessions,
  findPasswordHash,
  listCodes,
  markUsed,
  setConfirmed,
  setPasswordHash,
  withdrawCodes,
} from './accounts.queries.ts';
import type { AccountCode } from './codes.contract.ts';
import {
  type AccountRow,
  accountToPerson,
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
  const present = all.filter(({ removed }) => removed === null);
  const codes = await listCodes(deps.db, ['founding', 'colleague'], { organisation });
  const addresses = (await deps.sendsMail()) ? [] : await listCodes(deps.db, ['email'], { organisation });
  const asked = addresses.filter(({ expires_at: expiresAt }) => expiresAt > deps.now());
  return {
    organisation,
    confirmed: all.every(({ isConfirmedOrganisation }) => isConfirmedOrganisation),
    persons: present.map((account) => accountToView(account, actor, all, asked)),
    removed: all.flatMap(({ id, name, removed }) =>
      removed === null ? [] : [{ id, name, ...removed, at: removed.at.toISOString() }],
    ),
    codes: codes.map((row) => codeToView(row, actor)),
    news: mayReadNews(actor) ? await listNews(deps.db, { organisation }) : [],
    may: { addPerson: mayAddPerson(actor, organisation) },
  };
}

export function codeToView(row: CodeRow, actor: Actor): AccountCode {
  const { id, kind, organisation, name, email, made_by: madeBy } = row;
  const change = mayChangeCode(actor, codeToTerms(row));
  const expiresAt = row.expires_at.toISOString();
  const roles = textToRoles(row.roles);
  return { id, kind, organisation, name, email, roles, madeBy, expiresAt, may: { change } };
}

function accountToView(
  account: AccountRow,
  actor: Actor,
  all: readonly AccountRow[],
  asked: readonly CodeRow[],
): Account {
  const { blocked, heldRoles } = account;
  const change = mayBlock(actor, account, all);
  const newest = asked.find(({ person_id: person }) => person === account.id);
  return {
    ...accountToPerson(account),
    heldRoles: [...heldRoles],
    since: account.since.toISOString(),
    blocked: blocked === null ? null : { ...blocked, at: blocked.at.toISOString() },
    newEmail:
      newest?.email === undefined || newest.email === null ? null : { code: newest.id, email: newest.email },
    may: {
      block: change,
      unblock: change,
      remove: change,
      confirm: mayConfirmOfficer(actor, account, all),
      changeRoles: mayChangeRoles(actor, account, heldRoles, all),
      reset: mayReset(actor, account),
      confirmEmail: mayReset(actor, account),
    },
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
  { headers, caller }: { readonly headers: Headers; readonly caller: string },
): Promise<SignedIn> {
  const email = input.email.toLowerCase();
  attempts.spend(caller);
  requireGoodPassword(input.password, input);
  const passwordHash = await deps.auth.hashPassword(input.password);
  const taken = new Failure('identity.email-taken', 409);
  await deps.db.transaction().execute(async (tx) => {
    const row = await requireOpenCode(deps, tx, input.code, ['founding', 'colleague']);
    if (row.kind === 'colleague' && row.email !== email) {
      throw new Failure('identity.code-other-address', 409, { name: row.made_by });
    }
    if (row.kind === 'founding') await beginOrganisation(tx, row.organisation);
    const roles = textToRoles(row.roles);
    const { organisation, made_by_id: madeById, made_by: madeBy } = row;
    const person = { name: input.name, email, organisation, roles, passwordHash, madeById };
    const id = await orWhenTaken(
      insertPerson(tx, { ...person, isConfirmedOfficer: false }, deps.now()),
      taken,
    );
    await markUsed(tx, row.id, deps.now());
    const [opened] = await listPersons(tx, { id });
    await tellNews(deps, tx, {
      kind: 'account-opened',
      organisation,
      person: { id, name: input.name, email },
      by: { id, name: madeBy },
      roles,
    });
    await deps.record(tx, {
      actor: opened ?? null,
      action: 'identity.account-opened',
      subject: `person/${id}`,
      details: { organisation, roles: roles.join(', ') },
    });
  });
  attempts.forgive(caller);
  return enter(deps, email, input.password, headers);
}

/** The first person with the code may not be the one the organisation would send, so the account waits. */
async function beginOrganisation(tx: Tx<IdentityTables>, organisation: string): Promise<void> {
  const people = await listPersons(tx, { organisation });
  if (people.length > 0) throw new Failure('identity.has-accounts', 409);
  await setConfirmed(tx, organisation, null);
}

/** The session in which it is changed goes on; every other session and link that the old password gave ends. */
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
    await withdrawCodes(tx, { person: actor.id, kinds: ['reset', 'email'] }, deps.now());
    await deps.record(tx, { actor, action: 'identity.password-changed', subject: `person/${actor.id}` });
  });
}
