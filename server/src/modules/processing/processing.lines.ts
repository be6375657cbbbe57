import { createHash } from 'node:crypto';
import type { ProcessedVersion, ProcessingKind, ProcessingOperation } from './processing.contract.ts';

/**
 * Which reading of the working version of Logboek Dataverwerkingen these lines follow: `trace_id`, `span_id` and `status`
 * (not `operation_id` and `status_code` of older texts), times in whole milliseconds as its table says and its examples do not,
 * no extension attributes, no people who work with Datalab (they are in the other log).
 */
export const readingOfLogboek = '2026-11: specification sections, table of the log line';

/** One line. */
export interface LogLine {
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_span_id?: string;
  readonly status: ProcessingOperation['status'];
  readonly name: string;
  readonly start_time: number;
  readonly end_time: number;
  readonly resource: { readonly attributes: Readonly<Record<string, string>> };
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Operation {
  readonly id: string;
  readonly edition: string;
  readonly kind: ProcessingKind;
  readonly versions: readonly ProcessedVersion[];
  readonly agreement: number | null;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly status: ProcessingOperation['status'];
  readonly reason: string | null;
}

/** Where the register of this installation is, and which version of Datalab writes. */
export interface Installation {
  readonly register: string;
  readonly version: string;
}

const names: Readonly<Record<ProcessingKind, string>> = {
  land: 'Levering opnemen',
  refuse: 'Levering lezen en niet opnemen',
  check: 'Nagaan wat getoond mag worden',
  answer: 'Vraag beantwoorden met tellingen',
  erase: 'Gegevens verwijderen',
};

/** The line of an operation as a whole. */
export function operationToLine(operation: Operation, installation: Installation): LogLine {
  const { kind, versions, reason, status } = operation;
  const about = versions.map(({ dataSet, version }) => `${dataSet} ${version}`.trim()).join(', ');
  return {
    trace_id: shorten(operation.id, 32),
    span_id: shorten(`${operation.id}/operation`, 16),
    status,
    name: about === '' ? names[kind] : `${names[kind]}: ${about}`,
    ...timesOf(operation),
    resource: resourceOf(installation),
    attributes: {
      'dpl.core.processing_activity_id': activityOf(operation, installation),
      ...(status === 'Error' && reason !== null
        ? { 'exception.type': reason, 'exception.message': reason }
        : {}),
    },
  };
}

/** The line of one person in an operation, under the line of the whole. */
export function subjectToLine(operation: Operation, subject: string, installation: Installation): LogLine {
  return {
    trace_id: shorten(operation.id, 32),
    span_id: shorten(`${operation.id}/${subject}`, 16),
    parent_span_id: shorten(`${operation.id}/operation`, 16),
    status: operation.status,
    name: `${names[operation.kind]}: een betrokkene`,
    ...timesOf(operation),
    resource: resourceOf(installation),
    attributes: {
      'dpl.core.processing_activity_id': activityOf(operation, installation),
      'dpl.core.data_subject_id': `v1.${operation.edition}.log.${subject}`,
      'dpl.core.data_subject_id_type': `${installation.register}/id-types/log-pseudonym-v1`,
    },
  };
}

/** Follows the agreement, because with it purpose and basis can change. */
function activityOf({ edition, agreement }: Operation, { register }: Installation): string {
  const version = agreement === null ? '' : `/v${agreement}`;
  return `${register}/processing-activities/${edition}${version}`;
}

function timesOf({ startedAt, endedAt }: Operation): Pick<LogLine, 'start_time' | 'end_time'> {
  return { start_time: startedAt.getTime(), end_time: endedAt.getTime() };
}

function resourceOf({ version }: Installation): LogLine['resource'] {
  return { attributes: { 'service.name': 'datalab', 'service.version': version } };
}

/** The same operation has the same marks in every export, so that what was taken twice can be laid together. */
function shorten(text: string, digits: 16 | 32): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}
