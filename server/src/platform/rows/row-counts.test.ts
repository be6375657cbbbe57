import { describe, expect, it, test } from 'vitest';
import { approximateRows, isOpenAreaData, mayCountRows } from './row-counts.ts';

test.each([
  [0, 0],
  [1, 10],
  [14, 10],
  [87, 90],
  [104, 100],
  [996, 1000],
  [5973, 6000],
  [6005, 6000],
  [15_947, 16_000],
  [1_249_999, 1_200_000],
])('%i rows are about %i', (count, about) => {
  expect(approximateRows(count)).toBe(about);
});

describe('the exact number of rows', () => {
  const person = (organisation: string, role: string) => ({
    id: role,
    name: role,
    email: `${role}@${organisation}.example`,
    organisation,
    roles: [role],
  });

  it('is for the people who deliver them', () => {
    expect(mayCountRows(person('police', 'steward'), 'police')).toBe(true);
    expect(mayCountRows(person('police', 'engineer'), 'police')).toBe(true);
    expect(mayCountRows(person('police', 'analyst'), 'police')).toBe(false);
    expect(mayCountRows(person('town', 'steward'), 'police')).toBe(false);
    expect(mayCountRows(person('town', 'privacy-officer'), 'police')).toBe(false);
  });

  it('is public only where the rows are open data, and about areas', () => {
    expect(isOpenAreaData({ unit: 'area', accessClass: 'open' })).toBe(true);
    expect(isOpenAreaData({ unit: 'area', accessClass: 'shared' })).toBe(false);
    expect(isOpenAreaData({ unit: 'event', accessClass: 'open' })).toBe(false);
  });
});
