import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnyDb, Tx } from '../../platform/db/database.ts';
import { errorToFields } from '../../platform/log/logger.ts';
import type { Leaver } from '../editions/editions.api.ts';
import type { DeliveriesDeps } from './deliveries.deps.ts';
import { finishDelivery } from './deliveries.queries.ts';
import { type DeliveriesTables, ownTables } from './deliveries.tables.ts';
import { deliveryJob, removeIncoming } from './deliveries.work.ts';

type WithdrawalDeps = Pick<DeliveriesDeps, 'db' | 'files' | 'jobs' | 'logger' | 'now' | 'record'>;

/** A landed version that its owner took along. */
export interface WithdrawnVersion {
  readonly dataSet: string;
  readonly version: string;
  readonly organisation: string;
  readonly at: Date;
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

/**
 * First the pointer goes, in this transaction: from then on nothing is asked of these data. What comes in at this moment
 * is cancelled, and what was read of rows that could not be taken in is forgotten. The files go afterwards.
 */
export async function withdrawDeliveries(
  deps: WithdrawalDeps,
  tx: Tx<DeliveriesTables>,
  { edition, organisation, actor, space }: Leaver & { readonly space: string },
): Promise<() => Promise<void>> {
  const at = deps.now();
  const running = await tx
    .selectFrom('deliveries')
    .select('id')
    .where('space', '=', space)
    .where('organisation', '=', organisation)
    .where('finished_at', 'is', null)
    .execute();
  for (const { id } of running) await finishDelivery(tx, id, { state: 'cancelled', at });
  const standing = await listStanding(tx, space, organisation);
  for (const { data_set, version, delivery_id } of standing) {
    await tx
      .deleteFrom('current_versions')
      .where('space', '=', space)
      .where('data_set', '=', data_set)
      .where('version', '=', version)
      .execute();
    await tx
      .updateTable('landed_versions')
      .set({ withdrawn_at: at })
      .where('space', '=', space)
      .where('data_set', '=', data_set)
      .where('version', '=', version)
      .execute();
    await deps.record(tx, {
      actor,
      action: 'deliveries.withdrawn',
      subject: `delivery/${delivery_id}`,
      edition: edition.slug,
      details: { dataSet: data_set, version, organisation },
    });
  }
  await tx
    .updateTable('deliveries')
    .set({ state: 'withdrawn', report: null })
    .where('space', '=', space)
    .where('organisation', '=', organisation)
    .execute();
  return async () => {
    for (const { id } of running) {
      await deps.jobs.cancel(deliveryJob, id);
      await removeIncoming(deps, id);
    }
    await removeWithdrawnFiles(deps);
  };
}

/** The files of what was withdrawn; what cannot go now goes at the next start. */
export async function removeWithdrawnFiles({
  db,
  files,
  logger,
}: Pick<DeliveriesDeps, 'db' | 'files' | 'logger'>): Promise<void> {
  const rows = await db
    .selectFrom('landed_versions')
    .select(['space', 'data_set', 'version'])
    .where('withdrawn_at', 'is not', null)
    .execute();
  for (const { space, data_set, version } of rows) {
    try {
      await rm(join(files.spaceFolder(space), data_set, version), { recursive: true, force: true });
    } catch (error) {
      logger.log('error', 'deliveries.withdrawn-files-left', { dataSet: data_set, ...errorToFields(error) });
    }
  }
}
