import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { ruleMessage } from './messages.ts';
import { readRecords } from './records.ts';
import type { RowError } from './report.ts';
import type { CsvLayout } from './source.ts';

/** A file rewritten as plain CSV of the contract's columns only, and what could not be rewritten. */
export interface Normalised {
  /** Line in the source of each row that was written. */
  lines: Uint32Array;
  /** The first 1,000 rows that are no rows. */
  faults: RowError[];
  faultCounts: FaultCount[];
}

/** Rows set apart for one reason; `column` where the reason is in one. */
export interface FaultCount {
  column: string | null;
  rule: RowError['rule'];
  rows: number;
}

const keptFaults = 1000;

/** Rewrites CSV of any encoding and any mix of line ends. Rows with too few or too many fields are set apart. */
export async function normaliseCsv(
  file: string,
  target: string,
  layout: CsvLayout & { encoding: string },
  signal?: AbortSignal,
): Promise<Normalised> {
  const writer = rowWriter(target, layout.positions.length);
  const expected = layout.names.length;
  let isHeader = true;
  try {
    for await (const batch of readRecords(file, { ...layout, signal })) {
      for (const record of batch) {
        if (isHeader) {
          isHeader = false;
          continue;
        }
        const fields = record.fields.length;
        if (record.problem) writer.refuse(record.line, record.problem, {});
        else if (fields < expected) writer.refuse(record.line, 'row.too-short', { fields, expected });
        else if (fields > expected) writer.refuse(record.line, 'row.too-long', { fields, expected });
        else
          writer.write(
            record.line,
            layout.positions.map((position) => record.fields[position] ?? ''),
          );
      }
      await writer.flush();
    }
  } finally {
    await writer.close();
  }
  return writer.result();
}

/** Writes rows of text as CSV for DuckDB, remembering where each came from. */
export function rowWriter(target: string, columnCount: number) {
  const stream = createWriteStream(target, { encoding: 'utf8', mode: 0o600 });
  let pending = `${Array.from({ length: columnCount }, (_, index) => `f${index}`).join(',')}\n`;
  let lines = new Uint32Array(4096);
  let rows = 0;
  const faults: RowError[] = [];
  const faultCounts = new Map<string, FaultCount>();
  return {
    write(line: number, values: readonly string[]) {
      if (rows === lines.length) {
        const longer = new Uint32Array(lines.length * 2);
        longer.set(lines);
        lines = longer;
      }
      lines[rows++] = line;
      pending += `${values.map((value) => quoted(value, columnCount === 1)).join(',')}\n`;
    },
    refuse(
      line: number,
      rule: RowError['rule'],
      params: Record<string, number>,
      place: Pick<RowError, 'column' | 'value'> = { column: null, value: null },
    ) {
      const { column } = place;
      const key = `${rule} ${column}`;
      faultCounts.set(key, { column, rule, rows: (faultCounts.get(key)?.rows ?? 0) + 1 });
      if (faults.length >= keptFaults) return;
      faults.push({ row: line, rule, ...place, message: ruleMessage(rule, params), params });
    },
    async flush() {
      if (pending.length < 1 << 16) return;
      const text = pending;
      pending = '';
      if (!stream.write(text)) await once(stream, 'drain');
    },
    async close() {
      stream.end(pending);
      pending = '';
      await finished(stream);
    },
    result: (): Normalised => ({
      lines: lines.subarray(0, rows),
      faults,
      faultCounts: [...faultCounts.values()],
    }),
  };
}

function quoted(value: string, always: boolean): string {
  return always || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
