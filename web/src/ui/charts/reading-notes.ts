import type { Answer } from '@datalab/server/modules/analyses/answer.contract.ts';
import { cellOf, keyOf, type Measure } from './points.ts';

/** A sentence that helps to read the numbers of one table, with an example from that table. */
export type ReadingNote =
  | { readonly key: 'readSums' | 'readSumsHidden'; readonly sum: number; readonly total: number }
  | { readonly key: 'readSuppressed'; readonly example: string | null }
  | { readonly key: 'readEarlier' | 'readNoise' | 'readZero' };

/**
 * What there is to explain: why the rows do not add up to the total (where they are a division of it and do not), what
 * "too few to show" means (where that stands), and that a nought is a nought.
 */
export function notesOf(
  answer: Answer,
  measure: Measure,
  labelOf: (dimension: Answer['dimensions'][number], key: string | null) => string,
): ReadingNote[] {
  const cells = answer.rows.map((row) => cellOf(row, measure.key));
  const total = cellOf(answer.totals ?? {}, measure.key);
  const isDivided = measure.kind === 'records' && answer.dimensions.length > 0;
  const sum = cells.reduce((all, cell) => all + ('value' in cell ? cell.value : 0), 0);
  const hidden = answer.rows.find((row) => cellOf(row, measure.key).status === 'suppressed');
  const example = hidden
    ? answer.dimensions.map((dimension) => labelOf(dimension, keyOf(hidden, dimension.key))).join(', ')
    : null;
  const notes: ReadingNote[] = [{ key: 'readNoise' }];
  if (isDivided && 'value' in total && total.value !== sum) {
    notes.push({ key: hidden ? 'readSumsHidden' : 'readSums', sum, total: total.value });
  }
  if (hidden || total.status === 'suppressed') {
    notes.push({ key: 'readSuppressed', example }, { key: 'readEarlier' });
  }
  if (cells.some(({ status }) => status === 'zero')) notes.push({ key: 'readZero' });
  return notes;
}
