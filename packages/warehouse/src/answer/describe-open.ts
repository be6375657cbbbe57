import type { QuerySource } from '../lake/source.ts';
import type { AskableDescription } from '../question/describe-askable.ts';
import { questionLimits } from '../question/question.ts';
import { columnsOf } from '../question/resolve.ts';
import { labelOf, type OpenTable } from './open-table.ts';

/** What may be asked of open data about areas: everything that occurs, as it is public. */
export function describeOpen(source: QuerySource, { rows }: OpenTable): AskableDescription {
  const most = questionLimits.by;
  const dimensions = columnsOf(source).flatMap((asked) => {
    const values = [...new Set(rows.flatMap((row) => labelOf(row, asked) ?? []))].sort();
    const { key, axis } = asked;
    return values.length === 0
      ? []
      : [{ dimension: key, key, axis, values, dimensionsMax: { records: most } }];
  });
  return { dimensions, units: { records: { dimensionsMax: most, addsValues: true, closed: [] } } };
}
