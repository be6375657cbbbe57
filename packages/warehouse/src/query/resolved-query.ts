import type { QuerySource, RegisteredColumn } from '../lake/source.ts';
import { type Measure, recordsPerPersonBands } from './query.ts';

/** A dimension with everything its name refers to. */
export type ResolvedDimension =
  | { kind: 'column'; key: string; column: RegisteredColumn }
  | { kind: 'in'; key: string; linked: QuerySource }
  | { kind: 'records-per-person'; key: string };

/** A selection on a dimension: a list of values, or a period of months. */
export type ResolvedFilter =
  | { dimension: ResolvedDimension; in: (string | null)[] }
  | { dimension: ResolvedDimension; from?: string; to?: string };

/** A question whose every name is found. */
export interface ResolvedQuery {
  source: QuerySource;
  measures: Measure[];
  dimensions: ResolvedDimension[];
  filters: ResolvedFilter[];
  links: { linked: QuerySource; present: boolean }[];
  /** The data sets of the rates. */
  denominators: ReadonlyMap<string, QuerySource>;
}

/** The values of a dimension that says whether a person is also in another data set. */
export const presence = ['no', 'yes'] as const;

/** The data sets that an answer rests on, by name. */
export function usedSources(resolved: ResolvedQuery): QuerySource[] {
  const used = [
    resolved.source,
    ...resolved.links.map(({ linked }) => linked),
    ...[...resolved.dimensions, ...resolved.filters.map(({ dimension }) => dimension)].flatMap((dimension) =>
      dimension.kind === 'in' ? [dimension.linked] : [],
    ),
    ...resolved.denominators.values(),
  ];
  return [...new Map(used.map((source) => [source.dataset, source])).values()].sort((a, b) =>
    a.dataset < b.dataset ? -1 : 1,
  );
}

/** Whether a dimension is an area. */
export function isArea(dimension: ResolvedDimension): boolean {
  return dimension.kind === 'column' && dimension.column.kind === 'area';
}

/** The values a dimension can have, where these are fixed beforehand. */
export function registeredValues(dimension: ResolvedDimension): readonly string[] | undefined {
  if (dimension.kind === 'in') return presence;
  if (dimension.kind === 'records-per-person') return recordsPerPersonBands;
  const { categories } = dimension.column;
  return categories.length > 0 ? categories : undefined;
}
