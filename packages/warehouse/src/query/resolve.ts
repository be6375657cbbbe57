import { namesPersons } from '../contract/contract.ts';
import {
  areaColumns,
  measureColumns,
  type QuerySource,
  type QuerySources,
  registeredColumns,
} from '../lake/source.ts';
import type { Domains } from './cell-values.ts';
import { judgeValues } from './known-values.ts';
import {
  type AnalysisQuery,
  type Dimension,
  dimensionKey,
  type Filter,
  type Measure,
  QueryError,
  type QueryProblem,
  type QueryProblemCode,
} from './query.ts';
import { isArea, type ResolvedDimension, type ResolvedFilter, type ResolvedQuery } from './resolved-query.ts';

/**
 * Finds every name of a question in the sources. Throws a `QueryError` with every name that is not there, and
 * what is possible instead.
 * @param domains the areas that exist, where they are known
 */
export function resolveQuery(
  query: AnalysisQuery,
  sources: QuerySources,
  domains: Domains = {},
): ResolvedQuery {
  const finder = createFinder(sources, domains);
  const source = finder.dataset(query.from, 'from');
  if (!source) throw new QueryError(finder.problems);

  const resolve = (dimension: Dimension, path: string) => finder.dimension(dimension, source, path);
  const dimensions = query.by.flatMap((dimension, index) => resolve(dimension, `by[${index}]`) ?? []);
  const filters = query.where.flatMap((filter, index) => {
    const dimension = resolve(filter.column, `where[${index}].column`);
    return dimension ? finder.filter(filter, dimension, `where[${index}]`) : [];
  });
  const links = query.also.flatMap((link, index) => {
    const present = 'in' in link;
    const path = `also[${index}].${present ? 'in' : 'notIn'}`;
    const linked = finder.linked(present ? link.in : link.notIn, source, path);
    return linked ? [{ linked, present }] : [];
  });
  const denominators = new Map<string, QuerySource>();
  query.measures.forEach((measure, index) => {
    finder.measure(measure, source, `measures[${index}]`);
    if (!('rate' in measure)) return;
    const areas = [...dimensions, ...filters.map(({ dimension }) => dimension)].filter(isArea);
    const denominator = finder.denominator(measure.of, areas, `measures[${index}].of`);
    if (denominator) denominators.set(measure.of, denominator);
  });
  if (query.unit === 'person') finder.persons(source, 'unit');
  if (finder.problems.length > 0) throw new QueryError(finder.problems);
  return { source, measures: query.measures, dimensions, filters, links, denominators };
}

function createFinder(sources: QuerySources, domains: Domains) {
  const problems: QueryProblem[] = [];
  const report = (path: string, code: QueryProblemCode, message: string) => {
    problems.push({ path, code, message });
    return undefined;
  };
  const dataset = (name: string, path: string) =>
    sources.get(name) ??
    report(
      path,
      'dataset.unknown',
      `There is no data set "${name}" here; possible: ${list(sources.keys())}.`,
    );
  const persons = (source: QuerySource, path: string) => {
    if (namesPersons(source.contract)) return source;
    return report(path, 'persons.absent', `The data set "${source.dataset}" does not name persons.`);
  };
  return {
    problems,
    dataset,
    persons,
    linked(name: string, from: QuerySource, path: string): QuerySource | undefined {
      const linked = dataset(name, path);
      return linked && persons(from, path) && persons(linked, path);
    },
    dimension(dimension: Dimension, from: QuerySource, path: string): ResolvedDimension | undefined {
      const key = dimensionKey(dimension);
      if (typeof dimension === 'string') {
        const columns = registeredColumns(from.contract);
        const column = columns.find(({ name }) => name === dimension);
        if (column) return { kind: 'column', key, column };
        const possible = list(columns.map(({ name }) => name));
        const message = `"${dimension}" is no registered column of "${from.dataset}"; possible: ${possible}.`;
        return report(path, 'column.unknown', message);
      }
      if ('in' in dimension) {
        const linked = this.linked(dimension.in, from, `${path}.in`);
        return linked && { kind: 'in', key, linked };
      }
      return persons(from, path) && { kind: 'records-per-person', key };
    },
    filter(filter: Filter, dimension: ResolvedDimension, path: string): ResolvedFilter[] {
      if (!('in' in filter)) {
        const { column: _column, ...period } = filter;
        return [{ dimension, ...period }];
      }
      const wrong = judgeValues(dimension, filter.in, domains);
      if (wrong !== undefined) report(`${path}.in`, 'value.unknown', wrong);
      return [{ dimension, in: filter.in }];
    },
    measure(measure: Measure, from: QuerySource, path: string): void {
      const counted = 'count' in measure ? measure.count : 'rate' in measure ? measure.rate : undefined;
      if (counted === 'persons') persons(from, path);
      const column = 'sum' in measure ? measure.sum : 'mean' in measure ? measure.mean : undefined;
      const columns = measureColumns(from.contract);
      if (column === undefined || columns.includes(column)) return;
      const message = `"${column}" is no measure of "${from.dataset}"; possible: ${list(columns)}.`;
      report(path, 'column.not-a-measure', message);
    },
    denominator(name: string, areas: ResolvedDimension[], path: string): QuerySource | undefined {
      const source = dataset(name, path);
      if (!source) return undefined;
      const { contract } = source;
      const isPublic = contract.unit === 'area' && contract.accessClass === 'open';
      if (!namesPersons(contract) && !(isPublic && measureColumns(contract).length === 1)) {
        const message = `A rate needs a data set that names persons, or open data about areas with a single measure; "${name}" is neither.`;
        return report(path, 'denominator.unusable', message);
      }
      const known: string[] = areaColumns(contract);
      const unknown = areas.filter(({ key }) => !known.includes(key)).map(({ key }) => key);
      if (unknown.length === 0) return source;
      const message = `"${name}" is not known by ${list(new Set(unknown))}; possible: ${list(known)}.`;
      return report(path, 'denominator.unusable', message);
    },
  };
}

function list(names: Iterable<string>): string {
  const all = [...names];
  return all.length === 0 ? 'none' : all.join(', ');
}
