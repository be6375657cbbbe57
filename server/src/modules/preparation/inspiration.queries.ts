import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { ExamplesTable, PreparationTables } from './preparation.tables.ts';

export type ExampleRow = Selectable<ExamplesTable>;

/** Newest first. */
export function listExamples(db: Db<PreparationTables>): Promise<ExampleRow[]> {
  return db.selectFrom('inspiring_examples').selectAll().orderBy('at', 'desc').orderBy('id').execute();
}

export function insertExample(
  tx: Tx<PreparationTables>,
  row: Insertable<ExamplesTable>,
): Promise<ExampleRow> {
  return tx.insertInto('inspiring_examples').values(row).returningAll().executeTakeFirstOrThrow();
}

/** An example that nobody else removes until the transaction ends. */
export function lockExample(tx: Tx<PreparationTables>, id: string): Promise<ExampleRow | undefined> {
  return tx.selectFrom('inspiring_examples').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function deleteExample(tx: Tx<PreparationTables>, id: string): Promise<void> {
  await tx.deleteFrom('inspiring_examples').where('id', '=', id).execute();
}
