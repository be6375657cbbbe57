import { type Insertable, type Selectable, sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { ReleaseBudgetsTable, ReleasesTable, ReleasesTables } from './releases.tables.ts';

type Reader = Db<ReleasesTables>;
type Writer = Tx<ReleasesTables>;

/** A release without its figures: of those only the data set. */
export type ReleaseRow = Omit<Selectable<ReleasesTable>, 'edition' | 'content' | 'choices' | 'order'> & {
  readonly dataSet: string;
};

/** Nobody else keeps a release of this edition until the transaction ends. */
export async function lockReleases(tx: Writer, edition: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`releases/${edition}`}, 0))`.execute(tx);
}

/** The releases of an edition that are not among `known`, in the order in which they were kept. */
export async function listNewReleases(
  db: Reader,
  edition: string,
  known: ReadonlySet<string>,
): Promise<Selectable<ReleasesTable>[]> {
  const all = await db.selectFrom('releases').select('id').where('edition', '=', edition).execute();
  const ids = all.map(({ id }) => id).filter((id) => !known.has(id));
  if (ids.length === 0) return [];
  return db.selectFrom('releases').selectAll().where('id', 'in', ids).orderBy('order').execute();
}

export async function insertRelease(tx: Writer, row: Insertable<ReleasesTable>): Promise<void> {
  await tx.insertInto('releases').values(row).execute();
}

export function listReleasesOfEvidence(
  db: Reader,
  evidence: string,
): Promise<Pick<Selectable<ReleasesTable>, 'view' | 'content' | 'withheld'>[]> {
  return db
    .selectFrom('releases')
    .select(['view', 'content', 'withheld'])
    .where('evidence', '=', evidence)
    .execute();
}

export function listReleaseRows(db: Reader, edition: string): Promise<ReleaseRow[]> {
  return db
    .selectFrom('releases')
    .select(['id', 'person', 'person_name', 'at', 'evidence', 'view'])
    .select(['withheld', 'differences', 'new_cells', 'leaning'])
    .select(sql<string>`content ->> 'dataset'`.as('dataSet'))
    .where('edition', '=', edition)
    .orderBy('order')
    .execute();
}

export async function listContents(
  db: Reader,
  ids: readonly string[],
): Promise<Pick<Selectable<ReleasesTable>, 'id' | 'content'>[]> {
  if (ids.length === 0) return [];
  return db.selectFrom('releases').select(['id', 'content']).where('id', 'in', ids).execute();
}

export function findBudget(
  db: Reader,
  edition: string,
): Promise<Selectable<ReleaseBudgetsTable> | undefined> {
  return db.selectFrom('release_budgets').selectAll().where('edition', '=', edition).executeTakeFirst();
}

export async function putBudget(
  tx: Writer,
  edition: string,
  decided: Omit<Insertable<ReleaseBudgetsTable>, 'edition'>,
): Promise<void> {
  await tx
    .insertInto('release_budgets')
    .values({ edition, ...decided })
    .onConflict((conflict) => conflict.column('edition').doUpdateSet(decided))
    .execute();
}
