import { maskPersonNumbers, namesPersons } from '@datalab/warehouse';
import type { PolicyAnswer } from '../../platform/errors/failure.ts';
import { denied } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Permission } from '../../platform/http/common.contract.ts';
import {
  approximateBytes,
  approximateRows,
  isOpenAreaData,
  mayCountRows,
} from '../../platform/rows/row-counts.ts';
import type { EditionAccess } from '../editions/editions.api.ts';
import type { CheckReport, Delivery, DeliverySlot } from './deliveries.contract.ts';
import type { RegisteredDataSet } from './deliveries.deps.ts';
import { isRunning, mayCancel, mayDeliver, maySeeReport, maySeeRows } from './deliveries.policy.ts';
import type { DeliveryRow } from './deliveries.queries.ts';
import type { DeliveryProblem, KeptReport } from './deliveries.tables.ts';

type Problem = NonNullable<Delivery['problem']>;

export interface SlotSource {
  readonly access: EditionAccess;
  readonly dataSet: RegisteredDataSet;
  /** Newest first. */
  readonly deliveries: readonly DeliveryRow[];
  readonly currentVersion: string | undefined;
  /** Why the agreement lets nothing land now. */
  readonly refusal: Extract<PolicyAnswer, { allowed: false }> | undefined;
}

export function toDeliverySlot(source: SlotSource, actor: Actor): DeliverySlot {
  const { access, dataSet, deliveries, currentVersion, refusal } = source;
  const views = deliveries.map((row) => rowToDelivery(row, dataSet, access, actor));
  const running = views.find((view) => isRunning(view.state)) ?? null;
  const current = views.find((view) => view.version !== null && view.version === currentVersion) ?? null;
  const place = { currentStep: access.currentStep, owner: dataSet.owner };
  const judged = mayDeliver(actor, place);
  const answer = judged.allowed && refusal !== undefined ? refusal : judged;
  return {
    dataSet: dataSet.id,
    dataSetName: dataSet.name,
    owner: dataSet.owner,
    unit: dataSet.contract.unit,
    needsPseudonyms: namesPersons(dataSet.contract),
    areaYear: dataSet.contract.areaYear ?? null,
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
  dataSet: Pick<RegisteredDataSet, 'name' | 'contract'>,
  access: Pick<EditionAccess, 'organisationsIn'>,
  actor: Actor,
): Delivery {
  const { problem } = row;
  const exact = mayCount(actor, row.organisation, dataSet);
  return {
    id: row.id,
    edition: row.edition,
    dataSet: row.data_set,
    dataSetName: dataSet.name,
    organisation: row.organisation,
    state: row.state,
    progress: row.progress,
    fileName: maskPersonNumbers(row.file_name),
    bytes: exact ? row.bytes : approximateBytes(row.bytes),
    sha256: exact ? row.sha256 : null,
    by: row.by,
    at: row.at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    rows: toRowCounts(row, exact),
    version: row.version,
    contractVersion: row.contract_version,
    problem: problem && (exact ? { ...problem, params: { ...problem.params } } : toVisibleProblem(problem)),
    may: {
      cancel: toPermission(mayCancel(actor, row)),
      seeReport: toPermission(maySeeReport(actor, access.organisationsIn, row)),
    },
  };
}

/** Rows are for the people who deliver; everybody in the edition sees about how many and why. */
export function toVisibleReport(
  report: KeptReport,
  actor: Actor,
  organisation: string,
  dataSet: Pick<RegisteredDataSet, 'contract'>,
): CheckReport {
  const errors = maySeeRows(actor, organisation) ? report.errors : [];
  if (mayCount(actor, organisation, dataSet)) return { ...report, errors, rounded: false };
  const { columns, counts, dialect, contract, file } = report;
  return {
    rounded: true,
    rows: approximate(report.rows),
    columns: columns.map((column) => ({ ...column, missing: approximateRows(column.missing) })),
    errors,
    counts: counts.map((count) => ({ ...count, rows: approximateRows(count.rows) })),
    dialect: { format: dialect['format'] },
    contract,
    file: { name: maskPersonNumbers(file.name), bytes: approximateBytes(file.bytes), sha256: null },
  };
}

function mayCount(actor: Actor, owner: string, { contract }: Pick<RegisteredDataSet, 'contract'>): boolean {
  return isOpenAreaData(contract) || mayCountRows(actor, owner);
}

function toRowCounts(row: DeliveryRow, exact: boolean): Delivery['rows'] {
  const { rows_read: read, rows_accepted: accepted, rows_rejected: rejected } = row;
  if (read === null || accepted === null || rejected === null) return null;
  const rows = { read, accepted, rejected };
  return exact ? { ...rows, rounded: false } : { ...approximate(rows), rounded: true };
}

function approximate({ read, accepted, rejected }: CheckReport['rows']): CheckReport['rows'] {
  return {
    read: approximateRows(read),
    accepted: approximateRows(accepted),
    rejected: approximateRows(rejected),
  };
}

/** Without lines, and without the words of the check, which may name them. */
function toVisibleProblem({ code, params }: DeliveryProblem): Problem {
  const words = Object.entries(params).filter(([, value]) => typeof value === 'string');
  const shown = Object.fromEntries(words);
  const { read } = params;
  if (code !== 'deliveries.no-rows-accepted' || typeof read !== 'number')
    return { code, params: shown, detail: null };
  return {
    code: 'deliveries.no-rows-accepted-about',
    params: { ...shown, read: approximateRows(read) },
    detail: null,
  };
}

function toPermission(answer: PolicyAnswer): Permission {
  if (answer.allowed) return { allowed: true };
  const { reason, params } = answer;
  return params === undefined
    ? { allowed: false, reason }
    : { allowed: false, reason, params: { ...params } };
}
