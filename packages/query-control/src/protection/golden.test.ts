import { describe, expect, it } from 'vitest';
import { countCube } from '../cube/count-cube.ts';
import { microdataOf, type People } from '../cube/people.testing.ts';
import type { Dimension } from '../lattice/lattice.ts';
import { protectCube } from './protect-cube.ts';
import { ruleParameters } from './rule-parameters.ts';
import { protectionRules } from './rules.ts';

type Values = Readonly<Record<string, string>>;

function dimension(
  name: string,
  kind: Dimension['kind'],
  finest: readonly string[],
  groups: Readonly<Record<string, readonly string[]>> = {},
): Dimension {
  const named = { ...groups, ...Object.fromEntries(finest.map((value) => [value, [value]])) };
  const values = Object.entries(named).map(([value, members]) => ({
    level: members.length > 1 ? 'group' : 'value',
    value,
    codes: members.map((member) => finest.indexOf(member)),
  }));
  return { name, kind, finest, values, severalPerPerson: false };
}

/** Which figures of persons the rules show that look at one or two of them. */
function shownOf(
  dimensions: readonly Dimension[],
  people: readonly People[],
  minimumCount = 10,
): (values: Values) => boolean {
  const cube = countCube({ dimensions, dimensionsMax: 3 }, 'persons', microdataOf(people));
  const rules = protectionRules.filter(({ name }) => name !== 'precision');
  const { records: protection } = protectCube({ records: cube }, { ...ruleParameters, minimumCount }, rules);
  return (asked) => {
    const node = dimensions.map(
      ({ name, values }) => values.findIndex(({ value }) => value === asked[name]) + 1,
    );
    return protection.rules[cube.rowOf(node) ?? -1] === 0;
  };
}

const persons = (records: number, values: Values): People => ({ records, values });

describe('worked examples of differencing: of two figures that leave a small group, one is suppressed', () => {
  it('people between the borders of an area in 1991 and in 2001 (G9a)', () => {
    const ages = ['young', 'middle', 'old'];
    const dimensions = [
      dimension('area', 'area', ['2001', 'strip', 'other'], { 1991: ['2001', 'strip'] }),
      dimension('age', 'category', ages),
      dimension('sex', 'category', ['m', 'f']),
    ];
    const layOut = (area: string, counts: readonly number[]) =>
      counts.map((count, at) =>
        persons(count, { area, age: ages[Math.floor(at / 2)] ?? '', sex: at % 2 === 0 ? 'm' : 'f' }),
      );
    const isShown = shownOf(dimensions, [
      ...layOut('2001', [50, 54, 128, 140, 39, 49]),
      ...layOut('strip', [2, 1, 2, 0, 0, 0]),
      ...layOut('other', [60, 60, 60, 60, 60, 60]),
    ]);
    for (const age of ages) {
      for (const sex of ['m', 'f']) {
        expect([age, sex, isShown({ area: '2001', age, sex })]).toEqual([age, sex, false]);
        expect(isShown({ area: '1991', age, sex })).toBe(true);
      }
    }
  });

  it('the man aged 20 to 24 between the bands under 20 and under 25 (G9b)', () => {
    const ages = dimension('age', 'category', ['under 20', '20-24', 'from 25'], {
      'from 20': ['20-24', 'from 25'],
      'under 25': ['under 20', '20-24'],
    });
    const men = [
      persons(6, { age: 'under 20' }),
      persons(1, { age: '20-24' }),
      persons(8, { age: 'from 25' }),
    ];
    const isShown = shownOf([ages], men, 3);
    expect(isShown({ age: 'under 20' }) && isShown({ age: 'under 25' })).toBe(false);
    expect(isShown({ age: 'from 25' }) && isShown({ age: 'from 20' })).toBe(false);
  });

  it('women who work where they live, and those who do not, from residents, workers and men (G9c)', () => {
    const dimensions = ['lives', 'works', 'sex'].map((name) =>
      dimension(name, 'category', name === 'sex' ? ['m', 'f'] : ['here', 'elsewhere']),
    );
    const group = (lives: string, works: string, men: number, women: number) => [
      persons(men, { lives, works, sex: 'm' }),
      persons(women, { lives, works, sex: 'f' }),
    ];
    const isShown = shownOf(dimensions, [
      ...group('here', 'here', 21, 1),
      ...group('here', 'elsewhere', 58, 5),
      ...group('elsewhere', 'here', 23, 4),
      ...group('elsewhere', 'elsewhere', 40, 40),
    ]);
    for (const [lives, works] of [
      ['here', 'here'],
      ['here', 'elsewhere'],
      ['elsewhere', 'here'],
    ] as const) {
      expect(isShown({ lives, works })).toBe(true);
      expect(isShown({ lives, works, sex: 'm' })).toBe(false);
      expect(isShown({ lives, works, sex: 'f' })).toBe(false);
    }
  });

  it('the one woman, and her outcome, from the total and the men (G9e)', () => {
    const dimensions = [
      dimension('sex', 'category', ['m', 'f']),
      dimension('outcome', 'category', ['yes', 'no']),
    ];
    const isShown = shownOf(
      dimensions,
      [
        persons(7, { sex: 'm', outcome: 'yes' }),
        persons(12, { sex: 'm', outcome: 'no' }),
        persons(1, { sex: 'f', outcome: 'yes' }),
      ],
      3,
    );
    expect([isShown({}), isShown({ outcome: 'yes' })]).toEqual([true, true]);
    expect([isShown({ sex: 'm' }), isShown({ sex: 'm', outcome: 'yes' })]).toEqual([false, false]);
  });

  it('a street from the town and all other streets', () => {
    const areas = dimension('area', 'area', ['street', 'one', 'two'], { others: ['one', 'two'] });
    const town = [
      persons(4, { area: 'street' }),
      persons(500, { area: 'one' }),
      persons(396, { area: 'two' }),
    ];
    const isShown = shownOf([areas], town);
    expect([isShown({}), isShown({ area: 'others' })]).toEqual([true, false]);
  });
});
