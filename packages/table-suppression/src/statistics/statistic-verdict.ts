import type { GroupReason } from '../rules/group-disclosure.ts';
import { explainVerdict, type Verdict, type VerdictReason } from '../rules/rules.ts';

/** Why a statistic cannot be shown as it is. Codes; `explainReason` has the words. None holds a figure. */
export type StatisticReason =
  | VerdictReason
  | GroupReason
  | 'few-beyond'
  | 'extreme'
  | 'per-record'
  | 'small-bin'
  | 'one-bin'
  | 'edges-from-data'
  | 'axis-from-data'
  | 'small-cell'
  | 'zero-cell'
  | 'constant'
  | 'perfect-fit'
  | 'few-degrees-of-freedom'
  | 'saturated'
  | 'small-group'
  | 'remainder'
  | 'narrow-rounding'
  | 'nothing-shown';

/** One thing that is wrong. */
export interface StatisticIssue {
  readonly reason: StatisticReason;
  /** The bin, cell or group it is about, by the name that came in. */
  readonly subject?: string;
}

/** `review`: a person decides. Unsafe and undecided never count as safe. */
export type StatisticVerdict =
  | { readonly kind: 'safe' }
  | { readonly kind: 'unsafe' | 'review'; readonly issues: readonly StatisticIssue[] };

/** The floors of a data lab; both may be public. */
export interface StatisticLimits {
  /** A statistic, a bin, a cell and a group have at least this many contributors. */
  readonly minimumCount: number;
  /** A model leaves at least this many residual degrees of freedom. */
  readonly minimumDegreesOfFreedom: number;
}

/** Ten and ten: the rule of thumb for output checks in research centres (ESSnet guidelines; ACRO). */
export const customaryLimits: StatisticLimits = { minimumCount: 10, minimumDegreesOfFreedom: 10 };

/** The verdict of what was found: any issue but a review makes it unsafe. */
export function verdictOn(issues: readonly StatisticIssue[]): StatisticVerdict {
  if (issues.length === 0) return { kind: 'safe' };
  const review = issues.every(({ reason }) => reason === 'negative-contribution');
  return { kind: review ? 'review' : 'unsafe', issues };
}

/**
 * Invalid counts compare as neither few nor many, so they are refused instead of called safe.
 * @throws RangeError when one is not a whole number from 0; it is not in the message
 */
export function requireCounts(...counts: readonly number[]): void {
  if (counts.every((count) => Number.isInteger(count) && count >= 0)) return;
  throw new RangeError('A number of contributors is a whole number from 0');
}

/** An issue when the condition holds. */
export function issueIf(condition: boolean, reason: StatisticReason, subject?: string): StatisticIssue[] {
  if (!condition) return [];
  return [subject === undefined ? { reason } : { reason, subject }];
}

/** What primary rules found wrong with a sum that the statistic is made of. */
export function issuesOf(verdict: Verdict, subject?: string): StatisticIssue[] {
  return explainVerdict(verdict).flatMap((reason) => issueIf(true, reason, subject));
}
