import { expect, it } from 'vitest';
import { monthsUntil } from './choices.ts';

it('offers the months back from this one, across a new year', () => {
  expect(monthsUntil(new Date(2026, 1, 3), 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
});
