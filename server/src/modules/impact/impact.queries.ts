import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type {
  ImpactTables,
  IndicatorChangesTable,
  IndicatorsTable,
  MeasurementsTable,
  VerdictsTable,
} from './impact.tables.ts';

export type IndicatorRow = Selectable<IndicatorsTable>;
export type MeasurementRow = Selectable<MeasurementsTable>;
export type VerdictRow = Selectable<VerdictsTable>;
export type ChangeRow = Selectable<IndicatorChangesTable>;

/** One indicator with everything that was measured and said of it. */
export interface IndicatorRows {
  readonly indicator: IndicatorRow;
  /** The newest first. */
  readonly measurements: readonly MeasurementRow[];
  readonly verdicts: readonly VerdictRow[];
  /** The newest first. */
  readonly changes: readonly ChangeRow[];
}

export async function listIndicatorRows(db: Db<ImpactTables>, edition: string): Promise<IndicatorRows[]> {
  const indicators = await db
    .selectFrom('indicators')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('at')
    .orderBy('id')
    .execute();
  if (indicators.length === 0) return [];
  const ids = indicators.map(({ id }) => id);
  const measurements = await db
    .selectFrom('impact_measurements')
    .selectAll()
    .where('indicator', 'in', ids)
    .orderBy('number', 'desc')
    .execute();
  const verdicts = await db
    .selectFrom('impact_verdicts')
    .selectAll()
    .where('indicator', 'in', ids)
    .orderBy('at', 'desc')
    .execute();
  const changes = await db
    .selectFrom('indicator_changes')
    .selectAll()
    .where('indicator', 'in', ids)
    .orderBy('at', 'desc')
    .execute();
  return indicators.map((indicator) => ({
    indicator,
    measurements: measurements.filter((one) => one.indicator === indicator.id),
    verdicts: verdicts.filter((one) => one.indicator === indicator.id),
    changes: changes.filter((one) => one.indicator === indicator.id),
  }));
}

/** An indicator that nobody else measures or judges until the transaction ends, with its newest measurement. */
export async function lockIndicator(
  tx: Tx<ImpactTables>,
  edition: string,
  id: string,
): Promise<{ readonly indicator: IndicatorRow; readonly newest: MeasurementRow }> {
  const indicator = await tx
    .selectFrom('indicators')
    .selectAll()
    .where('edition', '=', edition)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (indicator === undefined) throw new Failure('impact.indicator-unknown', 404);
  const newest = await tx
    .selectFrom('impact_measurements')
    .selectAll()
    .where('indicator', '=', id)
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow();
  return { indicator, newest };
}

export async function hasIndicators(db: Db<ImpactTables>, edition: string): Promise<boolean> {
  const row = await db
    .selectFrom('indicators')
    .select('id')
    .where('edition', '=', edition)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertIndicator(tx: Tx<ImpactTables>, row: IndicatorRow): Promise<void> {
  await tx
    .insertInto('indicators')
    .values({
      ...row,
      name: JSON.stringify(row.name),
      label: JSON.stringify(row.label),
      queries: JSON.stringify(row.queries),
      areas: JSON.stringify(row.areas),
      comparison: JSON.stringify(row.comparison),
      stopped: row.stopped === null ? null : JSON.stringify(row.stopped),
    })
    .execute();
}

export async function insertMeasurement(
  tx: Tx<ImpactTables>,
  row: Omit<MeasurementRow, 'content'> & { readonly content: MeasurementRow['content'] },
): Promise<void> {
  await tx
    .insertInto('impact_measurements')
    .values({ ...row, content: JSON.stringify(row.content) })
    .execute();
}

export async function insertVerdict(tx: Tx<ImpactTables>, row: Insertable<VerdictsTable>): Promise<void> {
  await tx.insertInto('impact_verdicts').values(row).execute();
}

/** Keeps what an indicator was until now. */
export async function insertIndicatorChange(
  tx: Tx<ImpactTables>,
  row: Insertable<IndicatorChangesTable>,
): Promise<void> {
  await tx.insertInto('indicator_changes').values(row).execute();
}

export async function updateIndicator(
  tx: Tx<ImpactTables>,
  id: string,
  changed: Updateable<IndicatorsTable>,
): Promise<void> {
  await tx.updateTable('indicators').set(changed).where('id', '=', id).execute();
}
