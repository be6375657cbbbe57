import type { AnyDb, Db, Tx } from '../../platform/db/database.ts';
import { type DeliveriesTables, ownTables } from './deliveries.tables.ts';

type Writer = Tx<DeliveriesTables>;

/** A landed version that its owner took along. */
export interface WithdrawnVersion {
  readonly dataSet: string;
  readonly version: string;
  readonly organisation: string;
  readonly at: Date;
}

/** Where a landed version stands. */
export interface VersionPlace {
  readonly space: string;
  readonly dataSet: string;
  readonly version: string;
}

/** What an organisation has in a space now. */
export function listStanding(
  db: AnyDb,
  space: string,
  organisation: string,
): Promise<{ data_set: string; version: string; rows: number; delivery_id: string }[]> {
  return ownTables(db)
    .selectFrom('landed_versions as landed')
    .innerJoin('deliveries as delivery', 'delivery.id', 'landed.delivery_id')
    .select(['landed.data_set', 'landed.version', 'landed.rows', 'landed.delivery_id'])
    .where('landed.space', '=', space)
    .where('delivery.organisation', '=', organisation)
    .where('landed.withdrawn_at', 'is', null)
    .execute();
}

export async function listWithdrawn(db: AnyDb, space: string): Promise<WithdrawnVersion[]> {
  const rows = await ownTables(db)
    .selectFrom('landed_versions as landed')
    .innerJoin('deliveries as delivery', 'delivery.id', 'landed.delivery_id')
    .select(['landed.data_set', 'landed.version', 'landed.withdrawn_at', 'delivery.organisation'])
    .where('landed.space', '=', space)
    .where('landed.withdrawn_at', 'is not', null)
    .execute();
  return rows.flatMap(({ data_set: dataSet, version, organisation, withdrawn_at: at }) =>
    at === null ? [] : [{ dataSet, version, organisation, at }],
  );
}

/** Those of every space, whose files must go. */
export async function listWithdrawnPlaces(db: Db<DeliveriesTables>): Promise<VersionPlace[]> {
  return db
    .selectFrom('landed_versions')
    .select(['space', 'data_set as dataSet', 'version'])
    .where('withdrawn_at', 'is not', null)
    .execute();
}

export async function listUnfinishedIds(tx: Writer, space: string, organisation: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('deliveries')
    .select('id')
    .where('space', '=', space)
    .where('organisation', '=', organisation)
    .where('finished_at', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}

/** The version no longer counts; its row stays, so that no later version gets its number. */
export async function withdrawVersion(
  tx: Writer,
  { space, dataSet, version }: VersionPlace,
  at: Date,
): Promise<void> {
  await tx
    .deleteFrom('current_versions')
    .where('space', '=', space)
    .where('data_set', '=', dataSet)
    .where('version', '=', version)
    .execute();
  await tx
    .updateTable('landed_versions')
    .set({ withdrawn_at: at })
    .where('space', '=', space)
    .where('data_set', '=', dataSet)
    .where('version', '=', version)
    .execute();
}

/** Every delivery of an organisation in a space, with what was read of its rows. */
export async function markDeliveriesWithdrawn(
  tx: Writer,
  space: string,
  organisation: string,
): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({ state: 'withdrawn', report: null })
    .where('space', '=', space)
    .where('organisation', '=', organisation)
    .execute();
}
