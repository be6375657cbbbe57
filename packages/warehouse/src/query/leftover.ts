import type { DisclosureParameters } from '@datalab/disclosure';
import { namesPersons } from '../contract/contract.ts';
import type { RunOptions } from '../engine/engine.ts';
import { aggregate, type RawCell } from './aggregate.ts';
import { type Combination, combinationKey } from './combination.ts';
import { countsOnly } from './compose.ts';
import { composeLeftovers } from './compose-leftover.ts';
import { duckdb } from './dialect.ts';
import { enclosingArea } from './domains.ts';
import {
  type Enclosing,
  enclosingAlong,
  isAboutPeople,
  setsOf,
  topicsOf,
  wholeOf,
  withoutTopics,
} from './enclosing.ts';
import { findNearFew, type Look } from './near-few.ts';
import { type CountedUnit, type Leftover, noLeftover } from './protect.ts';
import type { Reader } from './reader.ts';
import { isArea, type ResolvedQuery } from './resolved-query.ts';
import { areaRoles } from './source.ts';
import type { VersionFacts } from './version-facts.ts';

/** What is needed to judge what the cells of a question leave over. */
export interface LeftoverSetting {
  facts: VersionFacts;
  parameters: Pick<DisclosureParameters, 'minimumCount' | 'classDisclosure'>;
  engine: Reader;
  budget: () => RunOptions;
}

/** Above so many records a slice of the persons is looked at first. */
const sliceFrom = 500_000;
const slicePersons = 100_000;

/** Of one in how many persons to look first; 1 where all of them are read soon enough. */
export function sliceOf({ rows = 0 }: VersionFacts): number {
  return rows > sliceFrom ? Math.ceil(rows / slicePersons) : 1;
}

/**
 * Which cells leave 1 up to but not including the minimum of a group that encloses them: subtracted from a total that
 * anybody could ask, such a cell would point at those few. By `combinationKey`; cells that are not there leave enough.
 * Open data about areas is public and leaves nothing to find out.
 */
export async function findLeftovers(
  resolved: ResolvedQuery,
  cells: readonly RawCell[],
  setting: LeftoverSetting,
): Promise<Map<string, Leftover>> {
  const found = new Map<string, Leftover>();
  const { unit, accessClass } = resolved.source.contract;
  const large = cells.filter(({ records, contributors, persons }) =>
    [records.count, contributors, persons.count].some((count) => count >= setting.parameters.minimumCount),
  );
  const shown = new Set(large.map(({ values }) => combinationKey(values)));
  if (shown.size === 0 || (unit === 'area' && accessClass === 'open')) return found;
  const add = (key: string, units: Pick<Leftover, 'persons' | 'records'>): void => {
    const before = found.get(key) ?? noLeftover;
    found.set(key, { persons: before.persons || units.persons, records: before.records || units.records });
  };
  const readCells: ReadCells = async () => cells;
  const isClear = async (topic: string, at: number, enclosing: Enclosing): Promise<boolean> => {
    const judged = await judge(resolved, enclosing, readCells, setting);
    for (const [key, units] of judged.few) add(key, units);
    for (const unit of ['persons', 'records'] as const) {
      const isBare = (key: string) => shown.has(key) && judged.nobody.get(key)?.[unit] === true;
      const bare = cells.filter(({ values }) => isBare(combinationKey(values)));
      for (const key of await findBare(resolved, { topic, at, unit }, bare, setting)) {
        add(key, { persons: unit === 'persons', records: unit === 'records' });
      }
    }
    return judged.isClear;
  };
  let isWholeClear = false;
  for (const topic of topicsOf(resolved)) {
    for (const [at, enclosing] of enclosingAlong(resolved, topic).entries()) {
      if (!(await isClear(topic, at, enclosing))) continue;
      isWholeClear = true;
      break;
    }
  }
  const whole = wholeOf(resolved);
  if (whole && !isWholeClear) {
    for (const [key, units] of (await judge(resolved, whole, readCells, setting)).few) add(key, units);
  }
  return found;
}

/**
 * Of the cells that leave nobody of a group along one topic, those that would leave a few of it if they were about
 * fewer other things: that nobody is left says something about these few. Where and when alone say nothing of people.
 */
async function findBare(
  resolved: ResolvedQuery,
  { topic, at, unit }: { readonly topic: string; readonly at: number; readonly unit: CountedUnit },
  bare: readonly RawCell[],
  setting: LeftoverSetting,
): Promise<string[]> {
  const others = topicsOf(resolved).filter((other) => other !== topic);
  if (bare.length === 0 || !others.some(isAboutPeople)) return [];
  const looks = setsOf(others)
    .filter((letGo) => letGo.length > 0)
    .map((letGo): Look<RawCell> => {
      const question = withoutTopics(resolved, letGo);
      return {
        letGo,
        around: async () => {
          const enclosing = enclosingAlong(question, topic)[at];
          if (enclosing === undefined) return () => 'nobody';
          const read = () => aggregate(question, setting.engine, setting.budget());
          const judged = await judge(question, enclosing, async () => (await read()).cells, setting);
          const few = new Set(judged.few.filter(([, units]) => units[unit]).map(([key]) => key));
          const places = question.dimensions.map((dimension) => resolved.dimensions.indexOf(dimension));
          return ({ values }) => {
            const key = combinationKey(places.map((place) => values[place] ?? null));
            if (few.has(key)) return 'few';
            return judged.nobody.get(key)?.[unit] === true ? 'nobody' : 'enough';
          };
        },
      };
    });
  // Whoever leaves nobody of everything along the topic, as a filter that keeps all, leaves nobody of any part of it.
  const widest = await looks.at(-1)?.around(bare);
  const open = bare.filter((cell) => widest?.(cell) !== 'nobody');
  return [...(await findNearFew(open, looks))].map(({ values }) => combinationKey(values));
}

interface Judged {
  /** The cells that leave too few. */
  few: (readonly [string, Leftover])[];
  /** The cells that leave no person, or nobody with a record. */
  nobody: ReadonlyMap<string, Pick<Leftover, 'persons' | 'records'>>;
  /** Whether every cell leaves enough, so that it does of whatever encloses this group. */
  isClear: boolean;
}

/** The cells of a question, read where they are needed. */
type ReadCells = () => Promise<readonly RawCell[]>;

function judge(
  resolved: ResolvedQuery,
  enclosing: Enclosing,
  readCells: ReadCells,
  setting: LeftoverSetting,
): Promise<Judged> {
  const judgeUnits = namesPersons(resolved.source.contract) ? judgePersons : judgeRecords;
  return judgeUnits(resolved, enclosing, readCells, setting);
}

async function judgeRecords(
  resolved: ResolvedQuery,
  enclosing: Enclosing,
  readCells: ReadCells,
  setting: LeftoverSetting,
): Promise<Judged> {
  const { minimumCount } = setting.parameters;
  const few: [string, Leftover][] = [];
  const nobody = new Map<string, Pick<Leftover, 'persons' | 'records'>>();
  for (const [cell, count] of await recordsBeside(resolved, enclosing, await readCells(), setting)) {
    const key = combinationKey(cell.values);
    if (isFew(count, minimumCount)) few.push([key, { persons: false, records: true }]);
    if (count <= 0) nobody.set(key, { persons: false, records: true });
  }
  return { few, nobody, isClear: few.length + nobody.size === 0 };
}

async function judgePersons(
  resolved: ResolvedQuery,
  enclosing: Enclosing,
  readCells: ReadCells,
  setting: LeftoverSetting,
): Promise<Judged> {
  const { facts, parameters } = setting;
  const { minimumCount } = parameters;
  const most = facts.recordsPerPersonMax;
  if (most !== undefined && countsOnly('records', resolved) && !selectsLess(enclosing)) {
    const beside = await recordsBeside(resolved, enclosing, await readCells(), setting);
    const enough = Math.max(1, most) * minimumCount;
    if (beside.every(([, count]) => count === 0 || count >= enough)) {
      const nobody = beside
        .filter(([, count]) => count === 0)
        .map(([{ values }]) => [combinationKey(values), { persons: true, records: true }] as const);
      return { few: [], nobody: new Map(nobody), isClear: nobody.length === 0 };
    }
  }
  const slice = sliceOf(facts);
  if (slice > 1) {
    const beside = await readBeside(resolved, enclosing, setting, slice);
    const bounds = new Map(beside.map(({ values, persons }) => [combinationKey(values), persons]));
    const isEnough = ({ values }: RawCell) => (bounds.get(combinationKey(values)) ?? 0) >= minimumCount;
    if ((await readCells()).every(isEnough)) return { few: [], nobody: new Map(), isClear: true };
  }
  const exact = await readBeside(resolved, enclosing, setting);
  return {
    nobody: new Map(
      exact.map(({ values, persons, contributors }) => [
        combinationKey(values),
        { persons: persons === 0, records: contributors === 0 },
      ]),
    ),
    few: exact
      .map(({ values, persons, contributors }) => {
        const leftover = {
          persons: isFew(persons, minimumCount),
          records: isFew(contributors, minimumCount),
        };
        return [combinationKey(values), leftover] as const;
      })
      .filter(([, { persons, records }]) => persons || records),
    isClear: exact.every(({ persons }) => persons >= minimumCount),
  };
}

/** What lies beside a cell that holds something, in a group that encloses it; lower bounds in a slice of the persons. */
export interface Beside {
  values: Combination;
  /** Persons in the cell. */
  held: number;
  /** Persons of the group who are not in the cell. */
  persons: number;
  /** Persons, and records that name nobody, with records of the group outside the cell. */
  contributors: number;
}

/** Reads for each cell of a question about a data set that names persons what lies beside it in its group. */
export async function readBeside(
  resolved: ResolvedQuery,
  enclosing: Enclosing,
  { engine, budget }: Pick<LeftoverSetting, 'engine' | 'budget'>,
  slice = 1,
): Promise<Beside[]> {
  const { sql, params } = composeLeftovers(resolved, enclosing, duckdb, slice);
  const rows = await engine.run(sql, params, budget());
  return rows.map((row) => ({
    values: resolved.dimensions.map((_, index) => row[`d${index + 1}`] ?? null) as Combination,
    held: Number(row['held']),
    persons: Number(row['persons']),
    contributors: Number(row['contributors']),
  }));
}

/** The records of the enclosing group that are not in the cell, for each cell. */
async function recordsBeside(
  resolved: ResolvedQuery,
  enclosing: Enclosing,
  cells: readonly RawCell[],
  { engine, budget }: LeftoverSetting,
): Promise<(readonly [RawCell, number])[]> {
  const groups = new Map<string, number>();
  const keyOf = groupKey(resolved, enclosing);
  const keys = cells.map(({ values }) => keyOf(values));
  if (selectsLess(enclosing)) {
    const { keys: dimensions, filters, links } = enclosing;
    const question: ResolvedQuery = {
      source: resolved.source,
      measures: [{ count: 'records' }],
      dimensions,
      filters,
      links,
      denominators: new Map(),
    };
    const wide = await aggregate(question, engine, budget());
    for (const { values, records } of wide.cells) groups.set(combinationKey(values), records.count);
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
export function selectsLess({ dropped }: Enclosing): boolean {
  return dropped.filters.length > 0 || dropped.links.length > 0;
}

/** The group that a cell lies in, from the values of the cell. */
export function groupKey(
  { dimensions }: ResolvedQuery,
  { keys }: Enclosing,
): (values: Combination) => string {
  const finest = areaRoles
    .map((level) => dimensions.findIndex((dimension) => isArea(dimension) && dimension.key === level))
    .find((index) => index >= 0);
  return (values) => {
    const group = keys.map((dimension) => {
      const index = dimensions.indexOf(dimension);
      if (index >= 0) return values[index] ?? null;
      const code = finest === undefined ? null : (values[finest] ?? null);
      return code === null ? null : (enclosingArea(code, dimension.key) ?? code);
    });
    return combinationKey(group);
  };
}

export function isFew(count: number, minimumCount: number): boolean {
  return count > 0 && count < minimumCount;
}
