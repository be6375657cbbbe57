import { createFinestCells, type FinestCells, type FinestSums } from '@datalab/query-control';
import type { Engine, NumberBatch, RunOptions } from '../engine/engine.ts';
import { columnsPerSum, type FinestStatement, finestColumns, unlistedCode } from './finest-statement.ts';
import { type ReadDimension, UnlistedValueError } from './read-dimensions.ts';

/** Rows that belong together: all of one person, or some of those that name nobody. */
export interface RowGroup {
  /** The first `count` entries; overwritten by the next group. */
  readonly rows: FinestCells;
  readonly count: number;
  /** 0 for records that name nobody. */
  readonly person: number;
  readonly personKey: number;
}

/** What the rows of a statement hold. */
export interface RowShape {
  readonly dimensions: readonly ReadDimension[];
  /** How many columns are summed. */
  readonly sums: number;
}

/** Rows that name nobody are handed over in portions of this size. */
const portionMax = 4096;

/**
 * Reads a statement of which the rows of one person follow each other, group by group. Memory is in proportion to the rows
 * of one person. Rejects with an `UnlistedValueError` where a dimension lacks a value, and as `streamNumbers` does.
 */
export async function readGroups(
  engine: Engine,
  { sql, values }: FinestStatement,
  { dimensions, sums }: RowShape,
  visit: (group: RowGroup) => void,
  options: RunOptions,
): Promise<void> {
  let rows = createFinestCells(portionMax, dimensions.length, sums);
  let count = 0;
  let person = 0;
  let personKey = 0;
  for await (const batch of engine.streamNumbers(sql, values, options)) {
    for (let row = 0; row < batch.rowCount; row++) {
      const next = batch.columns[finestColumns.person]?.[row] as number;
      const isFull = count === rows.records.length;
      if (count > 0 && (next !== person || (isFull && next === 0))) {
        visit({ rows, count, person, personKey });
        count = 0;
      } else if (isFull) rows = withMoreRoom(rows);
      person = next;
      personKey = batch.columns[finestColumns.personKey]?.[row] as number;
      copyRow(rows, count, batch, row, dimensions);
      count += 1;
    }
  }
  if (count > 0) visit({ rows, count, person, personKey });
}

/** The same entries with room for twice as many. */
function withMoreRoom(rows: FinestCells): FinestCells {
  const larger = createFinestCells(rows.records.length * 2, rows.codes.length, rows.sums.length);
  for (const [index, codes] of rows.codes.entries()) larger.codes[index]?.set(codes);
  larger.records.set(rows.records);
  larger.recordKeys.set(rows.recordKeys);
  for (const [index, sum] of rows.sums.entries()) {
    const into = larger.sums[index];
    into?.wholes.set(sum.wholes);
    into?.millionths.set(sum.millionths);
    into?.records.set(sum.records);
    into?.recordKeys.set(sum.recordKeys);
    into?.largest.set(sum.largest);
  }
  return larger;
}

/** Copies one row of a batch to place `at`. Throws an `UnlistedValueError` where a dimension lacks its value. */
function copyRow(
  rows: FinestCells,
  at: number,
  { columns }: NumberBatch,
  row: number,
  dimensions: readonly ReadDimension[],
): void {
  const read = (column: number) => columns[column]?.[row] as number;
  rows.records[at] = read(finestColumns.records);
  rows.recordKeys[at] = read(finestColumns.recordKeys);
  for (let index = 0; index < dimensions.length; index++) {
    const code = read(finestColumns.codes + index);
    if (code === unlistedCode) throw new UnlistedValueError(dimensions[index]?.name ?? '');
    (rows.codes[index] as Uint16Array)[at] = code;
  }
  const first = finestColumns.codes + dimensions.length;
  for (let index = 0; index < rows.sums.length; index++) {
    const sum = rows.sums[index] as FinestSums;
    const from = first + index * columnsPerSum;
    sum.wholes[at] = read(from);
    sum.millionths[at] = read(from + 1);
    sum.records[at] = read(from + 2);
    sum.recordKeys[at] = read(from + 3);
    sum.largest[2 * at] = read(from + 4);
    sum.largest[2 * at + 1] = read(from + 5);
  }
}
