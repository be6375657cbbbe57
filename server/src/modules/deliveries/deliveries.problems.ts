import { KeyholderRefused, KeyholderUnreachable } from '@datalab/keyholder/client';
import { type UnusableCode, UnusableFileError } from '@datalab/warehouse';
import type { FailureParams } from '../../platform/errors/failure.ts';
import type { DeliveryProblemCode } from './deliveries.contract.ts';
import type { DeliveryProblem } from './deliveries.tables.ts';

/** A delivery that cannot land, with a code people get an explanation for. */
export class DeliveryRefused extends Error {
  readonly problem: DeliveryProblem;

  constructor(code: DeliveryProblemCode, params: FailureParams = {}, detail: string | null = null) {
    super(code);
    this.name = 'DeliveryRefused';
    this.problem = { code, params, detail };
  }
}

const codes: Readonly<Record<UnusableCode, DeliveryProblemCode>> = {
  'file.missing': 'deliveries.failed',
  'file.empty': 'file.empty',
  'file.no-rows': 'file.no-rows',
  'file.wrong-type': 'file.wrong-type',
  'file.not-a-table': 'file.not-a-table',
  'file.has-password': 'file.has-password',
  'file.old-excel': 'file.old-excel',
  'file.too-much-inside': 'file.too-much-inside',
  'delimiter.wrong': 'file.wrong-delimiter',
  'encoding.unknown': 'file.wrong-encoding',
  'encoding.mixed': 'file.wrong-encoding',
  'columns.missing': 'columns.missing',
  'columns.unknown': 'columns.unknown',
  'columns.duplicate': 'columns.duplicate',
  'columns.person-numbers': 'columns.person-numbers',
  'delivery.invalid': 'deliveries.not-a-delivery',
};

/** What the sender must do; undefined when the fault is ours. */
export function findRefusal(error: unknown): DeliveryProblem | undefined {
  if (error instanceof DeliveryRefused) return error.problem;
  if (!(error instanceof UnusableFileError)) return undefined;
  const params = Object.entries(error.params).map(
    ([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value] as const,
  );
  const detail = [error.message, error.hint].filter((text) => text !== '').join(' ');
  return { code: codes[error.code], params: Object.fromEntries(params), detail };
}

export function toFailureProblem(error: unknown): DeliveryProblem {
  const code = isKeyholderAway(error) ? 'deliveries.keyholder-unreachable' : 'deliveries.failed';
  return { code, params: {}, detail: null };
}

/** The server died twice while it read this file: once more, and it would die at every start. */
export function toDeathProblem(): DeliveryProblem {
  return { code: 'deliveries.server-died', params: {}, detail: null };
}

export function isKeyholderAway(error: unknown): boolean {
  return error instanceof KeyholderUnreachable || (error instanceof KeyholderRefused && error.retryable);
}
