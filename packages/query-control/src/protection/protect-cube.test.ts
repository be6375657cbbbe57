import { describe, expect, it } from 'vitest';
import { countCube } from '../cube/count-cube.ts';
import type { CountedUnit, Cube } from '../cube/cube.ts';
import { microdataOf, type People } from '../cube/people.testing.ts';
import type { Dimension, Lattice } from '../lattice/lattice.ts';
import { protectCube } from './protect-cube.ts';
import type { ProtectionRule, SuppressionRule } from './rule.ts';
import { ruleParameters } from './rule-parameters.ts';
import { protectionRules } from './rules.ts';

const dimension = (
  name: string,
  kind: Dimension['kind'],
  names: readonly string[],
  groups: Readonly<Record<string, readonly string[]>> = {},
): Dimension => ({
  name,
  kind,
  finest: names,
  values: [
    ...Object.entries(groups).map(([value, members]) => ({
      level: 'group',
      value,
      codes: members.map((member) => names.indexOf(member)),
    })),
    ...names.map((value, at) => ({ level: 'value', value, codes: [at] })),
  ],
  severalPerPerson: false,
});

const area = dimension('area', 'area', ['A', 'B', 'C']);
const kind = dimension('kind', 'category', ['litter', 'noise', 'other']);
const care = dimension('in.care', 'link', ['no', 'yes']);

function latticeOf(...dimensions: readonly Dimension[]): Lattice {
  return { dimensions, dimensionsMax: 3 };
}

/** Which rule suppresses a figure; undefined where it is shown. */
type Judge = (values?: Readonly<Record<string, string>>) => SuppressionRule | undefined;

function judgeAll(
  lattice: Lattice,
  people: readonly People[],
  {
    unit = 'persons',
    rules = protectionRules,
  }: { unit?: CountedUnit; rules?: readonly ProtectionRule[] } = {},
): Judge {
  const cube = countCube(lattice, unit, microdataOf(people));
  const { records: protection } = protectCube({ records: cube }, ruleParameters, rules);
  return (values = {}) => {
    const row = rowOf(cube, values);
    return rules[(protection.rules[row] ?? 0) - 1]?.name;
  };
}

function rowOf(cube: Cube, values: Readonly<Record<string, string>>): number {
  const node = cube.lattice.dimensions.map(
    (one) => one.values.findIndex(({ value }) => value === (values[one.name] ?? '')) + 1,
  );
  const row = cube.rowOf(node);
  if (row === undefined) throw new RangeError('There is no such node');
  return row;
}

const people = (records: number, values: People['values'], persons = records): People => ({
  records,
  persons,
  values,
});

interface Case {
  readonly rule: SuppressionRule;
  readonly why: string;
  readonly unit?: CountedUnit;
  readonly lattice: Lattice;
  readonly people: readonly People[];
  readonly figure: Readonly<Record<string, string>>;
}

const cases: readonly Case[] = [
  {
    rule: 'minimum-count',
    why: 'nine persons',
    lattice: latticeOf(kind),
    people: [people(40, { kind: 'litter' }), people(20, { kind: 'noise' }), people(9, { kind: 'other' })],
    figure: { kind: 'other' },
  },
  {
    rule: 'dominance',
    why: 'forty records of nine persons',
    unit: 'records',
    lattice: latticeOf(kind),
    people: [people(40, { kind: 'litter' }, 9), people(30, { kind: 'noise' }), people(30, { kind: 'other' })],
    figure: { kind: 'litter' },
  },
  {
    rule: 'small-complement',
    why: 'all but nine persons of a kind',
    lattice: latticeOf(area, kind),
    people: [
      people(30, { area: 'A', kind: 'litter' }),
      people(9, { area: 'B', kind: 'litter' }),
      people(20, { area: 'A', kind: 'noise' }),
      people(20, { area: 'B', kind: 'noise' }),
    ],
    figure: { area: 'A', kind: 'litter' },
  },
  {
    rule: 'disclosive-zero',
    why: 'a zero among nine persons',
    lattice: latticeOf(kind, care),
    people: [
      people(30, { kind: 'litter', 'in.care': 'no' }),
      people(30, { kind: 'litter', 'in.care': 'yes' }),
      people(30, { kind: 'noise', 'in.care': 'yes' }),
      people(30, { kind: 'noise', 'in.care': 'no' }),
      people(9, { kind: 'other', 'in.care': 'no' }),
    ],
    figure: { kind: 'other', 'in.care': 'yes' },
  },
  {
    rule: 'group-disclosure',
    why: 'everybody in an area is in care',
    lattice: latticeOf(area, care),
    people: [
      people(30, { area: 'A', 'in.care': 'yes' }),
      people(30, { area: 'B', 'in.care': 'yes' }),
      people(30, { area: 'B', 'in.care': 'no' }),
    ],
    figure: { area: 'A', 'in.care': 'yes' },
  },
];

/** The rules that look at one or two figures; the rule on precision looks at all together. */
const judgedByThemselves = protectionRules.filter(({ name }) => name !== 'precision');

describe('protecting a cube', () => {
  it.each(cases)('suppresses $why by the rule $rule, and by no other', (one) => {
    const judge = judgeAll(one.lattice, one.people, one);
    expect(judge(one.figure)).toBe(one.rule);
    const others = judgedByThemselves.filter(({ name }) => name !== one.rule);
    expect(judgeAll(one.lattice, one.people, { ...one, rules: others })(one.figure)).toBeUndefined();
  });

  it('shows ten persons, a complement of ten, a zero among ten, and what all but ten have', () => {
    const judge = judgeAll(latticeOf(area, care), [
      people(10, { area: 'A', 'in.care': 'no' }),
      people(20, { area: 'B', 'in.care': 'yes' }),
      people(10, { area: 'B', 'in.care': 'no' }),
      people(30, { area: 'C', 'in.care': 'no' }),
    ]);
    const figures = [{}, { area: 'A' }, { 'in.care': 'yes' }, { area: 'B', 'in.care': 'yes' }];
    expect(figures.map((figure) => judge(figure))).toEqual(figures.map(() => undefined));
    expect(judge({ area: 'A', 'in.care': 'yes' })).toBeUndefined();
  });

  it('judges the total as any other figure', () => {
    expect(judgeAll(latticeOf(kind), [people(9, { kind: 'litter' })])()).toBe('minimum-count');
    expect(judgeAll(latticeOf(kind), [people(30, { kind: 'litter' }, 3)], { unit: 'records' })()).toBe(
      'dominance',
    );
    expect(judgeAll(latticeOf(kind), [people(0, { kind: 'litter' })])()).toBeUndefined();
  });

  it('finds a small complement in a container that is more than one step away', () => {
    const judge = judgeAll(latticeOf(area, kind, care), [
      people(40, { area: 'A', kind: 'litter', 'in.care': 'yes' }),
      people(3, { area: 'B', kind: 'litter', 'in.care': 'no' }),
      people(3, { area: 'A', kind: 'noise', 'in.care': 'no' }),
      people(3, { area: 'B', kind: 'other', 'in.care': 'no' }),
    ]);
    expect(judge({ area: 'A', kind: 'litter', 'in.care': 'yes' })).toBe('small-complement');
    const apart = judgeAll(latticeOf(dimension('area', 'area', ['A', 'B'], { both: ['A', 'B'] }), kind), [
      people(40, { area: 'A', kind: 'litter' }),
      people(6, { area: 'B', kind: 'noise' }),
      people(6, { area: 'A', kind: 'other' }),
    ]);
    expect(apart({ area: 'A' })).toBe('small-complement');
    expect(apart({ area: 'A', kind: 'litter' })).toBe('small-complement');
  });

  it('suppresses records when it cannot be told that ten persons are behind the complement', () => {
    const lattice = latticeOf(area, kind);
    const around = [people(40, { area: 'A', kind: 'litter' }), people(40, { area: 'A', kind: 'noise' })];
    const few = judgeAll(lattice, [...around, people(30, { area: 'B', kind: 'litter' }, 9)], {
      unit: 'records',
    });
    expect(few({ area: 'A', kind: 'litter' })).toBe('small-complement');
    const enough = judgeAll(lattice, [...around, people(30, { area: 'B', kind: 'litter' }, 10)], {
      unit: 'records',
    });
    expect(enough({ area: 'A', kind: 'litter' })).toBeUndefined();
  });

  it('suppresses a set under every description that gives it', () => {
    const judge = judgeAll(latticeOf(area, care), [
      people(40, { area: 'A', 'in.care': 'no' }),
      people(5, { area: 'B', 'in.care': 'no' }),
      people(20, { area: 'B', 'in.care': 'yes' }),
    ]);
    // That nobody of A is in care is shown, so A is known to be the same 40 persons, and 45 - 40 are five of B.
    expect(judge({ area: 'A', 'in.care': 'yes' })).toBeUndefined();
    expect(judge({ area: 'A', 'in.care': 'no' })).toBe('small-complement');
    expect(judge({ area: 'A' })).toBe('small-complement');
  });

  it('keeps the total of a group of which everybody has the same value', () => {
    const kinds = dimension('kind', 'category', ['litter', 'noise'], { any: ['litter', 'noise'] });
    const judge = judgeAll(latticeOf(area, kinds), [
      people(30, { area: 'A', kind: 'litter' }),
      people(30, { area: 'B', kind: 'litter' }),
      people(30, { area: 'B', kind: 'noise' }),
    ]);
    expect(judge({ area: 'A', kind: 'litter' })).toBe('group-disclosure');
    expect(judge({ area: 'A', kind: 'noise' })).toBe('group-disclosure');
    expect([judge({ area: 'A' }), judge({ area: 'A', kind: 'any' })]).toEqual([undefined, undefined]);
  });

  it('shows what follows from another category in the whole version', () => {
    const main = dimension('main', 'category', ['dirt', 'din']);
    const kinds = dimension('kind', 'category', ['litter', 'glass', 'noise', 'smell']);
    const lattice = latticeOf(kinds, main);
    const rows = [
      people(30, { kind: 'litter', main: 'dirt' }),
      people(30, { kind: 'glass', main: 'dirt' }),
      people(30, { kind: 'noise', main: 'din' }),
      people(30, { kind: 'smell', main: 'din' }),
    ];
    const figures = [
      { kind: 'litter', main: 'dirt' },
      { kind: 'litter', main: 'din' },
    ];
    const known = judgeAll(lattice, rows);
    expect(figures.map((figure) => known(figure))).toEqual([undefined, undefined]);
    const broken = judgeAll(lattice, [...rows, people(30, { kind: 'smell', main: 'dirt' })]);
    expect(figures.map((figure) => broken(figure))).toEqual(['group-disclosure', 'group-disclosure']);
    // The other way round nothing follows: that all of a main kind are of one kind is no rule of the version.
    const [litter, , noise, smell] = rows;
    const single = judgeAll(
      lattice,
      [litter, noise, smell].flatMap((one) => one ?? []),
    );
    expect(single({ kind: 'litter', main: 'dirt' })).toBe('group-disclosure');
  });

  it('says which share it suppresses, what a rule measured, and what it knew before', () => {
    const seen: number[][] = [];
    const measuring: ProtectionRule = {
      name: 'precision',
      decision: '0033',
      find: (cube, { suppressed }) => {
        seen.push([...suppressed]);
        return { suppressed: new Uint8Array(cube.size), lowestError: 2.5, closed: [] };
      },
    };
    const cube = countCube(
      latticeOf(area, kind),
      'persons',
      microdataOf([
        people(30, { area: 'A', kind: 'litter' }),
        people(30, { area: 'B', kind: 'litter' }),
        people(35, { area: 'A', kind: 'noise' }),
        people(5, { area: 'B', kind: 'noise' }),
      ]),
    );
    const protection = protectCube({ records: cube, persons: cube }, ruleParameters, [
      ...protectionRules.slice(0, 1),
      measuring,
    ]);
    expect(protection.records.shares).toEqual({ figures: 1 / 4, counts: 5 / 100 });
    expect(protection.records.lowestError).toBe(2.5);
    expect(protection.persons?.rules[rowOf(cube, { area: 'B', kind: 'noise' })]).toBe(1);
    expect(seen[0]?.filter((one) => one === 1)).toHaveLength(1);
    const unmeasured = protectCube({ records: cube }, ruleParameters, judgedByThemselves);
    expect(unmeasured.records.lowestError).toBeUndefined();
    expect(protectCube({ records: cube }, ruleParameters).records.lowestError).toBeGreaterThan(2);
  });

  it('refuses a cube whose rows are not those of its lattice', () => {
    const cube = countCube(latticeOf(kind), 'persons', microdataOf([people(9, { kind: 'litter' })]));
    const wrong = { ...cube, nodes: cube.nodes.toReversed() };
    expect(() => protectCube({ records: wrong }, ruleParameters)).toThrow(RangeError);
  });
});

describe('a person who stands alone', () => {
  const towns = (
    crowd: readonly People[],
    alone: Readonly<Record<string, string>>,
  ): readonly (readonly People[])[] =>
    ['litter', 'noise', 'other'].map((value) => [...crowd, people(1, { ...alone, kind: value })]);
  const lattice = latticeOf(area, kind, care);
  const crowd = (areas: readonly string[], inCare: readonly string[]): People[] =>
    areas.flatMap((one) =>
      ['litter', 'noise', 'other'].flatMap((value) =>
        inCare.map((link) => people(30, { area: one, kind: value, 'in.care': link })),
      ),
    );
  const form = (town: readonly People[], unit: CountedUnit): string[] => {
    const cube = countCube(lattice, unit, microdataOf(town));
    const { records: protection } = protectCube({ records: cube }, ruleParameters);
    return Array.from(protection.rules, (rule, row) => {
      if (rule !== 0) return 'suppressed';
      return cube.counts[row] === 0 ? 'zero' : 'number';
    });
  };

  it.each([
    ['in an area', crowd(['A', 'B'], ['no', 'yes']), { area: 'C', 'in.care': 'no' }],
    [
      'in care, of an area',
      [...crowd(['A'], ['no']), ...crowd(['B', 'C'], ['no', 'yes'])],
      { area: 'A', 'in.care': 'yes' },
    ],
  ] as const)('%s, changes no form of a figure by the value that it has', (_, around, alone) => {
    for (const unit of ['persons', 'records'] as const) {
      const [first, ...others] = towns(around, alone).map((town) => form(town, unit));
      for (const other of others) expect(other).toEqual(first);
      expect(first).toContain('suppressed');
      expect(first?.filter((one) => one === 'number').length).toBeGreaterThan(10);
    }
  });
});

describe('a set with two names of which one is closed', () => {
  const people = [
    { records: 20, values: { area: 'A', kind: 'litter' } },
    { records: 30, values: { area: 'B', kind: 'noise' } },
    { records: 25, values: { area: 'B', kind: 'litter' } },
  ];
  const lattice = latticeOf(area, kind);
  const cube = countCube(lattice, 'records', microdataOf(people));
  const isOfTwo = (row: number): boolean =>
    cube.nodes.subarray(row * 2, row * 2 + 2).every((value) => value > 0);
  const closing: ProtectionRule = {
    name: 'precision',
    decision: '0033',
    find: ({ size }) => ({
      suppressed: new Uint8Array(size),
      closed: [{ part: 'second-dimension', reason: 'too-large', opensWith: 'fewer-dimensions' }],
      closedRows: Uint8Array.from({ length: size }, (_, row) => Number(isOfTwo(row))),
    }),
  };
  const { records: protection } = protectCube({ records: cube }, ruleParameters, [closing]);
  const isShown = (values: Readonly<Record<string, string>>) => protection.rules[rowOf(cube, values)] === 0;

  it('is shown under the name that can be asked', () => {
    expect(isShown({ area: 'A', kind: 'litter' })).toBe(false);
    expect(isShown({ area: 'A' })).toBe(true);
    expect(isShown({ kind: 'noise' })).toBe(true);
  });

  it('is no suppressed figure, for nobody can ask it', () => {
    expect(protection.shares).toEqual({ figures: 0, counts: 0 });
  });
});
