export { type AttackOptions, type AttackTarget, attack, ContradictionError } from './attacker/attack.ts';
export { openSolver, type Solver } from './attacker/solver.ts';
export { explainReason, type Reason, type ReasonLanguage } from './explain-reason.ts';
export type { Contribution } from './rules/contributions.ts';
export { insidersOfCounts } from './rules/count-insiders.ts';
export { findDominatedUnions } from './rules/dominated-unions.ts';
export type { HeldTable } from './rules/held-table.ts';
export { magnitudeProblem } from './rules/magnitude-problem.ts';
export { protectMagnitudes } from './rules/protect-magnitudes.ts';
export { explainVerdict, judgeCell, type Rule, type RuleSet } from './rules/rules.ts';
export { judgeOutput, type Output } from './statistics/judge-output.ts';
export { customaryLimits, type StatisticVerdict } from './statistics/statistic-verdict.ts';
export { UnsafePatternError } from './suppression/audit.ts';
export {
  type Insider,
  OutOfTimeError,
  type Protection,
  type SuppressionPattern,
  UnprotectableError,
} from './suppression/problem.ts';
export { suppress } from './suppression/suppress.ts';
export type { CellSystem, Relation, SystemCell } from './tables/system.ts';
export {
  flatHierarchy,
  groupedHierarchy,
  type Leaf,
  type TableDefinition,
  type Tabulated,
  tabulate,
} from './tables/tabulate.ts';
