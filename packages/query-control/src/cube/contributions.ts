import type { SumColumn } from './cube.ts';
import type { FinestSums } from './finest-cells.ts';

/** Who contributes to the sums of one column, per node. */
export interface SumContributions {
  /** Adds one entry of the person that is being added to the first `found` of the rows. */
  addOfPerson(rows: Uint32Array, found: number, cells: FinestSums, at: number): void;
  /** Closes the person. */
  finishPerson(personKey: number): void;
  /** Adds one entry of records that name no person: each of them contributes by itself. */
  addUnnamed(rows: Uint32Array, found: number, cells: FinestSums, at: number): void;
  finish(): Pick<SumColumn, 'contributors' | 'contributorKeys' | 'largest'>;
}

/** Per node: millionths of the person, its records with a value, contributors, the two largest contributions. */
const width = 5;
const [millionthsPlace, recordsPlace, contributorsPlace, largestPlace] = [0, 1, 2, 3] as const;

/** Starts with nobody. */
export function createSumContributions(size: number): SumContributions {
  const state = new Float64Array(width * size);
  const contributorKeys = new Uint32Array(size);
  const touched = new Int32Array(size);
  let count = 0;

  const keepLargest = (first: number, value: number): void => {
    const place = first + largestPlace;
    if (value <= (state[place + 1] as number)) return;
    if (value <= (state[place] as number)) state[place + 1] = value;
    else {
      state[place + 1] = state[place] as number;
      state[place] = value;
    }
  };
  const add = (place: number, value: number): void => {
    state[place] = (state[place] as number) + value;
  };

  return {
    addOfPerson(rows, found, cells, at) {
      const records = cells.records[at] as number;
      if (records === 0) return;
      const millionths = (cells.wholes[at] as number) * 1e6 + (cells.millionths[at] as number);
      for (let index = 0; index < found; index++) {
        const row = rows[index] as number;
        const first = width * row;
        if (state[first + recordsPlace] === 0) touched[count++] = row;
        add(first + millionthsPlace, millionths);
        add(first + recordsPlace, records);
      }
    },
    finishPerson(personKey) {
      for (let index = 0; index < count; index++) {
        const row = touched[index] as number;
        const first = width * row;
        keepLargest(first, Math.abs(state[first + millionthsPlace] as number) / 1e6);
        add(first + contributorsPlace, 1);
        contributorKeys[row] = (contributorKeys[row] as number) + personKey;
        state[first + millionthsPlace] = 0;
        state[first + recordsPlace] = 0;
      }
      count = 0;
    },
    addUnnamed(rows, found, cells, at) {
      const records = cells.records[at] as number;
      if (records === 0) return;
      for (let index = 0; index < found; index++) {
        const row = rows[index] as number;
        const first = width * row;
        add(first + contributorsPlace, records);
        contributorKeys[row] = (contributorKeys[row] as number) + (cells.recordKeys[at] as number);
        keepLargest(first, cells.largest[2 * at] as number);
        keepLargest(first, cells.largest[2 * at + 1] as number);
      }
    },
    finish: () => ({
      contributors: Float64Array.from(
        { length: size },
        (_, row) => state[width * row + contributorsPlace] as number,
      ),
      contributorKeys,
      largest: Float64Array.from(
        { length: 2 * size },
        (_, at) => state[width * (at >> 1) + largestPlace + (at & 1)] as number,
      ),
    }),
  };
}
