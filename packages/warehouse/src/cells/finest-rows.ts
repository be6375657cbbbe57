import { createFinestCells, type FinestCells, type FinestSums } from '@datalab/query-control';
import type { NumberBatch } from '../engine/engine.ts';
import { columnsPerSum, finestColumns, unlistedCode } from './finest-statement.ts';
import { type ReadDimension, UnlistedValueError } from './read-dimensions.ts';

/** The same entries with room for twice as many. */
export function withMoreRoom(rows: FinestCells): FinestCells {
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
export function copyRow(
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
