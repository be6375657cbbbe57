import type { CheckedCubes, Protection } from '@datalab/query-control';
import { expect, test } from 'vitest';
import { checkToFacts } from './check-facts.ts';

function checked(lowestError: number | undefined, closed: Protection['closed'] = []): CheckedCubes {
  const protection: Protection = {
    unit: 'records',
    rules: new Uint8Array([0]),
    lowestError,
    closed,
    shares: { figures: 0.25, counts: 0.01 },
  };
  return { records: { cube: {} as CheckedCubes['records']['cube'], protection } };
}

test('an error is rounded down, so that it never seems to reach the floor when it does not', () => {
  expect(checkToFacts(checked(1.999))[0]?.precision).toEqual({ status: 'measured', lowestError: 1.99 });
});

test('no small group, and not measured, are not the same and no number', () => {
  expect(checkToFacts(checked(Number.POSITIVE_INFINITY))[0]?.precision).toEqual({
    status: 'no-small-groups',
  });
  expect(checkToFacts(checked(undefined))[0]?.precision).toEqual({ status: 'not-measured' });
});

test('what is closed comes with why, and with what would open it', () => {
  const part = {
    part: 'months',
    reason: 'below-floor',
    lowestError: 1.437,
    suppressedShare: 0.38,
    opensWith: 'coarser-time',
  } as const;
  const large = { part: 'third-dimension', reason: 'too-large', opensWith: 'fewer-dimensions' } as const;
  expect(checkToFacts(checked(2.1, [part, large]))).toEqual([
    {
      unit: 'records',
      precision: { status: 'measured', lowestError: 2.1 },
      suppressed: { figures: 0.25, counts: 0.01 },
      closed: [
        { ...part, lowestError: 1.43 },
        { ...large, lowestError: null, suppressedShare: null },
      ],
    },
  ]);
});
