import type { Lattice, Node } from './lattice.ts';

/** The nodes of one set of dimensions: the row of a node is `first` plus its values, less one each, times their strides. */
export interface NodeBlock {
  readonly first: number;
  /** Per dimension; 0 of those that are "all". */
  readonly strides: Float64Array;
}

/** Gives the block of a set of dimensions: bit d is 1 where dimension d is not "all". Undefined where none is asked. */
export type NodeBlocks = (dimensions: number) => NodeBlock | undefined;

/**
 * Finds rows by arithmetic instead of node by node. Each block is looked up once.
 * @param index nodes in the order of `enumerateNodes`
 */
export function createNodeBlocks({
  lattice,
  rowOf,
}: {
  readonly lattice: Lattice;
  rowOf(node: Node): number | undefined;
}): NodeBlocks {
  const blocks = new Map<number, NodeBlock | undefined>();
  return (dimensions) => {
    const known = blocks.get(dimensions);
    if (known || blocks.has(dimensions)) return known;
    const isUsed = lattice.dimensions.map((_, at) => (dimensions & (1 << at)) !== 0);
    const first = rowOf(isUsed.map(Number));
    const block = first === undefined ? undefined : { first, strides: stridesOf(lattice, isUsed) };
    blocks.set(dimensions, block);
    return block;
  };
}

/** The last dimension counts fastest. */
function stridesOf({ dimensions }: Lattice, isUsed: readonly boolean[]): Float64Array {
  const strides = new Float64Array(dimensions.length);
  let stride = 1;
  for (let at = dimensions.length - 1; at >= 0; at--) {
    if (!isUsed[at]) continue;
    strides[at] = stride;
    stride *= dimensions[at]?.values.length ?? 0;
  }
  return strides;
}
