import type { NodeTable } from '../lattice/enumerate.ts';
import { createContainingRows } from './containing-rows.ts';
import type { CubeCounter } from './counter.ts';

/** Per node: the last person that was counted, how many persons, and the sum of their keys. */
const width = 4;

/** Counts persons: each once in every node that contains one of its records. */
export function createPersonCounter(table: NodeTable): CubeCounter {
  const { lattice, size, nodes, rowOf } = table;
  const containing = createContainingRows(table);
  const { rows } = containing;
  const state = new Uint32Array(width * size);
  let person = 0;
  return {
    unit: 'persons',
    addPerson(personKey, cells, from, to) {
      person += 1;
      for (let at = from; at < to; at++) {
        const found = containing.find(cells.codes, at);
        for (let index = 0; index < found; index++) {
          const first = width * (rows[index] as number);
          if (state[first] === person) continue;
          state[first] = person;
          state[first + 1] = (state[first + 1] as number) + 1;
          state[first + 2] = (state[first + 2] as number) + personKey;
        }
      }
    },
    addUnnamed() {},
    finish() {
      const counts = Float64Array.from({ length: size }, (_, row) => state[width * row + 1] as number);
      const cellKeys = Uint32Array.from({ length: size }, (_, row) => state[width * row + 2] as number);
      const largest = new Float64Array(2 * size);
      const sums = new Map<string, never>();
      return {
        unit: 'persons',
        lattice,
        size,
        nodes,
        counts,
        cellKeys,
        contributors: counts,
        largest,
        sums,
        rowOf,
      };
    },
  };
}
