import type { DisclosureParameters } from '@datalab/query-control';
import { containingArea } from '../areas/containing-area.ts';
import { namesPersons } from '../contract/contract.ts';
import type { RunOptions } from '../engine/engine.ts';
import { duckdb } from '../lake/dialect.ts';
import { areaRoles } from '../lake/source.ts';
import type { VersionFacts } from '../lake/version-facts.ts';
import { aggregate, type RawCell } from './aggregate.ts';
import { type CellValues, cellValuesKey } from './cell-values.ts';
import { composeComplements } from './complement-statement.ts';
import { countsOnly } from './compose.ts';
import type { Reader } from './memoised-engine.ts';
import { type CountedUnit, nothingSuppressed, type SuppressedUnits } from './protect.ts';
import { isArea, type ResolvedQuery } from './resolved-query.ts';
import {
  attributesOf,
  isAboutPeople,
  type RollUp,
  rollUpsAlong,
  setsOf,
  wholeRollUp,
  withoutAttributes,
} from './roll-ups.ts';
import { findCellsNearSmallGroups, type Generalisation } from './small-groups-around.ts';

/** What is needed to judge the complements of the cells of a question. */
export interface ComplementSetting {
  facts: VersionFacts;
  parameters: Pick<DisclosureParameters, 'minimumCount' | 'groupDisclosure'>;
  engine: Reader;
  deadline: () => RunOptions;
}

/** Above so many records a slice of the persons is looked at first. */
const sliceFrom = 500_000;
const slicePersons = 100_000;

/** Of one in how many persons to look first; 1 where all of them are read soon enough. */
export function sliceOf({ rows = 0 }: VersionFacts): number {
  return rows > sliceFrom ? Math.ceil(rows / slicePersons) : 1;
}

/**
 * The cells with a small complement (1 up to but not including the minimum) in a roll-up: subtracted from a total that
 * any analyst could ask for, such a cell would disclose that small group. By `cellValuesKey`; absent cells have large
 * enough complements. Open data about areas is public, so nothing is suppressed in it.
 */
export async function findSmallComplements(
  resolved: ResolvedQuery,
  cells: readonly RawCell[],
  setting: ComplementSetting,
): Promise<Map<string, SuppressedUnits>> {
  const found = new Map<string, SuppressedUnits>();
  const { unit, accessClass } = resolved.source.contract;
  const large = cells.filter(({ records, contributors, persons }) =>
    [records.count, contributors, persons.count].some((count) => count >= setting.parameters.minimumCount),
  );
  const shown = new Set(large.map(({ values }) => cellValuesKey(values)));
  if (shown.size === 0 || (unit === 'area' && accessClass === 'open')) return found;
  const add = (key: string, units: Pick<SuppressedUnits, 'persons' | 'records'>): void => {
    const before = found.get(key) ?? nothingSuppressed;
    found.set(key, { persons: before.persons || units.persons, records: before.records || units.records });
  };
  const readCells: ReadCells = async () => cells;
  const isClear = async (attribute: string, at: number, rollUp: RollUp): Promise<boolean> => {
    const judged = await judge(resolved, rollUp, readCells, setting);
    for (const [key, units] of judged.few) add(key, units);
    for (const unit of ['persons', 'records'] as const) {
      const isEmptyComplement = (key: string) => shown.has(key) && judged.nobody.get(key)?.[unit] === true;
      const emptyComplements = cells.filter(({ values }) => isEmptyComplement(cellValuesKey(values)));
      for (const key of await findDisclosiveEmptyComplements(
        resolved,
        { attribute, at, unit },
        emptyComplements,
        setting,
      )) {
        add(key, { persons: unit === 'persons', records: unit === 'records' });
      }
    }
    return judged.isClear;
  };
  let isWholeClear = false;
  for (const attribute of attributesOf(resolved)) {
    for (const [at, rollUp] of rollUpsAlong(resolved, attribute).entries()) {
      if (!(await isClear(attribute, at, rollUp))) continue;
      isWholeClear = true;
      break;
    }
  }
  const whole = wholeRollUp(resolved);
  if (whole && !isWholeClear) {
    for (const [key, units] of (await judge(resolved, whole, readCells, setting)).few) add(key, units);
  }
  return found;
}

/**
 * Among the cells with an empty complement along one attribute, those that would have a small complement if other
 * attributes were relaxed: the empty complement then discloses something about that small group. Place and time alone
 * disclose nothing about people.
 */
async function findDisclosiveEmptyComplements(
  resolved: ResolvedQuery,
  { attribute, at, unit }: { readonly attribute: string; readonly at: number; readonly unit: CountedUnit },
  emptyComplements: readonly RawCell[],
  setting: ComplementSetting,
): Promise<string[]> {
  const others = attributesOf(resolved).filter((other) => other !== attribute);
  if (emptyComplements.length === 0 || !others.some(isAboutPeople)) return [];
  const generalisations = setsOf(others)
    .filter((relaxed) => relaxed.length > 0)
    .map((relaxed): Generalisation<RawCell> => {
      const question = withoutAttributes(resolved, relaxed);
      return {
        relaxed,
        sizeAround: async () => {
          const rollUp = rollUpsAlong(question, attribute)[at];
          if (rollUp === undefined) return () => 'nobody';
          const read = () => aggregate(question, setting.engine, setting.deadline());
          const judged = await judge(question, rollUp, async () => (await read()).cells, setting);
          const few = new Set(judged.few.filter(([, units]) => units[unit]).map(([key]) => key));
          const places = question.dimensions.map((dimension) => resolved.dimensions.indexOf(dimension));
          return ({ values }) => {
            const key = cellValuesKey(places.map((place) => values[place] ?? null));
            if (few.has(key)) return 'few';
            return judged.nobody.get(key)?.[unit] === true ? 'nobody' : 'enough';
          };
        },
      };
    });
  // A cell with an empty complement in everything along the attribute, as with a filter that keeps all, has one in every part of it.
  const widest = await generalisations.at(-1)?.sizeAround(emptyComplements);
  const open = emptyComplements.filter((cell) => widest?.(cell) !== 'nobody');
  return [...(await findCellsNearSmallGroups(open, generalisations))].map(({ values }) =>
    cellValuesKey(values),
  );
}

interface Judged {
  /** The cells with a small complement. */
  few: (readonly [string, SuppressedUnits])[];
  /** The cells whose complement has no person, or no contributor. */
  nobody: ReadonlyMap<string, Pick<SuppressedUnits, 'persons' | 'records'>>;
  /** Whether every complement is large enough, so that it is in every group that contains this one. */
  isClear: boolean;
}

/** The cells of a question, read where they are needed. */
type ReadCells = () => Promise<readonly RawCell[]>;

function judge(
  resolved: ResolvedQuery,
  rollUp: RollUp,
  readCells: ReadCells,
  setting: ComplementSetting,
): Promise<Judged> {
  const judgeUnits = namesPersons(resolved.source.contract) ? judgePersons : judgeRecords;
  return judgeUnits(resolved, rollUp, readCells, setting);
}

async function judgeRecords(
  resolved: ResolvedQuery,
  rollUp: RollUp,
  readCells: ReadCells,
  setting: ComplementSetting,
): Promise<Judged> {
  const { minimumCount } = setting.parameters;
  const few: [string, SuppressedUnits][] = [];
  const nobody = new Map<string, Pick<SuppressedUnits, 'persons' | 'records'>>();
  for (const [cell, count] of await recordComplements(resolved, rollUp, await readCells(), setting)) {
    const key = cellValuesKey(cell.values);
    if (isFew(count, minimumCount)) few.push([key, { persons: false, records: true }]);
    if (count <= 0) nobody.set(key, { persons: false, records: true });
  }
  return { few, nobody, isClear: few.length + nobody.size === 0 };
}

async function judgePersons(
  resolved: ResolvedQuery,
  rollUp: RollUp,
  readCells: ReadCells,
  setting: ComplementSetting,
): Promise<Judged> {
  const { facts, parameters } = setting;
  const { minimumCount } = parameters;
  const most = facts.recordsPerPersonMax;
  if (most !== undefined && countsOnly('records', resolved) && !relaxesSelection(rollUp)) {
    const outside = await recordComplements(resolved, rollUp, await readCells(), setting);
    const enough = Math.max(1, most) * minimumCount;
    if (outside.every(([, count]) => count === 0 || count >= enough)) {
      const nobody = outside
        .filter(([, count]) => count === 0)
        .map(([{ values }]) => [cellValuesKey(values), { persons: true, records: true }] as const);
      return { few: [], nobody: new Map(nobody), isClear: nobody.length === 0 };
    }
  }
  const slice = sliceOf(facts);
  if (slice > 1) {
    const outside = await readComplements(resolved, rollUp, setting, slice);
    const bounds = new Map(outside.map(({ values, persons }) => [cellValuesKey(values), persons]));
    const isEnough = ({ values }: RawCell) => (bounds.get(cellValuesKey(values)) ?? 0) >= minimumCount;
    if ((await readCells()).every(isEnough)) return { few: [], nobody: new Map(), isClear: true };
  }
  const exact = await readComplements(resolved, rollUp, setting);
  return {
    nobody: new Map(
      exact.map(({ values, persons, contributors }) => [
        cellValuesKey(values),
        { persons: persons === 0, records: contributors === 0 },
      ]),
    ),
    few: exact
      .map(({ values, persons, contributors }) => {
        const suppressedUnits = {
          persons: isFew(persons, minimumCount),
          records: isFew(contributors, minimumCount),
        };
        return [cellValuesKey(values), suppressedUnits] as const;
      })
      .filter(([, { persons, records }]) => persons || records),
    isClear: exact.every(({ persons }) => persons >= minimumCount),
  };
}

/** The complement of a cell that is not empty, in a roll-up; lower bounds in a slice of the persons. */
export interface Complement {
  values: CellValues;
  /** Persons in the cell. */
  held: number;
  /** Persons in the group and not in the cell. */
  persons: number;
  /** Persons, and records that name no person, with records of the group outside the cell. */
  contributors: number;
}

/** Reads the complement of each cell, for a question about a data set that names persons. */
export async function readComplements(
  resolved: ResolvedQuery,
  rollUp: RollUp,
  { engine, deadline }: Pick<ComplementSetting, 'engine' | 'deadline'>,
  slice = 1,
): Promise<Complement[]> {
  const { sql, params } = composeComplements(resolved, rollUp, duckdb, slice);
  const rows = await engine.run(sql, params, deadline());
  return rows.map((row) => ({
    values: resolved.dimensions.map((_, index) => row[`d${index + 1}`] ?? null) as CellValues,
    held: Number(row['held']),
    persons: Number(row['persons']),
    contributors: Number(row['contributors']),
  }));
}

/** The records of the enclosing group that are not in the cell, for each cell. */
async function recordComplements(
  resolved: ResolvedQuery,
  rollUp: RollUp,
  cells: readonly RawCell[],
  { engine, deadline }: ComplementSetting,
): Promise<(readonly [RawCell, number])[]> {
  const groups = new Map<string, number>();
  const keyOf = groupKey(resolved, rollUp);
  const keys = cells.map(({ values }) => keyOf(values));
  if (relaxesSelection(rollUp)) {
    const { keys: dimensions, filters, links } = rollUp;
    const question: ResolvedQuery = {
      source: resolved.source,
      measures: [{ count: 'records' }],
      dimensions,
      filters,
      links,
      denominators: new Map(),
    };
    const wide = await aggregate(question, engine, deadline());
    for (const { values, records } of wide.cells) groups.set(cellValuesKey(values), records.count);
  } else {
    for (const [index, { records }] of cells.entries()) {
      const key = keys[index] ?? '';
      groups.set(key, (groups.get(key) ?? 0) + records.count);
    }
  }
  return cells.map((cell, index) => [
    cell,
    (groups.get(keys[index] ?? '') ?? cell.records.count) - cell.records.count,
  ]);
}

/** Whether the group holds records that are in no cell of the question. */
export function relaxesSelection({ dropped }: RollUp): boolean {
  return dropped.filters.length > 0 || dropped.links.length > 0;
}

/** The group that a cell lies in, from the values of the cell. */
export function groupKey({ dimensions }: ResolvedQuery, { keys }: RollUp): (values: CellValues) => string {
  const finest = areaRoles
    .map((level) => dimensions.findIndex((dimension) => isArea(dimension) && dimension.key === level))
    .find((index) => index >= 0);
  return (values) => {
    const group = keys.map((dimension) => {
      const index = dimensions.indexOf(dimension);
      if (index >= 0) return values[index] ?? null;
      const code = finest === undefined ? null : (values[finest] ?? null);
      return code === null ? null : (containingArea(code, dimension.key) ?? code);
    });
    return cellValuesKey(group);
  };
}

export function isFew(count: number, minimumCount: number): boolean {
  return count > 0 && count < minimumCount;
}
