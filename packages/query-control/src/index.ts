export { perturbCount, protectCount } from './cell-key/counts.ts';
export { createPTable } from './cell-key/maximum-entropy-table.ts';
export { sharesToPTable } from './cell-key/p-table.ts';
export {
  createParameters,
  type DisclosureParameters,
  type DisclosureSettings,
  defaultParameters,
} from './cell-key/parameters.ts';
export { contributorRoundingMax, roundMarginUp, roundToContributor } from './cell-key/uncertainty.ts';
export { type ClassCounter, createClassCounter } from './cube/class-counter.ts';
export { type CheckedCube, type CheckedCubes, decodeCubes, encodeCubes, verifyCubes } from './cube/codec.ts';
export { countClasses, countCube, type Microdata } from './cube/count-cube.ts';
export type { CubeCounter } from './cube/counter.ts';
export type { CountedUnit, Cube, SumColumn } from './cube/cube.ts';
export { type CubeCounterOptions, createCubeCounter } from './cube/cube-counter.ts';
export { createFinestCells, type FinestCells, type FinestSums } from './cube/finest-cells.ts';
export { CodecError } from './cube/frame.ts';
export type { MembershipClasses } from './cube/membership-classes.ts';
export { collectUnits, createUnitCollector, type UnitCells, type UnitCollector } from './cube/unit-cells.ts';
export { decodeUnits, encodeUnits, type UnitsOfVersion } from './cube/units-codec.ts';
export { explainProtection, type ProtectionFacts } from './explain-protection.ts';
export { countFigures } from './figures/count-figures.ts';
export { type FigureState, missingFigure, type ProtectedFigure, zeroFigure } from './figures/figure.ts';
export { openFigure } from './figures/open-figure.ts';
export { figuresToColumn, missingFigures, type ProtectedColumn } from './figures/protected-column.ts';
export { type Denominators, rateFigures } from './figures/rate-figures.ts';
export { type RowSets, rowSetsOf } from './figures/row-sets.ts';
export type { FigureSource } from './figures/source.ts';
export { meanFigures, sumFigures } from './figures/sum-figures.ts';
export { buildLattice } from './lattice/build-lattice.ts';
export type {
  AreaDescription,
  ColumnDescription,
  DataSetDescription,
  FinestArea,
  LinkDescription,
  NoValueDescription,
  PersonsDescription,
  TimeDescription,
  ValueGroup,
} from './lattice/description.ts';
export {
  countNodes,
  dimensionCountMax,
  enumerateNodes,
  type NodeTable,
  nodeCountMax,
} from './lattice/enumerate.ts';
export {
  type Dimension,
  type DimensionValue,
  dimensionsMaxOf,
  findValue,
  type Lattice,
  type Node,
  orderOf,
  topNode,
} from './lattice/lattice.ts';
export { createNodeBlocks, type NodeBlocks } from './lattice/node-blocks.ts';
export { monthsBetween, quarterOf, yearOf } from './lattice/periods.ts';
export { bandOf, recordsPerPerson, recordsPerPersonBands } from './lattice/records-per-person.ts';
export type { ClosedPart } from './protection/closed-part.ts';
export { type CubesOfVersion, type Protection, protectCube } from './protection/protect-cube.ts';
export type {
  EarlierCheck,
  Finding,
  ProtectionRule,
  RuleContext,
  RuleParameters,
  Suppressed,
  SuppressionRule,
} from './protection/rule.ts';
export {
  hasNoiseBelowFloor,
  ruleParameters,
  settingsToRuleParameters,
} from './protection/rule-parameters.ts';
export { protectionRules } from './protection/rules.ts';
