import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { ProcessingKind } from './processing.contract.ts';
import type { Operation } from './processing.lines.ts';
import type { ProcessingOperationsTable, ProcessingTables } from './processing.tables.ts';

/** What a reader asks for, in the editions they may see. */
export interface OperationFilter {
  readonly editions: readonly string[];
  readonly edition?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export type KeptOperation = Operation & { readonly persons: number | null; readonly order: number };

export async function insertOperation(tx: Tx<ProcessingTables>, operation: Operation): Promise<void> {
  const { startedAt, endedAt, versions, ...rest } = operation;
  await tx
    .insertInto('processing_operations')
    .values({
      ...rest,
      versions: JSON.stringify(versions),
      started_at: startedAt < endedAt ? startedAt : endedAt,
      ended_at: endedAt,
    })
    .execute();
}

export async function findOperation(
  db: Db<ProcessingTables>,
  id: string,
): Promise<KeptOperation | undefined> {
  const row = await db
    .selectFrom('processing_operations')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && rowToOperation(row);
}

/** The landings of these editions, by the version that they brought. */
export async function indexLandings(
  db: Db<ProcessingTables>,
  editions: readonly string[],
): Promise<ReadonlyMap<string, KeptOperation>> {
  const rows = await db
    .selectFrom('processing_operations')
    .selectAll()
    .where('edition', 'in', editions.length === 0 ? [''] : editions)
    .where('kind', '=', 'land')
    .execute();
  const landings = rows.map(rowToOperation);
  return new Map(
    landings.flatMap((landing) => landing.versions.map((one) => [versionKey(landing.edition, one), landing])),
  );
}

export function versionKey(
  edition: string,
  { dataSet, version }: { readonly dataSet: string; readonly version: string },
): string {
  return `${edition}/${dataSet}/${version}`;
}

export async function keepPersons(db: Db<ProcessingTables>, id: string, persons: number): Promise<void> {
  await db
    .updateTable('processing_operations')
    .set({ persons })
    .where('id', '=', id)
    .where('persons', 'is', null)
    .execute();
}

export async function countOperations(db: Db<ProcessingTables>, filter: OperationFilter): Promise<number> {
  const { n } = await select(db, filter)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Newest first, those before a place in the log. */
export async function listOperations(
  db: Db<ProcessingTables>,
  filter: OperationFilter,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<KeptOperation[]> {
  const rows = await select(db, filter)
    .selectAll()
    .$if(before !== undefined, (query) => query.where('order', '<', before ?? 0))
    .orderBy('order', 'desc')
    .limit(limit)
    .execute();
  return rows.map(rowToOperation);
}

/** What was done in an edition in a time with one of these data sets; without any, with all of them. */
export async function listOperationsBetween(
  db: Db<ProcessingTables>,
  edition: string,
  { from, until }: { readonly from: Date; readonly until: Date },
  dataSets: readonly string[],
): Promise<{ kind: ProcessingKind; dataSets: string[]; times: number; last: string }[]> {
  const rows = await db
    .selectFrom('processing_operations')
    .selectAll()
    .where('edition', '=', edition)
    .where('ended_at', '>=', from)
    .where('started_at', '<=', until)
    .execute();
  const about = rows
    .map((row) => ({ ...row, names: [...new Set(row.versions.map(({ dataSet }) => dataSet))].sort() }))
    .filter(({ names }) => dataSets.length === 0 || names.some((name) => dataSets.includes(name)));
  const groups = Map.groupBy(about, ({ kind, names }) => `${kind} ${names.join()}`);
  return [...groups.values()].flatMap((alike) =>
    alike.slice(0, 1).map(({ kind, names }) => ({
      kind,
      dataSets: names,
      times: alike.length,
      last: new Date(Math.max(...alike.map(({ ended_at }) => ended_at.getTime()))).toISOString(),
    })),
  );
}

function select(db: Db<ProcessingTables>, { editions, edition, from, until }: OperationFilter) {
  const asked = edition === undefined ? editions : editions.filter((one) => one === edition);
  return db
    .selectFrom('processing_operations')
    .where('edition', 'in', asked.length === 0 ? [''] : asked)
    .$if(from !== undefined, (query) => query.where('ended_at', '>=', new Date(from ?? 0)))
    .$if(until !== undefined, (query) => query.where('ended_at', '<', new Date(until ?? 0)));
}

function rowToOperation(row: Selectable<ProcessingOperationsTable>): KeptOperation {
  const { started_at: startedAt, ended_at: endedAt, order, ...rest } = row;
  return { ...rest, startedAt, endedAt, order: Number(order) };
}
