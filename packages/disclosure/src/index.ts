export {
  type AttackOptions,
  type AttackTarget,
  attack,
  ContradictionError,
  type Knowledge,
} from './attacker/attack.ts';
export { openSolver, type Solver } from './attacker/solver.ts';
export {
  type CountCell,
  perturbCount,
  protectCount,
  protectWeightedCount,
  type WeightedCountCell,
} from './cell-key/counts.ts';
export type { FlexFunction, Magnifier, MagnitudeNoise } from './cell-key/magnifier.ts';
export { createPTable, type PTableSettings } from './cell-key/maximum-entropy-table.ts';
export {
  ckOf,
  lookupNoise,
  lookupNoiseAt,
  type NoiseShare,
  type PTable,
  type PTableStep,
  type PTableViolation,
  rowOf,
  sharesToPTable,
} from './cell-key/p-table.ts';
export {
  createParameters,
  type DisclosureParameters,
  type DisclosureSettings,
  defaultParameters,
} from './cell-key/parameters.ts';
export { type MeanNoise, protectMean, protectRate } from './cell-key/ratios.ts';
export { createRoundingTable, type RoundingRule } from './cell-key/rounding-table.ts';
export {
  isDominated,
  type Magnitude,
  perturbSum,
  perturbSumByLargest,
  protectSum,
  type SumCell,
  sumDeviation,
} from './cell-key/sums.ts';
export {
  contributorRoundingMax,
  isTooUncertain,
  roundMarginUp,
  roundToContributor,
} from './cell-key/uncertainty.ts';
export {
  type DifferenceLanguage,
  type DifferenceNames,
  explainDifference,
} from './differencing/explain.ts';
export {
  type CodeSelection,
  type CountedUnit,
  type Difference,
  type Differences,
  type DifferenceTerm,
  type DifferencingSettings,
  defaultDifferencing,
  type Release,
  type ReleasedCell,
  type RemainingCodes,
} from './differencing/release.ts';
export { createReleaseIndex, type ReleaseIndex } from './differencing/release-index.ts';
export {
  cellsToSuppress,
  type SuppressedCell,
  suppressDifferences,
} from './differencing/suppress-differences.ts';
export type { CellRegion, Surroundings, ZeroDifference } from './differencing/zero-difference.ts';
export { type CountRegions, suppressZeroDifferences } from './differencing/zero-differences.ts';
export { explainProtection, explainTotals, type ProtectionFacts, type ShownSum } from './explain.ts';
export { allReasons, explainReason, type Reason, type ReasonLanguage } from './explain-reason.ts';
export { missing, type ProtectedValue, suppressed, zero } from './protected-value.ts';
export {
  type RedactionRule,
  RevealingRedactionError,
  redactThenRound,
  roundToBase,
  roundToMidpoint6,
  totalOfShown,
} from './rounding/rounding.ts';
export type { WeightReading } from './rules/coalition.ts';
export { type Contribution, type Contributor, groupByHolder, type Holdings } from './rules/contributions.ts';
export { insidersOfCounts } from './rules/count-insiders.ts';
export { type DominatedUnion, findDominatedUnions } from './rules/dominated-unions.ts';
export {
  type GroupOptions,
  type GroupReason,
  type GroupShare,
  type GroupVerdict,
  judgeGroup,
} from './rules/group-disclosure.ts';
export type { HeldTable } from './rules/held-table.ts';
export { type MagnitudeProblem, magnitudeProblem } from './rules/magnitude-problem.ts';
export { type MagnitudeProtection, protectMagnitudes } from './rules/protect-magnitudes.ts';
export {
  type AllZeroRule,
  type DominanceRule,
  explainVerdict,
  judgeCell,
  type PercentRule,
  type PriorPosteriorRule,
  percentForDominance,
  type Rule,
  type RuleSet,
  type ThresholdRule,
  type Verdict,
  type VerdictReason,
} from './rules/rules.ts';
export {
  type Correlation,
  type FourfoldTable,
  judgeCorrelation,
  judgeOddsRatio,
} from './statistics/association.ts';
export { type Chart, type ChartForm, judgeChart } from './statistics/chart.ts';
export {
  type Histogram,
  judgeExtreme,
  judgeHistogram,
  judgeMean,
  judgePercentile,
} from './statistics/distribution.ts';
export {
  hasDegreesOfFreedom,
  judgeRegression,
  type Regression,
  type RegressionOutput,
} from './statistics/regression.ts';
export {
  customaryLimits,
  type StatisticIssue,
  type StatisticLimits,
  type StatisticReason,
  type StatisticVerdict,
} from './statistics/statistic-verdict.ts';
export { UnsafePatternError } from './suppression/audit.ts';
export {
  type Insider,
  OutOfTimeError,
  type Protection,
  type SuppressionPattern,
  type SuppressionProblem,
  UnprotectableError,
} from './suppression/problem.ts';
export { type SuppressOptions, suppress } from './suppression/suppress.ts';
export { type CellSystem, checkSystem, type Relation, type SystemCell } from './tables/system.ts';
export {
  flatHierarchy,
  groupedHierarchy,
  type Hierarchy,
  type Leaf,
  type TableDefinition,
  type Tabulated,
  tabulate,
} from './tables/tabulate.ts';
