import type { PolicyAnswer } from '../../platform/errors/failure.ts';
import { denied } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText, Permission } from '../../platform/http/common.contract.ts';
import type { EditionAccess } from '../editions/editions.api.ts';
import type { CheckReport, Delivery, DeliveryDesk } from './deliveries.contract.ts';
import type { RegisteredDataSet } from './deliveries.deps.ts';
import { isRunning, mayCancel, mayDeliver, maySeeReport, maySeeRows } from './deliveries.policy.ts';
import type { DeliveryRow } from './deliveries.queries.ts';

export interface DeskSource {
  readonly access: EditionAccess;
  readonly dataSet: RegisteredDataSet;
  /** Newest first. */
  readonly deliveries: readonly DeliveryRow[];
  readonly currentVersion: string | undefined;
}

export function needsPseudonyms({ contract }: Pick<RegisteredDataSet, 'contract'>): boolean {
  return contract.columns.some((column) => column.role === 'person-number');
}

export function toDesk(source: DeskSource, actor: Actor): DeliveryDesk {
  const { access, dataSet, deliveries, currentVersion } = source;
  const views = deliveries.map((row) => rowToDelivery(row, dataSet.name, access, actor));
  const running = views.find((view) => isRunning(view.state)) ?? null;
  const current = views.find((view) => view.version !== null && view.version === currentVersion) ?? null;
  const place = { currentStep: access.currentStep, owner: dataSet.owner };
  const answer = mayDeliver(actor, place);
  return {
    dataSet: dataSet.id,
    dataSetName: dataSet.name,
    owner: dataSet.owner,
    unit: dataSet.contract.unit,
    needsPseudonyms: needsPseudonyms(dataSet),
    current,
    running,
    earlier: views.filter((view) => view !== current && view !== running),
    may: {
      deliver: toPermission(answer.allowed && running ? denied('deliveries.already-running') : answer),
    },
  };
}

export function rowToDelivery(
  row: DeliveryRow,
  dataSetName: LocalText,
  access: Pick<EditionAccess, 'organisationsIn'>,
  actor: Actor,
): Delivery {
  const { rows_read: read, rows_accepted: accepted, rows_rejected: rejected, problem } = row;
  return {
    id: row.id,
    edition: row.edition,
    dataSet: row.data_set,
    dataSetName,
    organisation: row.organisation,
    state: row.state,
    progress: row.progress,
    fileName: row.file_name,
    bytes: row.bytes,
    sha256: row.sha256,
    by: row.by,
    at: row.at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    rows: read === null || accepted === null || rejected === null ? null : { read, accepted, rejected },
    version: row.version,
    contractVersion: row.contract_version,
    problem: problem && { code: problem.code, params: { ...problem.params }, detail: problem.detail },
    may: {
      cancel: toPermission(mayCancel(actor, row)),
      seeReport: toPermission(maySeeReport(actor, access.organisationsIn, row)),
    },
  };
}

/** Rows are for the people who deliver; everybody in the edition sees how many and why. */
export function toVisibleReport(report: CheckReport, actor: Actor, organisation: string): CheckReport {
  return maySeeRows(actor, organisation) ? report : { ...report, errors: [] };
}

function toPermission(answer: PolicyAnswer): Permission {
  if (answer.allowed) return { allowed: true };
  const { reason, params } = answer;
  return params === undefined
    ? { allowed: false, reason }
    : { allowed: false, reason, params: { ...params } };
}
