import {
  customaryLimits,
  issueIf,
  type StatisticLimits,
  type StatisticVerdict,
  verdictOn,
} from './statistic-verdict.ts';

/** What is asked to leave of a model. */
export type RegressionOutput = 'coefficients' | 'standard-errors' | 'fit' | 'residuals' | 'fitted-values';

/** A fitted model as the check sees it: no coefficient goes in. */
export interface Regression {
  readonly observations: number;
  /** Distinct persons behind the observations; fewer where persons come back. */
  readonly contributors: number;
  /** Estimated coefficients, the intercept and fixed effects included. */
  readonly parameters: number;
  /** Distinct combinations of the explaining variables; left out when a variable is continuous. */
  readonly distinctPatterns?: number;
  /** Share of the variance that is explained, 0 to 1; left out for models without one. */
  readonly explained?: number;
  /** The groups that a coefficient of its own stands for (dummies, interactions, fixed effects). */
  readonly groups?: readonly { readonly name: string; readonly contributors: number }[];
  readonly outputs: readonly RegressionOutput[];
}

/**
 * Whether what is left after estimating is enough: observations less parameters at least the minimum, 10 by custom
 * (ESSnet guidelines; ACRO). Equality is enough.
 */
export function hasDegreesOfFreedom(
  { observations, parameters }: { readonly observations: number; readonly parameters: number },
  minimum = customaryLimits.minimumDegreesOfFreedom,
): boolean {
  return observations - parameters >= minimum;
}

/**
 * The output of a regression (Handbook on SDC, chapter 6, confidentiality of analysis results; ACRO):
 * - persons, not rows, are counted, for the minimum and for the degrees of freedom;
 * - a model with a coefficient for each combination of its variables is saturated: its coefficients are cell means, to
 *   be asked for as a table;
 * - a perfect fit gives each outcome away;
 * - a dummy over a group of few is about those few, and so is a dummy that leaves few outside;
 * - residuals and fitted values are records and never leave.
 */
export function judgeRegression(
  model: Regression,
  limits: StatisticLimits = customaryLimits,
): StatisticVerdict {
  const { observations, contributors, parameters, distinctPatterns, explained, groups = [], outputs } = model;
  const persons = Math.min(observations, contributors);
  const small = groups.filter(
    (group) => Math.min(group.contributors, contributors - group.contributors) < limits.minimumCount,
  );
  return verdictOn([
    ...issueIf(contributors < limits.minimumCount, 'too-few'),
    ...issueIf(
      !hasDegreesOfFreedom({ observations: persons, parameters }, limits.minimumDegreesOfFreedom),
      'few-degrees-of-freedom',
    ),
    ...issueIf(parameters >= Math.min(observations, distinctPatterns ?? observations), 'saturated'),
    ...issueIf(explained !== undefined && explained > 1 - 1e-6, 'perfect-fit'),
    ...small.flatMap(({ name }) => issueIf(true, 'small-group', name)),
    ...outputs.flatMap((output) =>
      issueIf(output === 'residuals' || output === 'fitted-values', 'per-record', output),
    ),
  ]);
}
