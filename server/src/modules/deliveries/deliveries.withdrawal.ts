import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tx } from '../../platform/db/database.ts';
import { errorToFields } from '../../platform/log/logger.ts';
import type { Leaver } from '../editions/editions.api.ts';
import type { DeliveriesDeps } from './deliveries.deps.ts';
import { finishDelivery } from './deliveries.queries.ts';
import type { DeliveriesTables } from './deliveries.tables.ts';
import { deliveryJob, removeIncoming } from './deliveries.work.ts';
import {
  listStanding,
  listUnfinishedIds,
  listWithdrawnPlaces,
  markDeliveriesWithdrawn,
  withdrawVersion,
} from './withdrawal.queries.ts';

type WithdrawalDeps = Pick<DeliveriesDeps, 'db' | 'files' | 'jobs' | 'logger' | 'now' | 'record'>;

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
  const running = await listUnfinishedIds(tx, space, organisation);
  for (const id of running) await finishDelivery(tx, id, { state: 'cancelled', at });
  const standing = await listStanding(tx, space, organisation);
  for (const { data_set, version, delivery_id } of standing) {
    await withdrawVersion(tx, { space, dataSet: data_set, version }, at);
    await deps.record(tx, {
      actor,
      action: 'deliveries.withdrawn',
      subject: `delivery/${delivery_id}`,
      edition: edition.slug,
      details: { dataSet: data_set, version, organisation },
    });
  }
  await markDeliveriesWithdrawn(tx, space, organisation);
  return async () => {
    for (const id of running) {
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
  for (const { space, dataSet, version } of await listWithdrawnPlaces(db)) {
    try {
      await rm(join(files.spaceFolder(space), dataSet, version), { recursive: true, force: true });
    } catch (error) {
      logger.log('error', 'deliveries.withdrawn-files-left', { dataSet, ...errorToFields(error) });
    }
  }
}
