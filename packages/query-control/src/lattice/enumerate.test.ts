import { describe, expect, it } from 'vitest';
import { buildLattice } from './build-lattice.ts';
import { createContainment } from './containment.ts';
import { countNodes, enumerateNodes } from './enumerate.ts';
import { type Dimension, type Lattice, orderOf, topNode } from './lattice.ts';
import { smallTown } from './small-town.testing.ts';

const dimension = (name: string, size: number): Dimension => {
  const finest = Array.from({ length: size }, (_, at) => `${name}${at}`);
  return {
    name,
    kind: 'category',
    finest,
    values: finest.map((value, at) => ({ level: 'value', value, codes: [at] })),
    severalPerPerson: false,
  };
};

describe('the nodes of a lattice', () => {
  it('come top first, then by number of dimensions, in the order of dimensions and values', () => {
    const lattice: Lattice = { dimensions: [dimension('a', 2), dimension('b', 3)], dimensionsMax: 2 };
    const { size, nodes } = enumerateNodes(lattice);
    const rows = Array.from({ length: size }, (_, row) => [...nodes.subarray(row * 2, row * 2 + 2)].join(''));
    expect(rows).toEqual(['00', '10', '20', '01', '02', '03', '11', '12', '13', '21', '22', '23']);
  });

  it('each have one row, and rows that are not in the lattice have none', () => {
    const lattice = buildLattice(smallTown, 'records');
    const table = enumerateNodes(lattice);
    const width = lattice.dimensions.length;
    let order = 0;
    for (let row = 0; row < table.size; row++) {
      const node = [...table.nodes.subarray(row * width, (row + 1) * width)];
      expect(table.rowOf(node)).toBe(row);
      expect(orderOf(node)).toBeGreaterThanOrEqual(order);
      order = orderOf(node);
    }
    expect(order).toBe(3);
    expect(table.size).toBe(countNodes(lattice));
    expect(table.rowOf([1, 1, 1, 1, 0, 0])).toBeUndefined();
    expect(table.rowOf(topNode(lattice).with(0, 99))).toBeUndefined();
  });

  it('keep to the lower limit of a dimension that has one, and skip a dimension with nothing to ask', () => {
    const strict = { ...dimension('b', 2), dimensionsMax: 1 };
    const lattice: Lattice = { dimensions: [dimension('a', 2), strict, dimension('c', 0)], dimensionsMax: 3 };
    expect(countNodes(lattice)).toBe(1 + 2 + 2);
    expect(enumerateNodes(lattice).rowOf([1, 1, 0])).toBeUndefined();
  });

  it('are not enumerated where they would be too many', () => {
    const large = { dimensions: [dimension('a', 1000), dimension('b', 1001)], dimensionsMax: 2 };
    expect(() => enumerateNodes(large)).toThrow(RangeError);
    const wide = Array.from({ length: 21 }, (_, at) => dimension(`d${at}`, 1));
    expect(() => countNodes({ dimensions: wide, dimensionsMax: 1 })).toThrow(RangeError);
  });
});

describe('which nodes contain which', () => {
  const lattice = buildLattice(smallTown, 'records');
  const table = enumerateNodes(lattice);
  const containment = createContainment(table);
  const width = lattice.dimensions.length;
  const codesOf = (row: number): ReadonlySet<number>[] =>
    lattice.dimensions.map(({ finest, values }, at) => {
      const value = table.nodes[row * width + at] ?? 0;
      return new Set(value === 0 ? finest.keys() : values[value - 1]?.codes);
    });
  const all = Array.from({ length: table.size }, (_, row) => codesOf(row));
  const sample = Array.from({ length: 12 }, (_, at) => Math.floor((at * (table.size - 1)) / 11));

  it('finds every node around a node, and no other', () => {
    for (const row of sample) {
      const found = new Set<number>();
      containment.someContainer(row, (container) => {
        found.add(container);
        return false;
      });
      const expected = all.flatMap((codes, other) => {
        const contains = codes.every((set, at) => [...(all[row]?.[at] ?? [])].every((code) => set.has(code)));
        const isLarger = codes.some((set, at) => set.size > (all[row]?.[at]?.size ?? 0));
        return contains && isLarger ? [other] : [];
      });
      const sets = (rows: Iterable<number>): Set<string> =>
        new Set([...rows].map((one) => (all[one] ?? []).map((codes) => [...codes].join(' ')).join('|')));
      expect(sets(found)).toEqual(sets(expected));
    }
  });
});
