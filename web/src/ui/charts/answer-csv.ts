import type { Answer } from '@datalab/server/modules/analyses/answer.contract.ts';
import type { ProtectedValue } from '@datalab/server/platform/http/common.contract.ts';
import { drawableNumber } from '../numbers/protected-text.ts';
import { type CsvCell, rowsToCsv } from './csv.ts';
import { cellOf, keyOf, type LabelOf } from './points.ts';

const columns = ['margin', 'from', 'to', 'status'];

/**
 * The protected cells as they were kept. Each measure has its value, how far that may be off, the bounds of a range, and
 * a status, because an empty value alone does not say whether there was too little to show, or too uncertain a number,
 * or nothing known.
 */
export function answerToCsv(answer: Answer, language: 'nl' | 'en', labelOf: LabelOf): string {
  const header = [
    ...answer.dimensions.flatMap((dimension) =>
      isNamed(dimension) ? [dimension.key, `${dimension.key}.name`] : [dimension.key],
    ),
    ...answer.measures.flatMap(({ key }) => [key, ...columns.map((column) => `${key}.${column}`)]),
  ];
  const rows = answer.rows.map((row): CsvCell[] => [
    ...answer.dimensions.flatMap((dimension): CsvCell[] => {
      const key = keyOf(row, dimension.key);
      return isNamed(dimension) ? [key, labelOf(dimension, key)] : [key];
    }),
    ...answer.measures.flatMap((measure): CsvCell[] => {
      const value = cellOf(row, measure.key);
      const reason = value.status === 'suppressed' ? value.reason : undefined;
      const { from, to } = value.status === 'range' ? value : { from: null, to: null };
      return [drawableNumber(value) ?? null, writtenMargin(value), from, to, reason ?? value.status];
    }),
  ]);
  const title = answer.title[language];
  return rowsToCsv(
    [...header, 'title'],
    rows.map((row) => [...row, title]),
  );
}

/** An area or a registered grouping has a code, which says nothing to a reader. */
function isNamed({ kind }: Answer['dimensions'][number]): boolean {
  return kind === 'area' || kind === 'group';
}

/** A true zero is exact. */
function writtenMargin(value: ProtectedValue): number | null {
  if (value.status === 'zero') return 0;
  return value.status === 'published' ? (value.margin ?? null) : null;
}
