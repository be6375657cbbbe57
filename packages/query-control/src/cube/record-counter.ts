import type { NodeTable } from '../lattice/enumerate.ts';
import { createContainingRows } from './containing-rows.ts';
import { createContributions } from './contributions.ts';
import type { CubeCounter } from './counter.ts';
import type { FinestSums } from './finest-cells.ts';
import { PersonNodes } from './person-nodes.ts';

/** Per node, side by side, as they are needed together: records, their keys, contributors, the most records of one, and the next. */
const width = 8;
const [keysPlace, contributorsPlace, largestPlace, nextPlace] = [1, 2, 3, 4] as const;

/** Counts records, adds up columns, and finds out how many contribute to a node and how much the largest do. */
export function createRecordCounter(table: NodeTable, summed: readonly string[]): CubeCounter {
  const { lattice, size, nodes, rowOf } = table;
  const containing = createContainingRows(table);
  const person = new PersonNodes(table);
  const state = new Uint32Array(width * size);
  const ofPerson = { records: new Uint32Array(size), recordKeys: new Uint32Array(size) };
  const contributions = summed.map(() => createContributions(size));

  const add = (first: number, records: number, recordKeys: number): void => {
    state[first] = (state[first] as number) + records;
    state[first + keysPlace] = (state[first + keysPlace] as number) + recordKeys;
  };
  const keepLargest = (first: number, records: number): void => {
    if (records <= (state[first + nextPlace] as number)) return;
    const largest = state[first + largestPlace] as number;
    state[first + nextPlace] = Math.min(records, largest);
    state[first + largestPlace] = Math.max(records, largest);
  };
  /** Adds up within the person what each entry has, node by node of what differs between them. */
  const collect = (records: number, recordKeys: number, found: number, known: number): void => {
    for (let index = 0; index < found; index++) {
      const number = person.found[index] as number;
      const before = number < known;
      ofPerson.records[number] = (before ? (ofPerson.records[number] as number) : 0) + records;
      ofPerson.recordKeys[number] = (before ? (ofPerson.recordKeys[number] as number) : 0) + recordKeys;
    }
  };
  const finishPerson = (personKey: number): void => {
    const length = person.expand();
    for (let index = 0; index < length; index++) {
      const first = width * (person.rows[index] as number);
      const number = person.sources[index] as number;
      const records = ofPerson.records[number] as number;
      add(first, records, ofPerson.recordKeys[number] as number);
      state[first + contributorsPlace] = (state[first + contributorsPlace] as number) + 1;
      keepLargest(first, records);
    }
    for (const contribution of contributions) contribution.finishPerson(person, length, personKey);
  };

  return {
    unit: 'records',
    addPerson(personKey, cells, from, to) {
      person.begin(cells.codes, from, to);
      for (let at = from; at < to; at++) {
        const known = person.count;
        const found = person.find(cells.codes, at);
        collect(cells.records[at] as number, cells.recordKeys[at] as number, found, known);
        for (let column = 0; column < contributions.length; column++) {
          const sums = cells.sums[column] as FinestSums;
          contributions[column]?.addOfPerson(person.found, found, known, sums, at);
        }
      }
      finishPerson(personKey);
    },
    addUnnamed(cells, from, to) {
      for (let at = from; at < to; at++) {
        const found = containing.find(cells.codes, at);
        const records = cells.records[at] as number;
        for (let index = 0; index < found; index++) {
          const first = width * (containing.rows[index] as number);
          add(first, records, cells.recordKeys[at] as number);
          state[first + contributorsPlace] = (state[first + contributorsPlace] as number) + records;
        }
        for (let column = 0; column < contributions.length; column++) {
          contributions[column]?.addUnnamed(containing.rows, found, cells.sums[column] as FinestSums, at);
        }
      }
    },
    finish: () => ({
      unit: 'records',
      lattice,
      size,
      nodes,
      counts: Float64Array.from({ length: size }, (_, row) => state[width * row] as number),
      cellKeys: Uint32Array.from({ length: size }, (_, row) => state[width * row + keysPlace] as number),
      contributors: Float64Array.from(
        { length: size },
        (_, row) => state[width * row + contributorsPlace] as number,
      ),
      largest: Float64Array.from(
        { length: 2 * size },
        (_, at) => state[width * (at >> 1) + largestPlace + (at & 1)] as number,
      ),
      sums: new Map(contributions.map((column, at) => [summed[at] as string, column.finish()])),
      rowOf,
    }),
  };
}
