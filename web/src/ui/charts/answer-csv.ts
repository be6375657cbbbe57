import type { Answer } from '@datalab/server/modules/analyses/answer.contract.ts';
import { type CsvCell, rowsToCsv } from './csv.ts';
import { cellOf, keyOf, type LabelOf } from './points.ts';

/**
 * The protected cells as they are shown. Each measure has a value and a status column, because an empty value
 * alone does not say whether there was too little to show, or too uncertain a number, or nothing known.
 */
export function answerToCsv(answer: Answer, language: 'nl' | 'en', labelOf: LabelOf): string {
  const header = [
    ...answer.dimensions.flatMap((dimension) =>
      dimension.kind === 'area' ? [dimension.key, `${dimension.key}.name`] : [dimension.key],
    ),
    ...answer.measures.flatMap(({ key }) => [key, `${key}.status`]),
  ];
  const rows = answer.rows.map((row): CsvCell[] => [
    ...answer.dimensions.flatMap((dimension): CsvCell[] => {
      const key = keyOf(row, dimension.key);
      return dimension.kind === 'area' ? [key, labelOf(dimension, key)] : [key];
    }),
    ...answer.measures.flatMap((measure): CsvCell[] => {
      const value = cellOf(row, measure.key);
      const reason = value.status === 'suppressed' ? value.reason : undefined;
      return ['value' in value ? value.value : null, reason ?? value.status];
    }),
  ]);
  const title = answer.title[language];
  return rowsToCsv(
    [...header, 'title'],
    rows.map((row) => [...row, title]),
  );
}
