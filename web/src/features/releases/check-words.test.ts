import type { Precision, UnitCheck } from '@datalab/server/modules/releases/check.contract.ts';
import { describe, expect, it, test } from 'vitest';
import { errorToText, placeOnScale, shareToText, toVerdict, toVerdicts } from './check-words.ts';

const unit = (precision: Precision, ...parts: UnitCheck['closed'][number]['part'][]): UnitCheck => ({
  unit: 'persons',
  precision,
  suppressed: { figures: 0, counts: 0 },
  closed: parts.map((part) => ({
    part,
    reason: 'too-large',
    lowestError: null,
    suppressedShare: null,
    opensWith: 'merged-areas',
  })),
});
const measured = (lowestError: number): Precision => ({ status: 'measured', lowestError });

test('a unit is protected from the floor on', () => {
  const verdictOf = (precision: Precision) => toVerdict(unit(precision, 'months'), 2);
  expect([1.99, 2, 7].map((error) => verdictOf(measured(error)))).toEqual([
    'notReached',
    'reached',
    'reached',
  ]);
  expect(verdictOf({ status: 'no-small-groups' })).toBe('noSmallGroups');
  expect(verdictOf({ status: 'not-measured' })).toBe('notMeasured');
});

test('nothing is shown of a unit that is closed as a whole, which says nothing of small groups', () => {
  expect(toVerdict(unit({ status: 'no-small-groups' }, 'data-set'), 2)).toBe('nothingShown');
});

test('what is the same for people and records is said once', () => {
  const records = { ...unit(measured(3)), unit: 'records' as const };
  expect(toVerdicts([unit(measured(2)), records], 2)).toEqual([{ unit: null, verdict: 'reached' }]);
  expect(toVerdicts([unit(measured(1)), records], 2)).toEqual([
    { unit: 'persons', verdict: 'notReached' },
    { unit: 'records', verdict: 'reached' },
  ]);
  expect(toVerdicts([], 2)).toEqual([]);
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
