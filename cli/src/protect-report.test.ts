import type { SuppressionPattern } from '@datalab/table-suppression';
import { describe, expect, it } from 'vitest';
import { countReasons, protectedText } from './protect-report.ts';
import type { PublishedTables } from './published-tables.ts';

const tables: PublishedTables = {
  format: 'datalab.published-tables/1',
  cells: [
    { id: 'total', value: 1_240 },
    { id: 'area=A', value: null },
    { id: 'area=B', value: null },
    { id: 'area=C', value: 0 },
  ],
  relations: [],
};
const pattern: SuppressionPattern = { primary: [1], secondary: [2], cost: 1, proven: 'optimal' };

describe('the report of protected tables', () => {
  it('distinguishes figures, zeros and suppressed cells', () => {
    const text = protectedText(tables, pattern, []);
    expect(text).toMatch(/^total +1,240$/m);
    expect(text).toMatch(/^area=A +suppressed$/m);
    expect(text).toMatch(/^area=C +0$/m);
    expect(text).toContain('Of 4 cells 2 are suppressed.');
  });

  it.each([
    [{ proven: 'optimal' }, 'Proven safe, and no safe choice suppresses less.'],
    [{ proven: 'safe' }, 'Proven safe; there was no time to prove that nothing less would do.'],
    [{ proven: 'safe', timedOut: true }, 'time was up: some suppressed totals could be shown'],
  ] as const)('says of a pattern that is %o how good it is', (how, sentence) => {
    expect(protectedText(tables, { ...pattern, ...how }, [])).toContain(sentence);
  });

  it('counts a cell for each of its reasons', () => {
    const counts = countReasons([['too-few', 'dominated'], ['too-few'], ['protects-another']]);
    expect(counts.map(({ reason, cells }) => [reason, cells])).toEqual([
      ['too-few', 2],
      ['dominated', 1],
      ['protects-another', 1],
    ]);
    expect(protectedText(tables, pattern, counts)).toContain(
      '2 cells: Too few people or organisations are counted in it.',
    );
  });

  it('shows the first cells of a large table and says how many more there are', () => {
    const cells = Array.from({ length: 52 }, (_, at) => ({ id: `area=${at}`, value: at }));
    const text = protectedText({ ...tables, cells }, { ...pattern, primary: [], secondary: [] }, []);
    expect(text).toContain('area=39');
    expect(text).not.toContain('area=40');
    expect(text).toContain('and 12 more cells');
  });
});
