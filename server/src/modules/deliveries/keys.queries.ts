import type { Insertable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { DeliveriesTables, EditionKeysTable, KeyholderGrantRow } from './deliveries.tables.ts';

type Reader = Db<DeliveriesTables>;
type Writer = Tx<DeliveriesTables>;

export function findNewestKey(
  db: Reader,
  space: string,
): Promise<{ key_version: number; fingerprint: string } | undefined> {
  return db
    .selectFrom('edition_keys')
    .select(['key_version', 'fingerprint'])
    .where('space', '=', space)
    .orderBy('key_version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** False when the space has a key of this version. */
export async function insertKey(tx: Writer, row: Insertable<EditionKeysTable>): Promise<boolean> {
  const written = await tx
    .insertInto('edition_keys')
    .values(row)
    .onConflict((conflict) => conflict.columns(['space', 'key_version']).doNothing())
    .returning('key_version')
    .executeTakeFirst();
  return written !== undefined;
}

/** A grant ends the earlier one of its name at the keyholder, whoever held that. */
export async function keepGrant(tx: Writer, grant: Omit<KeyholderGrantRow, 'ended_at'>): Promise<void> {
  await tx
    .deleteFrom('keyholder_grants')
    .where('space', '=', grant.space)
    .where('name', '=', grant.name)
    .where('granted_at', '<', grant.granted_at)
    .execute();
  await tx.insertInto('keyholder_grants').values(grant).execute();
}

/** Ends what a person was granted; false when they held nothing that still counted. */
export async function endGrantsOf(tx: Writer, person: string, at: Date): Promise<boolean> {
  const ended = await tx
    .updateTable('keyholder_grants')
    .set({ ended_at: at })
    .where('by_id', '=', person)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}

/** Ended here, and not yet at the keyholder. */
export function listEndedGrants(db: Reader): Promise<KeyholderGrantRow[]> {
  return db.selectFrom('keyholder_grants').selectAll().where('ended_at', 'is not', null).execute();
}

/** False when the grant was gone. */
export async function deleteGrant(
  tx: Writer,
  grant: Pick<KeyholderGrantRow, 'space' | 'name' | 'granted_at'>,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('keyholder_grants')
    .where('space', '=', grant.space)
    .where('name', '=', grant.name)
    .where('granted_at', '=', grant.granted_at)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
