import { type Insertable, type Selectable, sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { ReleasesTables, ShownResultsTable } from './releases.tables.ts';
import type { ShownKind } from './shown.contract.ts';

type Reader = Db<ReleasesTables>;
type Writer = Tx<ReleasesTables>;

export type ShownRow = Selectable<ShownResultsTable>;

export interface ShownFilter {
  /** Null for the platform itself. */
  readonly person?: string | null;
  readonly kind?: ShownKind | undefined;
}

export async function insertShown(tx: Writer, row: Insertable<ShownResultsTable>): Promise<void> {
  await tx.insertInto('shown_results').values(row).execute();
}

/** Which of these results a person made or opened before. */
export async function listSeen(
  db: Reader,
  person: string,
  subjects: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('shown_results')
    .select('subject')
    .distinct()
    .where('subject', 'in', subjects)
    .where('person', '=', person)
    .where('kind', 'in', ['result', 'opened'])
    .execute();
  return new Set(rows.map(({ subject }) => subject));
}

/** Those that are there already stay as they are: two pages may be opened at once. */
export async function insertOpened(
  tx: Writer,
  rows: readonly Insertable<ShownResultsTable>[],
): Promise<void> {
  await tx
    .insertInto('shown_results')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.columns(['person', 'subject']).where('kind', '=', 'opened').doNothing(),
    )
    .execute();
}

/** The newest before a number, and how many come before those. */
export async function listShownPage(
  db: Reader,
  edition: string,
  { person, kind }: ShownFilter,
  page: { readonly before?: number | undefined; readonly limit: number },
): Promise<{ rows: ShownRow[]; earlier: number }> {
  const selected = db
    .selectFrom('shown_results')
    .where('edition', '=', edition)
    .$if(person !== undefined, (query) => query.where('person', 'is not distinct from', person ?? null))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? 'result'));
  const rows = await selected
    .$if(page.before !== undefined, (query) => query.where('order', '<', page.before ?? 0))
    .selectAll()
    .orderBy('order', 'desc')
    .limit(page.limit)
    .execute();
  const last = rows.at(-1);
  if (last === undefined) return { rows, earlier: 0 };
  const { earlier } = await selected
    .where('order', '<', last.order)
    .select(({ fn }) => fn.countAll<number>().as('earlier'))
    .executeTakeFirstOrThrow();
  return { rows, earlier };
}

/** Everyone who asked, with the name they had last. */
export function listAskers(
  db: Reader,
  edition: string,
): Promise<{ person: string | null; person_name: string | null }[]> {
  return db
    .selectFrom('shown_results')
    .select(['person', 'person_name'])
    .distinctOn('person')
    .where('edition', '=', edition)
    .orderBy('person')
    .orderBy('order', 'desc')
    .execute();
}

export async function countShown(
  db: Reader,
  edition: string,
): Promise<{ results: number; opened: number; downloads: number }> {
  return db
    .selectFrom('shown_results')
    .select([
      sql<number>`(count(*) filter (where kind = 'result'))::integer`.as('results'),
      sql<number>`(count(*) filter (where kind = 'opened'))::integer`.as('opened'),
      sql<number>`(count(*) filter (where kind = 'download'))::integer`.as('downloads'),
    ])
    .where('edition', '=', edition)
    .executeTakeFirstOrThrow();
}
