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

export interface GroupingsPage {
  /** Only groupings that were proposed before this one. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** The newest, newest first, and how many were proposed before them. */
export async function listGroupingPage(
  db: Reader,
  edition: string,
  { before, limit }: GroupingsPage,
): Promise<{ rows: GroupingRow[]; earlier: number }> {
  const selected = db.selectFrom('groupings').where('edition', '=', edition);
  const rows = await selected
    .$if(before !== undefined, (query) => query.where(wasBefore(before ?? '')))
    .selectAll()
    .orderBy('proposed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  const last = rows.at(-1);
  if (last === undefined) return { rows, earlier: 0 };
  const { earlier } = await selected
    .where(wasBefore(last.id))
    .select(({ fn }) => fn.countAll<number>().as('earlier'))
    .executeTakeFirstOrThrow();
  return { rows, earlier };
}

/** By the moment at which they were proposed, which the database knows more exactly than a `Date`. */
function wasBefore(id: string) {
  return sql<boolean>`(proposed_at, id) < (select proposed_at, id from groupings where id = ${id})`;
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

/** Those that wait for a decision and whose cost was given up, not computed yet, or computed by an earlier release. */
export async function listUnknownCosts(db: Reader): Promise<Pick<GroupingRow, 'id'>[]> {
  return db
    .selectFrom('groupings')
    .select('id')
    .where('state', '=', 'proposed')
    .where(sql<boolean>`cost_failed or cost -> 'linked' is null`)
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

/** A cost that is known does not count until it is held against what is there now. */
export async function markCosts(tx: Writer, ids: readonly string[]): Promise<void> {
  const cost = sql<string>`cost || '{"isOutdated": true}'::jsonb`;
  await tx.updateTable('groupings').set({ cost, cost_failed: false }).where('id', 'in', ids).execute();
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
