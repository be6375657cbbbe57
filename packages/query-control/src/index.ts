export { perturbCount, protectCount } from './cell-key/counts.ts';
export { createPTable } from './cell-key/maximum-entropy-table.ts';
export { sharesToPTable } from './cell-key/p-table.ts';
export {
  createParameters,
  type DisclosureParameters,
  type DisclosureSettings,
  defaultParameters,
} from './cell-key/parameters.ts';
export { protectMean, protectRate } from './cell-key/ratios.ts';
export { isDominated, protectSum } from './cell-key/sums.ts';
export { contributorRoundingMax, roundMarginUp, roundToContributor } from './cell-key/uncertainty.ts';
export type { CountedUnit, Cube, SumColumn } from './cube/cube.ts';
export { type DifferenceLanguage, explainDifference } from './differencing/explain.ts';
export type { CodeSelection, Difference, Release, ReleasedCell } from './differencing/release.ts';
export { createReleaseIndex, type ReleaseIndex } from './differencing/release-index.ts';
export { type SuppressedCell, suppressDifferences } from './differencing/suppress-differences.ts';
export type { CellRegion } from './differencing/zero-difference.ts';
export { type CountRegions, suppressZeroDifferences } from './differencing/zero-differences.ts';
export { explainProtection, type ProtectionFacts } from './explain-protection.ts';
export {
  type Dimension,
  type DimensionValue,
  type Lattice,
  type Node,
  orderOf,
  topNode,
} from './lattice/lattice.ts';
export { missing, type ProtectedValue, suppressed, zero } from './protected-value.ts';
