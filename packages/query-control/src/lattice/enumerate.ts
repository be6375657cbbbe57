import { dimensionsMaxOf, type Lattice, type Node } from './lattice.ts';

/** All nodes of a lattice, numbered. */
export interface NodeTable {
  readonly lattice: Lattice;
  /** How many nodes there are. */
  readonly size: number;
  /** The nodes, row after row, with one number per dimension; the first row is the top node. */
  readonly nodes: Uint16Array;
  /** The row of a node; undefined where it is not in the lattice. */
  rowOf(node: Node): number | undefined;
  /**
   * Per set of dimensions, as a number of which bit d is 1 where dimension d is not "all", the row of its first node; -1
   * where such nodes are not in the lattice. From there the values count as the digits of a number, first dimension
   * first, in the base of how many values each dimension has.
   */
  readonly firstRows: Int32Array;
}

/** More dimensions or nodes than this are not worked with: what is needed for them would not fit in memory. */
export const dimensionCountMax = 20;
export const nodeCountMax = 1_000_000;

/** How many nodes a lattice has. */
export function countNodes(lattice: Lattice): number {
  return dimensionSets(lattice).reduce((total, { size }) => total + size, 0);
}

/**
 * All nodes of a lattice: the top node, then those with one dimension that is not "all", and so on; within a set of
 * dimensions in the order of their values. The same lattice always gives the same order.
 * @throws RangeError when the lattice has more than 20 dimensions or 1,000,000 nodes
 */
export function enumerateNodes(lattice: Lattice): NodeTable {
  const { sets, size, firstRows } = layOut(lattice);
  const { dimensions } = lattice;
  const width = dimensions.length;
  const nodes = new Uint16Array(size * width);
  let row = 0;
  for (const set of sets) {
    for (let at = 0; at < set.size; at++, row++) {
      let rest = at;
      for (const dimension of set.members.toReversed()) {
        const base = dimensions[dimension]?.values.length ?? 1;
        nodes[row * width + dimension] = (rest % base) + 1;
        rest = Math.floor(rest / base);
      }
    }
  }
  return { lattice, size, nodes, firstRows, rowOf: (node) => rowOf(lattice, firstRows, node) };
}

/**
 * The table of a lattice of which the nodes are known: those that `enumerateNodes` gave for the same lattice. Takes no
 * time in proportion to the nodes.
 * @throws RangeError when there are more or fewer nodes than the lattice has, or it is too large
 */
export function restoreNodes(lattice: Lattice, nodes: Uint16Array): NodeTable {
  const { size, firstRows } = layOut(lattice);
  if (nodes.length !== size * lattice.dimensions.length)
    throw new RangeError('These are the nodes of another lattice');
  return { lattice, size, nodes, firstRows, rowOf: (node) => rowOf(lattice, firstRows, node) };
}

function layOut(lattice: Lattice): Pick<NodeTable, 'size' | 'firstRows'> & { sets: readonly DimensionSet[] } {
  const sets = dimensionSets(lattice);
  const size = countNodes(lattice);
  if (size > nodeCountMax) throw new RangeError(`A lattice of ${size} nodes is too large`);
  const firstRows = new Int32Array(2 ** lattice.dimensions.length).fill(-1);
  let row = 0;
  for (const set of sets) {
    firstRows[set.mask] = row;
    row += set.size;
  }
  return { sets, size, firstRows };
}

function rowOf({ dimensions }: Lattice, firstRows: Int32Array, node: Node): number | undefined {
  let mask = 0;
  let at = 0;
  for (const [dimension, { values }] of dimensions.entries()) {
    const value = node[dimension] ?? 0;
    if (value === 0) continue;
    if (value > values.length) return undefined;
    mask |= 1 << dimension;
    at = at * values.length + value - 1;
  }
  const first = firstRows[mask] ?? -1;
  return first < 0 ? undefined : first + at;
}

interface DimensionSet {
  readonly mask: number;
  readonly members: readonly number[];
  /** How many nodes are "all" in all other dimensions and in none of these. */
  readonly size: number;
}

/** The sets of dimensions that can be asked together, small ones first. */
function dimensionSets(lattice: Lattice): DimensionSet[] {
  const { dimensions } = lattice;
  if (dimensions.length > dimensionCountMax) {
    throw new RangeError(`A lattice has at most ${dimensionCountMax} dimensions`);
  }
  const sets: DimensionSet[] = [{ mask: 0, members: [], size: 1 }];
  for (const set of sets) {
    for (let next = (set.members.at(-1) ?? -1) + 1; next < dimensions.length; next++) {
      const members = [...set.members, next];
      const used = members.flatMap((member) => dimensions[member] ?? []);
      const size = set.size * (dimensions[next]?.values.length ?? 0);
      if (size === 0 || members.length > dimensionsMaxOf(lattice, used)) continue;
      sets.push({ mask: set.mask | (1 << next), members, size });
    }
  }
  return sets;
}
