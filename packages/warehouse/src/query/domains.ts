import type { RunOptions } from '../engine/engine.ts';
import { columnText, countsHold } from './compose.ts';
import { duckdb } from './dialect.ts';
import { recordsPerPersonBands } from './query.ts';
import type { Reader } from './reader.ts';
import {
  isArea,
  presence,
  type ResolvedDimension,
  type ResolvedFilter,
  type ResolvedQuery,
} from './resolve.ts';
import { areaRoles } from './source.ts';

/** Values of a column that exist although no record may have them, such as all neighbourhoods of the town. */
export type Domains = Readonly<Partial<Record<string, readonly string[]>>>;

/** A value per dimension, in the order of the question. */
export type Combination = (string | null)[];

/**
 * All combinations of the values that the dimensions of a question can have within its filters: registered
 * categories, every month from the first to the last of the data set, areas that occur or are given, and "no
 * value" where that occurs. Months outside the data set are not in it: they are unknown, not nought.
 * Undefined when there are more than `most`.
 */
export async function completeCombinations(
  resolved: ResolvedQuery,
  observed: readonly Combination[],
  { domains, most, ...io }: { domains: Domains; most: number; engine: Reader; budget: () => RunOptions },
): Promise<Combination[] | undefined> {
  let combinations: Combination[] = [resolved.dimensions.map(() => null)];
  for (const axis of axesOf(resolved)) {
    const values = await axisValues(axis, resolved, observed, domains, io);
    if (combinations.length * values.length > most) return undefined;
    combinations = combinations.flatMap((combination) =>
      values.map((value) => place(combination, axis, value)),
    );
  }
  return combinations;
}

/** A text that two combinations share only when they are the same. */
export function combinationKey(values: readonly (string | null)[]): string {
  return values.map((value) => (value === null ? '-' : `${value.length}:${value}`)).join();
}

/** Dimensions whose values belong together: the areas, or a single other dimension. */
interface Axis {
  /** The shown dimensions first, then areas that only select. */
  dimensions: ResolvedDimension[];
  /** Where the shown dimensions stand in the question. */
  positions: number[];
}

function axesOf({ dimensions, filters }: ResolvedQuery): Axis[] {
  const areas = dimensions.filter(isArea);
  const selecting = filters.map(({ dimension }) => dimension).filter(isArea);
  const shown = new Set(areas.map(({ key }) => key));
  const hidden = new Map(selecting.filter(({ key }) => !shown.has(key)).map((area) => [area.key, area]));
  const others = dimensions.filter((dimension) => !isArea(dimension));
  const positionOf = (dimension: ResolvedDimension) => dimensions.indexOf(dimension);
  return [
    ...(areas.length > 0
      ? [{ dimensions: [...areas, ...hidden.values()], positions: areas.map(positionOf) }]
      : []),
    ...others.map((dimension) => ({ dimensions: [dimension], positions: [positionOf(dimension)] })),
  ];
}

async function axisValues(
  axis: Axis,
  resolved: ResolvedQuery,
  observed: readonly Combination[],
  domains: Domains,
  { engine, budget }: { engine: Reader; budget: () => RunOptions },
): Promise<Combination[]> {
  const unselected = resolved.filters.length === 0 && resolved.links.length === 0;
  const isStored = axis.dimensions.every(({ kind }) => kind === 'column');
  const occurring =
    unselected || !isStored
      ? unique(observed.map((combination) => axis.positions.map((position) => combination[position] ?? null)))
      : await distinctValues(axis, resolved, engine, budget());
  const selected = [...occurring, ...registeredValues(axis, occurring, domains)].filter((values) =>
    axis.dimensions.every(({ key }, index) =>
      resolved.filters.every(
        (filter) => filter.dimension.key !== key || passes(values[index] ?? null, filter),
      ),
    ),
  );
  const shown = selected.map((values) => values.slice(0, axis.positions.length));
  return unique(shown);
}

async function distinctValues(
  { dimensions }: Axis,
  { source }: ResolvedQuery,
  engine: Reader,
  options: RunOptions,
): Promise<Combination[]> {
  const columns = dimensions.flatMap((dimension) => (dimension.kind === 'column' ? [dimension.column] : []));
  const binder = duckdb.createBinder();
  const selected = columns
    .map((column, index) => `${columnText(column, duckdb)} AS d${index + 1}`)
    .join(', ');
  const version = countsHold(source, dimensions)
    ? duckdb.readCounts(source, binder)
    : duckdb.readVersion(source, binder);
  const sql = `SELECT DISTINCT ${selected}\nFROM ${version}`;
  const rows = await engine.run(sql, binder.values, options);
  return rows.map((row) => columns.map((_, index) => textOrNull(row[`d${index + 1}`])));
}

function unique(combinations: readonly Combination[]): Combination[] {
  if (combinations[0]?.length === 1)
    return [...new Set(combinations.map(([value]) => value ?? null))].map((value) => [value]);
  return [...new Map(combinations.map((values) => [combinationKey(values), values])).values()];
}

function registeredValues(axis: Axis, occurring: readonly Combination[], domains: Domains): Combination[] {
  const [first] = axis.dimensions;
  if (!first) return [];
  if (first.kind === 'in') return presence.map((value) => [value]);
  if (first.kind === 'records-per-person') return recordsPerPersonBands.map((value) => [value]);
  if (first.column.kind === 'area') return givenAreas(axis, domains);
  const given = (domains[first.key] ?? []).map((value) => [value]);
  if (first.column.kind === 'category') return [...first.column.categories.map((value) => [value]), ...given];
  return [...monthsBetween(occurring.flatMap(([month]) => month ?? [])).map((value) => [value]), ...given];
}

function givenAreas({ dimensions }: Axis, domains: Domains): Combination[] {
  const levels = dimensions.map(({ key }) => key);
  const finest = areaRoles.find((level) => levels.includes(level));
  if (!finest) return [];
  return (domains[finest] ?? []).flatMap((code) => {
    const areas = levels.map((level) => (level === finest ? code : enclosingArea(code, level)));
    return areas.every((area) => area !== undefined) ? [areas] : [];
  });
}

/** The district or municipality that a Dutch area code lies in: BU04791110 lies in WK047911, in GM0479. */
export function enclosingArea(code: string, level: string): string | undefined {
  const digits = /^(?:BU(\d{8})|WK(\d{6}))$/.exec(code);
  const number = digits?.[1] ?? digits?.[2];
  if (!number) return undefined;
  return level === 'district' ? `WK${number.slice(0, 6)}` : `GM${number.slice(0, 4)}`;
}

/** Every month from the first to the last of a list. */
export function monthsBetween(months: readonly string[]): string[] {
  const sorted = [...months].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return [];
  const length = monthNumber(last) - monthNumber(first) + 1;
  return Array.from({ length }, (_, index) => {
    const number = monthNumber(first) + index;
    return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
  });
}

function monthNumber(month: string): number {
  const [year, ofYear] = month.split('-').map(Number);
  return (year ?? 0) * 12 + (ofYear ?? 1) - 1;
}

function passes(value: string | null, filter: ResolvedFilter): boolean {
  if ('in' in filter) return filter.in.includes(value);
  if (value === null) return false;
  return (
    (filter.from === undefined || value >= filter.from) && (filter.to === undefined || value <= filter.to)
  );
}

function place(combination: Combination, { positions }: Axis, values: Combination): Combination {
  return combination.map((old, index) => {
    const at = positions.indexOf(index);
    return at < 0 ? old : (values[at] ?? null);
  });
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
