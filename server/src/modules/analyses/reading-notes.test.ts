import { describe, expect, it } from 'vitest';
import type { Answer } from './answer.contract.ts';
import { notesOf } from './reading-notes.contract.ts';

const category = {
  key: 'category',
  label: { nl: 'Soort', en: 'Kind' },
  kind: 'category' as const,
  valueNames: {},
};
const records = { key: 'count.records', label: { nl: 'Meldingen', en: 'Reports' }, kind: 'records' as const };

function answerOf(
  rows: Answer['rows'],
  totals: Answer['totals'],
  kind: 'records' | 'persons' = 'records',
): Answer {
  return {
    key: 'v',
    title: { nl: 't', en: 't' },
    shape: 'bars',
    areaYear: null,
    sql: '',
    rows,
    totals,
    query: { from: 'reports', measures: [{ count: kind }], by: ['category'], where: [], also: [] },
    dimensions: [category],
    measures: [{ ...records, kind }],
  };
}
const shown = (value: number) => ({ status: 'published' as const, value });
const row = (name: string, cell: Answer['rows'][number][string]) => ({
  category: name,
  'count.records': cell,
});
const label = (_: unknown, key: string | null) => key ?? '';

describe('next to a table', () => {
  it('its own numbers tell why the total is not the sum of the rows', () => {
    const answer = answerOf([row('litter', shown(41)), row('noise', shown(19))], {
      'count.records': shown(57),
    });
    expect(notesOf(answer, records, label)).toEqual([
      { key: 'readNoise' },
      { key: 'readSums', sum: 60, total: 57 },
    ]);
  });

  it('a row of its own says what too few to show means, and a zero reads differently', () => {
    const answer = answerOf(
      [
        row('litter', shown(41)),
        row('noise', { status: 'suppressed' }),
        row('drugs', { status: 'zero', value: 0 }),
      ],
      { 'count.records': shown(44) },
    );
    expect(notesOf(answer, records, label)).toEqual([
      { key: 'readNoise' },
      { key: 'readSumsHidden', sum: 41, total: 44 },
      { key: 'readSuppressed', example: 'noise' },
      { key: 'readEarlier' },
      { key: 'readZero' },
    ]);
  });

  it('a figure that is too uncertain reads differently from one that is too few', () => {
    const uncertain = { status: 'suppressed', reason: 'too-uncertain' } as const;
    const rows = [row('litter', shown(41)), row('noise', uncertain)];
    expect(notesOf(answerOf(rows, { 'count.records': shown(60) }), records, label)).toEqual([
      { key: 'readNoise' },
      { key: 'readSumsHidden', sum: 41, total: 60 },
      { key: 'readUncertain' },
    ]);
  });

  it('nothing is said about sums where they are equal, or where a person can be in several rows', () => {
    const totals = { 'count.records': shown(41) };
    const equal = answerOf([row('litter', shown(41))], totals);
    expect(notesOf(equal, records, label)).toEqual([{ key: 'readNoise' }]);
    const persons = { ...records, kind: 'persons' as const };
    const several = answerOf([row('litter', shown(41)), row('noise', shown(20))], totals, 'persons');
    expect(notesOf(several, persons, label)).toEqual([{ key: 'readNoise' }]);
  });
});
