import { describe, expect, it } from 'vitest';
import type { CountedUnit } from '../cube/cube.ts';
import { explainDifference } from './explain.ts';
import type { CodeSelection, Release } from './release.ts';
import { createReleaseIndex } from './release-index.ts';

type Row = readonly [id: string, box: Record<string, CodeSelection>, count: number];

const tableOf = (id: string, rows: readonly Row[], unit: CountedUnit = 'persons'): Release => ({
  id,
  dataset: 'census',
  version: 'v0001',
  unit,
  cells: rows.map(([cell, box, count]) => ({ id: cell, box, count, shown: true })),
});

/** Shown first, then checked: `id of the cell - ids of the others = count` for each difference. */
const differencesOf = (earlier: Release, later: Release, minimumCount = 10): readonly string[] => {
  const index = createReleaseIndex({ minimumCount });
  index.add(earlier);
  return index
    .check(later)
    .differences.map(({ plus, minus, left }) => {
      const [more, less] = [plus, minus].map((terms) => terms.flatMap(({ cells }) => cells));
      return `${more?.join(' + ')} - ${less?.join(' - ')} = ${left.count}`;
    })
    .sort();
};

const ages = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, at) => String(from + at));

describe('worked examples of differencing', () => {
  it('finds the people between the borders of an area in 1991 and in 2001 (G9a, A2)', () => {
    const groups = [
      ['young', 'm'],
      ['young', 'f'],
      ['middle', 'm'],
      ['middle', 'f'],
      ['old', 'm'],
      ['old', 'f'],
    ] as const;
    const layOut = (id: string, area: readonly string[], counts: readonly number[]): Release =>
      tableOf(
        id,
        groups.map(([age, sex], at) => [
          `${age} ${sex} ${id}`,
          { area, age: [age], sex: [sex] },
          counts[at] ?? 0,
        ]),
      );
    const old = layOut('1991', ['E1', 'E2', 'E3'], [52, 55, 130, 140, 39, 49]);
    const current = layOut('2001', ['E1', 'E2'], [50, 54, 128, 140, 39, 49]);
    expect(differencesOf(old, current)).toEqual([
      'middle m 1991 - middle m 2001 = 2',
      'young f 1991 - young f 2001 = 1',
      'young m 1991 - young m 2001 = 2',
    ]);
  });

  it('finds the man aged 20 to 24 between the bands under 20 and under 25 (G9b, A2)', () => {
    const first = tableOf('table 3', [
      ['under 20', { sex: ['m'], age: ages(0, 20) }, 6],
      ['from 20', { sex: ['m'], age: { except: ages(0, 20) } }, 9],
    ]);
    const second = tableOf('table 7', [
      ['under 25', { sex: ['m'], age: ages(0, 25) }, 7],
      ['from 25', { sex: ['m'], age: { except: ages(0, 25) } }, 8],
    ]);
    const index = createReleaseIndex({ minimumCount: 3, termsMax: 1 });
    index.add(first);
    const { differences } = index.check(second);
    expect(differences).toHaveLength(2);
    for (const { left, where } of differences) {
      expect(left).toEqual({ count: 1, unit: 'persons' });
      expect(where).toEqual([
        { variable: 'age', codes: ['20', '21', '22', '23', '24'], except: false },
        { variable: 'sex', codes: ['m'], except: false },
      ]);
    }
    expect(differences.map((difference) => explainDifference(difference, 'en'))).toEqual([
      'Table 7 minus table 3 leaves 1 person, age 20-24, sex m.',
      'Table 3 minus table 7 leaves 1 person, age 20-24, sex m.',
    ]);
  });

  it('finds the women who work where they live, and those who do not, from tables of residents, workers and men (G9c, A7)', () => {
    const all = tableOf('all', [
      ['residents', { lives: ['here'] }, 85],
      ['workers', { works: ['here'] }, 49],
      ['both', { lives: ['here'], works: ['here'] }, 22],
    ]);
    const men = tableOf('men', [
      ['men both', { lives: ['here'], works: ['here'], sex: ['m'] }, 21],
      ['men who leave', { lives: ['here'], works: { except: ['here'] }, sex: ['m'] }, 58],
      ['men who come', { lives: { except: ['here'] }, works: ['here'], sex: ['m'] }, 23],
    ]);
    expect(differencesOf(all, men)).toEqual(
      expect.arrayContaining([
        'both - men both = 1',
        'residents - men who leave - both = 5',
        'workers - men who come - both = 4',
      ]),
    );
  });

  it('finds the one woman, and her outcome, from the total and the men (G9e, A7)', () => {
    const total = tableOf('total', [
      ['with', { age: ages(21, 31), outcome: ['yes'] }, 8],
      ['all', { age: ages(21, 31) }, 20],
    ]);
    const men = tableOf('men', [
      ['men with', { age: ages(21, 31), sex: ['m'], outcome: ['yes'] }, 7],
      ['all men', { age: ages(21, 31), sex: ['m'] }, 19],
    ]);
    expect(differencesOf(total, men, 3)).toEqual(['all - all men = 1', 'with - men with = 1']);
  });

  it('finds a small group from a total and its complement (A7)', () => {
    const total = tableOf('total', [['all', {}, 900]]);
    const others = tableOf('others', [['all but one street', { area: { except: ['E9'] } }, 896]]);
    expect(differencesOf(total, others)).toEqual(['all - all but one street = 4']);
  });

  it('finds the overlap of two areas and their union', () => {
    const union = tableOf('union', [['three', { area: ['E1', 'E2', 'E3'] }, 60]], 'records');
    const two = tableOf(
      'two',
      [
        ['west', { area: ['E1', 'E2'] }, 33],
        ['east', { area: ['E2', 'E3'] }, 31],
      ],
      'records',
    );
    const index = createReleaseIndex();
    index.add(union);
    const [difference] = index.check(two).differences;
    expect(difference).toMatchObject({
      kind: 'both',
      left: { count: 4, unit: 'records' },
      where: [{ variable: 'area', codes: ['E2'], except: false }],
    });
  });

  it('finds those who came between two versions of a data set, and lets a larger change pass (A13)', () => {
    const version = (number: number, north: number, south: number): Release => ({
      ...tableOf(`table of version ${number}`, [
        ['north', { area: ['N'] }, north],
        ['south', { area: ['S'] }, south],
      ]),
      version: `v000${number}`,
    });
    const index = createReleaseIndex();
    index.add(version(3, 120, 60));
    const { differences } = index.check(version(4, 122, 55));
    expect(differences.map(({ kind, left }) => [kind, left.count])).toEqual([['change', 2]]);
    expect(differences.map((difference) => explainDifference(difference, 'en'))).toEqual([
      'Between table of version 3 (v0003) and table of version 4 (v0004) the same group changed by 2 persons, area N.',
    ]);
  });

  it('finds a band taken from a wider one across versions, and says so (A13)', () => {
    const index = createReleaseIndex();
    index.add(tableOf('table 3', [['under 20', { age: ages(0, 20) }, 60]]));
    const { differences } = index.check({
      ...tableOf('table 7', [['under 25', { age: ages(0, 25) }, 63]]),
      version: 'v0002',
    });
    expect(differences.map((difference) => explainDifference(difference, 'nl'))).toEqual([
      'Table 7 min table 3 laat over: 3 personen, age 20-24. De cijfers zijn van verschillende versies. Dit klopt dus als er verder niets veranderde.',
    ]);
  });
});
