import { expect, it } from 'vitest';
import { isNarrowed, readSearch, searchToFilter } from './filter.ts';

it('keeps in the address what can be asked, and drops the rest', () => {
  const asked = { person: '7', kind: 'deliveries', from: '2026-11-01', q: 'goal', before: 12 };
  expect(readSearch({ ...asked, page: 3 })).toEqual(asked);
  expect(readSearch({ from: '1 november', to: '2026-99-01', q: '  ', before: -1, kind: true })).toEqual({});
  expect(readSearch({ q: 2026 })).toEqual({ q: '2026' });
});

it('asks for whole days of the reader, the last one to its end', () => {
  const { from = '', until = '' } = searchToFilter({ from: '2026-11-01', to: '2026-11-30' });
  expect([new Date(from).getDate(), new Date(from).getHours()]).toEqual([1, 0]);
  expect([new Date(until).getMonth(), new Date(until).getDate(), new Date(until).getHours()]).toEqual([
    11, 1, 0,
  ]);
  expect(searchToFilter({ q: ' goal ', before: 3, person: '7' })).toEqual({ text: 'goal', person: '7' });
});

it('is narrowed by a filter, not by a page', () => {
  expect(isNarrowed({ before: 3 })).toBe(false);
  expect(isNarrowed({ before: 3, kind: 'audit' })).toBe(true);
});
