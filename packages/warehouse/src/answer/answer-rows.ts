import { labelAt } from '../question/label-column.ts';
import type { ProtectedAnswer, ProtectedRow } from './setting.ts';

/** The columns of an answer. */
type Columns = Pick<ProtectedAnswer, 'dimensions' | 'figures' | 'labels' | 'measures' | 'rowCount'>;

/** One row of an answer, as an object: for JSON, and for a reader of a few rows. */
export function rowAt({ dimensions, labels, measures, figures }: Columns, at: number): ProtectedRow {
  const row: ProtectedRow = {};
  for (const [place, column] of labels.entries()) row[dimensions[place] ?? ''] = labelAt(column, at);
  for (const [place, column] of figures.entries()) row[measures[place] ?? ''] = column.at(at);
  return row;
}

/** All rows as objects. */
export function rowsOf(answer: Columns): ProtectedRow[] {
  return Array.from({ length: answer.rowCount }, (_, at) => rowAt(answer, at));
}
