import { describe, expect, it } from 'vitest';
import { createTownMap } from '../map/town-map.ts';
import { months } from '../months.ts';
import { createRandom } from '../random.ts';
import { litterToFile, plantLitter, reportLitter } from './litter-reports.ts';

describe('the litter reports of the demo', () => {
  const map = createTownMap(createRandom('voorbeeldstad').fork('map'));
  const truth = plantLitter(map);
  const reports = reportLitter(map, truth, createRandom('litter'));
  const perMonth = (codes: readonly string[], within: (month: string) => boolean): number =>
    reports.filter(({ month, neighbourhood }) => within(month) && codes.includes(neighbourhood)).length /
    months.filter(within).length;

  it('hold the planted share where the bins stand; elsewhere only the slow growth goes on', () => {
    const later = (month: string): boolean => month >= truth.binsFrom;
    const ratio = (codes: readonly string[]): number =>
      perMonth(codes, later) / perMonth(codes, (month) => !later(month));
    expect(ratio(truth.withBins) / ratio(truth.withoutBins)).toBeCloseTo(1 - truth.effectShare, 1);
    expect(ratio(truth.withoutBins)).toBeGreaterThan(1);
    expect(ratio(truth.withoutBins)).toBeLessThan(1.15);
  });

  it('are delivered twice, the first time up to half a year after the bins came', () => {
    const lines = (until: string): string[] =>
      litterToFile(reports, until).toString('utf8').trimEnd().split('\r\n');
    expect(lines(truth.firstUntil).at(-1)).toContain(truth.firstUntil);
    expect(lines(months.at(-1) ?? '')).toHaveLength(reports.length + 1);
    expect(months.filter((month) => month >= truth.binsFrom && month <= truth.firstUntil)).toHaveLength(6);
  });

  it('name no neighbourhood twice', () => {
    const named = [...truth.withBins, ...truth.withoutBins, truth.rounds, truth.quiet];
    expect(new Set(named).size).toBe(named.length);
  });
});
