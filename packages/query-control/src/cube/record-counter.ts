import type { NodeTable } from '../lattice/enumerate.ts';
import { createContainingRows } from './containing-rows.ts';
import { createSumContributions, type SumContributions } from './contributions.ts';
import type { CubeCounter } from './counter.ts';
import type { Cube, SumColumn } from './cube.ts';
import { type FinestSums, toNumber } from './finest-cells.ts';
import { addEntry, createFinestTotals, type FinestTallies, type SumTallies } from './finest-totals.ts';

/** Per node: records of the person that is being added, contributors, and the two largest numbers of records of one. */
const width = 4;

/** Counts records, adds up columns, and finds out how many contribute to a node and how much the largest do. */
export function createRecordCounter(table: NodeTable, summed: readonly string[]): CubeCounter {
  const { lattice, size } = table;
  const containing = createContainingRows(table);
  const { rows } = containing;
  const state = new Int32Array(width * size);
  const touched = new Int32Array(size);
  const tallies = {
    records: new Float64Array(size),
    recordKeys: new Uint32Array(size),
    sums: summed.map(() => createSumTallies(size)),
  };
  const contributions = summed.map(() => createSumContributions(size));
  const totals = createFinestTotals(lattice, summed.length, (cells, count) => {
    for (let at = 0; at < count; at++) {
      const found = containing.find(cells.codes, at);
      for (let index = 0; index < found; index++) addEntry(tallies, rows[index] as number, cells, at);
    }
  });

  /** Closes a person: the nodes that it touched know all of its records. */
  const finishPerson = (count: number, personKey: number): void => {
    for (let index = 0; index < count; index++) {
      const first = touched[index] as number;
      const records = state[first] as number;
      state[first] = 0;
      state[first + 1] = (state[first + 1] as number) + 1;
      if (records <= (state[first + 3] as number)) continue;
      if (records <= (state[first + 2] as number)) state[first + 3] = records;
      else {
        state[first + 3] = state[first + 2] as number;
        state[first + 2] = records;
      }
    }
    for (const contribution of contributions) contribution.finishPerson(personKey);
  };

  return {
    unit: 'records',
    addPerson(personKey, cells, from, to) {
      let count = 0;
      for (let at = from; at < to; at++) {
        totals.add(cells, at);
        const found = containing.find(cells.codes, at);
        const records = cells.records[at] as number;
        for (let index = 0; index < found; index++) {
          const first = width * (rows[index] as number);
          const before = state[first] as number;
          if (before === 0) touched[count++] = first;
          state[first] = before + records;
        }
        for (let column = 0; column < contributions.length; column++) {
          contributions[column]?.addOfPerson(rows, found, cells.sums[column] as FinestSums, at);
        }
      }
      finishPerson(count, personKey);
    },
    addUnnamed(cells, from, to) {
      for (let at = from; at < to; at++) {
        totals.add(cells, at);
        const found = containing.find(cells.codes, at);
        for (let index = 0; index < found; index++) {
          const place = width * (rows[index] as number) + 1;
          state[place] = (state[place] as number) + (cells.records[at] as number);
        }
        for (let column = 0; column < contributions.length; column++) {
          contributions[column]?.addUnnamed(rows, found, cells.sums[column] as FinestSums, at);
        }
      }
    },
    finish() {
      totals.finish();
      return toCube(table, { state, tallies, summed, contributions });
    },
  };
}

interface Counted {
  readonly state: Int32Array;
  readonly tallies: FinestTallies;
  readonly summed: readonly string[];
  readonly contributions: readonly SumContributions[];
}

function toCube(
  { lattice, size, nodes, rowOf }: NodeTable,
  { state, tallies, summed, contributions }: Counted,
): Cube {
  const sums = contributions.map((contribution, column): [string, SumColumn] => {
    const { wholes, millionths, records, recordKeys } = tallies.sums[column] as SumTallies;
    const amounts = wholes.map((whole, row) => toNumber(whole, millionths[row] as number));
    return [summed[column] as string, { sums: amounts, records, recordKeys, ...contribution.finish() }];
  });
  const largestOf = (at: number) => state[width * (at >> 1) + 2 + (at & 1)] as number;
  return {
    unit: 'records',
    lattice,
    size,
    nodes,
    counts: tallies.records,
    cellKeys: tallies.recordKeys,
    contributors: Float64Array.from({ length: size }, (_, row) => state[width * row + 1] as number),
    largest: Float64Array.from({ length: 2 * size }, (_, at) => largestOf(at)),
    sums: new Map(sums),
    rowOf,
  };
}

function createSumTallies(size: number): SumTallies {
  return {
    wholes: new Float64Array(size),
    millionths: new Float64Array(size),
    records: new Float64Array(size),
    recordKeys: new Uint32Array(size),
  };
}
