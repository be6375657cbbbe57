import type { Lattice } from '@datalab/query-control';
import { namesPersons } from '../contract/contract.ts';
import {
  areaColumns,
  measureColumns,
  type QuerySource,
  type QuerySources,
  registeredColumns,
} from '../lake/source.ts';
import {
  dimensionKey,
  isPeriodLevel,
  periodLevels,
  type Question,
  type QuestionDimension,
  type QuestionFilter,
  type QuestionMeasure,
} from './question.ts';
import { QuestionError, type QuestionProblem, type QuestionProblemCode } from './refusal.ts';

/** A dimension with its place in a lattice: the name of the dimension there, and the level. */
export interface AskedDimension {
  /** The result column. */
  readonly key: string;
  readonly axis: string;
  /** `value` where the dimension has one level; of a registered group `group`, with its name. */
  readonly level: string;
  readonly group?: string;
}

/** What a filter keeps of a dimension. */
export type Selection =
  | { readonly in: readonly (string | null)[] }
  | { readonly from?: string; readonly to?: string };

/** A selection with where it stands in the question. */
export interface AskedFilter {
  readonly dimension: AskedDimension;
  readonly selection: Selection;
  readonly path: string;
}

/** A question of which every name is found. */
export interface ResolvedQuestion {
  readonly question: Question;
  readonly source: QuerySource;
  readonly dimensions: readonly AskedDimension[];
  /** Filters and links. */
  readonly filters: readonly AskedFilter[];
  /** The data sets of the rates. */
  readonly denominators: ReadonlyMap<string, QuerySource>;
  /** The data sets that it rests on, by name. */
  readonly used: readonly QuerySource[];
}

/**
 * Finds every name of a question in the sources.
 * @param lattice of the data set that is asked, for its registered groups
 * @throws QuestionError with every name that is not there, and what is possible instead
 */
export function resolveQuestion(
  question: Question,
  sources: QuerySources,
  lattice: Lattice | undefined,
): ResolvedQuestion {
  const finder = createFinder(sources, lattice);
  const source = finder.dataset(question.from, 'from');
  if (!source) throw new QuestionError(finder.problems);
  const dimensions = question.by.flatMap(
    (dimension, index) => finder.dimension(dimension, source, `by[${index}]`) ?? [],
  );
  const filters = [
    ...question.where.flatMap((filter, index) => finder.filter(filter, source, `where[${index}]`)),
    ...question.also.flatMap((link, index): AskedFilter[] => {
      const [direction, dataset] =
        'in' in link ? (['in', link.in] as const) : (['notIn', link.notIn] as const);
      const path = `also[${index}].${direction}`;
      const dimension = finder.linked(dataset, source, path);
      return dimension ? [{ dimension, selection: { in: [direction === 'in' ? 'yes' : 'no'] }, path }] : [];
    }),
  ];
  const denominators = new Map<string, QuerySource>();
  for (const [index, measure] of question.measures.entries()) {
    finder.measure(measure, source, `measures[${index}]`);
    if (!('rate' in measure)) continue;
    const areas = [...dimensions, ...filters.map(({ dimension }) => dimension)].filter(isArea);
    const denominator = finder.denominator(measure.of, areas, `measures[${index}].of`);
    if (denominator) denominators.set(measure.of, denominator);
  }
  if (question.unit === 'person') finder.persons(source, 'unit');
  if (finder.problems.length > 0) throw new QuestionError(finder.problems);
  const used = new Map(
    [source, ...finder.links.values(), ...denominators.values()].map((one) => [one.dataset, one]),
  );
  return {
    question,
    source,
    dimensions,
    filters,
    denominators,
    used: [...used.values()].sort((one, other) => (one.dataset < other.dataset ? -1 : 1)),
  };
}

/** Whether a dimension is an area. */
export function isArea({ axis }: AskedDimension): boolean {
  return axis === 'area';
}

/** Open data about areas: its figures are public, and no protection is due. */
export function isOpenAboutAreas({ unit, accessClass }: QuerySource['contract']): boolean {
  return unit === 'area' && accessClass === 'open';
}

function createFinder(sources: QuerySources, lattice: Lattice | undefined) {
  const problems: QuestionProblem[] = [];
  const links = new Map<string, QuerySource>();
  const report = (path: string, code: QuestionProblemCode, message: string) => {
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
  const linked = (name: string, from: QuerySource, path: string): AskedDimension | undefined => {
    const found = dataset(name, path);
    if (!found || !persons(from, path) || !persons(found, path)) return undefined;
    links.set(name, found);
    return { key: `in.${name}`, axis: `in.${name}`, level: 'value' };
  };
  const group = (name: string, path: string): AskedDimension | undefined => {
    const groups = registeredGroups(lattice);
    const axis = groups.get(name);
    if (axis) return { key: `group.${name}`, axis, level: 'group', group: name };
    const message = `There is no registered group "${name}" here; possible: ${list(groups.keys())}.`;
    return report(path, 'group.unknown', message);
  };
  const column = (name: string, from: QuerySource, path: string): AskedDimension | undefined => {
    const possible = columnsOf(from);
    const found = possible.find(({ key }) => key === name);
    if (found) return found;
    const names = list(possible.map(({ key }) => key));
    const message = `"${name}" is no registered column of "${from.dataset}"; possible: ${names}.`;
    return report(path, 'column.unknown', message);
  };
  const dimension = (
    asked: QuestionDimension,
    from: QuerySource,
    path: string,
  ): AskedDimension | undefined => {
    if (typeof asked === 'string') return column(asked, from, path);
    if ('in' in asked) return linked(asked.in, from, `${path}.in`);
    if ('group' in asked) return group(asked.group, `${path}.group`);
    const key = dimensionKey(asked);
    return persons(from, path) && { key, axis: key, level: 'value' };
  };
  return {
    problems,
    links,
    dataset,
    persons,
    linked,
    dimension,
    filter(filter: QuestionFilter, from: QuerySource, path: string): AskedFilter[] {
      const found = dimension(filter.column, from, `${path}.column`);
      const { column: _column, ...selection } = filter;
      return found ? [{ dimension: found, selection, path: 'in' in filter ? `${path}.in` : path }] : [];
    },
    measure(measure: QuestionMeasure, from: QuerySource, path: string): void {
      const counted = 'count' in measure ? measure.count : 'rate' in measure ? measure.rate : undefined;
      if (counted === 'persons') persons(from, path);
      const summed = 'sum' in measure ? measure.sum : 'mean' in measure ? measure.mean : undefined;
      const columns = measureColumns(from.contract);
      if (summed === undefined || columns.includes(summed)) return;
      const message = `"${summed}" is no measure of "${from.dataset}"; possible: ${list(columns)}.`;
      report(path, 'column.not-a-measure', message);
    },
    denominator(name: string, areas: readonly AskedDimension[], path: string): QuerySource | undefined {
      const source = dataset(name, path);
      const fault = source && denominatorFault(source, areas);
      return fault === undefined ? source : report(path, 'denominator.unusable', fault);
    },
  };
}

/** Why a data set cannot be what a rate is divided by, in words; undefined where it can. */
function denominatorFault(
  { dataset, contract }: QuerySource,
  areas: readonly AskedDimension[],
): string | undefined {
  const isPublic = isOpenAboutAreas(contract) && measureColumns(contract).length === 1;
  if (!namesPersons(contract) && !isPublic) {
    return `A rate needs a data set that names persons, or open data about areas with a single measure; "${dataset}" is neither.`;
  }
  const known: string[] = areaColumns(contract);
  const unknown = new Set(areas.filter(({ level }) => !known.includes(level)).map(({ key }) => key));
  if (unknown.size === 0) return undefined;
  return `"${dataset}" is not known by ${list(unknown)}; possible: ${list(known)}.`;
}

/** The names that may stand in `by` and `where`, with their place in the lattice. */
export function columnsOf({ contract }: QuerySource): AskedDimension[] {
  const columns = registeredColumns(contract);
  return columns.flatMap(({ name, kind }): AskedDimension[] => {
    if (kind === 'month') return periodLevels.map((level) => ({ key: level, axis: 'time', level }));
    if (kind === 'area') return [{ key: name, axis: 'area', level: name }];
    return isPeriodLevel(name) ? [] : [{ key: name, axis: name, level: 'value' }];
  });
}

/** The dimension of each registered group and window, by its name. */
export function registeredGroups(lattice: Lattice | undefined): Map<string, string> {
  const groups = (lattice?.dimensions ?? []).flatMap(({ name, values }) =>
    values.flatMap(({ level, value }): [string, string][] =>
      value !== null && (level === 'group' || level === 'window') ? [[value, name]] : [],
    ),
  );
  return new Map(groups);
}

function list(names: Iterable<string>): string {
  const all = [...names];
  return all.length === 0 ? 'none' : all.join(', ');
}
