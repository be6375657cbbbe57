import { readCell, type ValueContext, type WrittenCell } from './cell-value.ts';
import type { WorkbookCell, WorkbookRow } from './cells.ts';
import type { WorkbookLimits } from './limits.ts';
import { createTextGatherer } from './string-text.ts';
import { broken, tooLarge } from './workbook-error.ts';
import { eachAttribute, type XmlHandler } from './xml-scanner.ts';

export interface SheetContext extends ValueContext {
  limits: WorkbookLimits;
  /** Characters handed out of all sheets so far. */
  handedOut: { characters: number };
}

/** Gathers the rows of a sheet while its part is scanned. */
export interface SheetRows {
  handler: XmlHandler;
  /** The rows since the last time. */
  take(): WorkbookRow[];
}

const depths = { list: 2, row: 3, cell: 4, value: 5, text: 6, runText: 7 } as const;

/** Only what stands in its place counts: a row in an extension, or a value in a comment, is none. */
export function createSheetRows(context: SheetContext): SheetRows {
  const gathered = createTextGatherer(context.limits);
  const builder = createRowBuilder(context);
  let isInRows = false;
  let isInRow = false;
  let cell: WrittenCell | undefined;
  let isInline = false;
  let isSpoken = false;

  function openInCell(name: string, depth: number, open: WrittenCell): void {
    if (depth === depths.value) {
      isInline = name === 'is';
      isSpoken = false;
      if (name === 'f') open.hasFormula = true;
      if (name === 'v' || isInline) open.value = '';
      handler.wantsText = name === 'v';
    } else if (isInline && (depth === depths.text || depth === depths.runText)) {
      if (depth === depths.text) isSpoken = name === 'rPh';
      handler.wantsText = name === 't' && !isSpoken;
    }
  }

  const handler: XmlHandler = {
    open(name, attributes, depth) {
      handler.wantsText = false;
      if (cell) return openInCell(name, depth, cell);
      if (depth === depths.list) isInRows = name === 'sheetData';
      else if (isInRows && depth === depths.row && name === 'row') {
        isInRow = true;
        builder.openRow(attributes);
      } else if (isInRow && depth === depths.cell && name === 'c') cell = builder.openCell(attributes);
    },
    close(name, depth) {
      handler.wantsText = false;
      if (cell && depth === depths.value && (name === 'v' || isInline)) cell.value = gathered.take();
      else if (cell && depth === depths.cell) {
        builder.closeCell(cell);
        cell = undefined;
      } else if (isInRow && depth === depths.row) {
        isInRow = false;
        builder.closeRow();
      }
    },
    text: (text) => gathered.add(text),
    wantsText: false,
  };
  return { handler, take: builder.take };
}

function createRowBuilder(context: SheetContext) {
  const { limits, handedOut } = context;
  let rows: WorkbookRow[] = [];
  let row = { number: 0, cells: [] as WorkbookCell[] };
  let characters = 0;
  let lastColumn = -1;
  let cell: WrittenCell;
  const setRow = (name: string, value: string) => {
    if (name === 'r') row.number = Number(value);
  };
  const setCell = (name: string, value: string) => {
    if (name === 'r') cell.column = columnOf(value);
    else if (name === 's') cell.style = Number(value);
    else if (name === 't') cell.type = value;
  };
  return {
    openRow(attributes: string): void {
      const last = row.number;
      row = { number: last + 1, cells: [] };
      characters = 0;
      lastColumn = -1;
      eachAttribute(attributes, setRow);
      if (!Number.isInteger(row.number) || row.number <= last)
        throw broken('The rows of a sheet are not in order.');
      if (row.number > limits.rows) throw tooLarge(limits.rows, 'rows in one sheet');
    },
    openCell(attributes: string): WrittenCell {
      cell = { column: lastColumn + 1, style: 0, type: 'n', hasFormula: false, value: undefined };
      eachAttribute(attributes, setCell);
      if (cell.column <= lastColumn) throw broken(`The cells of row ${row.number} are not in order.`);
      if (cell.column >= limits.columns) throw tooLarge(limits.columns, 'columns in one sheet');
      lastColumn = cell.column;
      return cell;
    },
    closeCell(written: WrittenCell): void {
      const { kind, text } = readCell(written, context);
      if (text === '' && kind !== 'not-calculated') return;
      row.cells.push({ column: written.column, kind, text });
      characters += text.length;
      handedOut.characters += text.length;
      if (characters > limits.rowCharacters) throw tooLarge(limits.rowCharacters, 'characters in one row');
      if (handedOut.characters > limits.totalCharacters) throw tooLarge(limits.totalCharacters, 'characters');
    },
    closeRow(): void {
      if (row.cells.length > 0) rows.push(row);
    },
    take(): WorkbookRow[] {
      const taken = rows;
      rows = [];
      return taken;
    },
  };
}

const letterA = 0x41;

/** The column of a reference such as AB12, counted from 0. */
function columnOf(reference: string): number {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - letterA;
    if (letter < 0 || letter > 25) break;
    column = column * 26 + letter + 1;
  }
  if (at === 0 || at > 3) throw broken('A cell has no place in its sheet.');
  return column - 1;
}
