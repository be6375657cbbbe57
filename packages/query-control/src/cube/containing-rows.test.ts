import { describe, expect, it } from 'vitest';
import { enumerateNodes } from '../lattice/enumerate.ts';
import type { Dimension, Lattice } from '../lattice/lattice.ts';
import { createContainingRows } from './containing-rows.ts';

function dimension(name: string, groups: readonly (readonly number[])[]): Dimension {
  const values = groups.map((codes, at) => ({ level: 'group', value: `${at}`, codes }));
  return { name, kind: 'category', finest: ['0', '1', '2', '3'], values, severalPerPerson: true };
}

const dimensions = [
  dimension('a', [[0], [1], [0, 1], [2, 3]]),
  dimension('b', [
    [0, 1, 2],
    [1, 2, 3],
  ]),
  dimension('c', [[0], [3]]),
  dimension('d', [[0, 2], [1], [2]]),
  dimension('e', [[3], [2, 3], [1, 2, 3]]),
];

describe('the rows that contain a combination', () => {
  it.each([0, 1, 2, 3, 4, 5])(
    'are those of which every value holds its code, with up to %i dimensions',
    (most) => {
      const lattice: Lattice = { dimensions, dimensionsMax: most };
      const table = enumerateNodes(lattice);
      const containing = createContainingRows(table);
      for (let combination = 0; combination < 4 ** dimensions.length; combination += 7) {
        const codes = dimensions.map((_, at) => Uint16Array.of(0, Math.floor(combination / 4 ** at) % 4));
        const found = containing.find(codes, 1);
        const expected = Array.from({ length: table.size }, (_, row) => row).filter((row) =>
          dimensions.every(({ values }, at) => {
            const value = table.nodes[row * dimensions.length + at] ?? 0;
            return value === 0 || values[value - 1]?.codes.includes(codes[at]?.[1] ?? -1);
          }),
        );
        expect([...containing.rows.subarray(0, found)].sort((one, other) => one - other)).toEqual(expected);
      }
    },
  );
});
