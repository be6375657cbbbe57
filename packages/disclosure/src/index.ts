export { type CountCell, perturbCount, protectCount } from './counts.ts';
export { explainProtection, type ProtectionFacts } from './explain.ts';
export { createPTable, type PTableSettings } from './maximum-entropy-table.ts';
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
} from './p-table.ts';
export {
  createParameters,
  type DisclosureParameters,
  type DisclosureSettings,
  defaultParameters,
} from './parameters.ts';
export { missing, type ProtectedValue, suppressed, zero } from './protected-value.ts';
export { protectMean, protectRate } from './ratios.ts';
export { createRoundingTable, type RoundingRule } from './rounding-table.ts';
export { isDominated, type Magnitude, perturbSum, protectSum, type SumCell } from './sums.ts';
