import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Role } from './identity.contract.ts';
import type { IdentityTables } from './identity.tables.ts';

type Reader = Db<IdentityTables>;
type Writer = Tx<IdentityTables>;

export type CodeRow = Selectable<IdentityTables['account_codes']>;

export interface NewCode {
  readonly hash: string;
  readonly organisation: string;
  /** Null for the first account of an organisation. */
  readonly person: { readonly name: string; readonly email: string } | null;
  readonly roles: readonly Role[];
  readonly by: { readonly id: string; readonly name: string };
  readonly at: Date;
  readonly expiresAt: Date;
}

export async function insertCode(tx: Writer, code: NewCode): Promise<CodeRow> {
  return tx
    .insertInto('account_codes')
    .values({
      id: randomUUID(),
      code_hash: code.hash,
      organisation: code.organisation,
      name: code.person?.name ?? null,
      email: code.person?.email.toLowerCase() ?? null,
      roles: code.roles.join(','),
      made_by_id: code.by.id,
      made_by: code.by.name,
      made_at: code.at,
      expires_at: code.expiresAt,
      used_at: null,
      withdrawn_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Codes that nobody used and nobody withdrew; expired ones too, for they can be renewed. */
export function listCodes(db: Reader, organisation?: string): Promise<CodeRow[]> {
  let query = db
    .selectFrom('account_codes')
    .selectAll()
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .orderBy('made_at');
  if (organisation !== undefined) query = query.where('organisation', '=', organisation);
  return query.execute();
}

/** Locked until the end of the transaction, so that two people who use or renew it at once follow one another. */
export function lockCode(tx: Writer, by: { id: string } | { hash: string }): Promise<CodeRow | undefined> {
  const query = tx
    .selectFrom('account_codes')
    .selectAll()
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .forUpdate();
  return 'id' in by
    ? query.where('id', '=', by.id).executeTakeFirst()
    : query.where('code_hash', '=', by.hash).executeTakeFirst();
}

/** A request that opens the first account of an organisation, or makes a code for it, waits for a running one. */
export async function lockOrganisation(tx: Writer, slug: string): Promise<void> {
  await tx
    .selectFrom('organization')
    .select('id')
    .where('slug', '=', slug)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export async function markUsed(tx: Writer, id: string, at: Date): Promise<void> {
  await tx.updateTable('account_codes').set({ used_at: at }).where('id', '=', id).execute();
}

export async function withdrawCodes(
  tx: Writer,
  which: { id: string } | { organisation: string } | { madeById: string },
  at: Date,
): Promise<void> {
  const open = tx
    .updateTable('account_codes')
    .set({ withdrawn_at: at })
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null);
  if ('id' in which) await open.where('id', '=', which.id).execute();
  else if ('organisation' in which) await open.where('organisation', '=', which.organisation).execute();
  else await open.where('made_by_id', '=', which.madeById).execute();
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
