import { describe, expect, it } from 'vitest';
import { judgeCell } from '../rules/rules.ts';
import { type FourfoldTable, judgeCorrelation, judgeOddsRatio } from './association.ts';
import { type Chart, judgeChart } from './chart.ts';
import { judgeExtreme, judgeHistogram, judgeMean, judgePercentile } from './distribution.ts';
import { hasDegreesOfFreedom, judgeRegression, type Regression } from './regression.ts';
import type { StatisticVerdict } from './statistic-verdict.ts';

const reasonsOf = (verdict: StatisticVerdict) =>
  verdict.kind === 'safe' ? [] : verdict.issues.map(({ reason }) => reason);
const judgeValues = (...values: number[]) =>
  judgeCell(
    values.map((value, at) => ({ holder: `h${at}`, value })),
    { rules: [{ kind: 'p-percent', p: 10 }] },
  );
const even = judgeValues(...Array.from({ length: 20 }, () => 5));

describe('a mean', () => {
  it('is as safe as its sum and its number', () => {
    expect(judgeMean({ contributors: 10, sum: even })).toEqual({ kind: 'safe' });
    expect(reasonsOf(judgeMean({ contributors: 9, sum: even }))).toEqual(['too-few']);
    expect(reasonsOf(judgeMean({ contributors: 20, sum: judgeValues(900, 3, 2) }))).toEqual(['dominated']);
  });

  it('waits for a person when contributions are below 0, and not when it is unsafe anyway', () => {
    const sum = judgeValues(9, 4, -2);
    expect(judgeMean({ contributors: 20, sum }).kind).toBe('review');
    expect(judgeMean({ contributors: 3, sum }).kind).toBe('unsafe');
  });
});

describe('a percentile', () => {
  it.each([
    [20, 50, []],
    [19, 50, ['few-beyond']],
    [9, 50, ['too-few', 'few-beyond']],
    [40, 25, []],
    [39, 75, ['few-beyond']],
    [100, 90, []],
    [100, 91, ['few-beyond']],
    [5_000, 100, ['extreme']],
    [5_000, 0, ['extreme']],
  ])('of %i persons at %i %% has issues %j', (contributors, percent, reasons) => {
    expect(reasonsOf(judgePercentile({ contributors, percent }))).toEqual(reasons);
  });

  it('lies from 0 to 100', () => {
    expect(() => judgePercentile({ contributors: 50, percent: 101 })).toThrow(RangeError);
  });

  it('at either end is never shown', () => {
    expect(judgeExtreme()).toEqual({ kind: 'unsafe', issues: [{ reason: 'extreme' }] });
  });
});

describe('a histogram', () => {
  const bins = (...counts: number[]) =>
    counts.map((contributors, at) => ({ name: `bin ${at}`, contributors }));

  it('is safe with registered edges and bins that are large or empty', () => {
    expect(judgeHistogram({ bins: bins(0, 10, 300, 0, 12), edges: 'registered' })).toEqual({ kind: 'safe' });
  });

  it('names the bin of few', () => {
    expect(judgeHistogram({ bins: bins(40, 9), edges: 'registered' })).toEqual({
      kind: 'unsafe',
      issues: [{ reason: 'small-bin', subject: 'bin 1' }],
    });
  });

  it('is not shown with the extremes as its edges', () => {
    expect(reasonsOf(judgeHistogram({ bins: bins(40, 90), edges: 'data' }))).toEqual(['edges-from-data']);
  });

  it('is not shown when all persons are in one bin', () => {
    expect(reasonsOf(judgeHistogram({ bins: bins(0, 90, 0), edges: 'registered' }))).toEqual(['one-bin']);
  });
});

describe('a correlation', () => {
  it.each([
    [50, 0.4, []],
    [12, 0.4, []],
    [11, 0.4, ['few-degrees-of-freedom']],
    [50, 1, ['perfect-fit']],
    [50, -1, ['perfect-fit']],
    [50, Number.NaN, ['constant']],
  ])('of %i persons and %d has issues %j', (contributors, coefficient, reasons) => {
    expect(reasonsOf(judgeCorrelation({ contributors, coefficient }))).toEqual(reasons);
  });

  it('does not rest on one contributor', () => {
    const sums = { income: judgeValues(1_000_000, 4, 3, 2), age: even };
    expect(judgeCorrelation({ contributors: 50, coefficient: 0.98, sums })).toEqual({
      kind: 'unsafe',
      issues: [{ reason: 'dominated', subject: 'income' }],
    });
  });
});

describe('an odds ratio', () => {
  it.each<[FourfoldTable, string[]]>([
    [
      [
        [10, 40],
        [25, 90],
      ],
      [],
    ],
    [
      [
        [9, 40],
        [25, 90],
      ],
      ['small-cell'],
    ],
    [
      [
        [0, 40],
        [25, 3],
      ],
      ['zero-cell', 'small-cell'],
    ],
  ])('of %j has issues %j', (table, reasons) => {
    expect(reasonsOf(judgeOddsRatio(table))).toEqual(reasons);
  });
});

describe('a regression', () => {
  const model: Regression = {
    observations: 200,
    contributors: 200,
    parameters: 5,
    distinctPatterns: 24,
    explained: 0.42,
    groups: [{ name: 'woman', contributors: 96 }],
    outputs: ['coefficients', 'standard-errors', 'fit'],
  };
  const judge = (changes: Partial<Regression>) => reasonsOf(judgeRegression({ ...model, ...changes }));

  it('is safe with enough persons, freedom and groups', () => {
    expect(judge({})).toEqual([]);
  });

  it('needs ten degrees of freedom that are left, or as many as asked', () => {
    expect(hasDegreesOfFreedom({ observations: 15, parameters: 5 })).toBe(true);
    expect(hasDegreesOfFreedom({ observations: 14, parameters: 5 })).toBe(false);
    expect(hasDegreesOfFreedom({ observations: 14, parameters: 5 }, 9)).toBe(true);
    const groups = [] as const;
    expect(judge({ observations: 14, contributors: 14, groups })).toEqual(['few-degrees-of-freedom']);
  });

  it('counts persons and not their rows', () => {
    expect(judge({ contributors: 12, groups: [] })).toEqual(['few-degrees-of-freedom']);
    expect(judge({ contributors: 6, groups: [] })).toEqual(['too-few', 'few-degrees-of-freedom']);
  });

  it('is a table in disguise when saturated', () => {
    expect(judge({ parameters: 24 })).toEqual(['saturated']);
    expect(judge({ parameters: 23 })).toEqual([]);
    expect(judge({ observations: 8, contributors: 8, parameters: 8, groups: [] })).toContain('saturated');
  });

  it('is not shown when it fits perfectly', () => {
    expect(judge({ explained: 1 })).toEqual(['perfect-fit']);
  });

  it('names the dummy over a small group, and the one that leaves a small group outside', () => {
    const groups = [
      { name: 'lives in WK047901', contributors: 9 },
      { name: 'woman', contributors: 96 },
      { name: 'insured', contributors: 195 },
    ];
    expect(judgeRegression({ ...model, groups })).toEqual({
      kind: 'unsafe',
      issues: [
        { reason: 'small-group', subject: 'lives in WK047901' },
        { reason: 'small-group', subject: 'insured' },
      ],
    });
  });

  it('spends no degree of freedom on what could not be estimated, and is not saturated by it', () => {
    expect(judge({ parameters: 195 })).toEqual(['few-degrees-of-freedom', 'saturated']);
    expect(judge({ parameters: 195, rank: 12 })).toEqual([]);
    expect(judge({ parameters: 30, rank: 24 })).toEqual(['saturated']);
    expect(() => judge({ rank: 6 })).toThrow('No more coefficients');
  });

  it('counts, with weights, as many as would say the same without', () => {
    const alike = { sum: 400, sumOfSquares: 800 };
    expect(judge({ weights: alike })).toEqual([]);
    const oneHeavy = { sum: 199 + 1_000, sumOfSquares: 199 + 1_000 ** 2 };
    expect(judge({ weights: oneHeavy })).toEqual(['too-few', 'few-degrees-of-freedom']);
    const fewHeavy = { sum: 190 + 10 * 500, sumOfSquares: 190 + 10 * 500 ** 2 };
    expect(judge({ weights: fewHeavy })).toEqual(['few-degrees-of-freedom']);
    expect(() => judge({ weights: { sum: 0, sumOfSquares: 0 } })).toThrow('Weights');
  });

  it('discloses each outcome when it is the same for all', () => {
    expect(judge({ explained: Number.NaN })).toEqual(['constant']);
  });

  it('keeps in what is of records, and what is of the most extreme one', () => {
    const outputs = ['coefficients', 'residuals', 'residual-plot', 'fitted-values', 'leverages'] as const;
    expect(judge({ outputs })).toEqual(['per-record', 'per-record', 'per-record', 'per-record']);
    expect(judgeRegression({ ...model, outputs: ['fit', 'residual-extremes'] })).toEqual({
      kind: 'unsafe',
      issues: [{ reason: 'extreme', subject: 'residual-extremes' }],
    });
  });
});

describe('a chart', () => {
  const cells = (...values: (number | null)[]) => values.map((value, at) => ({ name: `cell ${at}`, value }));
  const judge = (chart: Partial<Chart>) =>
    reasonsOf(judgeChart({ form: 'bars', axis: 'shown', cells: cells(20, 0), ...chart }));

  it('shows what is protected, with gaps', () => {
    expect(judge({ cells: cells(20, null, 0) })).toEqual([]);
  });

  it.each([
    ['scatter', ['per-record']],
    ['box', ['extreme']],
    ['line', []],
    ['map', []],
  ] as const)('in the form of a %s has issues %j', (form, reasons) => {
    expect(judge({ form })).toEqual(reasons);
  });

  it('of parts gives away the one suppressed part, and names it', () => {
    const one = {
      form: 'parts',
      axis: 'shown',
      cells: cells(20, null, 30),
    } as const;
    expect(judgeChart(one)).toEqual({ kind: 'unsafe', issues: [{ reason: 'remainder', subject: 'cell 1' }] });
    expect(judge({ form: 'parts', cells: cells(null, null, 3) })).toEqual([]);
  });

  it('does not end its axis at a true value', () => {
    expect(judge({ axis: 'data' })).toEqual(['axis-from-data']);
  });

  it('is suppressed when nothing in it may be shown', () => {
    expect(judge({ cells: cells(null, null) })).toEqual(['nothing-shown']);
    expect(judge({ cells: [] })).toEqual(['nothing-shown']);
  });
});

describe('a count that is no count', () => {
  it.each([Number.NaN, -1, 10.5, Number.POSITIVE_INFINITY])('is refused, never called safe: %d', (wrong) => {
    const model = { contributors: 50, parameters: 3, outputs: [] };
    const judgements = [
      () => judgeMean({ contributors: wrong, sum: even }),
      () => judgePercentile({ contributors: wrong, percent: 50 }),
      () => judgeHistogram({ bins: [{ name: 'a', contributors: wrong }], edges: 'registered' }),
      () => judgeCorrelation({ contributors: wrong, coefficient: 0.2 }),
      () =>
        judgeOddsRatio([
          [wrong, 20],
          [20, 20],
        ]),
      () => judgeRegression({ ...model, observations: wrong }),
      () => judgeRegression({ ...model, observations: 50, distinctPatterns: wrong }),
    ];
    for (const judge of judgements) expect(judge).toThrow(RangeError);
  });
});
