import type { NodeTable } from '../lattice/enumerate.ts';
import type { CubeCounter } from './counter.ts';
import type { CountedUnit } from './cube.ts';
import { createPersonCounter } from './person-counter.ts';
import { createRecordCounter } from './record-counter.ts';

/** What a counter counts. */
export interface CubeCounterOptions {
  readonly unit: CountedUnit;
  readonly table: NodeTable;
  /** Names of the summed columns, in the order of `FinestCells.sums`; a cube of persons has none. */
  readonly summed: readonly string[];
}

/**
 * Starts a count. Each person costs as many steps as there are nodes that contain its finest cells; memory is in
 * proportion to the nodes, however many records there are. Sums are exact to six decimals.
 */
export function createCubeCounter({ unit, table, summed }: CubeCounterOptions): CubeCounter {
  return unit === 'persons' ? createPersonCounter(table) : createRecordCounter(table, summed);
}
