import type { NodeTable } from '../lattice/enumerate.ts';
import type { CubeCounter } from './counter.ts';
import { PersonNodes } from './person-nodes.ts';

/**
 * Counts persons: each once in every node that contains one of its records.
 * @param onPerson gets the rows that a person is in, each once; overwritten by the next person
 */
export function createPersonCounter(table: NodeTable, onPerson?: (rows: Uint32Array) => void): CubeCounter {
  const { lattice, size, nodes, rowOf } = table;
  const person = new PersonNodes(table);
  const counts = new Float64Array(size);
  const cellKeys = new Uint32Array(size);
  return {
    unit: 'persons',
    addPerson(personKey, { codes }, from, to) {
      person.begin(codes, from, to);
      for (let at = from; at < to; at++) person.find(codes, at);
      const length = person.expand();
      for (let index = 0; index < length; index++) {
        const row = person.rows[index] as number;
        counts[row] = (counts[row] as number) + 1;
        cellKeys[row] = (cellKeys[row] as number) + personKey;
      }
      onPerson?.(person.rows.subarray(0, length));
    },
    addUnnamed() {},
    finish: () => ({
      unit: 'persons',
      lattice,
      size,
      nodes,
      counts,
      cellKeys,
      contributors: counts,
      largest: new Float64Array(2 * size),
      sums: new Map(),
      rowOf,
    }),
  };
}
