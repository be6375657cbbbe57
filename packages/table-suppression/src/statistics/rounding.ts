import {
  customaryLimits,
  issueIf,
  type StatisticLimits,
  type StatisticVerdict,
  verdictOn,
} from './statistic-verdict.ts';

/** Counts of which the small ones are suppressed and the others rounded. */
export interface RoundedCounts {
  /** Counts from 1 up to and including this are suppressed. */
  readonly redactUpTo: number;
  /** The others go to the nearest multiple of this. */
  readonly base: number;
}

/**
 * Suppressing small counts and then rounding the others (OpenSAFELY: up to 7, then to fives). Each shown number must
 * stand for as many counts as the base: with a limit of 5 a shown 5 can only be 6 or 7 (A20). And every count below the
 * minimum must be suppressed.
 * @throws RangeError when the base is not a whole number from 2, or the limit not one from 0
 */
export function judgeRounding(
  { redactUpTo, base }: RoundedCounts,
  limits: StatisticLimits = customaryLimits,
): StatisticVerdict {
  if (!Number.isInteger(base) || base < 2) throw new RangeError('A base must be a whole number from 2');
  if (!Number.isInteger(redactUpTo) || redactUpTo < 0) {
    throw new RangeError('A limit of redaction must be a whole number from 0');
  }
  const cutsThrough = roundToBase(redactUpTo, base) === roundToBase(redactUpTo + 1, base);
  return verdictOn([
    ...issueIf(redactUpTo < limits.minimumCount - 1, 'small-cell'),
    ...issueIf(cutsThrough, 'narrow-rounding'),
  ]);
}

/** Halves up (Handbook on SDC, chapter 5, rounding). Whole numbers and an odd base never meet a half. */
function roundToBase(value: number, base: number): number {
  return base * Math.floor(value / base + 0.5);
}
