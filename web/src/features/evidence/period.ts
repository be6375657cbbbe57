import type { Answer } from '@datalab/server/modules/analyses/answer.contract.ts';
import { monthsOfPeriod } from '@datalab/server/modules/analyses/periods.contract.ts';
import { isPeriod, isPeriodKey } from '../../ui/charts/periods.ts';
import { keyOf } from '../../ui/charts/points.ts';

export interface Period {
  from: string;
  to: string;
}

/** The months all answers together are about, as far as they say so themselves. */
export function periodOf(
  answers: readonly Pick<Answer, 'rows' | 'dimensions' | 'query'>[],
): Period | undefined {
  const periods = answers.flatMap((answer) => [
    ...answer.dimensions.filter(isPeriod).flatMap(({ key }) => answer.rows.map((row) => keyOf(row, key))),
    ...answer.query.where.flatMap((filter) => {
      if (typeof filter.column !== 'string' || !isPeriodKey(filter.column)) return [];
      return 'in' in filter ? filter.in : [filter.from ?? null, filter.to ?? null];
    }),
  ]);
  const months = periods.flatMap((period) => (period === null ? [] : (monthsOfPeriod(period) ?? [])));
  const from = months.map(({ first }) => first).sort()[0];
  const to = months
    .map(({ last }) => last)
    .sort()
    .at(-1);
  return from && to && from !== to ? { from, to } : undefined;
}
