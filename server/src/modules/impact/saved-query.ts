import { periodLevels } from '@datalab/warehouse';
import type { AnalysisQuery, View } from '../analyses/answer.contract.ts';
import type { SavedQueries } from './impact.tables.ts';

export const measuredKey = 'measured';
export const comparisonKey = 'comparison';

/**
 * One measure of a saved query brought to months, within these neighbourhoods; everywhere when there are none. What
 * the query was limited to stays, apart from a period: the months decide for themselves. Several neighbourhoods are the
 * sum of their figures.
 */
export function followByMonth(
  query: AnalysisQuery,
  position: number,
  areas: readonly string[],
): AnalysisQuery {
  const kept = query.where.filter(
    ({ column }) => !isPeriod(column) && (areas.length === 0 || column !== 'neighbourhood'),
  );
  const within = areas.length === 0 ? [] : [{ column: 'neighbourhood', in: areas.toSorted() }];
  return {
    ...query,
    measures: query.measures.slice(position, position + 1),
    by: ['month'],
    where: [...kept, ...within],
  };
}

function isPeriod(column: AnalysisQuery['where'][number]['column']): boolean {
  return periodLevels.some((level) => level === column);
}

/** The saved queries as views, so that they are answered like those of any analysis. */
export function queriesToViews(queries: SavedQueries, title: View['title']): View[] {
  const toView = (key: string, query: AnalysisQuery): View => ({ key, title, shape: 'line', query });
  return [
    toView(measuredKey, queries.measured),
    ...(queries.comparison === null ? [] : [toView(comparisonKey, queries.comparison)]),
  ];
}
