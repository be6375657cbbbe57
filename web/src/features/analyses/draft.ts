import type { QueryOption } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { AnalysisQuery } from '@datalab/server/modules/analyses/answer.contract.ts';
import { dimensionToKey, recordsPerPersonKey } from '@datalab/server/modules/analyses/askable.contract.ts';

/** The choices so far, in the terms of the form. */
export interface Draft {
  from: string;
  /** `persons`, `records`, `sum:<column>`, `mean:<column>`, `rate-persons:<data set>`, `rate-records:<data set>`. */
  count: string;
  /** Keys as the answer names them: a column, `in.<data set>` or `records-per-person`. */
  by: string[];
  /** What is kept of each axis. */
  only: Record<string, Kept>;
  also: Record<string, 'in' | 'notIn'>;
}

/** Values of one dimension, or a period; an empty end of a period is open. */
export type Kept = { key: string; values: (string | null)[] } | { key: string; from: string; to: string };

export const emptyDraft: Draft = { from: '', count: 'records', by: [], only: {}, also: {} };

const rateBase = 1000;

type Dimension = AnalysisQuery['by'][number];
type Measure = AnalysisQuery['measures'][number];
type Filter = AnalysisQuery['where'][number];

export function draftToQuery(draft: Draft): AnalysisQuery {
  return {
    from: draft.from,
    measures: [countToMeasure(draft.count)],
    by: draft.by.map(keyToDimension),
    where: Object.values(draft.only).flatMap(keptToFilter),
    also: Object.entries(draft.also).map(([dataSet, side]) =>
      side === 'in' ? { in: dataSet } : { notIn: dataSet },
    ),
  };
}

/** Undefined when the query holds something the form has no words for; it is then left as it is. */
export function queryToDraft(query: AnalysisQuery, options: readonly QueryOption[]): Draft | undefined {
  const [measure, ...more] = query.measures;
  const count = measure && measureToCount(measure);
  if (!count || more.length > 0) return undefined;
  const source = options.find(({ dataSet }) => dataSet === query.from);
  const draft: Draft = { ...emptyDraft, from: query.from, count, by: query.by.map(dimensionToKey) };
  draft.only = {};
  draft.also = {};
  for (const filter of query.where) {
    const key = dimensionToKey(filter.column);
    const axis = source?.dimensions.find((dimension) => dimension.key === key)?.axis ?? key;
    const kept = filterToKept(filter, axis);
    if (kept === undefined || axis in draft.only) return undefined;
    draft.only[axis] = kept;
  }
  for (const link of query.also) {
    if ('in' in link) draft.also[link.in] = 'in';
    else draft.also[link.notIn] = 'notIn';
  }
  return draft;
}

/** Where the form begins after a data set is chosen: what belonged to another one is forgotten. */
export function draftOfDataSet(option: QueryOption | undefined): Draft {
  if (!option) return { ...emptyDraft };
  const canCountPersons = (option.units.persons?.dimensionsMax ?? 0) > 0;
  return { ...emptyDraft, from: option.dataSet, count: canCountPersons ? 'persons' : 'records' };
}

export function keyToDimension(key: string): Dimension {
  if (key === recordsPerPersonKey) return { recordsPerPerson: true };
  const [, kind, name = ''] = /^(in|group)\.(.+)$/.exec(key) ?? [];
  if (kind === undefined) return key;
  return kind === 'in' ? { in: name } : { group: name };
}

function keptToFilter(kept: Kept): Filter[] {
  const column = keyToDimension(kept.key);
  if ('values' in kept) return kept.values.length > 0 ? [{ column, in: kept.values }] : [];
  const { from, to } = kept;
  return from || to ? [{ column, ...(from && { from }), ...(to && { to }) }] : [];
}

/** Periods are kept from one to another, also a single one; loose periods have no place in the form. */
function filterToKept(filter: Filter, axis: string): Kept | undefined {
  const key = dimensionToKey(filter.column);
  if (!('in' in filter)) return { key, from: filter.from ?? '', to: filter.to ?? '' };
  if (axis !== 'time' || key.startsWith('group.')) return { key, values: filter.in };
  const [only, ...others] = filter.in;
  return typeof only === 'string' && others.length === 0 ? { key, from: only, to: only } : undefined;
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
