import type { LocalText } from '../http/common.contract.ts';
import type { ErrorCode } from '../http/route.ts';

export type FailureParams = Readonly<Record<string, string | number | null | LocalText>>;

export interface FailureProblem {
  readonly path: string;
  readonly message: string;
  readonly code?: string;
  /** Why, for who asked. */
  readonly reason?: LocalText;
  /** What can be sent instead, in the form of what was sent. */
  readonly nearest?: Readonly<Record<string, unknown>>;
  readonly params?: FailureParams;
}

/**
 * A request that cannot be done, with a stable code. The reader's language supplies the words, so `params`
 * holds what the sentence needs and never a personal value.
 */
export class Failure extends Error {
  readonly code: ErrorCode;
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 421 | 422 | 429 | 502 | 503 | 504;
  readonly params: FailureParams;
  readonly problems: readonly FailureProblem[];

  constructor(
    code: ErrorCode,
    status: Failure['status'],
    params: FailureParams = {},
    problems: readonly FailureProblem[] = [],
  ) {
    super(code);
    this.name = 'Failure';
    this.code = code;
    this.status = status;
    this.params = params;
    this.problems = problems;
  }
}

/** The answer of a policy: allowed, or not and why. */
export type PolicyAnswer =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: ErrorCode; readonly params?: FailureParams };

export const allowed: PolicyAnswer = { allowed: true };

export function denied(reason: ErrorCode, params?: FailureParams): PolicyAnswer {
  return params === undefined ? { allowed: false, reason } : { allowed: false, reason, params };
}

/** Turns a refusal into a failed request: 403 without permission, 409 for a state that does not allow it. */
export function requireAllowed(answer: PolicyAnswer, status: 403 | 409 = 403): void {
  if (!answer.allowed) throw new Failure(answer.reason, status, answer.params ?? {});
}
