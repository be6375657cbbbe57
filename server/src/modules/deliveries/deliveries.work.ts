import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type AreaDivision,
  type Contract,
  deliverableContract,
  lakeColumns,
  measureVersion,
  removeUnfinished,
  type VersionMeasure,
} from '@datalab/warehouse';
import type { Tx } from '../../platform/db/database.ts';
import type { JobContext, JobKind } from '../../platform/jobs/jobs.ts';
import { errorToFields } from '../../platform/log/logger.ts';
import { approximateRows } from '../../platform/rows/row-counts.ts';
import { findAgreedOwner } from '../editions/editions.api.ts';
import { requirePinned, requireWithin, toLanded } from './deliveries.agreement.ts';
import type { DeliveriesDeps } from './deliveries.deps.ts';
import { type CheckedDelivery, checkDelivered, type Landing } from './deliveries.landing.ts';
import { DeliveryRefused, findRefusal, toDeathProblem, toFailureProblem } from './deliveries.problems.ts';
import {
  advanceDelivery,
  type DeliveryRow,
  type Ending,
  findDelivery,
  finishDelivery,
  listRunningIds,
  listVersionRows,
  nextVersion,
  type Progress,
  publishVersion,
  reportProgress,
} from './deliveries.queries.ts';
import type { DeliveriesTables } from './deliveries.tables.ts';

export const deliveryJob = 'deliver';

export interface DeliveryJobData {
  readonly delivery: string;
}

/** Checks and lands one received file; whatever happens, the file is gone afterwards and nothing is half landed. */
export function createDeliveryJob(deps: DeliveriesDeps): JobKind<DeliveryJobData> {
  return {
    name: deliveryJob,
    run: async ({ delivery }, context) => {
      const row = await findDelivery(deps.db, delivery);
      if (!row || row.finished_at !== null) return removeIncoming(deps, delivery);
      try {
        await checkAndLand(deps, row, context);
      } catch (error) {
        await recordOutcome(deps, row, error, context);
      }
      await removeIncoming(deps, delivery);
    },
    giveUp: async ({ delivery }, { because }) => {
      const problem = because === 'died' ? toDeathProblem() : toFailureProblem(undefined);
      await finish(deps, delivery, { state: 'failed', at: deps.now(), problem });
      await removeIncoming(deps, delivery);
    },
  };
}

/** Everything of one delivery that is thrown away when it has ended. */
export function incomingDirectory({ files }: Pick<DeliveriesDeps, 'files'>, delivery: string): string {
  return join(files.incoming, delivery);
}

export function incomingFile(deps: Pick<DeliveriesDeps, 'files'>, delivery: string): string {
  return join(incomingDirectory(deps, delivery), 'file');
}

export function removeIncoming(deps: Pick<DeliveriesDeps, 'files'>, delivery: string): Promise<void> {
  return rm(incomingDirectory(deps, delivery), { recursive: true, force: true });
}

async function checkAndLand(deps: DeliveriesDeps, row: DeliveryRow, { signal }: JobContext): Promise<void> {
  const { space, data_set, contract_version } = row;
  const dataSet = await deps.catalogue.findDataSet(data_set, contract_version);
  if (!dataSet) throw new DeliveryRefused('deliveries.data-set-not-agreed', { dataSet: data_set });
  await continueWith(deps, row.id, { state: 'checking', progress: 0.05 });
  const agreement = await requirePinned(deps, deps.db, row);
  const contract = deliverableContract(dataSet.contract, agreement.columns);
  const checked = await checkDelivered(deps, {
    file: incomingFile(deps, row.id),
    fileName: row.file_name,
    workDir: join(incomingDirectory(deps, row.id), 'work'),
    contract,
    areas: await findAreasOf(deps, contract),
    space,
    edition: row.edition,
    signal,
    onProgress: (done) => {
      // Only for the eye: the next change of state says what is wrong with the database.
      reportProgress(deps.db, row.id, 0.05 + 0.5 * done).catch(() => undefined);
    },
  });
  try {
    const { report } = checked;
    await continueWith(deps, row.id, { state: 'landing', progress: 0.6, checked });
    if (report.rows.accepted === 0) {
      throw new DeliveryRefused('deliveries.no-rows-accepted', { read: report.rows.read });
    }
    const version = await nextVersion(deps.db, space, data_set);
    await publish(deps, row, checked, { version, contract, signal });
  } finally {
    await checked.dispose();
  }
}

interface Publishing {
  readonly version: string;
  /** With the agreed columns only. */
  readonly contract: Contract;
  readonly signal: AbortSignal;
}

/** The version lands, and becomes the current one together with its log entry; or its directory goes again. */
async function publish(
  deps: DeliveriesDeps,
  row: DeliveryRow,
  checked: CheckedDelivery,
  { version, contract, signal }: Publishing,
): Promise<void> {
  const home = join(deps.files.spaceFolder(row.space), row.data_set);
  const directory = join(home, version);
  // Only one delivery of a data set runs: what stands here without a row was left by a stop just before it.
  await removeUnfinished(home);
  await rm(directory, { recursive: true, force: true });
  const landing: Landing = await checked.land(version);
  try {
    const measure = await measureVersion(
      directory,
      lakeColumns(contract).map(({ name }) => name),
      { signal },
    );
    const areas = await findAreasOf(deps, contract);
    await deps.db.transaction().execute(async (tx) => {
      await makeCurrent(deps, tx, row, checked, { version, landing, measure, areas });
    });
  } catch (error) {
    // The answer to a commit can get lost: what counts by then keeps its files.
    const landed = await listVersionRows(deps.db, { space: row.space, dataSet: row.data_set, version });
    if (landed.length === 0) await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

interface MadeVersion {
  readonly version: string;
  readonly landing: Landing;
  readonly measure: VersionMeasure;
  readonly areas: AreaDivision | undefined;
}

async function makeCurrent(
  deps: DeliveriesDeps,
  tx: Tx<DeliveriesTables>,
  row: DeliveryRow,
  { sourceRows, keyVersion }: CheckedDelivery,
  { version, landing, measure, areas }: MadeVersion,
): Promise<void> {
  const { space, data_set, contract_version } = row;
  if ((await findAgreedOwner(tx, row.edition, data_set)) === undefined) {
    throw new DeliveryRefused('deliveries.data-set-not-agreed', { dataSet: data_set });
  }
  const agreement = await requirePinned(deps, tx, row, { hold: true });
  requireWithin(agreement, measure, areas);
  const at = deps.now();
  const ended = await finishDelivery(tx, row.id, { state: 'landed', at, version });
  if (!ended) throw new AlreadyEnded();
  await publishVersion(tx, {
    space,
    data_set,
    version,
    rows: landing.rows,
    rejected: sourceRows.rejected,
    landed_at: at,
    delivery_id: row.id,
    contract_version,
    agreed: toLanded(agreement),
    key_version: keyVersion ?? null,
    manifest_sha256: landing.sha256,
  });
  await deps.record(tx, {
    actor: null,
    action: 'deliveries.landed',
    subject: `delivery/${row.id}`,
    edition: row.edition,
    details: { dataSet: data_set, version, rows: approximateRows(landing.rows) },
  });
  await deps.dataLanded(tx, row.edition);
}

async function findAreasOf(
  { catalogue }: Pick<DeliveriesDeps, 'catalogue'>,
  { areaYear }: Contract,
): Promise<AreaDivision | undefined> {
  return areaYear === undefined ? undefined : catalogue.findAreas(areaYear);
}

class AlreadyEnded extends Error {}

async function continueWith(deps: DeliveriesDeps, id: string, change: Progress): Promise<void> {
  if (!(await advanceDelivery(deps.db, id, change))) throw new AlreadyEnded();
}

/** Thrown on only when the server stops: the delivery then goes on at the next start. */
async function recordOutcome(
  deps: DeliveriesDeps,
  row: DeliveryRow,
  error: unknown,
  { signal }: JobContext,
): Promise<void> {
  if (error instanceof AlreadyEnded) return;
  const refusal = findRefusal(error);
  if (refusal) {
    await finish(deps, row.id, { state: 'refused', at: deps.now(), problem: refusal });
    return;
  }
  if (signal.aborted) {
    const now = await findDelivery(deps.db, row.id);
    if (now?.finished_at === null) throw error;
    return;
  }
  deps.logger.log('error', 'deliveries.failed', { delivery: row.id, ...errorToFields(error) });
  await finish(deps, row.id, { state: 'failed', at: deps.now(), problem: toFailureProblem(error) });
}

async function finish(deps: DeliveriesDeps, id: string, ending: Ending): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const ended = await finishDelivery(tx, id, ending);
    if (!ended) return;
    await deps.record(tx, {
      actor: null,
      action: `deliveries.${ending.state}`,
      subject: `delivery/${id}`,
      edition: ended.edition,
      details: { dataSet: ended.data_set, reason: ending.problem?.code ?? null },
    });
  });
}

/** Removes what an unexpected stop left behind: uploads that no delivery waits for. Before requests are answered. */
export async function sweepIncoming(deps: Pick<DeliveriesDeps, 'db' | 'files'>): Promise<void> {
  const running = await listRunningIds(deps.db);
  for (const name of await readdir(deps.files.incoming)) {
    if (!running.includes(name)) await removeIncoming(deps, name);
  }
}
