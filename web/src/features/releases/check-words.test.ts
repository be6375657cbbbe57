import { describe, expect, it, test } from 'vitest';
import { errorToText, placeOnScale, shareToText, toVerdict } from './check-words.ts';

test('a unit is protected from the floor on', () => {
  const measured = (lowestError: number) => toVerdict({ status: 'measured', lowestError }, 2);
  expect([measured(1.99), measured(2), measured(7)]).toEqual(['notReached', 'reached', 'reached']);
  expect(toVerdict({ status: 'no-small-groups' }, 2)).toBe('noSmallGroups');
  expect(toVerdict({ status: 'not-measured' }, 2)).toBe('notMeasured');
});

test('the floor stands in the middle of the scale, and nothing beyond its end', () => {
  expect([0, 1, 2, 4, 9].map((error) => placeOnScale(error, 2))).toEqual([0, 0.25, 0.5, 1, 1]);
});

describe('a share in words', () => {
  it('is zero only when nothing is, and all only when everything is', () => {
    expect(shareToText(0, 'en')).toBe('0\u00a0%');
    expect(shareToText(0.00001, 'en')).toBe('0.1\u00a0%');
    expect(shareToText(0.99999, 'en')).toBe('99.9\u00a0%');
    expect(shareToText(1, 'en')).toBe('100\u00a0%');
  });

  it('has the decimal sign of the reader', () => {
    expect(shareToText(0.1234, 'nl')).toBe('12,3\u00a0%');
    expect(errorToText(2.05, 'nl')).toBe('2,05');
  });
});
