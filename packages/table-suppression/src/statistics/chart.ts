import { issueIf, type StatisticVerdict, verdictOn } from './statistic-verdict.ts';

/** How figures are drawn. `parts`: a pie or stacked bar in which the parts make up a whole that can be read off. */
export type ChartForm = 'bars' | 'line' | 'map' | 'parts' | 'scatter' | 'box';

/** A chart of figures that went through disclosure control. */
export interface Chart {
  readonly form: ChartForm;
  /** `value` is null where the figure is suppressed. A figure that is not known is not listed. */
  readonly cells: readonly { readonly name: string; readonly value: number | null }[];
  /** Where axis and colours end: at a shown figure or a round one, or at a true one. */
  readonly axis: 'shown' | 'data';
}

/**
 * A chart shows no more than its table. Suppressed cells are gaps in bars, lines and maps; among parts of a whole a
 * single gap has the size of the one suppressed cell. A scatter plot draws records and a box plot draws extremes,
 * whatever the figures (OpenSAFELY; ACRO), and an axis that ends at a true value tells that value (A18).
 */
export function judgeChart({ form, cells, axis }: Chart): StatisticVerdict {
  const suppressed = cells.filter(({ value }) => value === null);
  return verdictOn([
    ...issueIf(form === 'scatter', 'per-record'),
    ...issueIf(form === 'box', 'extreme'),
    ...issueIf(axis === 'data', 'axis-from-data'),
    ...issueIf(form === 'parts' && suppressed.length === 1, 'remainder', suppressed[0]?.name),
    ...issueIf(suppressed.length === cells.length, 'nothing-shown'),
  ]);
}
