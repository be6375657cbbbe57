import { describe, expect, it } from 'vitest';
import { judgeOutput, type Output } from './judge-output.ts';
import { customaryLimits } from './statistic-verdict.ts';

const safeSum = { kind: 'safe' } as const;
const cases: readonly { readonly safe: Output; readonly unsafe: Output; readonly reason: string }[] = [
  {
    safe: { kind: 'mean', contributors: 10, sum: safeSum },
    unsafe: { kind: 'mean', contributors: 9, sum: safeSum },
    reason: 'too-few',
  },
  {
    safe: { kind: 'percentile', contributors: 20, percent: 50 },
    unsafe: { kind: 'percentile', contributors: 20, percent: 60 },
    reason: 'few-beyond',
  },
  {
    safe: { kind: 'histogram', bins: [{ name: 'a', contributors: 10 }], edges: 'registered' },
    unsafe: { kind: 'histogram', bins: [{ name: 'a', contributors: 10 }], edges: 'data' },
    reason: 'edges-from-data',
  },
  {
    safe: { kind: 'correlation', contributors: 50, coefficient: 0.4 },
    unsafe: { kind: 'correlation', contributors: 50, coefficient: 1 },
    reason: 'perfect-fit',
  },
  {
    safe: {
      kind: 'odds-ratio',
      table: [
        [10, 40],
        [25, 90],
      ],
    },
    unsafe: {
      kind: 'odds-ratio',
      table: [
        [0, 40],
        [25, 90],
      ],
    },
    reason: 'zero-cell',
  },
  {
    safe: { kind: 'regression', observations: 200, contributors: 200, parameters: 5, outputs: ['fit'] },
    unsafe: {
      kind: 'regression',
      observations: 200,
      contributors: 200,
      parameters: 5,
      outputs: ['residuals'],
    },
    reason: 'per-record',
  },
  {
    safe: { kind: 'chart', form: 'map', axis: 'shown', cells: [{ name: 'a', value: 20 }] },
    unsafe: { kind: 'chart', form: 'map', axis: 'data', cells: [{ name: 'a', value: 20 }] },
    reason: 'axis-from-data',
  },
  {
    safe: { kind: 'share', size: 40, having: 12 },
    unsafe: { kind: 'share', size: 40, having: 40 },
    reason: 'everybody',
  },
  {
    safe: { kind: 'share', size: 40, having: 0, absenceIsSecret: false },
    unsafe: { kind: 'share', size: 9, having: 4 },
    reason: 'too-few',
  },
  {
    safe: { kind: 'rounded-counts', redactUpTo: 12, base: 5 },
    unsafe: { kind: 'rounded-counts', redactUpTo: 11, base: 5 },
    reason: 'narrow-rounding',
  },
];

describe('an output', () => {
  it.each(cases)('is judged by the rules of its kind: $safe.kind', ({ safe, unsafe, reason }) => {
    expect(judgeOutput(safe)).toEqual({ kind: 'safe' });
    expect(judgeOutput(unsafe)).toMatchObject({ kind: 'unsafe', issues: [{ reason }] });
  });

  it('that is a lowest or highest value is never safe', () => {
    expect(judgeOutput({ kind: 'extreme' })).toEqual({ kind: 'unsafe', issues: [{ reason: 'extreme' }] });
  });

  it('is judged by the minimum of the one who asks', () => {
    const limits = { ...customaryLimits, minimumCount: 25 };
    const counting: readonly Output[] = [
      { kind: 'mean', contributors: 24, sum: safeSum },
      { kind: 'percentile', contributors: 24, percent: 50 },
      { kind: 'histogram', bins: [{ name: 'a', contributors: 24 }], edges: 'registered' },
      { kind: 'correlation', contributors: 24, coefficient: 0.4 },
      { kind: 'regression', observations: 24, contributors: 24, parameters: 3, outputs: [] },
      { kind: 'share', size: 24, having: 12 },
      { kind: 'rounded-counts', redactUpTo: 12, base: 5 },
    ];
    for (const output of counting) {
      expect(judgeOutput(output)).toEqual({ kind: 'safe' });
      expect(judgeOutput(output, limits).kind).toBe('unsafe');
    }
  });
});
