import {
  customaryLimits,
  issueIf,
  requireCounts,
  type StatisticLimits,
  type StatisticReason,
  type StatisticVerdict,
  verdictOn,
} from './statistic-verdict.ts';

/** Which output of a model is requested. */
export type RegressionOutput =
  | 'coefficients'
  | 'standard-errors'
  | 'fit'
  | 'residuals'
  | 'residual-plot'
  | 'residual-extremes'
  | 'fitted-values'
  | 'leverages';

/** A fitted model as the check sees it: no coefficient goes in. */
export interface Regression {
  /** Rows with a weight above 0. */
  readonly observations: number;
  /** Distinct persons behind the observations; fewer where persons come back. */
  readonly contributors: number;
  /** Coefficients of the model, the intercept and fixed effects included. */
  readonly parameters: number;
  /**
   * How many of the coefficients could be estimated: fewer where explaining variables follow from each other
   * (collinear). Default: all of them.
   */
  readonly rank?: number;
  /** Of a weighted model: the sum of the weights and of their squares. */
  readonly weights?: { readonly sum: number; readonly sumOfSquares: number };
  /** Distinct combinations of the explaining variables; absent when a variable is continuous. */
  readonly distinctPatterns?: number;
  /**
   * Share of the variance, or of the deviance, that is explained, 0 to 1; NaN where the outcome is the same for all;
   * absent for models without one.
   */
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
 * - persons, not rows, are counted, for the minimum and for the degrees of freedom; with weights, as many as would say
 *   the same without (Kish, 1965: the square of the sum over the sum of the squares), because a model may rest on a few
 *   heavy records;
 * - coefficients that could not be estimated use up no degree of freedom;
 * - a model with a coefficient for each combination of its variables is saturated: its coefficients are cell means, to
 *   be asked for as a table;
 * - a perfect fit gives each outcome away, and so does an outcome that is the same for all;
 * - a dummy for a small group is about that group, and so is a dummy with a small complement;
 * - residuals, fitted values and leverages are records, a residual plot draws them, and the largest residual belongs to
 *   one person: none of them may leave.
 * @throws RangeError when counts, rank or weights cannot be
 */
export function judgeRegression(
  model: Regression,
  limits: StatisticLimits = customaryLimits,
): StatisticVerdict {
  const { observations, contributors, distinctPatterns = observations, explained, groups = [] } = model;
  const rank = rankOf(model);
  const persons = Math.min(observations, contributors, unweightedSize(model));
  const small = groups.filter(
    (group) => Math.min(group.contributors, contributors - group.contributors) < limits.minimumCount,
  );
  return verdictOn([
    ...issueIf(persons < limits.minimumCount, 'too-few'),
    ...issueIf(
      !hasDegreesOfFreedom({ observations: persons, parameters: rank }, limits.minimumDegreesOfFreedom),
      'few-degrees-of-freedom',
    ),
    ...issueIf(rank >= Math.min(observations, distinctPatterns), 'saturated'),
    ...issueIf(Number.isNaN(explained), 'constant'),
    ...issueIf(explained !== undefined && explained > 1 - 1e-6, 'perfect-fit'),
    ...small.flatMap(({ name }) => issueIf(true, 'small-group', name)),
    ...model.outputs.flatMap((output) => {
      const reason = reasonAgainst[output];
      return reason === undefined ? [] : issueIf(true, reason, output);
    }),
  ]);
}

const reasonAgainst: Readonly<Record<RegressionOutput, StatisticReason | undefined>> = {
  coefficients: undefined,
  'standard-errors': undefined,
  fit: undefined,
  residuals: 'per-record',
  'residual-plot': 'per-record',
  'residual-extremes': 'extreme',
  'fitted-values': 'per-record',
  leverages: 'per-record',
};

function rankOf({ observations, contributors, parameters, rank = parameters, ...model }: Regression): number {
  const groups = model.groups?.map((group) => group.contributors) ?? [];
  requireCounts(observations, contributors, parameters, rank, model.distinctPatterns ?? 0, ...groups);
  if (rank > parameters) throw new RangeError('No more coefficients can be estimated than there are');
  return rank;
}

function unweightedSize({ weights }: Regression): number {
  if (weights === undefined) return Number.POSITIVE_INFINITY;
  const { sum, sumOfSquares } = weights;
  if (!(sum > 0 && sumOfSquares > 0)) throw new RangeError('Weights add up to more than 0');
  return (sum * sum) / sumOfSquares;
}
