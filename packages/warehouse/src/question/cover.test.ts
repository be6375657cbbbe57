import { buildLattice, type Dimension } from '@datalab/query-control';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { createCovering } from './cover.ts';
import { description } from './reports.testing.ts';

function dimension(name: string): Dimension {
  const found = buildLattice(description, 'records').dimensions.find((one) => one.name === name);
  if (!found) throw new Error(`No dimension ${name}`);
  return found;
}

describe.each(['time', 'area', 'category'])('a cover of values of %s', (name) => {
  const { finest, values } = dimension(name);
  const { findCover } = createCovering(dimension(name));
  const codes = finest.map((_, code) => code);

  it('is a partition of the set', () => {
    fc.assert(
      fc.property(fc.subarray(codes), (set) => {
        const cover = findCover(set);
        const covered = cover?.flatMap((value) => (value === 0 ? codes : (values[value - 1]?.codes ?? [])));
        expect(covered?.toSorted((one, other) => one - other)).toEqual(set);
      }),
      { numRuns: runs(100, 2_000) },
    );
  });

  it('is a single value where one is the set', () => {
    for (const [at, value] of values.entries()) {
      const cover = findCover(value.codes);
      expect(cover).toHaveLength(1);
      expect(values[(cover?.[0] ?? 0) - 1]?.codes ?? codes).toEqual(values[at]?.codes);
    }
    expect(findCover([])).toEqual([]);
    expect(findCover(codes)).toEqual([0]);
  });
});

it('uses a registered window where that takes fewer periods', () => {
  const { values } = dimension('time');
  const { findCover } = createCovering(dimension('time'));
  const levels = findCover([5, 6, 7, 8, 9, 10, 11])?.map((value) => values[value - 1]?.level);
  expect(levels).toEqual(['window', 'month']);
});

it('finds no cover where only coarser periods are open', () => {
  const closed = [
    {
      part: 'quarters',
      reason: 'below-floor',
      lowestError: 1,
      suppressedShare: 0.1,
      opensWith: 'coarser-time',
    },
  ] as const;
  const { findCover, findValue } = createCovering(dimension('time'), closed);
  expect(findCover([0, 1, 2])).toBeUndefined();
  expect(findValue([0])).toBeUndefined();
  expect(findCover(Array.from({ length: 12 }, (_, month) => month))).toHaveLength(1);
});
