import type { ProtectedFigure } from '@datalab/query-control';
import { labelAt, type ProtectedAnswer } from '@datalab/warehouse';

const portionRows = 2_000;

/**
 * The rows of an answer as CSV, in portions, so that a large table is never in memory as text. Each measure has its value,
 * how far that may be off, the bounds of a range, and a status that says why there is no value. RFC 4180 with a byte order
 * mark, so that spreadsheets read the letters right.
 */
export function* answerToCsv(answer: ProtectedAnswer): Generator<string> {
  const { dimensions, measures, rowCount } = answer;
  const columns = measures.flatMap((key) => [key, ...parts.map((part) => `${key}.${part}`)]);
  yield `\uFEFF${toLine([...dimensions, ...columns])}`;
  for (let from = 0; from < rowCount; from += portionRows) {
    const length = Math.min(portionRows, rowCount - from);
    yield Array.from({ length }, (_, at) => toLine(cellsOf(answer, from + at))).join('');
  }
}

const parts = ['margin', 'from', 'to', 'status'];

type CsvCell = string | number | null;

function cellsOf({ labels, figures }: ProtectedAnswer, row: number): CsvCell[] {
  return [
    ...labels.map((column) => labelAt(column, row)),
    ...figures.flatMap((column) => figureCells(column.at(row))),
  ];
}

function figureCells(figure: ProtectedFigure): CsvCell[] {
  if (figure.status === 'range') return [null, null, figure.from, figure.to, figure.status];
  if ('value' in figure) return [figure.value, figure.margin, null, null, figure.status];
  const reason = figure.status === 'suppressed' ? figure.reason : undefined;
  return [null, null, null, null, reason ?? figure.status];
}

function toLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellToCsv).join(',')}\r\n`;
}

/** What a spreadsheet would take for a formula is written as text. */
function cellToCsv(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const inert = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
