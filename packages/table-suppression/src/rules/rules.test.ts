import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contribution } from './contributions.ts';
import { explainVerdict, judgeCell, type Rule, type RuleSet } from './rules.ts';

const each = (...values: number[]): Contribution[] =>
  values.map((value, at) => ({ holder: `h${at}`, value }));
const rest = (total: number, count: number) => Array.from({ length: count }, () => total / count);
const judge = (contributions: readonly Contribution[], ...rules: Rule[]) =>
  judgeCell(contributions, { rules });
const kindOf = (contributions: readonly Contribution[], ...rules: Rule[]) =>
  judge(contributions, ...rules).kind;

const magnitudes = new Map([
  ['Agri:Port', [75.9, 24.5]],
  ['Agri:Spain', [96.6, 43.2]],
  ['Ent:Icel', [16.8]],
  ['Ent:Port', [7.1, 2.3]],
  ['Ent:Spain', [77.4, 11.5, 16.4]],
  ['Gov:Port', [21.6, 2]],
  ['Gov:Spain', [6.5, 2.7]],
  ['Ind:Icel', [9.6, 8.8, 1.9]],
  ['Ind:Port', [25.7, 3.4]],
  ['Ind:Spain', [8.4]],
]);
const unsafeUnder = (rule: Rule) =>
  [...magnitudes].filter(([, values]) => kindOf(each(...values), rule) === 'sensitive').map(([id]) => id);

describe('primary rules on the table of magnitudes (G8)', () => {
  it('find the four cells of the (1,80) rule', () => {
    expect(unsafeUnder({ kind: 'dominance', n: 1, k: 80 })).toEqual([
      'Ent:Icel',
      'Gov:Port',
      'Ind:Port',
      'Ind:Spain',
    ]);
  });

  it('find all but two cells under p = 10', () => {
    const safe = [...magnitudes.keys()].filter(
      (id) => !unsafeUnder({ kind: 'p-percent', p: 10 }).includes(id),
    );
    expect(safe).toEqual(['Ent:Spain', 'Ind:Icel']);
  });

  it('find the two firms that are alone under a threshold of two', () => {
    expect(unsafeUnder({ kind: 'threshold', minimum: 2 })).toEqual(['Ent:Icel', 'Ind:Spain']);
  });
});

describe('primary rules with sampling weights (G8)', () => {
  const cells: readonly (readonly (readonly [value: number, weight: number])[])[] = [
    [[100, 1]],
    [
      [90, 2],
      [10, 1],
    ],
    [
      [80, 2],
      [20, 1],
    ],
    [
      [70, 2],
      [30, 1],
    ],
    [
      [80, 2],
      [10, 1],
      [10, 1],
    ],
    [
      [70, 2],
      [10, 1],
      [10, 1],
      [10, 1],
    ],
    [
      [60, 2],
      [20, 1],
      [10, 1],
      [10, 1],
    ],
  ];
  const unsafe = (rules: RuleSet) =>
    cells.map((cell) => {
      const contributions = cell.map(([value, weight], at) => ({ holder: `h${at}`, value, weight }));
      return judgeCell(contributions, rules).kind === 'sensitive';
    });

  it('set values without weights against the weighted total', () => {
    const rules: Rule[] = [
      { kind: 'dominance', n: 1, k: 70 },
      { kind: 'dominance', n: 2, k: 90 },
    ];
    expect(unsafe({ rules })).toEqual([true, false, false, false, false, false, false]);
  });

  it('count units where they are read that way', () => {
    const rules: Rule[] = [{ kind: 'dominance', n: 2, k: 90 }];
    expect(unsafe({ rules, weights: 'units' })).toEqual([true, true, false, false, false, false, false]);
  });

  it('refuse to count units of a holder with several records', () => {
    const records = [
      { holder: 'a', value: 3, weight: 2 },
      { holder: 'a', value: 4 },
    ];
    const rules: Rule[] = [{ kind: 'p-percent', p: 10 }];
    expect(() => judgeCell(records, { rules, weights: 'units' })).toThrow('one record');
  });
});

describe('the examples of the Handbook', () => {
  it('call 50000 and 49000 of 100000 safe under (1,90) and unsafe under p = 10, for the estimate is 2 % off', () => {
    const cell = each(50_000, 49_000, ...rest(1_000, 100));
    expect(kindOf(cell, { kind: 'dominance', n: 1, k: 90 })).toBe('safe');
    expect(kindOf(cell, { kind: 'p-percent', p: 10 })).toBe('sensitive');
    expect(kindOf(cell, { kind: 'p-percent', p: 2.1 })).toBe('sensitive');
    expect(kindOf(cell, { kind: 'p-percent', p: 2 })).toBe('safe');
  });

  it('call 52000 and 50000 of 110000 safe under p = 10 and unsafe under (2,90.9)', () => {
    const cell = each(52_000, 50_000, ...rest(8_000, 100));
    expect(kindOf(cell, { kind: 'p-percent', p: 10 })).toBe('safe');
    expect(kindOf(cell, { kind: 'p-percent', p: 15.4 })).toBe('sensitive');
    expect(kindOf(cell, { kind: 'dominance', n: 2, k: 90.9 })).toBe('sensitive');
  });

  it('want an upper bound of 352.94 for 300, 20 and 10 under (1,85)', () => {
    const verdict = judge(each(300, 20, 10), { kind: 'dominance', n: 1, k: 85 });
    const upper = verdict.kind === 'sensitive' ? verdict.protection.upper : Number.NaN;
    expect(330 + upper).toBeCloseTo(352.94, 2);
  });

  it('ask of p % and of (p,q) what is missing from the rest', () => {
    const cell = each(100, 50, 4);
    expect(judge(cell, { kind: 'p-percent', p: 10 })).toMatchObject({ protection: { upper: 6 } });
    expect(judge(cell, { kind: 'prior-posterior', p: 10, q: 50 })).toMatchObject({
      protection: { upper: 16 },
    });
    expect(judge(cell, { kind: 'prior-posterior', p: 10, q: 100 })).toMatchObject({
      protection: { upper: 6 },
    });
  });
});

describe('a primary rule', () => {
  it('is strict: exactly k % and exactly p % are safe', () => {
    expect(kindOf(each(80, 20), { kind: 'dominance', n: 1, k: 80 })).toBe('safe');
    expect(kindOf(each(80.01, 19.99), { kind: 'dominance', n: 1, k: 80 })).toBe('sensitive');
    expect(kindOf(each(100, 100, 10), { kind: 'p-percent', p: 10 })).toBe('safe');
    expect(kindOf(each(100, 100, 9.99), { kind: 'p-percent', p: 10 })).toBe('sensitive');
    expect(kindOf(each(0.1, 0.2, 0.02), { kind: 'p-percent', p: 10 })).toBe('safe');
    expect(kindOf(each(1, 1, 1), { kind: 'threshold', minimum: 3 })).toBe('safe');
  });

  it('puts the records of one holder together first', () => {
    const records = [5, 5, 5, 5].map((value) => ({ holder: 'one', value }));
    expect(kindOf([...records, { holder: 'two', value: 4 }], { kind: 'dominance', n: 1, k: 80 })).toBe(
      'sensitive',
    );
    expect(kindOf(each(5, 5, 5, 5, 4), { kind: 'dominance', n: 1, k: 80 })).toBe('safe');
    expect(kindOf(records, { kind: 'threshold', minimum: 2 })).toBe('sensitive');
  });

  it('hits when any of several does, and asks for the most protection', () => {
    const verdict = judge(
      each(300, 20, 10),
      { kind: 'threshold', minimum: 5 },
      { kind: 'dominance', n: 1, k: 85 },
      { kind: 'p-percent', p: 1 },
    );
    expect(verdict).toMatchObject({ kind: 'sensitive', rules: ['threshold', 'dominance'] });
    expect(verdict.kind === 'sensitive' && verdict.protection.upper).toBe(33);
  });

  it('leaves a holder that waived out as a target and in as an attacker', () => {
    const waived: Contribution[] = [{ holder: 'a', value: 900, waived: true }];
    const rule: Rule = { kind: 'p-percent', p: 10 };
    expect(kindOf([...waived, ...each(60, 30, 10)], rule)).toBe('safe');
    expect(kindOf([...waived, ...each(60, 3, 2)], rule)).toBe('sensitive');
    expect(kindOf(waived, rule, { kind: 'threshold', minimum: 10 })).toBe('safe');
    expect(kindOf([...waived, ...each(60)], { kind: 'threshold', minimum: 3 })).toBe('sensitive');
  });

  it('has a person look at negative contributions, unless there are too few anyway', () => {
    const cell = each(100, 40, -30);
    const rule: Rule = { kind: 'p-percent', p: 10 };
    expect(judge(cell, rule)).toEqual({ kind: 'review', reason: 'negative-contribution' });
    expect(kindOf(cell, rule, { kind: 'threshold', minimum: 4 })).toBe('sensitive');
    expect(kindOf(cell, { kind: 'threshold', minimum: 3 })).toBe('safe');
  });

  it('distinguishes all zeros from no contributors', () => {
    expect(kindOf([], { kind: 'all-zero' }, { kind: 'threshold', minimum: 3 })).toBe('safe');
    expect(kindOf(each(0, 0, 0), { kind: 'all-zero' })).toBe('sensitive');
    expect(kindOf(each(0, 0, 0), { kind: 'p-percent', p: 10 })).toBe('safe');
  });

  it('refuses parameters that cannot be, without telling them', () => {
    const wrong: Rule[] = [
      { kind: 'threshold', minimum: 0 },
      { kind: 'threshold', minimum: 3, rangePercent: 0 },
      { kind: 'dominance', n: 0, k: 80 },
      { kind: 'dominance', n: 1, k: 101 },
      { kind: 'p-percent', p: 0 },
      { kind: 'prior-posterior', p: 50, q: 40 },
    ];
    for (const rule of wrong) {
      expect(() => judge(each(1), rule)).toThrow(
        new RangeError(`The parameters of the ${rule.kind} rule cannot be`),
      );
    }
    expect(() => judge(each(Number.NaN), { kind: 'all-zero' })).toThrow('number');
    expect(() => judge([{ holder: 'a', value: 1, weight: 0 }], { kind: 'all-zero' })).toThrow('weight');
  });

  it('holds after protection: at the upper level the second largest no longer comes within p %', () => {
    const values = fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 90 }), (cell, p) => {
        const verdict = judge(each(...cell), { kind: 'p-percent', p });
        if (verdict.kind !== 'sensitive') return;
        const [first = 0, second = 0] = [...cell].sort((one, other) => other - one);
        const highest = cell.reduce((sum, value) => sum + value, 0) + verdict.protection.upper - second;
        expect(highest).toBeCloseTo((1 + p / 100) * first, 4);
      }),
    );
  });
});

describe('a verdict for a checker', () => {
  it('tells why, and no parameter, amount or holder', () => {
    const verdict = judge(
      each(300),
      { kind: 'threshold', minimum: 5 },
      { kind: 'dominance', n: 1, k: 85 },
      { kind: 'p-percent', p: 13 },
    );
    expect(explainVerdict(verdict)).toEqual(['too-few', 'dominated']);
    expect(explainVerdict({ kind: 'safe' })).toEqual([]);
    expect(explainVerdict({ kind: 'review', reason: 'negative-contribution' })).toEqual([
      'negative-contribution',
    ]);
  });
});
