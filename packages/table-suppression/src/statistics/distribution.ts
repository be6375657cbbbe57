import type { Verdict } from '../rules/rules.ts';
import {
  customaryLimits,
  issueIf,
  issuesOf,
  requireCounts,
  type StatisticLimits,
  type StatisticVerdict,
  verdictOn,
} from './statistic-verdict.ts';

/** A mean of amounts. */
export interface Mean {
  readonly contributors: number;
  /** What the primary rules say of the contributions. */
  readonly sum: Verdict;
}

/**
 * A mean may be shown when its sum and its count may: the mean times the count is the sum. What is shown is made of
 * protected parts, never the true mean (Handbook on SDC, chapter 5, means).
 */
export function judgeMean(
  { contributors, sum }: Mean,
  limits: StatisticLimits = customaryLimits,
): StatisticVerdict {
  requireCounts(contributors);
  return verdictOn([...issueIf(contributors < limits.minimumCount, 'too-few'), ...issuesOf(sum)]);
}

/** A median, quartile or other percentile. */
export interface Percentile {
  readonly contributors: number;
  /** From 0 to 100. */
  readonly percent: number;
}

/**
 * A median, quartile or other percentile: a value near that of a person, so at least the minimum number of
 * contributors must lie on either side (ACRO, position statistics). The 0th and the 100th are extremes.
 * @throws RangeError for another percentage
 */
export function judgePercentile(
  { contributors, percent }: Percentile,
  limits: StatisticLimits = customaryLimits,
): StatisticVerdict {
  if (!(percent >= 0 && percent <= 100)) throw new RangeError('A percentile lies from 0 to 100');
  requireCounts(contributors);
  if (percent === 0 || percent === 100) return judgeExtreme();
  const fewest = Math.floor((contributors * Math.min(percent, 100 - percent)) / 100 + 1e-9);
  return verdictOn([
    ...issueIf(contributors < limits.minimumCount, 'too-few'),
    ...issueIf(fewest < limits.minimumCount, 'few-beyond'),
  ]);
}

/** A minimum or maximum is the value of one person and is never shown (OpenSAFELY; ACRO). */
export function judgeExtreme(): StatisticVerdict {
  return verdictOn(issueIf(true, 'extreme'));
}

/** A division of contributors over ranges of a value. */
export interface Histogram {
  /** In order of value, empty ones included. */
  readonly bins: readonly { readonly name: string; readonly contributors: number }[];
  /** `registered`: chosen before seeing the data. `data`: from the smallest and largest value, which tells both. */
  readonly edges: 'registered' | 'data';
}

/**
 * A histogram or a table of classes: no bin of few contributors, edges that disclose no extreme (ACRO issues 192 and
 * 382), and not all persons in one bin, which would disclose something about each.
 */
export function judgeHistogram(
  { bins, edges }: Histogram,
  limits: StatisticLimits = customaryLimits,
): StatisticVerdict {
  requireCounts(...bins.map(({ contributors }) => contributors));
  const filled = bins.filter(({ contributors }) => contributors > 0);
  const total = filled.reduce((sum, { contributors }) => sum + contributors, 0);
  return verdictOn([
    ...issueIf(edges === 'data', 'edges-from-data'),
    ...issueIf(total > 0 && total < limits.minimumCount, 'too-few'),
    ...issueIf(filled.length === 1 && bins.length > 1, 'one-bin', filled[0]?.name),
    ...filled.flatMap(({ name, contributors }) =>
      issueIf(contributors < limits.minimumCount, 'small-bin', name),
    ),
  ]);
}
