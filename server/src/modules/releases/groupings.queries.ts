import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { GroupingsTable, ReleasesTables, StoredCost } from './releases.tables.ts';

type Reader = Db<ReleasesTables>;
type Writer = Tx<ReleasesTables>;

export type GroupingRow = Selectable<GroupingsTable>;

/** Nobody else adds or decides a grouping of this data set until the transaction ends. */
export async function lockGroupings(tx: Writer, edition: string, dataSet: string): Promise<void> {
  const name = `groupings/${edition}/${dataSet}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
}

export async function insertGrouping(tx: Writer, row: Insertable<GroupingsTable>): Promise<void> {
  await tx.insertInto('groupings').values(row).execute();
}

/** Newest first. */
export function listGroupingRows(db: Reader, edition: string): Promise<GroupingRow[]> {
  return db
    .selectFrom('groupings')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('proposed_at', 'desc')
    .orderBy('id')
    .execute();
}

/** A version of a data set, at a moment; without one, now. */
export interface GroupingsAt {
  readonly edition: string;
  readonly dataSet: string;
  readonly landedAt: Date;
  readonly moment?: Date | undefined;
}

/** Those that enter the check of a version: approved, and not ended before it landed; in the order of approval. */
export function listGroupingsInUse(
  db: Reader,
  { edition, dataSet, landedAt, moment }: GroupingsAt,
): Promise<GroupingRow[]> {
  return db
    .selectFrom('groupings')
    .selectAll()
    .where('edition', '=', edition)
    .where('data_set', '=', dataSet)
    .where(({ eb, or, and }) =>
      or([eb('state', '=', 'approved'), and([eb('state', '=', 'ended'), eb('ended_at', '>', landedAt)])]),
    )
    .$if(moment !== undefined, (query) => query.where('decided_at', '<=', moment ?? new Date(0)))
    .orderBy('decided_at')
    .orderBy('id')
    .execute();
}

export function findGroupingRow(db: Reader, id: string): Promise<GroupingRow | undefined> {
  return db.selectFrom('groupings').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Throws `releases.grouping-unknown` for one that is not in the edition. */
export async function getGroupingRow(db: Reader, edition: string, id: string): Promise<GroupingRow> {
  const row = await findGroupingRow(db, id);
  if (row?.edition !== edition) throw new Failure('releases.grouping-unknown', 404);
  return row;
}

/** Those that wait for a decision and whose cost was given up. */
export async function listFailedCosts(db: Reader): Promise<Pick<GroupingRow, 'id'>[]> {
  return db
    .selectFrom('groupings')
    .select('id')
    .where('state', '=', 'proposed')
    .where('cost_failed', '=', true)
    .orderBy('proposed_at')
    .execute();
}

/** Those that wait for a decision. */
export function listProposed(
  db: Reader,
  edition: string,
  dataSet?: string,
): Promise<Pick<GroupingRow, 'id'>[]> {
  return db
    .selectFrom('groupings')
    .select('id')
    .where('edition', '=', edition)
    .where('state', '=', 'proposed')
    .$if(dataSet !== undefined, (query) => query.where('data_set', '=', dataSet ?? ''))
    .orderBy('proposed_at')
    .execute();
}

export async function updateGrouping(
  tx: Writer,
  id: string,
  change: Updateable<GroupingsTable>,
): Promise<void> {
  await tx.updateTable('groupings').set(change).where('id', '=', id).execute();
}

/** Of a grouping that was decided meanwhile the cost stays as it was decided on. */
export async function saveCost(tx: Writer, id: string, cost: StoredCost | 'failed'): Promise<void> {
  const change =
    cost === 'failed' ? { cost_failed: true } : { cost: JSON.stringify(cost), cost_failed: false };
  await tx
    .updateTable('groupings')
    .set(change)
    .where('id', '=', id)
    .where('state', '=', 'proposed')
    .execute();
}
