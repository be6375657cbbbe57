import type { Contract, ContractColumn } from '../contract/contract.ts';
import { matchHeader } from './header.ts';
import { type Normalised, rowWriter } from './normalise.ts';
import { UnusableFileError } from './report.ts';

/** Rewrites the first sheet with a header of a workbook as CSV of the contract's columns. Rows are streamed. */
export async function normaliseWorkbook(
  file: string,
  target: string,
  contract: Contract,
  name: string,
  signal?: AbortSignal,
): Promise<Normalised & { sheet: string }> {
  // Only workbooks need this library, and it is slow to load.
  const { default: ExcelJS } = await import('exceljs');
  const writer = rowWriter(target, contract.columns.length);
  let sheet: string | undefined;
  try {
    const reader = new ExcelJS.stream.xlsx.WorkbookReader(file, {
      worksheets: 'emit',
      sharedStrings: 'cache',
      styles: 'cache',
      hyperlinks: 'ignore',
      entries: 'emit',
    });
    for await (const worksheet of reader) {
      if (sheet !== undefined) break;
      let positions: number[] | undefined;
      for await (const row of worksheet) {
        signal?.throwIfAborted();
        const cells = Array.isArray(row.values) ? row.values.slice(1) : [];
        if (cells.every((cell) => cell === undefined || cell === null || cell === '')) continue;
        if (!positions) {
          positions = matchHeader(
            Array.from(cells, (cell) => textOf(cell, undefined)),
            contract,
            name,
          ).positions;
          sheet = (worksheet as unknown as { name?: string }).name ?? '1';
          continue;
        }
        const found = positions;
        writer.write(
          row.number,
          contract.columns.map((column, index) => textOf(cells[found[index] ?? -1], column, contract)),
        );
        await writer.flush();
      }
    }
  } catch (error) {
    if (error instanceof UnusableFileError || signal?.aborted) throw error;
    throw new UnusableFileError('file.not-a-table', `The workbook ${name} cannot be read.`, {
      hint: 'Open it in Excel, save it again as .xlsx without a password, or export it as CSV.',
      params: { file: name },
    });
  } finally {
    await writer.close();
  }
  if (sheet === undefined) {
    throw new UnusableFileError('file.empty', `The workbook ${name} holds no rows.`, {
      hint: 'Put the table on the first sheet with the names of the columns in its first row.',
      params: { file: name },
    });
  }
  return { ...writer.result(), sheet };
}

function textOf(cell: unknown, column: ContractColumn | undefined, contract?: Contract): string {
  if (cell === undefined || cell === null) return '';
  if (cell instanceof Date) return dateText(cell, column);
  if (typeof cell === 'number') {
    return contract?.source.decimalSeparator === ',' ? String(cell).replace('.', ',') : String(cell);
  }
  if (typeof cell !== 'object') return String(cell);
  const parts = cell as { richText?: { text: string }[]; result?: unknown; text?: unknown; error?: string };
  if (parts.richText) return parts.richText.map((part) => part.text).join('');
  if (parts.error !== undefined) return parts.error;
  return textOf(parts.result ?? parts.text, column, contract);
}

function dateText(date: Date, column: ContractColumn | undefined): string {
  const iso = date.toISOString();
  const parts: Record<string, string> = {
    yyyy: iso.slice(0, 4),
    MM: iso.slice(5, 7),
    dd: iso.slice(8, 10),
    HH: iso.slice(11, 13),
    mm: iso.slice(14, 16),
    ss: iso.slice(17, 19),
  };
  const format = column?.role === 'month' && column.logicalType === 'string' ? 'yyyy-MM' : column?.dateFormat;
  return (format ?? 'yyyy-MM-dd').replace(/yyyy|MM|dd|HH|mm|ss/g, (part) => parts[part] ?? part);
}
