import type { Cube, Dimension } from '@datalab/query-control';

/** How much two nodes have in common, in finest combinations that the lattice can tell apart. */
export interface NodeSets {
  /** Of the nodes in these rows of the cube. */
  common(one: number, other: number): number;
}

export function createNodeSets({ lattice, nodes }: Cube): NodeSets {
  const width = lattice.dimensions.length;
  const tables = lattice.dimensions.map(commonTable);
  const sizes = lattice.dimensions.map(({ values }) => values.length + 1);
  return {
    common: (one, other) => {
      let product = 1;
      for (let at = 0; at < width && product > 0; at++) {
        const first = nodes[one * width + at] ?? 0;
        const second = nodes[other * width + at] ?? 0;
        product *= tables[at]?.[first * (sizes[at] ?? 1) + second] ?? 0;
      }
      return product;
    },
  };
}

/** Per pair of values (0 is all of them) how many groups of finest values are in both that no value tells apart. */
function commonTable({ finest, values }: Dimension): Float64Array {
  const all = finest.map((_, code) => code);
  const sets = [all, ...values.map(({ codes }) => codes)].map((codes) => new Set(codes));
  const alike = new Map<string, number>();
  for (const code of all) {
    const within = sets.map((set) => (set.has(code) ? '1' : '0')).join('');
    if (!alike.has(within)) alike.set(within, code);
  }
  const parts = [...alike.values()];
  return Float64Array.from(
    sets.flatMap((one) =>
      sets.map((other) => parts.filter((code) => one.has(code) && other.has(code)).length),
    ),
  );
}
