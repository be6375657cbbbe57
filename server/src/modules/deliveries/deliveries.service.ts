import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { namesPersons } from '@datalab/warehouse';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Upload } from '../../platform/http/binding.ts';
import { approximateBytes } from '../../platform/rows/row-counts.ts';
import {
  type EditionAccess,
  findAgreedOwner,
  getEditionAccess,
  listAgreedDataSets,
  lockCurrentStep,
} from '../editions/editions.api.ts';
import { judgeLandable, type Landable, requireLandable } from './deliveries.agreement.ts';
import type { CheckReport, Delivery, DeliverySlot } from './deliveries.contract.ts';
import type { DeliveriesDeps, RegisteredDataSet } from './deliveries.deps.ts';
import { type ReceivedFile, receiveFile } from './deliveries.intake.ts';
import { mayCancel, mayDeliver, maySeeReport } from './deliveries.policy.ts';
import {
  type DeliveryRow,
  findDelivery,
  findReport,
  finishDelivery,
  insertDelivery,
  listCurrentVersions,
  listDeliveries,
} from './deliveries.queries.ts';
import { rowToDelivery, toDeliverySlot, toVisibleReport } from './deliveries.view.ts';
import { deliveryJob, incomingDirectory, incomingFile, removeIncoming } from './deliveries.work.ts';

export interface SlotPlace {
  readonly edition: string;
  readonly dataSet: string;
}

export interface DeliveryPlace {
  readonly edition: string;
  readonly delivery: string;
}

export async function listDeliverySlots(
  deps: DeliveriesDeps,
  actor: Actor,
  edition: string,
): Promise<DeliverySlot[]> {
  const access = await getEditionAccess(deps.db, edition, actor);
  if (!takesPart(access, actor)) return [];
  const agreed = await listAgreedDataSets(deps.db, access.id);
  const deliveries = await listDeliveries(deps.db, access.space);
  const current = await listCurrentVersions(deps.db, access.space);
  const slots: DeliverySlot[] = [];
  for (const { dataSet: id, owner } of agreed) {
    const judged = await judgeLandable(deps, deps.db, { edition, dataSet: id, space: access.space });
    const dataSet = await findRegistered(deps, id, 'reason' in judged ? undefined : judged.contractVersion);
    const source = {
      access,
      dataSet: { ...dataSet, owner },
      refusal: 'reason' in judged ? judged : undefined,
      deliveries: deliveries.filter((row) => row.data_set === id),
      currentVersion: current.find((row) => row.data_set === id)?.version,
    };
    slots.push(toDeliverySlot(source, actor));
  }
  return slots;
}

/** The file is on disk, its delivery registered and its job queued when this returns; or nothing of it is left. */
export async function deliver(
  deps: DeliveriesDeps,
  actor: Actor,
  place: SlotPlace,
  upload: Upload | undefined,
): Promise<Delivery> {
  const { access, dataSet, agreement } = await requireDeliverySlot(deps, actor, place);
  if (!upload) throw new Failure('deliveries.no-file', 400);
  const earlier = await listDeliveries(deps.db, access.space);
  if (earlier.some((row) => row.data_set === dataSet.id && row.finished_at === null)) throw alreadyRunning();
  const id = randomUUID();
  try {
    await mkdir(incomingDirectory(deps, id));
    const options = { needsPseudonyms: namesPersons(dataSet.contract) };
    const received = await receiveFile(upload, incomingFile(deps, id), options);
    if (namesPersons(dataSet.contract)) requireNewFile(received, earlier, dataSet);
    const row = await register(deps, actor, {
      ...{ id, access, dataSet, agreement, received },
      fileName: upload.fileName,
    });
    return rowToDelivery(row, dataSet, access, actor);
  } catch (error) {
    await removeIncoming(deps, id);
    throw error;
  }
}

export async function getDelivery(
  deps: DeliveriesDeps,
  actor: Actor,
  place: DeliveryPlace,
): Promise<Delivery> {
  const { row, access } = await requireDelivery(deps, actor, place);
  return toView(deps, row, access, actor);
}

export async function getReport(
  deps: DeliveriesDeps,
  actor: Actor,
  place: DeliveryPlace,
): Promise<CheckReport> {
  const { row, access } = await requireDelivery(deps, actor, place);
  requireAllowed(maySeeReport(actor, access.organisationsIn, row), row.state === 'withdrawn' ? 409 : 403);
  const report = await findReport(deps.db, row.id);
  if (!report) throw unknownDelivery();
  return toVisibleReport(report, actor, row.organisation, await findRegistered(deps, row.data_set));
}

/** A delivery holds the moment it was made, so the same bytes again are an old delivery in the place of a newer one. */
function requireNewFile(
  { sha256 }: ReceivedFile,
  earlier: readonly DeliveryRow[],
  dataSet: RegisteredDataSet,
): void {
  const same = earlier.find(
    (row) => row.data_set === dataSet.id && row.state === 'landed' && row.sha256 === sha256,
  );
  if (same) throw new Failure('deliveries.same-file', 409, { version: same.version ?? '' });
}

/** Returns when the work has stopped and its files are gone. */
export async function cancelDelivery(
  deps: DeliveriesDeps,
  actor: Actor,
  place: DeliveryPlace,
): Promise<Delivery> {
  const { row, access } = await requireDelivery(deps, actor, place);
  const answer = mayCancel(actor, row);
  requireAllowed(answer, !answer.allowed && answer.reason === 'deliveries.finished' ? 409 : 403);
  const ended = await deps.db.transaction().execute(async (tx) => {
    const cancelled = await finishDelivery(tx, row.id, { state: 'cancelled', at: deps.now() });
    if (!cancelled) throw new Failure('deliveries.finished', 409);
    await deps.record(tx, {
      actor,
      action: 'deliveries.cancelled',
      subject: `delivery/${row.id}`,
      edition: row.edition,
      details: { dataSet: row.data_set },
    });
    return cancelled;
  });
  await deps.jobs.cancel(deliveryJob, row.id);
  await removeIncoming(deps, row.id);
  return toView(deps, ended, access, actor);
}

/** Deliveries are for the organisations that stepped in; an invited organisation sees none of them. */
function takesPart(access: EditionAccess, actor: Actor): boolean {
  return access.organisationsIn.includes(actor.organisation);
}

/** Somebody who may deliver this data set to this edition now, or a refusal. */
export async function requireDeliverySlot(
  deps: DeliveriesDeps,
  actor: Actor,
  place: SlotPlace,
): Promise<{ access: EditionAccess; dataSet: RegisteredDataSet; agreement: Landable }> {
  const access = await getEditionAccess(deps.db, place.edition, actor);
  const owner = await findAgreedOwner(deps.db, place.edition, place.dataSet);
  if (owner === undefined)
    throw new Failure('deliveries.data-set-not-agreed', 409, { dataSet: place.dataSet });
  const answer = mayDeliver(actor, { currentStep: access.currentStep, owner });
  requireAllowed(answer, !answer.allowed && answer.reason === 'deliveries.step-not-open' ? 409 : 403);
  const agreement = await requireLandable(deps, deps.db, { ...place, space: access.space });
  const registered = await findRegistered(deps, place.dataSet, agreement.contractVersion);
  return { access, dataSet: { ...registered, owner }, agreement };
}

interface Registration {
  readonly id: string;
  readonly access: EditionAccess;
  readonly dataSet: RegisteredDataSet;
  readonly agreement: Landable;
  readonly fileName: string;
  readonly received: ReceivedFile;
}

function register(
  deps: DeliveriesDeps,
  actor: Actor,
  { id, access, dataSet, agreement, fileName, received }: Registration,
): Promise<DeliveryRow> {
  return deps.db.transaction().execute(async (tx) => {
    const currentStep = await lockCurrentStep(tx, access.id, { finishedToo: true });
    requireAllowed(mayDeliver(actor, { currentStep, owner: dataSet.owner }), 409);
    const row = await insertDelivery(tx, {
      id,
      edition: access.slug,
      space: access.space,
      data_set: dataSet.id,
      organisation: dataSet.owner,
      contract_version: dataSet.contract.version,
      agreement_hash: agreement.hash,
      file_name: fileName,
      ...received,
      by_id: actor.id,
      by: actor.name,
      at: deps.now(),
    });
    if (!row) throw alreadyRunning();
    await deps.record(tx, {
      actor,
      action: 'deliveries.received',
      subject: `delivery/${id}`,
      edition: access.slug,
      details: { dataSet: dataSet.id, bytes: approximateBytes(received.bytes) },
    });
    await deps.jobs.start(deliveryJob, { delivery: id }, { id, tx });
    return row;
  });
}

async function requireDelivery(
  deps: DeliveriesDeps,
  actor: Actor,
  place: DeliveryPlace,
): Promise<{ row: DeliveryRow; access: EditionAccess }> {
  const access = await getEditionAccess(deps.db, place.edition, actor);
  const row = await findDelivery(deps.db, place.delivery);
  if (!row || row.edition !== access.slug) throw unknownDelivery();
  if (!takesPart(access, actor) && row.organisation !== actor.organisation) throw unknownDelivery();
  return { row, access };
}

async function toView(
  deps: DeliveriesDeps,
  row: DeliveryRow,
  access: EditionAccess,
  actor: Actor,
): Promise<Delivery> {
  return rowToDelivery(row, await findRegistered(deps, row.data_set), access, actor);
}

async function findRegistered(
  deps: DeliveriesDeps,
  id: string,
  contractVersion?: string,
): Promise<RegisteredDataSet> {
  const dataSet = await deps.catalogue.findDataSet(id, contractVersion);
  if (!dataSet) throw new Error(`Data set ${id} was asked for but is not in the catalogue`);
  return dataSet;
}

function alreadyRunning(): Failure {
  return new Failure('deliveries.already-running', 409);
}

function unknownDelivery(): Failure {
  return new Failure('deliveries.unknown', 404);
}
