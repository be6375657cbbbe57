import type { WorkbookCell } from './cells.ts';
import { type NumberFormat, plainNumber } from './number-formats.ts';
import { numberCell } from './serials.ts';
import type { SharedStrings } from './string-table.ts';
import { decodeString } from './string-text.ts';
import { broken } from './workbook-error.ts';

/** A cell as it is written in its sheet. */
export interface WrittenCell {
  column: number;
  style: number;
  /** Its `t`: s, str, inlineStr, b, e, d or n. */
  type: string;
  hasFormula: boolean;
  value: string | undefined;
}

/** What the values in cells stand for. */
export interface ValueContext {
  strings: SharedStrings;
  formats: readonly NumberFormat[];
  is1904: boolean;
}

export type CellValue = Pick<WorkbookCell, 'kind' | 'text'>;

/** What a cell holds; an empty text when it holds nothing. */
export function readCell(cell: WrittenCell, context: ValueContext): CellValue {
  const { value } = cell;
  if (value === undefined || (value === '' && cell.type === 'n')) {
    return cell.hasFormula && value === undefined
      ? { kind: 'not-calculated', text: '' }
      : { kind: 'text', text: '' };
  }
  switch (cell.type) {
    case 's':
      return { kind: 'text', text: context.strings.get(indexOf(value)) };
    case 'str':
    case 'inlineStr':
      return { kind: 'text', text: decodeString(value) };
    case 'b':
      return { kind: 'boolean', text: value === '1' || value === 'true' ? 'true' : 'false' };
    case 'e':
      return { kind: 'error', text: /^#[A-Z\d/_]{1,20}[!?]?$/.test(value) ? value : '#ERROR!' };
    case 'd':
      return isoDate(value);
    default:
      return numberCell(value, context.formats[cell.style] ?? plainNumber, context.is1904);
  }
}

function isoDate(value: string): CellValue {
  const day = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.\d+)?)?Z?$/.exec(value);
  return day === null
    ? { kind: 'text', text: value }
    : { kind: 'date', text: `${day[1]}T${day[2] ?? '00:00:00'}` };
}

function indexOf(value: string): number {
  if (!/^\d{1,10}$/.test(value)) throw broken('A cell names a shared text that is not there.');
  return Number(value);
}
