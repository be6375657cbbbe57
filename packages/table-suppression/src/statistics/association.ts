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

/** A coefficient from -1 to 1 between two variables. */
export interface Correlation {
  readonly contributors: number;
  /** NaN when one of the variables is the same for all. */
  readonly coefficient: number;
  /**
   * Primary rules on the contributions to each sum it is made of (squared deviations of each variable), by name: a
   * coefficient that rests on one contributor discloses something about that contributor.
   */
  readonly sums?: Readonly<Record<string, Verdict>>;
}

/**
 * A correlation: enough contributors, enough degrees of freedom (two are used up), no exact line, on which each value
 * of one variable gives that of the other, and no sum that rests on one contributor.
 */
export function judgeCorrelation(
  { contributors, coefficient, sums = {} }: Correlation,
  limits: StatisticLimits = customaryLimits,
): StatisticVerdict {
  requireCounts(contributors);
  return verdictOn([
    ...issueIf(contributors < limits.minimumCount, 'too-few'),
    ...issueIf(contributors - 2 < limits.minimumDegreesOfFreedom, 'few-degrees-of-freedom'),
    ...issueIf(Number.isNaN(coefficient), 'constant'),
    ...issueIf(Math.abs(coefficient) > 1 - 1e-6, 'perfect-fit'),
    ...Object.entries(sums).flatMap(([name, verdict]) => issuesOf(verdict, name)),
  ]);
}

/** True counts of those with and without an outcome (columns), exposed and not (rows). */
export type FourfoldTable = readonly [
  readonly [with1: number, without1: number],
  readonly [with2: number, without2: number],
];

/**
 * An odds ratio or relative risk: with the margins it gives the table back, so each of the four counts must be fit to
 * show. A zero makes the ratio 0 or infinite, which discloses that no member, or every member, of a group has the
 * outcome.
 */
export function judgeOddsRatio(
  table: FourfoldTable,
  limits: StatisticLimits = customaryLimits,
): StatisticVerdict {
  requireCounts(...table.flat());
  const cells = table.flatMap((row, at) =>
    row.map((count, column) => ({ count, name: `row ${at + 1}, column ${column + 1}` })),
  );
  return verdictOn(
    cells.flatMap(({ count, name }) => [
      ...issueIf(count === 0, 'zero-cell', name),
      ...issueIf(count > 0 && count < limits.minimumCount, 'small-cell', name),
    ]),
  );
}
