import { type Selectable, sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { CatalogueTables } from './catalogue.tables.ts';

type Reader = Db<CatalogueTables>;

export type ContractRow = Selectable<CatalogueTables['data_contracts']> & { owner: string };

/** The newest contract of every data set, or one version of one. */
export async function listContractRows(
  db: Reader,
  filter: { readonly dataSet?: string; readonly version?: string | undefined },
): Promise<ContractRow[]> {
  let query = db
    .selectFrom('data_contracts')
    .innerJoin('data_sets', 'data_sets.id', 'data_contracts.data_set')
    .selectAll('data_contracts')
    .select('data_sets.owner')
    .distinctOn('data_contracts.data_set')
    .orderBy('data_contracts.data_set')
    .orderBy('data_contracts.ordinal', 'desc');
  if (filter.dataSet !== undefined) query = query.where('data_contracts.data_set', '=', filter.dataSet);
  if (filter.version !== undefined) query = query.where('data_contracts.version', '=', filter.version);
  return query.execute();
}

/** Also keeps others from registering the same data set until the transaction ends. */
export async function lockOwner(
  tx: Tx<CatalogueTables>,
  dataSet: { id: string; owner: string },
  at: Date,
): Promise<string> {
  await tx
    .insertInto('data_sets')
    .values({ ...dataSet, registered_at: at })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  const row = await tx
    .selectFrom('data_sets')
    .select('owner')
    .where('id', '=', dataSet.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.owner;
}

export async function insertContract(
  tx: Tx<CatalogueTables>,
  row: Omit<CatalogueTables['data_contracts'], 'ordinal'>,
): Promise<void> {
  const { last } = await tx
    .selectFrom('data_contracts')
    .select((e) => e.fn.coalesce(e.fn.max('ordinal'), e.lit(0)).as('last'))
    .where('data_set', '=', row.data_set)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('data_contracts')
    .values({ ...row, words: JSON.stringify(row.words) as never, ordinal: last + 1 })
    .execute();
}

export async function listDivisionRows(db: Reader): Promise<Selectable<CatalogueTables['area_divisions']>[]> {
  return db.selectFrom('area_divisions').selectAll().orderBy('year').execute();
}

export async function findDivisionRow(
  db: Reader,
  year: number,
): Promise<Selectable<CatalogueTables['area_divisions']> | undefined> {
  return db.selectFrom('area_divisions').selectAll().where('year', '=', year).executeTakeFirst();
}

/** As `findDivisionRow`, and nobody else registers areas of this year until the transaction ends. */
export async function lockDivision(tx: Tx<CatalogueTables>, year: number) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`areas/${year}`}, 0))`.execute(tx);
  return findDivisionRow(tx, year);
}

export async function putDivision(
  tx: Tx<CatalogueTables>,
  row: CatalogueTables['area_divisions'],
): Promise<void> {
  const values = { ...row, facts: JSON.stringify(row.facts) as never };
  const { year: _, ...changed } = values;
  await tx
    .insertInto('area_divisions')
    .values(values)
    .onConflict((conflict) => conflict.column('year').doUpdateSet(changed))
    .execute();
}
