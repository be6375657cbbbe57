import type { DisclosureParameters } from '../cell-key/parameters.ts';
import type { Cube } from '../cube/cube.ts';

/** What figures are made from: the true sizes, and per row 0 where the rules show it. */
export interface FigureSource {
  readonly cube: Cube;
  readonly protection: { readonly rules: Uint8Array };
  readonly parameters: DisclosureParameters;
}

/** Whether a rule suppresses a row. */
export function isSuppressed(row: number, { protection }: FigureSource): boolean {
  return protection.rules[row] !== 0;
}

/** The node of a row. */
export function nodeOf(row: number, { nodes, lattice }: Cube): number[] {
  const width = lattice.dimensions.length;
  return Array.from(nodes.subarray(row * width, (row + 1) * width));
}

/** The row of a node with one dimension changed; undefined where that node is not in the lattice. */
export function findRowWith(row: number, dimension: number, value: number, cube: Cube): number | undefined {
  return cube.rowOf(nodeOf(row, cube).with(dimension, value));
}
