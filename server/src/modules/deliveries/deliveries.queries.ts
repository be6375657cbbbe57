import { type Insertable, type Selectable, sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import { toStorableJson } from '../../platform/db/storable-text.ts';
import type { DeliveryState } from './deliveries.contract.ts';
import type {
  DeliveriesTable,
  DeliveriesTables,
  DeliveryProblem,
  KeptReport,
  LandedVersionsTable,
} from './deliveries.tables.ts';

export type DeliveryRow = Omit<Selectable<DeliveriesTable>, 'report'>;
export type LandedVersionRow = Selectable<LandedVersionsTable>;

type Reader = Db<DeliveriesTables>;
type Writer = Tx<DeliveriesTables>;

const columns = [
  'id',
  'edition',
  'space',
  'data_set',
  'organisation',
  'contract_version',
  'agreement_hash',
  'state',
  'progress',
  'file_name',
  'bytes',
  'sha256',
  'by_id',
  'by',
  'at',
  'finished_at',
  'rows_read',
  'rows_accepted',
  'rows_rejected',
  'version',
  'problem',
] as const;
const runningStates = ['received', 'checking', 'landing'] as const;

export function findDelivery(db: Reader, id: string): Promise<DeliveryRow | undefined> {
  return db.selectFrom('deliveries').select(columns).where('id', '=', id).executeTakeFirst();
}

/** Newest first. */
export function listDeliveries(db: Reader, space: string): Promise<DeliveryRow[]> {
  return db
    .selectFrom('deliveries')
    .select(columns)
    .where('space', '=', space)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute();
}

export async function findReport(db: Reader, id: string): Promise<KeptReport | undefined> {
  const row = await db.selectFrom('deliveries').select('report').where('id', '=', id).executeTakeFirst();
  return row?.report ?? undefined;
}

export async function listRunningIds(db: Reader): Promise<string[]> {
  const rows = await db.selectFrom('deliveries').select('id').where('state', 'in', runningStates).execute();
  return rows.map(({ id }) => id);
}

/** Undefined when another delivery of the same data set is still running. */
export async function insertDelivery(
  tx: Writer,
  row: Pick<
    Insertable<DeliveriesTable>,
    | 'id'
    | 'edition'
    | 'space'
    | 'data_set'
    | 'organisation'
    | 'contract_version'
    | 'agreement_hash'
    | 'file_name'
    | 'bytes'
    | 'sha256'
    | 'by_id'
    | 'by'
    | 'at'
  >,
): Promise<DeliveryRow | undefined> {
  return tx
    .insertInto('deliveries')
    .values({ ...row, state: 'received', progress: 0 })
    .onConflict((conflict) =>
      conflict.columns(['space', 'data_set']).where('state', 'in', runningStates).doNothing(),
    )
    .returning(columns)
    .executeTakeFirst();
}

export interface Progress {
  readonly state: 'checking' | 'landing';
  readonly progress: number;
  /** What the check found, and the rows of the source. */
  readonly checked?: { readonly report: KeptReport; readonly sourceRows: KeptReport['rows'] };
}

/** False when the delivery has been cancelled or is finished already. */
export async function advanceDelivery(db: Reader, id: string, change: Progress): Promise<boolean> {
  const { state, progress, checked } = change;
  const result = await db
    .updateTable('deliveries')
    .set({ state, progress, ...(checked ? checkedToColumns(checked) : {}) })
    .where('id', '=', id)
    .where('state', 'in', runningStates)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Only forward, and never into a later state. */
export async function reportProgress(db: Reader, id: string, progress: number): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ progress })
    .where('id', '=', id)
    .where('state', '=', 'checking')
    .where('progress', '<', progress)
    .execute();
}

export interface Ending {
  readonly state: Extract<DeliveryState, 'landed' | 'refused' | 'cancelled' | 'failed'>;
  readonly at: Date;
  readonly problem?: DeliveryProblem;
  readonly version?: string;
}

/** Ends a running delivery; undefined when it had ended before. */
export function finishDelivery(tx: Writer, id: string, ending: Ending): Promise<DeliveryRow | undefined> {
  const { state, at, problem, version } = ending;
  return tx
    .updateTable('deliveries')
    .set({
      state,
      finished_at: at,
      ...(state === 'landed' ? { progress: 1 } : {}),
      ...(problem ? { problem: toStorableJson(problem) } : {}),
      ...(version ? { version } : {}),
    })
    .where('id', '=', id)
    .where('state', 'in', runningStates)
    .returning(columns)
    .executeTakeFirst();
}

function checkedToColumns({ report, sourceRows }: NonNullable<Progress['checked']>) {
  return {
    report: toStorableJson(report),
    rows_read: sourceRows.read,
    rows_accepted: sourceRows.accepted,
    rows_rejected: sourceRows.rejected,
  };
}

/** The first free version, `v0001` and up. */
export async function nextVersion(db: Reader, space: string, dataSet: string): Promise<string> {
  const newest = await db
    .selectFrom('landed_versions')
    .select('version')
    .where('space', '=', space)
    .where('data_set', '=', dataSet)
    .orderBy((order) => order.fn<number>('length', ['version']), 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  const number = newest === undefined ? 1 : Number(newest.version.slice(1)) + 1;
  return `v${String(number).padStart(4, '0')}`;
}

/** A landed version becomes the one that counts. */
export async function publishVersion(tx: Writer, version: Insertable<LandedVersionsTable>): Promise<void> {
  const { space, data_set } = version;
  await tx.insertInto('landed_versions').values(version).execute();
  await tx
    .insertInto('current_versions')
    .values({ space, data_set, version: version.version })
    .onConflict((conflict) =>
      conflict.columns(['space', 'data_set']).doUpdateSet({ version: version.version }),
    )
    .execute();
}

/** When versions of a data set landed under one version of the agreement, also those that were withdrawn. */
export async function listLandedUnder(
  db: Reader,
  { space, dataSet, hash }: { readonly space: string; readonly dataSet: string; readonly hash: string },
): Promise<Date[]> {
  const rows = await db
    .selectFrom('landed_versions')
    .select('landed_at')
    .where('space', '=', space)
    .where('data_set', '=', dataSet)
    .where(sql<string>`agreed ->> 'hash'`, '=', hash)
    .execute();
  return rows.map(({ landed_at }) => landed_at);
}

export function listCurrentVersions(
  db: Reader,
  space: string,
): Promise<{ data_set: string; version: string; rows: number }[]> {
  return db
    .selectFrom('current_versions as current')
    .innerJoin('landed_versions as landed', (join) =>
      join
        .onRef('landed.space', '=', 'current.space')
        .onRef('landed.data_set', '=', 'current.data_set')
        .onRef('landed.version', '=', 'current.version'),
    )
    .select(['current.data_set', 'current.version', 'landed.rows'])
    .where('current.space', '=', space)
    .orderBy('current.data_set')
    .execute();
}

export type VersionRow = Awaited<ReturnType<typeof listVersionRows>>[number];

/** Newest first, with the delivery that brought it and the version that counts now. */
export function listVersionRows(
  db: Reader,
  filter: { readonly space?: string; readonly dataSet?: string; readonly version?: string },
) {
  return db
    .selectFrom('landed_versions as landed')
    .innerJoin('deliveries as delivery', 'delivery.id', 'landed.delivery_id')
    .innerJoin('current_versions as current', (join) =>
      join.onRef('current.space', '=', 'landed.space').onRef('current.data_set', '=', 'landed.data_set'),
    )
    .selectAll('landed')
    .where('landed.withdrawn_at', 'is', null)
    .select([
      'delivery.at',
      'delivery.by',
      'delivery.organisation',
      'delivery.file_name',
      'delivery.rows_read',
      'delivery.rows_accepted',
      'delivery.rows_rejected',
      'current.version as current_version',
    ])
    .$if(filter.space !== undefined, (query) => query.where('landed.space', '=', filter.space ?? ''))
    .$if(filter.dataSet !== undefined, (query) => query.where('landed.data_set', '=', filter.dataSet ?? ''))
    .$if(filter.version !== undefined, (query) => query.where('landed.version', '=', filter.version ?? ''))
    .orderBy('landed.landed_at', 'desc')
    .orderBy('landed.data_set')
    .execute();
}
