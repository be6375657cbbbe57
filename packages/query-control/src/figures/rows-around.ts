import type { Cube } from '../cube/cube.ts';
import { createNodeBlocks } from '../lattice/node-blocks.ts';

/** Gives the row of the node with one dimension fewer; -1 where that is not in the lattice, or is the same node. */
export type RowWithout = (row: number, dimension: number) => number;

/** Finds the nodes around a node by arithmetic. */
export function createRowWithout(cube: Pick<Cube, 'lattice' | 'nodes' | 'rowOf'>): RowWithout {
  const { lattice, nodes } = cube;
  const width = lattice.dimensions.length;
  const blockOf = createNodeBlocks(cube);
  return (row, dimension) => {
    const from = row * width;
    if ((nodes[from + dimension] ?? 0) === 0) return -1;
    let used = 0;
    for (let at = 0; at < width; at++) if (at !== dimension && nodes[from + at] !== 0) used |= 1 << at;
    const block = blockOf(used);
    if (block === undefined) return -1;
    let found = block.first;
    for (let at = 0; at < width; at++) {
      if (at === dimension) continue;
      const value = nodes[from + at] ?? 0;
      if (value !== 0) found += (value - 1) * (block.strides[at] ?? 0);
    }
    return found;
  };
}
