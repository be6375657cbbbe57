import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { CodeKind } from './codes.contract.ts';
import type { Role } from './identity.contract.ts';
import type { IdentityTables } from './identity.tables.ts';

type Reader = Db<IdentityTables>;
type Writer = Tx<IdentityTables>;

export type CodeRow = Selectable<IdentityTables['account_codes']>;

export interface NewCode {
  readonly kind: CodeKind;
  readonly hash: string;
  readonly organisation: string;
  readonly person?: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly roles: readonly Role[];
  readonly by: { readonly id: string; readonly name: string; readonly organisation: string };
  readonly at: Date;
  readonly expiresAt: Date;
}

export async function insertCode(tx: Writer, code: NewCode): Promise<CodeRow> {
  return tx
    .insertInto('account_codes')
    .values({
      id: randomUUID(),
      kind: code.kind,
      code_hash: code.hash,
      organisation: code.organisation,
      person_id: code.person ?? null,
      name: code.name,
      email: code.email?.toLowerCase() ?? null,
      roles: code.roles.join(','),
      made_by_id: code.by.id,
      made_by: code.by.name,
      made_by_organisation: code.by.organisation,
      made_at: code.at,
      expires_at: code.expiresAt,
      used_at: null,
      withdrawn_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Codes of these kinds that nobody used and nobody withdrew; expired ones too, for they can be renewed. */
export function listCodes(
  db: Reader,
  kinds: readonly CodeKind[],
  of: { readonly organisation?: string; readonly person?: string } = {},
): Promise<CodeRow[]> {
  let query = db
    .selectFrom('account_codes')
    .selectAll()
    .where('kind', 'in', kinds)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .orderBy('made_at');
  if (of.organisation !== undefined) query = query.where('organisation', '=', of.organisation);
  if (of.person !== undefined) query = query.where('person_id', '=', of.person);
  return query.execute();
}

type CodeKey = { readonly id: string } | { readonly hash: string };

/** Locked until the end of the transaction, so that two people who use or renew it at once follow one another. */
export function lockCode(tx: Writer, by: CodeKey): Promise<CodeRow | undefined> {
  return selectCode(tx, by).forUpdate().executeTakeFirst();
}

/** The organisation whose account a code opens or changes: it is locked before the code. */
export async function findOrganisationOfCode(tx: Writer, by: CodeKey): Promise<string | undefined> {
  return (await selectCode(tx, by).executeTakeFirst())?.organisation;
}

function selectCode(tx: Writer, by: CodeKey) {
  const query = tx.selectFrom('account_codes').selectAll();
  return 'id' in by ? query.where('id', '=', by.id) : query.where('code_hash', '=', by.hash);
}

/** A request that opens the first account of an organisation, or makes a code for it, waits for a running one. */
export function lockOrganisation(tx: Writer, slug: string): Promise<void> {
  return lockOrganisations(tx, [slug]);
}

/**
 * Everywhere organisations are locked first, in the order of their names, and then their codes: two requests that each
 * need what the other has would wait for ever.
 */
export async function lockOrganisations(tx: Writer, slugs: readonly string[]): Promise<void> {
  for (const slug of [...new Set(slugs)].sort()) {
    await tx
      .selectFrom('organization')
      .select('id')
      .where('slug', '=', slug)
      .forUpdate()
      .executeTakeFirstOrThrow();
  }
}

export async function markUsed(tx: Writer, id: string, at: Date): Promise<void> {
  await tx.updateTable('account_codes').set({ used_at: at }).where('id', '=', id).execute();
}

/** Codes of an organisation are those that open accounts of it; of a person, those that change theirs. */
export async function withdrawCodes(
  tx: Writer,
  which:
    | { readonly id: string }
    | { readonly organisation: string }
    | { readonly madeById: string }
    | { readonly person: string; readonly kinds: readonly CodeKind[] },
  at: Date,
): Promise<void> {
  const open = tx
    .updateTable('account_codes')
    .set({ withdrawn_at: at })
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null);
  if ('id' in which) await open.where('id', '=', which.id).execute();
  else if ('organisation' in which) await open.where('organisation', '=', which.organisation).execute();
  else if ('madeById' in which) await open.where('made_by_id', '=', which.madeById).execute();
  else await open.where('person_id', '=', which.person).where('kind', 'in', which.kinds).execute();
}

export async function setConfirmed(
  tx: Writer,
  organisation: string,
  confirmed: { readonly at: Date; readonly by: string } | null,
): Promise<void> {
  await tx
    .updateTable('organization')
    .set({ confirmedAt: confirmed?.at ?? null, confirmedBy: confirmed?.by ?? null })
    .where('slug', '=', organisation)
    .execute();
}

export async function setOfficerConfirmed(tx: Writer, person: string, at: Date): Promise<void> {
  await tx.updateTable('member').set({ officerConfirmedAt: at }).where('userId', '=', person).execute();
}

/** Blocks and ends every session, or lets in again. */
export async function setBlocked(
  tx: Writer,
  person: string,
  blocked: { readonly at: Date; readonly by: string; readonly reason: string } | null,
): Promise<void> {
  await tx
    .updateTable('member')
    .set({
      blockedAt: blocked?.at ?? null,
      blockedBy: blocked?.by ?? null,
      blockedReason: blocked?.reason ?? null,
    })
    .where('userId', '=', person)
    .execute();
  if (blocked !== null) await endSessions(tx, person);
}

/** All that they sign in with and their address go too; the address is free for another account. */
export async function setRemoved(
  tx: Writer,
  person: string,
  removed: { readonly at: Date; readonly by: string; readonly reason: string },
): Promise<void> {
  await tx
    .updateTable('member')
    .set({ role: '', removedAt: removed.at, removedBy: removed.by, removedReason: removed.reason })
    .where('userId', '=', person)
    .execute();
  await tx.deleteFrom('account').where('userId', '=', person).execute();
  for (const factors of ['totp_factors', 'backup_codes', 'passkeys', 'passkey_challenges'] as const) {
    await tx.deleteFrom(factors).where('person', '=', person).execute();
  }
  await setEmail(tx, person, `${person}@removed.invalid`, removed.at);
  await endSessions(tx, person);
}

export async function setEmail(tx: Writer, person: string, email: string, at: Date): Promise<void> {
  await tx
    .updateTable('user')
    .set({ email: email.toLowerCase(), updatedAt: at })
    .where('id', '=', person)
    .execute();
}

/** Whoever holds the role of privacy officer anew waits to be confirmed. */
export async function setRoles(
  tx: Writer,
  person: string,
  roles: readonly Role[],
  officerGivenById: string | null | undefined,
): Promise<void> {
  await tx
    .updateTable('member')
    .set({
      role: roles.join(','),
      ...(officerGivenById === undefined ? {} : { officerGivenById, officerConfirmedAt: null }),
    })
    .where('userId', '=', person)
    .execute();
}

export function listSessions(
  db: Reader,
  person: string,
  now: Date,
): Promise<Selectable<IdentityTables['session']>[]> {
  return db
    .selectFrom('session')
    .selectAll()
    .where('userId', '=', person)
    .where('expiresAt', '>', now)
    .orderBy('updatedAt', 'desc')
    .execute();
}

/** False when the person has no such session. */
export async function endSession(tx: Writer, person: string, id: string): Promise<boolean> {
  const ended = await tx
    .deleteFrom('session')
    .where('userId', '=', person)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return ended !== undefined;
}

export async function endSessions(tx: Writer, person: string, except?: string): Promise<void> {
  let query = tx.deleteFrom('session').where('userId', '=', person);
  if (except !== undefined) query = query.where('token', '<>', except);
  await query.execute();
}

export async function findPasswordHash(db: Reader, person: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('account')
    .select('password')
    .where('userId', '=', person)
    .where('providerId', '=', 'credential')
    .executeTakeFirst();
  return row?.password ?? undefined;
}

export async function setPasswordHash(tx: Writer, person: string, password: string, at: Date): Promise<void> {
  await tx
    .updateTable('account')
    .set({ password, updatedAt: at })
    .where('userId', '=', person)
    .where('providerId', '=', 'credential')
    .execute();
}
