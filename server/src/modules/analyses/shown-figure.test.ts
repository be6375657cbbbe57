import { defaultParameters } from '@datalab/query-control';
import { describe, expect, it } from 'vitest';
import { type ProtectedValue, protectedValue } from '../../platform/http/common.contract.ts';
import type { FigureStyle } from '../../platform/http/figure-style.contract.ts';
import { minimumCount, toShownFigure } from './shown-figure.contract.ts';

const shown = (value: number, margin: number, style: FigureStyle = 'count') =>
  toShownFigure({ status: 'published', value, margin }, style);

describe('a figure as it is shown', () => {
  it('has the digits that its margin carries, with the rounding in the margin', () => {
    expect(shown(0.3427, 0.02, 'share')).toEqual({ kind: 'number', value: 34, margin: 3, decimals: 0 });
    expect(shown(0.34, 0.02, 'share')).toEqual({ kind: 'number', value: 34, margin: 2, decimals: 0 });
    expect(shown(1_234, 14)).toEqual({ kind: 'number', value: 1_230, margin: 20, decimals: 0 });
    expect(shown(120, 5)).toEqual({ kind: 'number', value: 120, margin: 5, decimals: 0 });
    expect(shown(12.34, 0.4, 'decimal')).toEqual({ kind: 'number', value: 12.3, margin: 0.5, decimals: 1 });
    expect(shown(48_210, 2_300)).toEqual({ kind: 'number', value: 48_000, margin: 3_000, decimals: 0 });
  });

  it('still contains what was kept', () => {
    for (let k = 1; k < 2_000; k++) {
      const [value, margin] = [k * 3.7, 1 + (k % 97) * 0.83];
      const figure = shown(value, margin, 'decimal');
      if (figure.kind !== 'number') throw new Error(`is ${figure.kind}`);
      const { margin: off = 0 } = figure;
      expect(figure.value - off).toBeLessThanOrEqual(value - margin + 1e-9);
      expect(figure.value + off).toBeGreaterThanOrEqual(value + margin - 1e-9);
    }
  });

  it('that was kept without a margin, or is exact, is shown without', () => {
    const kept: ProtectedValue = { status: 'published', value: 1_234 };
    expect(toShownFigure(kept, 'count')).toEqual({ kind: 'number', value: 1_234, decimals: 0 });
    expect(shown(3, 0)).toEqual({ kind: 'number', value: 3, decimals: 0 });
    expect(toShownFigure({ status: 'zero', value: 0 }, 'count')).toEqual({
      kind: 'number',
      value: 0,
      decimals: 0,
    });
  });

  it('is read whether it was kept with a margin or without, and never below nothing off', () => {
    const kept = { status: 'published', value: 12 };
    expect(protectedValue.parse(kept)).toEqual(kept);
    expect(protectedValue.parse({ ...kept, margin: 5 })).toEqual({ ...kept, margin: 5 });
    expect(protectedValue.safeParse({ ...kept, margin: -1 }).success).toBe(false);
  });

  it('as a range is rounded outwards', () => {
    expect(toShownFigure({ status: 'range', from: 0.314, to: 0.381 }, 'share')).toEqual({
      kind: 'range',
      from: 31,
      to: 39,
      decimals: 0,
    });
  });

  it('knows under which count figures are not shown', () => {
    expect(minimumCount).toBe(defaultParameters.minimumCount);
  });
});
