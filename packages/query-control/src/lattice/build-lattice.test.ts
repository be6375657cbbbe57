import { describe, expect, it } from 'vitest';
import { buildLattice } from './build-lattice.ts';
import type { DataSetDescription } from './description.ts';
import { type Dimension, dimensionsMaxOf, findValue, type Lattice } from './lattice.ts';
import { bandOf } from './records-per-person.ts';
import { smallTown } from './small-town.testing.ts';

function dimensionOf({ dimensions }: Lattice, name: string): Dimension {
  const found = dimensions.find((one) => one.name === name);
  if (!found) throw new RangeError(`There is no dimension ${name}`);
  return found;
}

const valuesOf = (lattice: Lattice, name: string): string[] =>
  dimensionOf(lattice, name).values.map(({ level, value }) => `${level} ${value ?? '-'}`);

const { area, time } = smallTown;
const singleValued: DataSetDescription = { ...smallTown, columns: [] };

describe('what may be asked of a data set', () => {
  it('is records by year, quarter, month and registered window', () => {
    const lattice = buildLattice(smallTown, 'records');
    expect(valuesOf(lattice, 'time')).toEqual([
      'quarter 2023-Q4',
      'quarter 2024-Q1',
      'month 2023-11',
      'month 2023-12',
      'month 2024-01',
      'month 2024-02',
      'window winter',
    ]);
    expect(dimensionOf(lattice, 'time').values.at(-1)?.codes).toEqual([1, 2, 3]);
    // The two quarters are the two years as well.
    const longer = buildLattice(
      { ...smallTown, time: { from: '2023-11', to: '2024-04', hasNoValue: true } },
      'records',
    );
    expect(valuesOf(longer, 'time').slice(2, 5)).toEqual([
      'quarter 2023-Q4',
      'quarter 2024-Q1',
      'quarter 2024-Q2',
    ]);
    expect(valuesOf(longer, 'time').at(-1)).toBe('month -');
  });

  it('is persons by year, and by quarter only where they have one value of everything else', () => {
    const spring = { from: '2023-11', to: '2024-05', hasNoValue: false };
    const levels = (description: DataSetDescription): Set<string> =>
      new Set(dimensionOf(buildLattice(description, 'persons'), 'time').values.map(({ level }) => level));
    expect(levels({ ...smallTown, time: spring })).toEqual(new Set(['year']));
    expect(levels({ ...singleValued, time: spring })).toEqual(new Set(['year', 'quarter']));
    expect(levels({ ...singleValued, time: { ...spring, finestLevel: 'year' } })).toEqual(new Set(['year']));
  });

  it('is three dimensions at once; two of special categories, and of persons with several values', () => {
    expect(buildLattice(smallTown, 'records').dimensionsMax).toBe(3);
    expect(buildLattice(smallTown, 'persons').dimensionsMax).toBe(2);
    expect(buildLattice(singleValued, 'persons').dimensionsMax).toBe(3);
    expect(buildLattice({ ...singleValued, specialCategory: true }, 'records').dimensionsMax).toBe(2);
    expect(buildLattice({ ...singleValued, dimensionsMax: 1 }, 'records').dimensionsMax).toBe(1);
    expect(buildLattice({ ...smallTown, dimensionsMax: 3 }, 'persons').dimensionsMax).toBe(2);
  });

  it('is two dimensions at once where one of them is a link to special categories', () => {
    const lattice = buildLattice(
      { ...smallTown, links: [{ dataset: 'care', specialCategory: true }] },
      'records',
    );
    const link = dimensionOf(lattice, 'in.care');
    expect(dimensionsMaxOf(lattice, [dimensionOf(lattice, 'kind'), link])).toBe(2);
    expect(dimensionsMaxOf(lattice, [dimensionOf(lattice, 'kind')])).toBe(3);
  });

  it('leaves out a level that consists of the same sets as another level or as everything', () => {
    const areas = area?.areas ?? [];
    const levels = (description: Partial<DataSetDescription>): string[] =>
      valuesOf(buildLattice({ ...smallTown, ...description }, 'records'), 'area');
    const found = [
      'district WK1',
      'district WK2',
      'neighbourhood BU1',
      'neighbourhood BU2',
      'neighbourhood BU3',
    ];
    const whole = { level: 'neighbourhood', areas, hasNoValue: false, severalPerPerson: false } as const;
    expect(levels({ area: whole })).toEqual(found);
    expect(levels({ area: { ...whole, hasNoValue: true } })).toEqual([
      'municipality GM1',
      ...found,
      'neighbourhood -',
    ]);
    expect(levels({ area: { ...whole, areas: areas.slice(1) } })).toEqual([
      'neighbourhood BU2',
      'neighbourhood BU3',
    ]);
    expect(levels({ area: { ...whole, areas: areas.slice(2) } })).toEqual([]);
  });

  it('finds what stands for a set that has more than one name', () => {
    const areas = dimensionOf(buildLattice(smallTown, 'records'), 'area');
    expect(areas.values[(findValue(areas, [2]) ?? 0) - 1]?.value).toBe('WK2');
    expect(findValue(areas, [0, 1, 2, 3])).toBe(0);
    expect(findValue(areas, [1, 2])).toBeUndefined();
  });

  it('has no value for who is not named, in records but not in persons', () => {
    const finest = (description: DataSetDescription, unit: 'records' | 'persons', name: string): unknown =>
      dimensionOf(buildLattice(description, unit), name).finest;
    expect(finest(smallTown, 'records', 'in.care')).toEqual(['no', 'yes', null]);
    expect(finest(smallTown, 'persons', 'in.care')).toEqual(['no', 'yes']);
    expect(finest(smallTown, 'records', 'records-per-person')).toEqual([
      '1',
      '2-4',
      '5-9',
      '10-24',
      '25+',
      null,
    ]);
    expect(finest({ ...smallTown, persons: 'all' }, 'records', 'in.care')).toEqual(['no', 'yes']);
  });

  it('has no persons, links or bands where records name nobody', () => {
    const reports: DataSetDescription = { ...smallTown, persons: 'none', links: [] };
    expect(buildLattice(reports, 'records').dimensions.map(({ name }) => name)).not.toContain(
      'records-per-person',
    );
    expect(() => buildLattice(reports, 'persons')).toThrow(RangeError);
    expect(() => buildLattice({ ...smallTown, persons: 'none' }, 'records')).toThrow(RangeError);
  });

  it('divides persons by what they ever had, and records by what each has', () => {
    const complaint = (unit: 'records' | 'persons'): Dimension =>
      dimensionOf(buildLattice(smallTown, unit), 'complaint');
    expect([complaint('persons').finest, complaint('persons').severalPerPerson]).toEqual([
      ['yes', 'no', null],
      false,
    ]);
    expect([complaint('records').finest, complaint('records').severalPerPerson]).toEqual([
      ['no', 'yes', null],
      true,
    ]);
  });

  it('refuses a description that contradicts itself', () => {
    const [kind, complaint] = smallTown.columns;
    if (!kind || !complaint || !time) throw new RangeError('The town lacks what this test changes');
    const wrong: Partial<DataSetDescription>[] = [
      { columns: [{ ...kind, groups: [{ id: 'g', values: ['noise', 'smell'] }] }] },
      { columns: [{ ...kind, categories: ['noise', 'noise'] }] },
      { columns: [{ ...complaint, ever: 'maybe' }] },
      { time: { ...time, from: '2024-03', windows: [] } },
      { time: { ...time, from: '2023-13', windows: [] } },
      { time: { ...time, windows: [{ id: 'before', from: '2023-10', to: '2023-12' }] } },
    ];
    for (const one of wrong)
      expect(() => buildLattice({ ...smallTown, ...one }, 'records')).toThrow(RangeError);
  });

  it('puts persons in bands by their number of records', () => {
    expect([1, 2, 4, 5, 9, 10, 24, 25, 400].map(bandOf)).toEqual([
      '1',
      '2-4',
      '2-4',
      '5-9',
      '5-9',
      '10-24',
      '10-24',
      '25+',
      '25+',
    ]);
    expect(() => bandOf(0)).toThrow(RangeError);
  });
});
