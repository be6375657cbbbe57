export type { CountedUnit, Cube, SumColumn } from './cube/cube.ts';
export {
  type Dimension,
  type DimensionValue,
  type Lattice,
  type Node,
  orderOf,
  topNode,
} from './lattice/lattice.ts';
