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
export { isTooUncertain, roundToContributor } from './cell-key/uncertainty.ts';
export type { CountedUnit, Cube, SumColumn } from './cube/cube.ts';
export {
  type DifferenceLanguage,
  type DifferenceNames,
  explainDifference,
} from './differencing/explain.ts';
export {
  type CodeSelection,
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
export {
  type Dimension,
  type DimensionValue,
  type Lattice,
  type Node,
  orderOf,
  topNode,
} from './lattice/lattice.ts';
export { missing, type ProtectedValue, suppressed, zero } from './protected-value.ts';
