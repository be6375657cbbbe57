import type { CodeSelection, CountRegions, Release, ReleasedCell } from '@datalab/query-control';
import { containingArea } from '../areas/containing-area.ts';
import { namesPersons } from '../contract/contract.ts';
import { areaRoles, type QuerySource, registeredColumns } from '../lake/source.ts';
import type { Tally } from './aggregate.ts';
import { type CellValues, cellValuesKey, type Domains } from './cell-values.ts';
import { monthsBetween } from './months.ts';
import type { CountedUnit } from './protect.ts';
import { isArea, presence, type ResolvedDimension, type ResolvedQuery } from './resolved-query.ts';

/** A table of one answer, to be compared with all earlier releases. For inside the hub only. */
export interface AnsweredTable extends Omit<Release, 'id'> {
  /** It contains denominators of a rate, possibly of another data set than that of the answer. */
  readonly isDenominator?: boolean;
  /**
   * It counts the persons behind the figures of records of the answer (sums, means and rates of records too), and shows
   * no figure of its own: two of those that differ by the many records of a few persons tell on these few.
   */
  readonly isBehindRecords?: boolean;
}

/** Tells the tables of one answer apart. */
export type TableKey = CountedUnit | typeof behindRecords | `of.${string}`;

const behindRecords = 'behind-records';

export function tableKey({ dataset, unit, isDenominator, isBehindRecords }: AnsweredTable): TableKey {
  if (isBehindRecords === true) return behindRecords;
  return isDenominator === true ? `of.${dataset}` : unit;
}

/** Whether a cell is suppressed for a unit: of records also because of the persons behind them. */
export function isSuppressed(reviewed: SuppressedCells, unit: CountedUnit, id: string): boolean {
  const keys: readonly TableKey[] = unit === 'records' ? [unit, behindRecords] : [unit];
  return keys.some((key) => reviewed.get(key)?.has(id) ?? false);
}

/** A table of an answer as it is judged: without the figures that the tables before it already took away. */
export function withoutSuppressed(table: AnsweredTable, reviewed: SuppressedCells): AnsweredTable {
  if (tableKey(table) !== 'records') return table;
  const cells = table.cells.map((cell) =>
    isSuppressed(reviewed, 'records', cell.id) ? { ...cell, shown: false } : cell,
  );
  return { ...table, cells };
}

/** By `tableKey` the ids of the cells that are suppressed. */
export type SuppressedCells = ReadonlyMap<TableKey, ReadonlySet<string>>;

/** Counts what is in boxes of the data set and version of a table of an answer. For inside the hub only. */
export type CountTables = (
  table: TableKey,
  ...[regions]: Parameters<CountRegions>
) => ReturnType<CountRegions>;

/**
 * Says which cells of the tables of one answer are suppressed. Called once per answer, before anything of it is shown;
 * `count` tells how many are around the cells. The persons behind records come before the records (`withoutSuppressed`).
 */
export type ReviewTables = (tables: readonly AnsweredTable[], count: CountTables) => Promise<SuppressedCells>;

/** The id of the total; no combination has it. */
export const totalId = 'total';

/** A cell as it would be shown: its values (none for the total), its units, and whether a figure is shown. */
export interface CountedCell {
  id: string;
  values: CellValues;
  tally: Tally;
  shown: boolean;
}

/** The shown and hidden counts of an answer as regions of finest codes. Zeros are omitted: they show no number. */
export function toTable(
  resolved: ResolvedQuery,
  unit: AnsweredTable['unit'],
  cells: readonly CountedCell[],
  domains: Domains,
): AnsweredTable {
  const { source, dimensions } = resolved;
  const columns = registeredColumns(source.contract);
  const finest = areaRoles.find((level) => columns.some(({ name }) => name === level));
  const areas = finest === undefined ? [] : [finest];
  const others = columns.filter(({ kind }) => kind !== 'area').map(({ name }) => name);
  const selected = selections(resolved, domains);
  const released = cells
    .filter(({ tally }) => tally.count > 0)
    .map(({ id, values, tally, shown }): ReleasedCell => {
      const own = values.flatMap((value, index) => {
        const dimension = dimensions[index];
        return dimension ? [selectionOf(dimension, [value], resolved, domains)] : [];
      });
      const box = intersect([...selected, ...own]);
      return { id, box, count: tally.count, fingerprint: tally.cellKey, shown };
    });
  return {
    dataset: source.dataset,
    version: source.version,
    unit,
    cells: released,
    severalPerPerson: unit === 'persons' && namesPersons(source.contract) ? [...areas, ...others] : [],
  };
}

/** A cell of the answer as `toTable` wants it. */
export function cellId(values: CellValues): string {
  return values.length === 0 ? totalId : cellValuesKey(values);
}

type Selection = readonly [variable: string, codes: CodeSelection];

const noValue = '';

function selections(resolved: ResolvedQuery, domains: Domains): Selection[] {
  const ofFilters = resolved.filters.map((filter) =>
    'in' in filter
      ? selectionOf(filter.dimension, filter.in, resolved, domains)
      : (['month', monthsBetween([filter.from ?? '1990-01', filter.to ?? '2049-12'])] as const),
  );
  const ofLinks = resolved.links.map(
    ({ linked, present }): Selection => [linkVariable(linked), [present ? 'yes' : 'no']],
  );
  return [...ofFilters, ...ofLinks];
}

function selectionOf(
  dimension: ResolvedDimension,
  values: readonly (string | null)[],
  resolved: ResolvedQuery,
  domains: Domains,
): Selection {
  if (isArea(dimension)) return finestAreas(dimension, values, resolved, domains);
  const codes = values.map((value) => value ?? noValue);
  if (dimension.kind === 'records-per-person') return [bandVariable(resolved, domains), codes];
  const known = dimension.kind === 'in' ? presence : dimension.column.categories;
  const keepsAll = known.length > 0 && [...known, noValue].every((value) => codes.includes(value));
  const { linked } = dimension.kind === 'in' ? dimension : { linked: undefined };
  const variable = linked ? linkVariable(linked) : dimension.key;
  return [variable, keepsAll ? { except: [] } : codes];
}

/** Its versions are one variable: a new delivery of a linked data set is compared with the one before. */
export function linkVariable({ dataset, version }: QuerySource): string {
  return `in.${dataset}@${version}`;
}

/** A district as its neighbourhoods, and what is known by district only. */
function finestAreas(
  { key }: ResolvedDimension,
  values: readonly (string | null)[],
  { source }: ResolvedQuery,
  domains: Domains,
): Selection {
  const levels = registeredColumns(source.contract)
    .filter(({ kind }) => kind === 'area')
    .map(({ name }) => name);
  const finest = levels[0] ?? key;
  const codes = values.flatMap((value) => {
    if (value === null) return [noValue];
    if (key === finest) return [value];
    const inside = (domains[finest] ?? []).filter((code) => containingArea(code, key) === value);
    return [value, ...inside];
  });
  return [finest, codes];
}

/**
 * Which persons are in a band depends on the records that are counted, so each selection has bands of its own. The
 * versions of linked data sets are already in the region of the cell.
 */
function bandVariable(resolved: ResolvedQuery, domains: Domains): string {
  const filters = resolved.filters.filter(({ dimension }) => dimension.kind !== 'records-per-person');
  const box = intersect(selections({ ...resolved, filters }, domains));
  const selected = Object.entries(box)
    .map(([variable, codes]) => [variable.replace(/@[^@]*$/, ''), codes] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `records-per-person ${JSON.stringify(selected)}`;
}

function intersect(list: readonly Selection[]): Record<string, CodeSelection> {
  const box = new Map<string, readonly string[]>();
  for (const [variable, selection] of list) {
    if ('except' in selection) continue;
    const before = box.get(variable);
    const both = before ? selection.filter((code) => before.includes(code)) : selection;
    box.set(variable, [...new Set(both.length > 0 ? both : selection)].sort());
  }
  return Object.fromEntries(box);
}
