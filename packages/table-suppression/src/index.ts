export {
  type AttackOptions,
  type AttackTarget,
  attack,
  ContradictionError,
  type Knowledge,
} from './attacker/attack.ts';
export { openSolver, type Solver } from './attacker/solver.ts';
export { allReasons, explainReason, type Reason, type ReasonLanguage } from './explain-reason.ts';
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
