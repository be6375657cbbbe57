import type { SumColumn } from './cube.ts';
import { type FinestSums, toNumber } from './finest-cells.ts';
import type { PersonNodes } from './person-nodes.ts';

/** One summed column, per node, and who contributes to it. */
export interface Contributions {
  /**
   * Adds one entry of the person that is being added to the first `found` of the numbers of nodes within the person, of
   * which those from `known` on are new.
   */
  addOfPerson(numbers: Uint32Array, found: number, known: number, cells: FinestSums, at: number): void;
  /** Closes the person, who is in the first `length` of the rows. */
  finishPerson(nodes: Pick<PersonNodes, 'rows' | 'sources'>, length: number, personKey: number): void;
  /** Adds one entry of records that name no person to the first `found` of the rows: each contributes by itself. */
  addUnnamed(rows: Uint32Array, found: number, cells: FinestSums, at: number): void;
  finish(): SumColumn;
}

/** Per node, side by side, as they are needed together: two parts of the sum, and the two largest contributions. */
const width = 6;
const [millionthsPlace, largestPlace, nextPlace] = [1, 2, 3] as const;
/** The same place in 32-bit numbers: records with a value, their keys, contributors, and their keys. */
const [recordsPlace, recordKeysPlace, contributorsPlace, contributorKeysPlace] = [8, 9, 10, 11] as const;

/** Starts with nobody. */
export function createContributions(size: number): Contributions {
  const state = new Float64Array(width * size);
  const numbers = new Uint32Array(state.buffer);
  const ofPerson = createPersonSums(size);

  const keepLargest = (first: number, value: number): void => {
    if (value <= (state[first + nextPlace] as number)) return;
    const largest = state[first + largestPlace] as number;
    state[first + nextPlace] = Math.min(value, largest);
    state[first + largestPlace] = Math.max(value, largest);
  };
  const addSum = (row: number, sums: SumTallies, at: number): void => {
    const first = width * row;
    state[first] = (state[first] as number) + (sums.wholes[at] as number);
    state[first + millionthsPlace] =
      (state[first + millionthsPlace] as number) + (sums.millionths[at] as number);
    increase(2 * first + recordsPlace, sums.records[at] as number);
    increase(2 * first + recordKeysPlace, sums.recordKeys[at] as number);
  };
  const increase = (place: number, by: number): void => {
    numbers[place] = (numbers[place] as number) + by;
  };
  const numbersAt = (place: number) => (_: unknown, row: number) =>
    numbers[2 * width * row + place] as number;

  return {
    addOfPerson: ofPerson.add,
    finishPerson({ rows, sources }, length, personKey) {
      const { sums, amounts } = ofPerson;
      for (let index = 0; index < length; index++) {
        const row = rows[index] as number;
        const number = sources[index] as number;
        if (sums.records[number] === 0) continue;
        addSum(row, sums, number);
        keepLargest(width * row, Math.abs(amounts[number] as number) / 1e6);
        increase(2 * width * row + contributorsPlace, 1);
        increase(2 * width * row + contributorKeysPlace, personKey);
      }
    },
    addUnnamed(rows, found, cells, at) {
      const records = cells.records[at] as number;
      if (records === 0) return;
      for (let index = 0; index < found; index++) {
        const row = rows[index] as number;
        addSum(row, cells, at);
        keepLargest(width * row, cells.largest[2 * at] as number);
        keepLargest(width * row, cells.largest[2 * at + 1] as number);
        increase(2 * width * row + contributorsPlace, records);
        increase(2 * width * row + contributorKeysPlace, cells.recordKeys[at] as number);
      }
    },
    finish: () => ({
      sums: Float64Array.from({ length: size }, (_, row) =>
        toNumber(state[width * row] as number, state[width * row + millionthsPlace] as number),
      ),
      records: Float64Array.from({ length: size }, numbersAt(recordsPlace)),
      recordKeys: Uint32Array.from({ length: size }, numbersAt(recordKeysPlace)),
      contributors: Float64Array.from({ length: size }, numbersAt(contributorsPlace)),
      contributorKeys: Uint32Array.from({ length: size }, numbersAt(contributorKeysPlace)),
      largest: Float64Array.from(
        { length: 2 * size },
        (_, at) => state[width * (at >> 1) + largestPlace + (at & 1)] as number,
      ),
    }),
  };
}

/** The parts of entries that simply add up. */
type SumTallies = Omit<FinestSums, 'largest'>;

/** What one person has, per number of a node within the person; `amounts` in millionths. */
function createPersonSums(size: number) {
  const amounts = new Float64Array(size);
  const sums: SumTallies = {
    wholes: new Float64Array(size),
    millionths: new Float64Array(size),
    records: new Float64Array(size),
    recordKeys: new Uint32Array(size),
  };
  const clear = (number: number): void => {
    amounts[number] = 0;
    sums.wholes[number] = 0;
    sums.millionths[number] = 0;
    sums.records[number] = 0;
    sums.recordKeys[number] = 0;
  };
  return {
    amounts,
    sums,
    add(numbers: Uint32Array, found: number, known: number, cells: FinestSums, at: number): void {
      const [whole, millionths] = [cells.wholes[at] as number, cells.millionths[at] as number];
      const [records, key] = [cells.records[at] as number, cells.recordKeys[at] as number];
      const amount = whole * 1e6 + millionths;
      for (let index = 0; index < found; index++) {
        const number = numbers[index] as number;
        if (number >= known) clear(number);
        if (records === 0) continue;
        amounts[number] = (amounts[number] as number) + amount;
        sums.wholes[number] = (sums.wholes[number] as number) + whole;
        sums.millionths[number] = (sums.millionths[number] as number) + millionths;
        sums.records[number] = (sums.records[number] as number) + records;
        sums.recordKeys[number] = (sums.recordKeys[number] as number) + key;
      }
    },
  };
}
