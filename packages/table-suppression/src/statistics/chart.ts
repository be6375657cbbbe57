import type { ProtectedValue } from '@datalab/query-control';
import { issueIf, type StatisticVerdict, verdictOn } from './statistic-verdict.ts';

/** How figures are drawn. `parts`: a pie or stacked bar in which the parts make up a whole that can be read off. */
export type ChartForm = 'bars' | 'line' | 'map' | 'parts' | 'scatter' | 'box';

/** A chart of protected figures. */
export interface Chart {
  readonly form: ChartForm;
  readonly cells: readonly { readonly name: string; readonly value: ProtectedValue }[];
  /** Where axis and colours end: at a shown figure or a round one, or at a true one. */
  readonly axis: 'shown' | 'data';
}

/**
 * A chart shows no more than its table. Suppressed cells are gaps in bars, lines and maps; among parts of a whole a
 * single gap has the size of the one suppressed cell. A scatter plot draws records and a box plot draws extremes,
 * whatever the figures (OpenSAFELY; ACRO), and an axis that ends at a true value tells that value (A18).
 */
export function judgeChart({ form, cells, axis }: Chart): StatisticVerdict {
  const left = cells.filter(({ value }) => value.status === 'suppressed');
  const shown = cells.some(({ value }) => value.status === 'published' || value.status === 'zero');
  return verdictOn([
    ...issueIf(form === 'scatter', 'per-record'),
    ...issueIf(form === 'box', 'extreme'),
    ...issueIf(axis === 'data', 'axis-from-data'),
    ...issueIf(form === 'parts' && left.length === 1, 'remainder', left[0]?.name),
    ...issueIf(!shown, 'nothing-shown'),
  ]);
}
