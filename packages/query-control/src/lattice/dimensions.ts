import type { AreaDescription, ColumnDescription, TimeDescription, ValueGroup } from './description.ts';
import type { CountedUnit, Dimension, DimensionValue } from './lattice.ts';
import { monthsBetween, quarterOf, yearOf } from './periods.ts';
import { recordsPerPerson, recordsPerPersonBands } from './records-per-person.ts';

/** Years, quarters, months and registered windows, down to a level. */
export function timeDimension(
  { from, to, hasNoValue, windows = [] }: TimeDescription,
  finestLevel: 'month' | 'quarter' | 'year',
): Dimension {
  const months = monthsBetween(from, to);
  const quarters = levelOf('quarter', months, quarterOf);
  const levels = [
    levelOf('year', months, yearOf),
    ...(finestLevel === 'year' ? [] : [quarters]),
    ...(finestLevel === 'month' ? [levelOf('month', months, (month) => month)] : []),
  ];
  const groups = windows.map(({ id, ...period }) => ({
    id,
    values: monthsBetween(period.from, period.to),
  }));
  return {
    name: 'time',
    kind: 'time',
    ...valuesOf(months, hasNoValue, { levels, groups, groupLevel: 'window', noValueLevel: finestLevel }),
    severalPerPerson: months.length > 1 || hasNoValue,
  };
}

/** Areas at each level from the one of the records upwards. */
export function areaDimension(area: AreaDescription): Dimension {
  const { level, areas, unlisted = [], hasNoValue, severalPerPerson, groups = [] } = area;
  const all = [...areas, ...unlisted];
  const codes = all.map(({ code }) => code);
  const byCode = new Map(all.map((one) => [one.code, one]));
  const listed = new Set(areas.map(({ code }) => code));
  const coarser = (['municipality', 'district'] as const).slice(0, level === 'neighbourhood' ? 2 : 1);
  const levels = [
    ...(level === 'municipality' ? [] : coarser).map((name) =>
      levelOf(name, codes, (code) => byCode.get(code)?.[name]),
    ),
    levelOf(level, codes, (code) => (listed.has(code) ? code : undefined)),
  ];
  return {
    name: 'area',
    kind: 'area',
    ...valuesOf(codes, hasNoValue, { levels, groups, groupLevel: 'group', noValueLevel: level }),
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
    hasNoValue,
    severalPerPerson,
    groups = [],
    ever,
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
    ...valuesOf([...ordered, ...unlisted], hasNoValue, {
      levels,
      groups,
      groupLevel: 'group',
      noValueLevel: 'value',
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
  const values = valuesOf(names, hasNoValue, {
    levels,
    groups: [],
    groupLevel: 'group',
    noValueLevel: 'value',
  });
  return { ...named, ...values, severalPerPerson: false };
}

interface Levels {
  readonly levels: readonly (readonly DimensionValue[])[];
  readonly groups: readonly ValueGroup[];
  readonly groupLevel: string;
  readonly noValueLevel: string;
}

/** A level that adds no set is left out: everything that could be asked of it can be asked of another one. */
function valuesOf(
  named: readonly string[],
  hasNoValue: boolean,
  { levels, groups, groupLevel, noValueLevel }: Levels,
): Pick<Dimension, 'finest' | 'values'> {
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
  const noValue = { level: noValueLevel, value: null, codes: [named.length] };
  return { finest, values: [...kept.reverse().flat(), ...grouped, ...(hasNoValue ? [noValue] : [])] };
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
