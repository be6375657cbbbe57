import { describe, expect, it } from 'vitest';
import type { ProtectedValue } from '../../platform/http/common.contract.ts';
import { judgeImpact, type Plan } from './judgement.ts';
import { monthAfter, type Series } from './series.ts';

const plan: Plan = {
  name: { nl: 'Meldingen', en: 'Reports' },
  direction: 'down',
  target: 80,
  start: '2025-01',
};
const suppressed: ProtectedValue = { status: 'suppressed' };

function cell(value: number | 'suppressed' | 'missing'): ProtectedValue {
  if (typeof value !== 'number') return { status: value };
  return value === 0 ? { status: 'zero', value: 0 } : { status: 'published', value };
}

/** Months of which `before` come before the start. */
function months(before: number, values: readonly (number | 'suppressed' | 'missing')[]): Series {
  return values.map((value, k) => ({ month: monthAfter(plan.start, k - before), value: cell(value) }));
}

const wobble = [3, -2, 4, -4, 1, -1, 2, -3, 4, -2, 0, -2];
const steady = (n: number, level: number): number[] =>
  Array.from({ length: n }, (_, k) => level + (wobble[k % wobble.length] ?? 0));
const codes = (sentences: readonly { code: string }[]): string[] => sentences.map(({ code }) => code);

describe('the evidence level (83)', () => {
  it('is a trend with comparison only with enough months on both sides, here and there', () => {
    const series = months(12, [...steady(12, 120), ...steady(12, 80)]);
    const comparison = months(12, steady(24, 200).toReversed());
    const judged = judgeImpact(plan, { series, comparison });
    expect(judged.level).toBe('trend-compared');
    expect(judged.standsOut).toBe('better');
    expect(judged.headline.code).toBe('impact.headline-compared-lower');
    expect(judged.effect?.share.value).toBeCloseTo(-1 / 3, 1);
    expect(codes(judged.reasons)).toEqual(['impact.enough-months', 'impact.compared']);
    expect(judged.target).toEqual({ value: 80, newest: 79, months: 3, reached: true });
  });

  it('is a trend without comparison, and says so', () => {
    const judged = judgeImpact(plan, {
      series: months(8, [...steady(8, 120), ...steady(8, 80)]),
      comparison: null,
    });
    expect(judged.level).toBe('trend');
    expect(judged.method).toBe('segments');
    expect(codes(judged.reasons)).toContain('impact.no-comparison');
  });

  it('refuses the trend below eight months on a side, with when there will be enough', () => {
    const judged = judgeImpact(plan, {
      series: months(12, [...steady(12, 120), ...steady(7, 80)]),
      comparison: months(12, steady(19, 200)),
    });
    expect(judged.level).toBe('before-after');
    expect(judged.effect).toBeNull();
    expect(judged.method).toBe('welch');
    expect(judged.reasons).toEqual([
      { code: 'impact.few-after', params: { n: 7, needed: 8, month: '2025-08' } },
    ]);
  });

  it('is one period where there are only months before', () => {
    const judged = judgeImpact(plan, { series: months(9, steady(9, 120)), comparison: null });
    expect(judged.level).toBe('one-period');
    expect(judged.headline).toMatchObject({ code: 'impact.headline-before-only', params: { before: 120 } });
    expect(judged.standsOut).toBeNull();
  });

  it('is nothing at all without a month', () => {
    expect(judgeImpact(plan, { series: [], comparison: null }).level).toBe('none');
  });
});

describe('what is not shown', () => {
  it('never counts as zero: a suppressed month is not part of the mean', () => {
    const series = months(4, [10, 'suppressed', 12, 11, 10, 11, 12, 9, 10]);
    const { before } = judgeImpact(plan, {
      series: series.slice(0, 4).concat(series.slice(4)),
      comparison: null,
    });
    expect(before).toEqual({ usable: 3, suppressed: 1, missing: 0, mean: 11 });
  });

  it('stops the analysis when it is too much, with the reason', () => {
    const series = months(10, [
      ...Array<'suppressed'>(3).fill('suppressed'),
      ...steady(7, 20),
      ...steady(10, 20),
    ]);
    const judged = judgeImpact(plan, { series, comparison: null });
    expect(judged.level).toBe('none');
    expect(judged.difference).toBeNull();
    expect(judged.reasons).toEqual([{ code: 'impact.too-many-hidden-before', params: { n: 3, of: 10 } }]);
  });

  it('is said when a few months are suppressed', () => {
    const series = months(10, [suppressed, ...steady(9, 50).map(cell)].map(toPlain).concat(steady(10, 40)));
    const judged = judgeImpact(plan, { series, comparison: null });
    expect(judged.level).toBe('trend');
    expect(judged.reasons).toContainEqual({ code: 'impact.months-left-out', params: { n: 1 } });
  });

  it('is different from zero, which counts', () => {
    const series = months(3, [4, 6, 5, 0, 0, 0]);
    const { after, difference } = judgeImpact(plan, { series, comparison: null });
    expect(after).toEqual({ usable: 3, suppressed: 0, missing: 0, mean: 0 });
    expect(difference?.value).toBe(-5);
  });

  it('in the comparison keeps it from being used', () => {
    const comparison = months(10, [...Array<'missing'>(4).fill('missing'), ...steady(16, 50)]);
    const series = months(10, [...steady(10, 50), ...steady(10, 40)]);
    const judged = judgeImpact(plan, { series, comparison });
    expect(judged.level).toBe('trend');
    expect(codes(judged.reasons)).toContain('impact.too-many-hidden-comparison');
  });
});

describe('how far the months may be off', () => {
  const withMargin = (series: Series, margin: number): Series =>
    series.map(({ month, value }) => ({
      month,
      value: value.status === 'published' ? { ...value, margin } : value,
    }));

  it('is part of what is said: how much of the difference the noise can be', () => {
    const series = withMargin(months(8, [...steady(8, 120), ...steady(8, 80)]), 5);
    const judged = judgeImpact(plan, { series, comparison: null });
    expect(judged.standsOut).toBe('better');
    expect(judged.noise).toBeGreaterThan(0);
    const said = judged.care.find(({ code }) => code === 'impact.care-noise');
    expect(Number(said?.params['noise'])).toBeLessThan(Number(said?.params['change']));
  });

  it('makes a small difference no difference, and says that the noise alone can make it', () => {
    const series = months(4, [12, 12, 12, 12, 10, 10, 10, 10]);
    expect(judgeImpact(plan, { series, comparison: null }).standsOut).toBe('better');
    const noisy = judgeImpact(plan, { series: withMargin(series, 5), comparison: null });
    expect(noisy.standsOut).toBe('no');
    expect(codes(noisy.care)).toContain('impact.care-noise-all');
  });

  it('is not spoken of where the months were kept without a margin', () => {
    const series = months(8, [...steady(8, 120), ...steady(8, 80)]);
    const judged = judgeImpact(plan, { series, comparison: null });
    expect([judged.noise, codes(judged.care).some((code) => code.startsWith('impact.care-noise'))]).toEqual([
      0,
      false,
    ]);
  });

  it('leaves a range out of the calculation: it is not a point', () => {
    const series = months(4, [10, 11, 12, 11, 10, 11, 12, 9]).map((one, k) =>
      k === 1 ? { ...one, value: { status: 'range' as const, from: 0, to: 90 } } : one,
    );
    const { before } = judgeImpact(plan, { series, comparison: null });
    expect(before).toEqual({ usable: 3, suppressed: 1, missing: 0, mean: 11 });
  });
});

describe('the comparison (83)', () => {
  it('takes away what happened everywhere', () => {
    const everywhere = [...steady(12, 100), ...steady(12, 70)];
    const series = months(12, everywhere);
    const comparison = months(
      12,
      everywhere.map((value) => 2 * value),
    );
    const alone = judgeImpact(plan, { series, comparison: null });
    const compared = judgeImpact(plan, { series, comparison });
    expect(alone.standsOut).toBe('better');
    expect(compared.effect?.average.value).toBeCloseTo(0, 6);
    expect(compared.standsOut).toBe('no');
    expect(compared.headline.code).toBe('impact.headline-compared-same');
  });

  it('knows which way was hoped for', () => {
    const series = months(8, [...steady(8, 80), ...steady(8, 120)]);
    expect(judgeImpact(plan, { series, comparison: null }).standsOut).toBe('worse');
    expect(judgeImpact({ ...plan, direction: 'up' }, { series, comparison: null }).standsOut).toBe('better');
  });
});

function toPlain(value: ProtectedValue): number | 'suppressed' | 'missing' {
  if (value.status === 'range') throw new Error('a range is no plain month');
  return 'value' in value ? value.value : value.status;
}
