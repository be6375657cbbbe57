import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { IdentityTables } from './identity.tables.ts';

type Reader = Db<IdentityTables>;
type Writer = Tx<IdentityTables>;

export type ServiceAccountRow = Selectable<IdentityTables['service_accounts']>;

export async function insertServiceAccount(tx: Writer, row: ServiceAccountRow): Promise<void> {
  await tx
    .insertInto('service_accounts')
    .values({ ...row, scopes: JSON.stringify(row.scopes) })
    .execute();
}

export function listServiceAccountRows(db: Reader, organisation: string): Promise<ServiceAccountRow[]> {
  return db
    .selectFrom('service_accounts')
    .selectAll()
    .where('organisation', '=', organisation)
    .orderBy('made_at')
    .execute();
}

export function findServiceAccount(
  db: Reader,
  by: { readonly tokenHash: string },
): Promise<ServiceAccountRow | undefined> {
  return db
    .selectFrom('service_accounts')
    .selectAll()
    .where('token_hash', '=', by.tokenHash)
    .executeTakeFirst();
}

export function lockServiceAccount(tx: Writer, id: string): Promise<ServiceAccountRow | undefined> {
  return tx.selectFrom('service_accounts').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function setRevoked(tx: Writer, id: string, at: Date, by: string): Promise<void> {
  await tx
    .updateTable('service_accounts')
    .set({ revoked_at: at, revoked_by: by })
    .where('id', '=', id)
    .execute();
}

export async function setLastUsed(tx: Writer, id: string, at: Date): Promise<void> {
  await tx.updateTable('service_accounts').set({ last_used_at: at }).where('id', '=', id).execute();
}
