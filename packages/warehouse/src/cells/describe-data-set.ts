import type {
  AreaDescription,
  ColumnDescription,
  DataSetDescription,
  FinestArea,
  NoValueDescription,
  PersonsDescription,
  TimeDescription,
  ValueGroup,
} from '@datalab/query-control';
import type { AreaDivision } from '../areas/areas.ts';
import { containingArea } from '../areas/containing-area.ts';
import { namesPersons } from '../contract/contract.ts';
import type { Engine, RunOptions } from '../engine/engine.ts';
import {
  type AreaRole,
  areaColumns,
  type QuerySource,
  type RegisteredColumn,
  registeredColumns,
} from '../lake/source.ts';
import { listedCategories } from './listed-categories.ts';
import {
  type OccurringValue,
  type Period,
  type PersonFacts,
  readPeriods,
  readPersonFacts,
  readValues,
} from './read-values.ts';

/** The version to describe and what surrounds it. */
export interface DescribedVersion {
  readonly source: QuerySource;
  /** The other data sets of the same space, by name; those that name persons become links. */
  readonly linked: ReadonlyMap<string, QuerySource>;
  /** Without a division the areas are those that occur. */
  readonly areas?: AreaDivision | undefined;
  /** Values that are registered nowhere are listed when so many have them. */
  readonly minimumCount: number;
  readonly groups?: RegisteredGroups | undefined;
}

/** What is registered to be asked together, besides what the values themselves tell. */
export interface RegisteredGroups {
  readonly windows?: TimeDescription['windows'] | undefined;
  readonly areas?: readonly ValueGroup[] | undefined;
  /** By name of a column. */
  readonly columns?: Readonly<Record<string, readonly ValueGroup[]>> | undefined;
}

/**
 * Describes a landed version for `buildLattice`: its months without gaps, its areas with what contains them, the
 * registered categories, the links, and of which columns a person has several values. What occurs decides, not what the
 * contract expects. What contains an area is told by the division, else by the records, else by the digits of its code;
 * records without an area of the finest level have no area. Values that are registered nowhere (an area outside the
 * division, a postcode, no value, the months before and after those of enough) and that fewer than `minimumCount` have
 * are unlisted: they count in what contains them and cannot be asked, so that no list tells that they exist. A registered group or window that names what this version does
 * not have is left out.
 */
export async function describeDataSet(
  engine: Engine,
  version: DescribedVersion,
  options: RunOptions = {},
): Promise<DataSetDescription> {
  const { contract } = version.source;
  const columns = registeredColumns(contract);
  const finestArea = areaColumns(contract)[0];
  const asked = columns.filter(({ kind, name }) => kind === 'category' || name === finestArea);
  const persons = await readPersonFacts(engine, version.source, asked, options);
  const reading = { engine, version, persons, options };
  const hasMonth = columns.some(({ kind }) => kind === 'month');
  const time = hasMonth ? await describeTime(reading) : undefined;
  const area = finestArea ? await describeAreas(reading, finestArea) : undefined;
  const described: ColumnDescription[] = [];
  for (const column of columns.filter(({ kind }) => kind === 'category')) {
    described.push(await describeColumn(reading, column));
  }
  const named = persons.persons > 0;
  const others = [...version.linked.values()].filter(
    (other) => named && other.dataset !== version.source.dataset && namesPersons(other.contract),
  );
  return {
    ...(time ? { time } : {}),
    ...(area ? { area } : {}),
    columns: described,
    links: others.map(({ dataset, contract }) => ({ dataset, specialCategory: isSpecial(contract) })),
    persons: personsOf(persons),
    specialCategory: isSpecial(contract),
  };
}

interface Reading {
  readonly engine: Engine;
  readonly version: DescribedVersion;
  readonly persons: PersonFacts;
  readonly options: RunOptions;
}

function isSpecial(contract: object): boolean {
  return 'specialCategory' in contract && contract.specialCategory === true;
}

function personsOf({ persons, unnamed }: PersonFacts): PersonsDescription {
  if (persons === 0) return 'none';
  return unnamed === 0 ? 'all' : 'some';
}

async function describeTime({ engine, version, options }: Reading): Promise<TimeDescription | undefined> {
  const values = await readValues(engine, version.source, monthColumn, options);
  const months = values.flatMap(({ value }) => value ?? []);
  const least = isOpen(version) ? 1 : version.minimumCount;
  const period = periodWithEnough(await readPeriods(engine, version.source, options), least);
  const [from, to] = period ?? [months[0], months.at(-1)];
  if (from === undefined || to === undefined) return undefined;
  const { windows } = version.groups ?? {};
  const within = windows?.filter((window) => window.from >= from && window.to <= to);
  const unlisted = months.filter((month) => month < from || month > to);
  return {
    from,
    to,
    ...(unlisted.length > 0 ? { unlisted } : {}),
    ...noValueOf(values, version),
    ...(within ? { windows: within } : {}),
  };
}

/** From the first month by which enough had a record, to the last from which enough have one. */
function periodWithEnough(periods: readonly Period[], least: number): [from: string, to: string] | undefined {
  const reaching = (ordered: readonly Period[]): Period | undefined => {
    let contributors = 0;
    return ordered.find((period) => {
      contributors += period.contributors;
      return contributors >= least;
    });
  };
  const from = reaching(periods.toSorted((one, other) => (one.from < other.from ? -1 : 1)))?.from;
  const to = reaching(periods.toSorted((one, other) => (one.to > other.to ? -1 : 1)))?.to;
  return from !== undefined && to !== undefined && from <= to ? [from, to] : undefined;
}

function noValueOf(values: readonly OccurringValue[], version: DescribedVersion): NoValueDescription {
  const without = values.find(({ value }) => value === null);
  if (!without) return { hasNoValue: false };
  return isListed(without, version) ? { hasNoValue: true } : { hasNoValue: true, noValueIsUnlisted: true };
}

const monthColumn: RegisteredColumn = { name: 'month', kind: 'month', isText: true, categories: [] };

async function describeAreas(
  { engine, version, persons, options }: Reading,
  level: AreaRole,
): Promise<AreaDescription | undefined> {
  const column: RegisteredColumn = { name: level, kind: 'area', isText: true, categories: [] };
  const levelsAbove = areaColumns(version.source.contract).slice(1);
  const occurring = await readValues(engine, version.source, column, { ...options, above: levelsAbove });
  const registered = areasOfDivision(version.areas, level);
  const known = new Set(registered.map(({ code }) => code));
  const outside = occurring.filter(({ value }) => value !== null && !known.has(value));
  const toArea = (value: OccurringValue) => areaOf(value, levelsAbove);
  const listed = outside.filter((value) => isListed(value, version));
  const unlisted = outside.filter((value) => !isListed(value, version));
  const areas = [...registered, ...listed.map(toArea)];
  if (areas.length + unlisted.length === 0) return undefined;
  return {
    level,
    areas,
    ...(unlisted.length > 0 ? { unlisted: unlisted.map(toArea) } : {}),
    ...noValueOf(occurring, version),
    severalPerPerson: persons.several.has(level),
    ...groupsOf(
      version.groups?.areas,
      areas.map(({ code }) => code),
    ),
  };
}

function areasOfDivision(areas: AreaDivision | undefined, level: AreaRole): FinestArea[] {
  if (!areas) return [];
  const given = (name: 'district' | 'municipality', code: string) => (code === '' ? {} : { [name]: code });
  if (level === 'neighbourhood') {
    return [...areas.neighbourhoods.values()].map(({ code, district, municipality }) => ({
      code,
      ...given('district', district),
      ...given('municipality', municipality),
    }));
  }
  if (level === 'municipality') return [...areas.municipalities.keys()].map((code) => ({ code }));
  return [...areas.districts.values()].map(({ code, municipality }) => ({
    code,
    ...given('municipality', municipality),
  }));
}

function areaOf({ value, above }: OccurringValue, levelsAbove: readonly AreaRole[]): FinestArea {
  const code = value ?? '';
  const containing = levelsAbove.map((level, index) => [level, above[index] ?? containingArea(code, level)]);
  return { code, ...Object.fromEntries(containing.filter(([, area]) => area !== undefined)) };
}

async function describeColumn(
  { engine, version, persons, options }: Reading,
  column: RegisteredColumn,
): Promise<ColumnDescription> {
  const { source } = version;
  const occurring = await readValues(engine, source, column, options);
  const given = source.contract.columns.find(({ name }) => name === column.name);
  const registered = listedCategories(column, given?.logicalType, occurring);
  const outside = occurring.filter(({ value }) => value !== null && !registered.includes(value));
  const valuesOf = (isIncluded: boolean) =>
    outside.filter((value) => isListed(value, version) === isIncluded).flatMap(({ value }) => value ?? []);
  const unlisted = valuesOf(false);
  const categories = [...registered, ...valuesOf(true)];
  const ever = findEver(categories);
  return {
    name: column.name,
    kind: given?.role === 'postcode' ? 'area' : given?.role === 'date' ? 'time' : 'category',
    categories,
    ...(unlisted.length > 0 ? { unlisted } : {}),
    ...noValueOf(occurring, version),
    severalPerPerson: persons.several.has(column.name),
    ...(ever === undefined ? {} : { ever }),
    ...groupsOf(version.groups?.columns?.[column.name], categories),
  };
}

function groupsOf(
  groups: readonly ValueGroup[] | undefined,
  listed: readonly string[],
): { groups?: readonly ValueGroup[] } {
  if (!groups) return {};
  const known = new Set(listed);
  return { groups: groups.filter(({ values }) => values.every((value) => known.has(value))) };
}

/** The affirmative one of two answers: a person has it once a record says so. */
function findEver(categories: readonly string[]): string | undefined {
  const pairs = [
    ['true', 'false'],
    ['yes', 'no'],
    ['ja', 'nee'],
  ] as const;
  const pair = pairs.find((answers) => answers.every((answer) => categories.includes(answer)));
  return categories.length === 2 ? pair?.[0] : undefined;
}

function isListed({ contributors }: OccurringValue, version: DescribedVersion): boolean {
  return contributors >= version.minimumCount || isOpen(version);
}

/** Of open data about areas everything is listed that occurs. */
function isOpen({ source }: DescribedVersion): boolean {
  const { unit, accessClass } = source.contract;
  return unit === 'area' && accessClass === 'open';
}
