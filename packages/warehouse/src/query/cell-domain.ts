import { containingArea } from '../areas/containing-area.ts';
import { areaRoles } from '../lake/source.ts';
import { type CellValues, cellValuesKey, type Domains } from './cell-values.ts';
import { type ListingSetting, listsUnnamed, readListed } from './listed.ts';
import { monthsBetween } from './months.ts';
import { QueryError, recordsPerPersonBands } from './query.ts';
import {
  isArea,
  presence,
  type ResolvedDimension,
  type ResolvedFilter,
  type ResolvedQuery,
} from './resolved-query.ts';

/** A table has at most so many rows. */
export const tableRowsMax = 10_000;

/**
 * All combinations of the values that the dimensions of a question can have within its filters: registered categories,
 * areas of the given division, and whatever else `readListed` lists, "no value" among it; of months every one from the
 * first to the last that is listed. So the set of rows depends on no small group, and on nothing that the question
 * itself counts. Months outside the data set are not in it: they are unknown, not zero. Throws a `QueryError` when
 * there are more than `tableRowsMax`.
 */
export async function completeCells(
  resolved: ResolvedQuery,
  domains: Domains,
  setting: ListingSetting,
): Promise<CellValues[]> {
  const axes: FilledAxis[] = [];
  for (const axis of axesOf(resolved)) {
    axes.push({ ...axis, values: await axisValues(axis, resolved, domains, setting) });
  }
  rejectTooLarge(axes);
  const start: CellValues[] = [resolved.dimensions.map(() => null)];
  return axes.reduce(
    (combinations, axis) =>
      combinations.flatMap((combination) => axis.values.map((value) => place(combination, axis, value))),
    start,
  );
}

function rejectTooLarge(axes: readonly FilledAxis[]): void {
  const combinations = sizeOf(axes);
  if (combinations <= tableRowsMax) return;
  const kept = axes.toSorted((one, other) => one.values.length - other.values.length);
  const leaveOut: string[] = [];
  while (sizeOf(kept) > tableRowsMax) {
    const largest = kept.pop();
    leaveOut.push(...(largest?.dimensions.slice(0, largest.positions.length) ?? []).map(({ key }) => key));
  }
  const table = { combinations, most: tableRowsMax, leaveOut, left: sizeOf(kept) };
  const write = (count: number) => count.toLocaleString('en');
  const message = `This table has ${write(combinations)} combinations; at most ${write(tableRowsMax)} are allowed. Leave out ${leaveOut.join(' and ')} (${write(table.left)} are left), take a coarser one, or select fewer values.`;
  throw new QueryError([{ path: 'by', code: 'table.too-large', message, table }]);
}

function sizeOf(axes: readonly FilledAxis[]): number {
  return axes.reduce((size, { values }) => size * values.length, 1);
}

/** Dimensions whose values belong together: the areas, or a single other dimension. */
interface Axis {
  /** The shown dimensions first, then areas that only select. */
  dimensions: ResolvedDimension[];
  /** The positions of the shown dimensions in the question. */
  positions: number[];
}

interface FilledAxis extends Axis {
  values: CellValues[];
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
  domains: Domains,
  setting: ListingSetting,
): Promise<CellValues[]> {
  const listed = await listedValues(axis, resolved, setting);
  const selected = [...listed, ...registeredValues(axis, listed, domains)].filter((values) =>
    axis.dimensions.every(({ key }, index) =>
      resolved.filters.every(
        (filter) => filter.dimension.key !== key || passes(values[index] ?? null, filter),
      ),
    ),
  );
  const shown = selected.map((values) => values.slice(0, axis.positions.length));
  return unique(shown);
}

async function listedValues(
  { dimensions }: Axis,
  { source }: ResolvedQuery,
  setting: ListingSetting,
): Promise<CellValues[]> {
  if (dimensions.every(({ kind }) => kind === 'column')) return readListed(dimensions, source, setting);
  return (await listsUnnamed(source, setting)) ? [[null]] : [];
}

function unique(combinations: readonly CellValues[]): CellValues[] {
  if (combinations[0]?.length === 1)
    return [...new Set(combinations.map(([value]) => value ?? null))].map((value) => [value]);
  return [...new Map(combinations.map((values) => [cellValuesKey(values), values])).values()];
}

function registeredValues(axis: Axis, listed: readonly CellValues[], domains: Domains): CellValues[] {
  const [first] = axis.dimensions;
  if (!first) return [];
  if (first.kind === 'in') return presence.map((value) => [value]);
  if (first.kind === 'records-per-person') return recordsPerPersonBands.map((value) => [value]);
  if (first.column.kind === 'area') return givenAreas(axis, domains);
  const given = (domains[first.key] ?? []).map((value) => [value]);
  if (first.column.kind === 'category') return [...first.column.categories.map((value) => [value]), ...given];
  return [...monthsBetween(listed.flatMap(([month]) => month ?? [])).map((value) => [value]), ...given];
}

function givenAreas({ dimensions }: Axis, domains: Domains): CellValues[] {
  const levels = dimensions.map(({ key }) => key);
  const finest = areaRoles.find((level) => levels.includes(level));
  if (!finest) return [];
  return (domains[finest] ?? []).flatMap((code) => {
    const areas = levels.map((level) => (level === finest ? code : containingArea(code, level)));
    return areas.every((area) => area !== undefined) ? [areas] : [];
  });
}

function passes(value: string | null, filter: ResolvedFilter): boolean {
  if ('in' in filter) return filter.in.includes(value);
  if (value === null) return false;
  return (
    (filter.from === undefined || value >= filter.from) && (filter.to === undefined || value <= filter.to)
  );
}

function place(combination: CellValues, { positions }: Axis, values: CellValues): CellValues {
  return combination.map((old, index) => {
    const at = positions.indexOf(index);
    return at < 0 ? old : (values[at] ?? null);
  });
}
