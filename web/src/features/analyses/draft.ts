import type { QueryOption } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { AnalysisQuery } from '@datalab/server/modules/analyses/answer.contract.ts';

/** The choices so far, in the terms of the form. */
export interface Draft {
  from: string;
  /** `persons`, `records`, `sum:<column>`, `mean:<column>`, `rate-persons:<data set>`, `rate-records:<data set>`. */
  count: string;
  /** Keys as the answer names them: a column, `in.<data set>` or `records-per-person`. */
  by: string[];
  values: Record<string, (string | null)[]>;
  monthFrom: string;
  monthTo: string;
  also: Record<string, 'in' | 'notIn'>;
}

export const emptyDraft: Draft = {
  from: '',
  count: 'records',
  by: [],
  values: {},
  monthFrom: '',
  monthTo: '',
  also: {},
};

export const recordsPerPersonKey = 'records-per-person';
const rateBase = 1000;

type Dimension = AnalysisQuery['by'][number];
type Measure = AnalysisQuery['measures'][number];

export function draftToQuery(draft: Draft): AnalysisQuery {
  const values = Object.entries(draft.values).filter(([, chosen]) => chosen.length > 0);
  const months = {
    ...(draft.monthFrom && { from: draft.monthFrom }),
    ...(draft.monthTo && { to: draft.monthTo }),
  };
  return {
    from: draft.from,
    measures: [countToMeasure(draft.count)],
    by: draft.by.map(keyToDimension),
    where: [
      ...values.map(([column, chosen]) => ({ column, in: chosen })),
      ...(Object.keys(months).length > 0 ? [{ column: 'month', ...months }] : []),
    ],
    also: Object.entries(draft.also).map(([dataSet, side]) =>
      side === 'in' ? { in: dataSet } : { notIn: dataSet },
    ),
  };
}

/** Undefined when the query holds something the form has no words for; it is then left as it is. */
export function queryToDraft(query: AnalysisQuery): Draft | undefined {
  const [measure, ...more] = query.measures;
  const count = measure && measureToCount(measure);
  if (!count || more.length > 0) return undefined;
  const draft: Draft = { ...emptyDraft, from: query.from, count, by: query.by.map(dimensionToKey) };
  draft.values = {};
  draft.also = {};
  for (const filter of query.where) {
    if (typeof filter.column !== 'string') return undefined;
    if ('in' in filter) draft.values[filter.column] = filter.in;
    else {
      if (filter.column !== 'month') return undefined;
      draft.monthFrom = filter.from ?? '';
      draft.monthTo = filter.to ?? '';
    }
  }
  for (const link of query.also) {
    if ('in' in link) draft.also[link.in] = 'in';
    else draft.also[link.notIn] = 'notIn';
  }
  return draft;
}

export function dimensionToKey(dimension: Dimension): string {
  if (typeof dimension === 'string') return dimension;
  return 'in' in dimension ? `in.${dimension.in}` : recordsPerPersonKey;
}

/** Where the form begins after a data set is chosen: what belonged to another one is forgotten. */
export function draftOfDataSet(option: QueryOption | undefined): Draft {
  if (!option) return { ...emptyDraft };
  return { ...emptyDraft, from: option.dataSet, count: option.countsPersons ? 'persons' : 'records' };
}

function keyToDimension(key: string): Dimension {
  if (key === recordsPerPersonKey) return { recordsPerPerson: true };
  return key.startsWith('in.') ? { in: key.slice(3) } : key;
}

function countToMeasure(count: string): Measure {
  const [kind = '', subject = ''] = count.split(/:(.*)/s);
  if (kind === 'sum') return { sum: subject };
  if (kind === 'mean') return { mean: subject };
  if (kind === 'rate-persons') return { rate: 'persons', per: rateBase, of: subject };
  if (kind === 'rate-records') return { rate: 'records', per: rateBase, of: subject };
  return { count: kind === 'persons' ? 'persons' : 'records' };
}

function measureToCount(measure: Measure): string | undefined {
  if ('count' in measure) return measure.count;
  if ('sum' in measure) return `sum:${measure.sum}`;
  if ('mean' in measure) return `mean:${measure.mean}`;
  return measure.per === rateBase ? `rate-${measure.rate}:${measure.of}` : undefined;
}
