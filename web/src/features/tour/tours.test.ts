import { expect, test } from 'vitest';
import { tourOf, tours } from './tours.ts';

test('every kind of user has a tour of four to six stops, each somewhere else', () => {
  for (const [role, stops] of Object.entries(tours)) {
    const paths = stops.map(({ path }) => path);
    expect([role, paths.length >= 4 && paths.length <= 6]).toEqual([role, true]);
    expect(new Set(paths).size).toBe(paths.length);
  }
});

test.each([
  [['facilitator'], 'facilitator'],
  [['steward', 'participant', 'administrator'], 'steward'],
  [['administrator', 'manager'], 'manager'],
  [['administrator'], 'participant'],
  [[], 'participant'],
])('somebody who is %j takes the tour of a %s', (roles, expected) => {
  expect(tourOf(roles).role).toBe(expected);
});
