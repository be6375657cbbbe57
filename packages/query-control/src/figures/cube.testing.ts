import type { Cube, SumColumn } from '../cube/cube.ts';
import { enumerateNodes } from '../lattice/enumerate.ts';
import type { Dimension, Lattice, Node } from '../lattice/lattice.ts';

/** A dimension of which each value may be asked, and nothing between a value and all. */
export function flatDimension(
  name: string,
  finest: readonly (string | null)[],
  kind: Dimension['kind'] = 'category',
): Dimension {
  const values = finest.map((value, code) => ({ level: 'value', value, codes: [code] }));
  return { name, kind, finest, values, severalPerPerson: false };
}

/** Counts of the finest combinations, by the values of each dimension joined with a space. */
export type LeafCounts = Readonly<Record<string, number>>;

/** A cube of every node of flat dimensions, with keys that are drawn from a seed. */
export function cubeOfCounts(
  dimensions: readonly Dimension[],
  leaves: LeafCounts,
  { seed = 1, unit = 'records' as Cube['unit'] } = {},
): Cube {
  const lattice: Lattice = { dimensions, dimensionsMax: 3 };
  const { size, nodes, rowOf } = enumerateNodes(lattice);
  const width = dimensions.length;
  const counts = Float64Array.from({ length: size }, (_, row) =>
    countOf(Array.from(nodes.subarray(row * width, (row + 1) * width)), dimensions, leaves),
  );
  return {
    unit,
    lattice,
    size,
    nodes,
    counts,
    cellKeys: Uint32Array.from(counts, (_, row) => keyOf(seed, row)),
    contributors: counts,
    largest: new Float64Array(2 * size),
    sums: new Map(),
    rowOf,
  };
}

/** The same cube with one column of amounts: each row has as many equal contributions as it has records. */
export function withAmounts(cube: Cube, column: string, amount: number, seed = 1): Cube {
  const keys = Uint32Array.from(cube.counts, (_, row) => keyOf(seed + 7, row));
  const amounts: SumColumn = {
    sums: cube.counts.map((count) => count * amount),
    records: cube.counts,
    recordKeys: keys,
    contributors: cube.counts,
    contributorKeys: Uint32Array.from(cube.counts, (_, row) => keyOf(seed + 13, row)),
    largest: Float64Array.from(
      [...cube.counts].flatMap((count) => [count > 0 ? amount : 0, count > 1 ? amount : 0]),
    ),
  };
  return { ...cube, sums: new Map([...cube.sums, [column, amounts]]) };
}

/** A key that looks drawn at random. */
export function keyOf(seed: number, row: number): number {
  const once = Math.imul((seed * 0x9e3779b1 + row * 0x85ebca6b) ^ 0x5bd1e995, 0x2c1b3c6d);
  const twice = Math.imul(once ^ (once >>> 15), 0x297a2d39);
  return (twice ^ (twice >>> 16)) >>> 0;
}

function countOf(node: Node, dimensions: readonly Dimension[], leaves: LeafCounts): number {
  return Object.entries(leaves)
    .filter(([leaf]) => {
      const values = leaf.split(' ');
      return node.every(
        (value, at) => value === 0 || dimensions[at]?.values[value - 1]?.value === values[at],
      );
    })
    .reduce((sum, [, count]) => sum + count, 0);
}
