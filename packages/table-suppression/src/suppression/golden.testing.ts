import { flatHierarchy, groupedHierarchy, type Leaf } from '../tables/tabulate.ts';

/** Small tables of known outcome, from the test suites and discussions of tools in the field; numbers only. */

/** G5: young and old persons by country of origin. */
export const youngAndOld = {
  leaves: crossed(
    'age',
    ['young', 'old'],
    'land',
    ['Iceland', 'Portugal', 'Spain'],
    [
      [2, 0, 5],
      [3, 4, 6],
    ],
  ),
  age: flatHierarchy(['young', 'old']),
  land: flatHierarchy(['Iceland', 'Portugal', 'Spain']),
  union: groupedHierarchy([
    ['Portugal', 'EU'],
    ['Spain', 'EU'],
    ['Iceland', 'nonEU'],
  ]),
};

/** G6: a pattern with two gaps in every row and column that is not safe. */
export const looksSafe = {
  leaves: crossed(
    'row',
    ['w', 'x', 'y', 'z'],
    'column',
    ['a', 'b', 'c', 'd'],
    [
      [30, 47, 64, 89],
      [90, 124, 5, 31],
      [92, 100, 59, 85],
      [800, 991, 651, 685],
    ],
  ),
  row: flatHierarchy(['w', 'x', 'y', 'z']),
  column: flatHierarchy(['a', 'b', 'c', 'd']),
  suppressed: ['w a', 'w b', 'w c', 'x a', 'x c', 'y b', 'y d', 'z b', 'z d'],
};

const regions = { A: 2, B: 2, I: 8, J: 8, K: 3, L: 3, M: 3, N: 7 };

/** G7: eight regions, grouped in two ways. */
export const twoGroupings = {
  leaves: Object.entries(regions).map(([region, value]): Leaf => ({ codes: { region }, value })),
  byCounty: groupedHierarchy(
    Object.keys(regions).map(
      (region) => [region, 'ABIJ'.includes(region) ? 'county-1' : 'county-2'] as const,
    ),
  ),
  bySize: groupedHierarchy(
    Object.keys(regions).map((region) => [region, 'LM'.includes(region) ? 'BIG' : 'small'] as const),
  ),
};

function crossed(
  first: string,
  rows: readonly string[],
  second: string,
  columns: readonly string[],
  values: readonly (readonly number[])[],
): Leaf[] {
  return rows.flatMap((row, r) =>
    columns.map((column, c) => ({ codes: { [first]: row, [second]: column }, value: values[r]?.[c] ?? 0 })),
  );
}
