import type { LocalText } from '../../platform/http/common.contract.ts';
import type { QueryOption, QueryOptionUnit } from './analyses.contract.ts';
import type { AnalysisQuery } from './answer.contract.ts';
import { coversOnePeriod, periodsWithin } from './periods.contract.ts';

export const recordsPerPersonKey = 'records-per-person';

/** The result column of a dimension: a column, `in.<data set>`, `records-per-person` or `group.<id>`. */
export function dimensionToKey(dimension: AnalysisQuery['by'][number]): string {
  if (typeof dimension === 'string') return dimension;
  if ('in' in dimension) return `in.${dimension.in}`;
  return 'group' in dimension ? `group.${dimension.group}` : recordsPerPersonKey;
}

/** Why a query would be refused. Dimensions go by their key. */
export type Obstacle =
  | { readonly kind: 'unknown'; readonly key: string }
  | { readonly kind: 'persons-absent' }
  | { readonly kind: 'closed'; readonly reason: LocalText }
  | { readonly kind: 'too-many-dimensions'; readonly used: number; readonly most: number }
  /** The unit cannot be asked by it; `levels` are those of the same axis that it can be asked by. */
  | { readonly kind: 'level'; readonly unit: Unit; readonly key: string; readonly levels: readonly string[] }
  /** Persons of several values together. */
  | { readonly kind: 'several-values'; readonly key: string }
  /** Two parts, or two groups, of the same axis. */
  | { readonly kind: 'same-axis'; readonly key: string; readonly other: string }
  | { readonly kind: 'rate-area'; readonly key: string; readonly dataSet: string }
  | { readonly kind: 'denominator'; readonly dataSet: string }
  | { readonly kind: 'table-too-large'; readonly rows: number; readonly most: number }
  | { readonly kind: 'sums-too-large' };

/** What the options say that decides whether a query may be asked. */
export type AskableOption = Pick<QueryOption, 'dataSet' | 'dividesRates' | 'units'> & {
  readonly dimensions: readonly OptionDimension[];
};

type OptionDimension = Pick<
  QueryOption['dimensions'][number],
  'axis' | 'dimensionsMax' | 'key' | 'kind' | 'values'
>;
type Unit = 'persons' | 'records';

/** A table has at most so many rows, and is made of at most so many figures. */
export const tableRowsMax = 10_000;
const sumsMax = 200_000;

/**
 * Why a query would be refused, from the options alone, so that a form offers only what is answered. A query without an
 * obstacle is answered; of the others some few would be, such as a table of which many rows do not exist.
 */
export function findObstacle(query: AnalysisQuery, options: readonly AskableOption[]): Obstacle | undefined {
  const source = options.find(({ dataSet }) => dataSet === query.from);
  if (source === undefined) return { kind: 'unknown', key: query.from };
  const read = readUses(query, source);
  if ('kind' in read) return read;
  const axes = [...Map.groupBy(read.uses, ({ dimension }) => dimension.axis).values()].map(toAxisUse);
  for (const unit of new Set(query.measures.map(unitOf))) {
    const obstacle = obstacleInUnit(unit, axes, source);
    if (obstacle) return obstacle;
  }
  return obstacleOfRates(query, axes, options) ?? obstacleOfSize(axes);
}

/** How many dimensions a query uses, and how many it may use together. */
export function countDimensions(
  query: AnalysisQuery,
  options: readonly AskableOption[],
): { readonly used: number; readonly most: number } {
  const source = options.find(({ dataSet }) => dataSet === query.from);
  const read = source && readUses(query, source);
  if (!source || !read || 'kind' in read) return { used: 0, most: 0 };
  const limits = query.measures.map((measure) => limitOf(unitOf(measure), read.uses, source));
  return { used: new Set(read.uses.map(({ dimension }) => dimension.axis)).size, most: Math.min(...limits) };
}

/** The units that measures are about. Sums and means are about records. */
export function unitOf(measure: AnalysisQuery['measures'][number]): Unit {
  if ('count' in measure) return measure.count;
  return 'rate' in measure ? measure.rate : 'records';
}

/** A dimension as a query uses it: to divide by, or with the values that are kept of it. */
interface Use {
  readonly dimension: OptionDimension;
  readonly kept?: readonly (string | null)[];
}

/** What a query does with one axis of a data set. */
interface AxisUse {
  readonly shown: readonly OptionDimension[];
  readonly filters: readonly Required<Use>[];
}

function toAxisUse(uses: readonly Use[]): AxisUse {
  return {
    shown: uses.flatMap(({ dimension, kept }) => (kept === undefined ? [dimension] : [])),
    filters: uses.flatMap(({ dimension, kept }) => (kept === undefined ? [] : [{ dimension, kept }])),
  };
}

function readUses(query: AnalysisQuery, source: AskableOption): { readonly uses: Use[] } | Obstacle {
  const asked: { readonly key: string; readonly filter?: Filter }[] = [
    ...query.by.map((dimension) => ({ key: dimensionToKey(dimension) })),
    ...query.where.map((filter) => ({ key: dimensionToKey(filter.column), filter })),
    ...query.also.map((link) =>
      'in' in link
        ? { key: `in.${link.in}`, filter: { in: ['yes'] } }
        : { key: `in.${link.notIn}`, filter: { in: ['no'] } },
    ),
  ];
  const uses: Use[] = [];
  for (const one of asked) {
    const dimension = source.dimensions.find(({ key }) => key === one.key);
    if (dimension === undefined) return { kind: 'unknown', key: one.key };
    const kept = one.filter && keptOf(one.filter, dimension);
    const isKnown = kept === undefined || kept.every((value) => isValueOf(dimension, value));
    if (!isKnown || kept?.length === 0) return { kind: 'unknown', key: one.key };
    uses.push({ dimension, ...(kept === undefined ? {} : { kept }) });
  }
  return { uses };
}

/** "No value" is not listed, and may be there. */
function isValueOf({ values }: OptionDimension, value: string | null): boolean {
  return value === null || values.includes(value);
}

type Filter =
  | { readonly in: readonly (string | null)[] }
  | { readonly from?: string | undefined; readonly to?: string | undefined };

function keptOf(filter: Filter, { values }: OptionDimension): readonly (string | null)[] {
  if ('in' in filter) return filter.in;
  const { from, to } = filter;
  return values.filter((value) => (from === undefined || value >= from) && (to === undefined || value <= to));
}

function obstacleInUnit(unit: Unit, axes: readonly AxisUse[], source: AskableOption): Obstacle | undefined {
  const own = source.units[unit];
  if (own === null) return { kind: 'persons-absent' };
  const shut = own.closed.find(({ part }) => part === 'data-set');
  if (shut) return { kind: 'closed', reason: shut.reason };
  for (const axis of axes) {
    const obstacle = obstacleOfAxis(unit, axis, own, source);
    if (obstacle) return obstacle;
  }
  const uses = axes.flatMap(({ shown, filters }) => [
    ...shown.map((dimension) => ({ dimension })),
    ...filters,
  ]);
  const most = limitOf(unit, uses, source);
  return axes.length > most ? { kind: 'too-many-dimensions', used: axes.length, most } : undefined;
}

function limitOf(unit: Unit, uses: readonly Use[], source: AskableOption): number {
  const most = source.units[unit]?.dimensionsMax ?? 0;
  return Math.min(most, ...uses.map(({ dimension }) => dimension.dimensionsMax[unit] ?? most));
}

function obstacleOfAxis(
  unit: Unit,
  { shown, filters }: AxisUse,
  own: QueryOptionUnit,
  source: AskableOption,
): Obstacle | undefined {
  const [first, second] = shown;
  if (first && second && shown.some(isGroup)) return { kind: 'same-axis', key: first.key, other: second.key };
  const unasked = shown.find(({ dimensionsMax }) => dimensionsMax[unit] === null);
  if (unasked) return refuseLevel(unit, unasked, own, source);
  const [filter, another] = filters;
  if (filter === undefined) return undefined;
  if (another) return { kind: 'same-axis', key: filter.dimension.key, other: another.dimension.key };
  const ofAxis = source.dimensions.filter(({ axis }) => axis === filter.dimension.axis);
  if (first === undefined && coversOnePeriod(filter, ofAxis.filter(isAskedIn(unit)))) return undefined;
  if (!isAskedIn(unit)(filter.dimension)) return refuseLevel(unit, filter.dimension, own, source);
  const finest = finestListed(ofAxis);
  const shownFinest = finestOf(shown, ofAxis);
  if (shownFinest && picksWhole(shownFinest, filter.dimension, ofAxis, finest)) return undefined;
  if (filter.kept.length === 1 && isOneSet(shownFinest, filter.dimension, finest)) return undefined;
  const hasGroup = [filter.dimension, ...shown].some(isGroup);
  if (own.addsValues && (!hasGroup || (finest && isAskedIn(unit)(finest)))) return undefined;
  return own.addsValues
    ? refuseLevel(unit, filter.dimension, own, source)
    : { kind: 'several-values', key: filter.dimension.key };
}

const isAskedIn = (unit: Unit) => (dimension: OptionDimension) => dimension.dimensionsMax[unit] !== null;

function isGroup({ kind }: OptionDimension): boolean {
  return kind === 'group';
}

/** What all others of an axis are made of; undefined where it cannot be asked in any unit, as closed months. */
function finestListed([first]: readonly OptionDimension[]): OptionDimension | undefined {
  return first?.axis === 'time' && first.key !== 'month' ? undefined : first;
}

/** Levels of one axis are listed finest first. */
function finestOf(
  shown: readonly OptionDimension[],
  ofAxis: readonly OptionDimension[],
): OptionDimension | undefined {
  return ofAxis.find((dimension) => shown.includes(dimension));
}

/** Whether each value that is shown lies inside or outside what is kept as a whole. */
function picksWhole(
  shown: OptionDimension,
  filter: OptionDimension,
  ofAxis: readonly OptionDimension[],
  finest: OptionDimension | undefined,
): boolean {
  if (shown === filter) return true;
  if (isGroup(shown)) return false;
  return isGroup(filter) ? shown === finest : ofAxis.indexOf(shown) < ofAxis.indexOf(filter);
}

/** Whether a single value that is kept is a set that can be asked, in each value that is shown. */
function isOneSet(
  shown: OptionDimension | undefined,
  filter: OptionDimension,
  finest: OptionDimension | undefined,
): boolean {
  if (shown === undefined) return true;
  if (isGroup(filter)) return false;
  return isGroup(shown) ? filter === finest : true;
}

function refuseLevel(
  unit: Unit,
  { key, axis }: OptionDimension,
  { closed }: QueryOptionUnit,
  { dimensions }: AskableOption,
): Obstacle {
  const shut = closed.find(({ part }) => part === 'months' || part === 'quarters');
  if (axis === 'time' && shut) return { kind: 'closed', reason: shut.reason };
  const levels = dimensions.filter((one) => one.axis === axis && !isGroup(one) && isAskedIn(unit)(one));
  return { kind: 'level', unit, key, levels: levels.map((one) => one.key) };
}

function obstacleOfRates(
  { measures }: AnalysisQuery,
  axes: readonly AxisUse[],
  options: readonly AskableOption[],
): Obstacle | undefined {
  const areas = axes
    .flatMap(({ shown, filters }) => [...shown, ...filters.map(({ dimension }) => dimension)])
    .filter(({ axis }) => axis === 'area');
  for (const measure of measures) {
    if (!('rate' in measure)) continue;
    const of = options.find(({ dataSet }) => dataSet === measure.of);
    if (!of?.dividesRates) return { kind: 'denominator', dataSet: measure.of };
    const unknown = areas.find(({ key }) => !of.dimensions.some((dimension) => dimension.key === key));
    if (unknown) return { kind: 'rate-area', key: unknown.key, dataSet: measure.of };
  }
  return undefined;
}

function obstacleOfSize(axes: readonly AxisUse[]): Obstacle | undefined {
  const rows = axes.reduce((product, axis) => product * entryCount(axis), 1);
  if (rows > tableRowsMax) return { kind: 'table-too-large', rows, most: tableRowsMax };
  const sums = axes.reduce((product, axis) => product * figureCount(axis), 1);
  return sums > sumsMax ? { kind: 'sums-too-large' } : undefined;
}

/** At most so many values of an axis make rows; there may be records without a value. */
function entryCount({ shown, filters: [filter] }: AxisUse): number {
  const [first] = shown;
  if (first === undefined) return 1;
  const most = Math.max(...shown.map(({ values }) => values.length));
  if (filter === undefined) return most + 1;
  if (shown.includes(filter.dimension)) return filter.kept.length;
  if (first.axis === 'time' && !isGroup(first) && !isGroup(filter.dimension)) {
    return Math.max(...shown.map(({ values }) => periodsWithin(values, filter.kept).length));
  }
  return Math.max(1, most);
}

/** At most so many figures of an axis are shown or added up. */
function figureCount(axis: AxisUse): number {
  return Math.max(entryCount(axis), ...axis.filters.map(({ kept }) => kept.length));
}
