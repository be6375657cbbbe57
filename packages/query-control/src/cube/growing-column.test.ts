import { expect, it } from 'vitest';
import { GrowingColumn } from './growing-column.ts';

it('a growing column gives back every number, also beyond one piece, and then is empty', () => {
  const column = new GrowingColumn(Uint16Array);
  const length = 2 ** 17 + 3;
  for (let at = 0; at < length; at++) column.push(at % 65_521);
  expect([column.at(0), column.at(2 ** 16), column.at(length - 1), column.at(length)]).toEqual([
    0,
    2 ** 16 % 65_521,
    (length - 1) % 65_521,
    undefined,
  ]);
  const all = column.take();
  expect(all.length).toBe(length);
  expect(all.every((value, at) => value === at % 65_521)).toBe(true);
  expect(column.take().length).toBe(0);
});
