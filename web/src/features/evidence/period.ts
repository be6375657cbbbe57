import type { Answer } from '@datalab/server/modules/analyses/answer.contract.ts';
import { keyOf } from '../../ui/charts/points.ts';

export interface Period {
  from: string;
  to: string;
}

/** The months all answers together are about, as far as they say so themselves. */
export function periodOf(
  answers: readonly Pick<Answer, 'rows' | 'dimensions' | 'query'>[],
): Period | undefined {
  const months = answers.flatMap((answer) => [
    ...(answer.dimensions.some(({ key }) => key === 'month')
      ? answer.rows.flatMap((row) => keyOf(row, 'month') ?? [])
      : []),
    ...answer.query.where.flatMap((filter) =>
      filter.column === 'month' && !('in' in filter) ? [filter.from, filter.to] : [],
    ),
  ]);
  const known = months.filter((month) => month !== undefined && /^\d{4}-\d{2}$/.test(month)).sort();
  const from = known[0];
  const to = known.at(-1);
  return from && to && from !== to ? { from, to } : undefined;
}
