import type { Tx } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { createRateLimit, type RateLimit } from '../../platform/http/rate-limit.ts';
import { decide } from './accounts.administration.ts';
import { issueCode, requireOpenCode } from './accounts.codes.ts';
import { listNews } from './accounts.news.queries.ts';
import { tellNews } from './accounts.news.ts';
import { mayReset } from './accounts.policy.ts';
import {
  type CodeRow,
  endSession,
  endSessions,
  findPasswordHash,
  listCodes,
  listSessions,
  lockCode,
  markUsed,
  setEmail,
  setPasswordHash,
  withdrawCodes,
} from './accounts.queries.ts';
import { codeKinds } from './codes.contract.ts';
import { type AccountRow, findOrganisation, listAccounts } from './identity.queries.ts';
import {
  type IdentityServiceDeps,
  orWhenTaken,
  requireGoodPassword,
  requirePasswordSuffices,
  unknownOrganisation,
} from './identity.service.ts';
import type { IdentityTables } from './identity.tables.ts';
import type { OwnAccount, ReadCode, SignIn } from './own-account.contract.ts';
import { readUserAgent, truncateAddress } from './own-account.sign-ins.ts';
import { findSignOnRow } from './sign-on.queries.ts';

const resetsPerHour = 3;

/** Of one address, whether it is known or not; so that nobody’s mailbox is filled by strangers. */
export function createResetLimit(now: () => Date): RateLimit {
  return createRateLimit(resetsPerHour, 3_600_000, () => now().getTime());
}

export async function readCode(deps: IdentityServiceDeps, code: string): Promise<ReadCode> {
  return deps.db.transaction().execute(async (tx) => {
    const row = await requireOpenCode(deps, tx, code, codeKinds);
    const organisation = await findOrganisation(tx, row.organisation);
    if (organisation === undefined) throw unknownOrganisation();
    const { slug, name } = organisation;
    const { kind, made_by: madeBy } = row;
    const signOn = kind === 'colleague' && (await findSignOnRow(tx, slug)) !== undefined;
    return { kind, organisation: { slug, name }, madeBy, expiresAt: row.expires_at.toISOString(), signOn };
  });
}

/** What it takes to answer does not depend on the address: looking it up is left for later. */
export async function askPasswordReset(
  deps: IdentityServiceDeps,
  limit: RateLimit,
  email: string,
): Promise<{ mail: boolean }> {
  limit.spend(email.toLowerCase());
  await deps.askReset(email.toLowerCase());
  return { mail: await deps.sendsMail() };
}

/** Mails a link to whoever has this address and a password; without mail nobody would get it. */
export async function sendReset(deps: IdentityServiceDeps, email: string): Promise<void> {
  if (!(await deps.sendsMail())) return;
  const [person] = await listAccounts(deps.db, { email });
  if (person === undefined || person.isBlocked) return;
  if ((await findPasswordHash(deps.db, person.id)) === undefined) return;
  const { id, name, organisation } = person;
  await deps.db.transaction().execute(async (tx) => {
    await withdrawCodes(tx, { person: id, kinds: ['reset'] }, deps.now());
    const actor = accountToActor(person);
    await issueCode(deps, tx, actor, { kind: 'reset', organisation, person: id, name, email, roles: [] });
    await deps.record(tx, { actor, action: 'identity.reset-asked', subject: `person/${id}` });
  });
}

/** Nobody is signed in by it: whoever comes in next shows everything that signing in asks for. */
export async function resetPassword(
  deps: IdentityServiceDeps,
  input: { readonly code: string; readonly password: string },
): Promise<void> {
  const hash = await deps.auth.hashPassword(input.password);
  await deps.db.transaction().execute(async (tx) => {
    const row = await requireOpenCode(deps, tx, input.code, ['reset']);
    const person = await requireOwner(tx, row);
    requireGoodPassword(input.password, person);
    await setPasswordHash(tx, person.id, hash, deps.now());
    await endSessions(tx, person.id);
    await markUsed(tx, row.id, deps.now());
    await withdrawCodes(tx, { person: person.id, kinds: ['email'] }, deps.now());
    const { organisation } = person;
    await tellNews(deps, tx, { kind: 'password-reset', organisation, person, by: null });
    const actor = accountToActor(person);
    await deps.record(tx, { actor, action: 'identity.password-reset', subject: `person/${person.id}` });
  });
}

/** Whether the new address is of somebody else is only said to whoever reads its mail. */
export async function changeEmail(
  deps: IdentityServiceDeps,
  attempts: RateLimit,
  actor: Actor,
  input: { readonly email: string; readonly password: string },
): Promise<{ by: 'link' | 'administrator' }> {
  attempts.spend(actor.id);
  const hash = await findPasswordHash(deps.db, actor.id);
  const isOwn = hash !== undefined && (await deps.auth.isPassword(input.password, hash));
  if (!isOwn) throw new Failure('identity.password-wrong', 403);
  attempts.forgive(actor.id);
  await requirePasswordSuffices(deps, actor.id);
  const email = input.email.toLowerCase();
  if (email === actor.email) throw new Failure('identity.email-same', 409);
  const { id: person, name, organisation } = actor;
  return deps.db.transaction().execute(async (tx) => {
    await withdrawCodes(tx, { person, kinds: ['email'] }, deps.now());
    const terms = { kind: 'email', organisation, person, name, email, roles: [] } as const;
    const { answer } = await issueCode(deps, tx, actor, terms);
    await deps.record(tx, { actor, action: 'identity.email-asked', subject: `person/${person}` });
    return { by: answer.mailedTo === null ? 'administrator' : 'link' };
  });
}

export async function confirmEmail(deps: IdentityServiceDeps, code: string): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const row = await requireOpenCode(deps, tx, code, ['email']);
    const person = await requireOwner(tx, row);
    await takeNewEmail(deps, tx, accountToActor(person), person, row);
  });
}

/** Where no mail goes out, somebody who knows the person says that the address is theirs. */
export async function confirmEmailOf(
  deps: IdentityServiceDeps,
  actor: Actor,
  id: string,
  code: string,
): Promise<void> {
  await decide(deps, actor, id, mayReset, async (tx, person) => {
    const row = await lockCode(tx, { id: code });
    const isOpen = row !== undefined && row.used_at === null && row.withdrawn_at === null;
    const isTheirs = isOpen && row.kind === 'email' && row.person_id === id && row.expires_at > deps.now();
    if (!isTheirs || (await deps.sendsMail())) throw new Failure('identity.code-unknown', 404);
    await takeNewEmail(deps, tx, actor, person, row);
  });
}

async function takeNewEmail(
  deps: IdentityServiceDeps,
  tx: Tx<IdentityTables>,
  actor: Actor,
  person: AccountRow,
  row: CodeRow,
): Promise<void> {
  const taken = new Failure('identity.email-taken', 409);
  await orWhenTaken(setEmail(tx, person.id, row.email ?? '', deps.now()), taken);
  await markUsed(tx, row.id, deps.now());
  await withdrawCodes(tx, { person: person.id, kinds: ['reset'] }, deps.now());
  const { organisation } = person;
  await tellNews(deps, tx, { kind: 'email-changed', organisation, person, by: actor });
  await deps.record(tx, { actor, action: 'identity.email-changed', subject: `person/${person.id}` });
}

export async function getOwnAccount(
  deps: IdentityServiceDeps,
  actor: Actor,
  headers: Headers,
): Promise<OwnAccount> {
  const current = await deps.auth.findSession(headers);
  const sessions = await listSessions(deps.db, actor.id, deps.now());
  const [asked] = await listCodes(deps.db, ['email'], { person: actor.id });
  const isOpen = asked !== undefined && asked.email !== null && asked.expires_at > deps.now();
  const isPlayed = deps.demoPeople?.some(({ email }) => email === actor.email) ?? false;
  const signIns = sessions.map(
    (session): SignIn => ({
      id: session.id,
      since: session.createdAt.toISOString(),
      lastUsed: session.updatedAt.toISOString(),
      ...readUserAgent(session.userAgent ?? ''),
      address: truncateAddress(session.ipAddress ?? ''),
      current: session.token === current?.token,
    }),
  );
  return {
    organisation: actor.organisation,
    // Somebody of the demo is played by many visitors, who are nothing to each other.
    signIns: isPlayed ? signIns.filter((one) => one.current) : signIns,
    news: await listNews(deps.db, { person: actor.id }),
    newEmail: isOpen
      ? {
          email: asked.email ?? '',
          by: (await deps.sendsMail()) ? 'link' : 'administrator',
          at: asked.made_at.toISOString(),
        }
      : null,
  };
}

export async function endSignIn(deps: IdentityServiceDeps, actor: Actor, id: string): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    if (!(await endSession(tx, actor.id, id))) throw new Failure('identity.sign-in-unknown', 404);
    await deps.record(tx, {
      actor,
      action: 'identity.signed-out-elsewhere',
      subject: `person/${actor.id}`,
    });
  });
}

export async function endOtherSignIns(
  deps: IdentityServiceDeps,
  actor: Actor,
  headers: Headers,
): Promise<void> {
  const current = await deps.auth.findSession(headers);
  await deps.db.transaction().execute(async (tx) => {
    await endSessions(tx, actor.id, current?.token);
    await deps.record(tx, {
      actor,
      action: 'identity.signed-out-elsewhere',
      subject: `person/${actor.id}`,
    });
  });
}

/** Whose code it is; who is blocked in the meantime does not come back in by it. */
async function requireOwner(tx: Tx<IdentityTables>, { person_id: id }: CodeRow): Promise<AccountRow> {
  const [person] = id === null ? [] : await listAccounts(tx, { id });
  if (person === undefined || person.isBlocked) throw new Failure('identity.blocked', 403);
  return person;
}

function accountToActor({ id, name, email, organisation }: AccountRow): Actor {
  return { id, name, email, organisation, roles: [] };
}
