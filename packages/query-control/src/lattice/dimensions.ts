import type {
  AreaDescription,
  ColumnDescription,
  NoValueDescription,
  TimeDescription,
  ValueGroup,
} from './description.ts';
import type { CountedUnit, Dimension, DimensionValue } from './lattice.ts';
import { monthsBetween, quarterOf, yearOf } from './periods.ts';
import { recordsPerPerson, recordsPerPersonBands } from './records-per-person.ts';

/** Years, quarters, months and registered windows, down to a level. */
export function timeDimension(
  { from, to, unlisted = [], windows = [], ...noValue }: TimeDescription,
  finestLevel: 'month' | 'quarter' | 'year',
): Dimension {
  const listed = monthsBetween(from, to);
  const months = [...listed, ...unlisted].sort();
  const levelOfPeriods = (level: string, toPeriod: (month: string) => string): DimensionValue[] => {
    const known = new Set(listed.map(toPeriod));
    return levelOf(level, months, (month) => (known.has(toPeriod(month)) ? toPeriod(month) : undefined));
  };
  const levels = [
    levelOfPeriods('year', yearOf),
    ...(finestLevel === 'year' ? [] : [levelOfPeriods('quarter', quarterOf)]),
    ...(finestLevel === 'month' ? [levelOfPeriods('month', (month) => month)] : []),
  ];
  const groups = windows.map(({ id, ...period }) => ({
    id,
    values: monthsBetween(period.from, period.to),
  }));
  return {
    name: 'time',
    kind: 'time',
    ...valuesOf(months, noValue, {
      levels,
      groups,
      groupLevel: 'window',
      noValueLevel: finestLevel,
      unlisted,
    }),
    severalPerPerson: months.length > 1 || noValue.hasNoValue,
  };
}

/**
 * Areas at each level from the one of the records upwards. An area that cannot be asked counts in what contains it only
 * where that contains one that can be asked: else a list would tell that it occurs.
 */
export function areaDimension(area: AreaDescription): Dimension {
  const { level, areas, unlisted = [], severalPerPerson, groups = [] } = area;
  const all = [...areas, ...unlisted];
  const codes = all.map(({ code }) => code);
  const byCode = new Map(all.map((one) => [one.code, one]));
  const listed = new Set(areas.map(({ code }) => code));
  const coarser = (['municipality', 'district'] as const).slice(0, level === 'neighbourhood' ? 2 : 1);
  const levels = [
    ...(level === 'municipality' ? [] : coarser).map((name) => {
      const known = new Set(areas.map((one) => one[name]));
      const containerOf = (code: string) => byCode.get(code)?.[name];
      return levelOf(name, codes, (code) => (known.has(containerOf(code)) ? containerOf(code) : undefined));
    }),
    levelOf(level, codes, (code) => (listed.has(code) ? code : undefined)),
  ];
  return {
    name: 'area',
    kind: 'area',
    ...valuesOf(codes, area, {
      levels,
      groups,
      groupLevel: 'group',
      noValueLevel: level,
      unlisted: unlisted.map(({ code }) => code),
    }),
    severalPerPerson,
  };
}

/** The categories of a column and their registered groups. */
export function columnDimension(
  {
    name,
    kind,
    categories,
    unlisted = [],
    severalPerPerson,
    groups = [],
    ever,
    ...noValue
  }: ColumnDescription,
  unit: CountedUnit,
): Dimension {
  if (ever !== undefined && !(categories.length === 2 && categories.includes(ever))) {
    throw new RangeError(
      `${name}: only one of two categories can be the one that counts once somebody had it`,
    );
  }
  const isPartition = unit === 'persons' && ever !== undefined;
  const ordered = isPartition ? [ever, ...categories.filter((category) => category !== ever)] : categories;
  const levels = [levelOf('value', ordered, (category) => category)];
  return {
    name,
    kind,
    ...valuesOf([...ordered, ...unlisted], noValue, {
      levels,
      groups,
      groupLevel: 'group',
      noValueLevel: 'value',
      unlisted,
    }),
    severalPerPerson: severalPerPerson && !isPartition,
  };
}

/** Whether the person of a record is in another data set; no value where a record names nobody. */
export function linkDimension(dataset: string, hasNoValue: boolean): Dimension {
  return singleLevel({ name: `in.${dataset}`, kind: 'link' }, ['no', 'yes'], hasNoValue);
}

/** How many records the person of a record has in the version; no value where a record names nobody. */
export function bandDimension(hasNoValue: boolean): Dimension {
  return singleLevel({ name: recordsPerPerson, kind: 'band' }, recordsPerPersonBands, hasNoValue);
}

function singleLevel(
  named: Pick<Dimension, 'name' | 'kind'>,
  names: readonly string[],
  hasNoValue: boolean,
): Dimension {
  const levels = [levelOf('value', names, (name) => name)];
  const values = valuesOf(
    names,
    { hasNoValue },
    {
      levels,
      groups: [],
      groupLevel: 'group',
      noValueLevel: 'value',
      unlisted: [],
    },
  );
  return { ...named, ...values, severalPerPerson: false };
}

interface Levels {
  readonly levels: readonly (readonly DimensionValue[])[];
  readonly groups: readonly ValueGroup[];
  readonly groupLevel: string;
  readonly noValueLevel: string;
  /** Of the named. */
  readonly unlisted: readonly string[];
}

/** A level that adds no set is left out: everything that could be asked of it can be asked of another one. */
function valuesOf(
  named: readonly string[],
  { hasNoValue, noValueIsUnlisted = false }: NoValueDescription,
  { levels, groups, groupLevel, noValueLevel, unlisted }: Levels,
): Pick<Dimension, 'finest' | 'unlisted' | 'values'> {
  const finest = hasNoValue ? [...named, null] : [...named];
  if (new Set(finest).size !== finest.length) throw new RangeError('A dimension has each finest value once');
  const positions = new Map(finest.map((value, at) => [value, at]));
  const seen = new Set([levelKey([{ codes: finest.map((_, at) => at) }])]);
  const kept = [...levels].reverse().filter((level) => {
    const key = levelKey(level);
    return !seen.has(key) && seen.add(key);
  });
  const grouped = groups.map(({ id, values }): DimensionValue => {
    const codes = values.map((value) => positions.get(value) ?? -1).sort((a, b) => a - b);
    if (codes.includes(-1)) throw new RangeError(`${id}: a registered group holds only registered values`);
    return { level: groupLevel, value: id, codes: [...new Set(codes)] };
  });
  const noValue =
    hasNoValue && !noValueIsUnlisted ? [{ level: noValueLevel, value: null, codes: [named.length] }] : [];
  const hidden = new Set<string | null>(noValueIsUnlisted ? [...unlisted, null] : unlisted);
  const codes = finest.flatMap((value, at) => (hidden.has(value) ? [at] : []));
  return {
    finest,
    ...(codes.length > 0 ? { unlisted: codes } : {}),
    values: [...kept.reverse().flat(), ...grouped, ...noValue],
  };
}

function levelOf(
  level: string,
  finest: readonly string[],
  nameOf: (value: string) => string | undefined,
): DimensionValue[] {
  const byName = new Map<string, number[]>();
  for (const [at, value] of finest.entries()) {
    const name = nameOf(value);
    if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), at]);
  }
  return [...byName].map(([value, codes]) => ({ level, value, codes }));
}

function levelKey(level: readonly Pick<DimensionValue, 'codes'>[]): string {
  return level
    .map(({ codes }) => codes.join(' '))
    .sort()
    .join(',');
}
