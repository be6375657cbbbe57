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
  /** Of persons: gets the rows that each person is in, overwritten by the next. */
  readonly onPerson?: ((rows: Uint32Array) => void) | undefined;
}

/**
 * Starts a count. Each person costs about as many steps as there are nodes that it is in; memory is in
 * proportion to the nodes, however many records there are. Sums are exact to six decimals.
 */
export function createCubeCounter({ unit, table, summed, onPerson }: CubeCounterOptions): CubeCounter {
  return unit === 'persons' ? createPersonCounter(table, onPerson) : createRecordCounter(table, summed);
}
