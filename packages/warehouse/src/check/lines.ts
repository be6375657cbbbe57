import { type RecordFormat, readRecords } from './records.ts';

/**
 * Finds the physical lines of rows of a CSV file; rows are counted from 0 after the header. Gives undefined when the
 * file does not hold exactly `rowCount` whole rows: the counter then divided the text into rows differently.
 */
export async function findLines(
  file: string,
  format: RecordFormat,
  rows: readonly number[],
  rowCount: number,
): Promise<Map<number, number> | undefined> {
  const wanted = new Set(rows);
  const lines = new Map<number, number>();
  let row = -1;
  for await (const batch of readRecords(file, format)) {
    for (const record of batch) {
      if (record.problem) return undefined;
      if (wanted.has(row)) lines.set(row, record.line);
      row += 1;
    }
  }
  return row === rowCount ? lines : undefined;
}
