import type { Contract, ContractColumn } from '../contract/contract.ts';
import type { WorkbookCell, WorkbookRow } from '../workbook/cells.ts';
import type { WorkbookRows } from '../workbook/read.ts';
import { readWorkbookInThread } from '../workbook/thread.ts';
import { matchHeader } from './header.ts';
import { type Normalised, rowWriter } from './normalise.ts';
import { UnusableFileError } from './report.ts';
import { unusableWorkbook } from './unusable-workbook.ts';

/** Rewrites the first visible sheet with a header of a workbook as CSV of the contract's columns. Rows are streamed. */
export async function normaliseWorkbook(
  file: string,
  target: string,
  contract: Contract,
  name: string,
  signal?: AbortSignal,
): Promise<Normalised & { sheet: string }> {
  const writer = rowWriter(target, contract.columns.length);
  let sheet: string | undefined;
  let placeOf: ReadonlyMap<number, number> = new Map();
  try {
    for await (const batch of readFirstSheet(file, signal)) {
      const isFirst = sheet === undefined;
      if (isFirst) placeOf = findColumns(batch.rows[0], contract, name);
      sheet = batch.sheet.name;
      for (const row of isFirst ? batch.rows.slice(1) : batch.rows) writeRow(row, contract, placeOf, writer);
      await writer.flush();
    }
  } catch (error) {
    throw unusableWorkbook(error, name);
  } finally {
    await writer.close();
  }
  if (sheet === undefined) {
    throw new UnusableFileError('file.empty', `The workbook ${name} holds no rows.`, {
      hint: 'Put the table on the first sheet that is not hidden, with the names of the columns in its first row.',
      params: { file: name },
    });
  }
  return { ...writer.result(), sheet };
}

async function* readFirstSheet(file: string, signal: AbortSignal | undefined): AsyncGenerator<WorkbookRows> {
  let first: number | undefined;
  for await (const batch of readWorkbookInThread(file, { signal })) {
    if (batch.sheet.isHidden) continue;
    first ??= batch.sheet.number;
    if (batch.sheet.number !== first) return;
    yield batch;
  }
}

/** Which column of the sheet has which column of the contract. */
function findColumns(
  header: WorkbookRow | undefined,
  contract: Contract,
  name: string,
): ReadonlyMap<number, number> {
  const names: string[] = [];
  for (const cell of header?.cells ?? []) names[cell.column] = textOf(cell);
  const { positions } = matchHeader(
    Array.from(names, (text) => text ?? ''),
    contract,
    name,
  );
  return new Map(positions.map((position, index) => [position, index]));
}

/** A cell without a value of its own is no category and no missing value: its row is set apart. */
function writeRow(
  row: WorkbookRow,
  contract: Contract,
  placeOf: ReadonlyMap<number, number>,
  writer: ReturnType<typeof rowWriter>,
): void {
  const values: string[] = Array(contract.columns.length).fill('');
  for (const cell of row.cells) {
    const index = placeOf.get(cell.column);
    const column = contract.columns[index ?? -1];
    if (index === undefined || column === undefined) continue;
    if (cell.kind === 'error' || cell.kind === 'not-calculated') {
      const rule = cell.kind === 'error' ? 'cell.error' : 'cell.not-calculated';
      writer.refuse(row.number, rule, {}, { column: column.name, value: cell.text || null });
      return;
    }
    values[index] = textOf(cell, column, contract);
  }
  writer.write(row.number, values);
}

function textOf(cell: WorkbookCell, column?: ContractColumn, contract?: Contract): string {
  const { kind, text } = cell;
  if (kind === 'date') return dateText(text, column);
  if (kind === 'padded-number')
    return column?.logicalType === 'string' ? text : text.replace(/^0+(?=\d)/, '');
  return kind === 'number' && contract?.source.decimalSeparator === ',' ? text.replace('.', ',') : text;
}

function dateText(iso: string, column: ContractColumn | undefined): string {
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
