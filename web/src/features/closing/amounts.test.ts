import { expect, test } from 'vitest';
import { readAmount } from './amounts.ts';

test('an empty field tells nothing, 0 is told, and anything but a whole number is neither', () => {
  expect([' ', '0', ' 40 ', '2147483647'].map(readAmount)).toEqual([null, 0, 40, 2_147_483_647]);
  expect(['-1', '1.5', '1e3', 'many', '2147483648'].map(readAmount)).toEqual(Array(5).fill(undefined));
});
