/** What is counted. */
export type CountedUnit = 'persons' | 'records';

/** One value of a dimension that may be asked: a single finest value, or a registered group of them. */
export interface DimensionValue {
  /** Such as `month`, `quarter` and `year`; `neighbourhood` and `district`; `value`; `group`. */
  readonly level: string;
  /** As it is written in questions and answers; null is "no value". */
  readonly value: string | null;
  /** The positions in `finest` of what it contains, in ascending order. */
  readonly codes: readonly number[];
}

/** A hierarchy of values. Everything that can be asked of it is one of its values, or all of them. */
export interface Dimension {
  /** Such as `time`, `area`, `category`, `in.benefits` or `records-per-person`. */
  readonly name: string;
  readonly kind: 'time' | 'area' | 'category' | 'link' | 'band';
  /** The finest values, each of which every record has exactly one of; null is "no value". */
  readonly finest: readonly (string | null)[];
  /**
   * The positions in `finest` of what occurs and cannot be asked by itself, because a list would tell that it occurs. It
   * counts in the values that contain it, which contain something that can be asked as well.
   */
  readonly unlisted?: readonly number[];
  readonly values: readonly DimensionValue[];
  /**
   * Whether one person can have records with different values. Of a dimension that says no, a person has the first of
   * its finest values that any of its records in the version has: so "ever" comes before "never", and "no value" last.
   */
  readonly severalPerPerson: boolean;
  /** At most so many dimensions of a question that uses this one, where that is fewer than for other questions. */
  readonly dimensionsMax?: number;
}

/** Everything that may be asked of one data set in one unit: products of one value per dimension. */
export interface Lattice {
  readonly dimensions: readonly Dimension[];
  /** At most so many dimensions of a question are not "all". */
  readonly dimensionsMax: number;
}

/** Per dimension of the lattice 0 for all values, or 1 + the position of the value in `values`. */
export type Node = readonly number[];

/** The node that contains everything: the total. */
export function topNode({ dimensions }: Lattice): Node {
  return dimensions.map(() => 0);
}

/**
 * What stands for a set of finest values: 0 for all values, 1 + a position in `values`, or undefined where the set
 * cannot be asked. Where several values are the same set, the first of them.
 * @param codes positions in `finest`, each once, in ascending order
 */
export function findValue({ finest, values }: Dimension, codes: readonly number[]): number | undefined {
  if (codes.length === finest.length) return 0;
  const found = values.findIndex((value) => value.codes.join(' ') === codes.join(' '));
  return found === -1 ? undefined : found + 1;
}

/** At most so many of these dimensions may be asked together with each other: a question with more is refused. */
export function dimensionsMaxOf(lattice: Lattice, used: readonly Dimension[]): number {
  return Math.min(
    lattice.dimensionsMax,
    ...used.map(({ dimensionsMax }) => dimensionsMax ?? lattice.dimensionsMax),
  );
}

/** How many dimensions of a node are not "all". */
export function orderOf(node: Node): number {
  return node.reduce((order, value) => (value === 0 ? order : order + 1), 0);
}

/** The same of a row of nodes that lie one after another. */
export function orderOfRow(
  { nodes, lattice }: { readonly nodes: Uint16Array; readonly lattice: Lattice },
  row: number,
): number {
  const width = lattice.dimensions.length;
  let order = 0;
  for (let at = row * width; at < (row + 1) * width; at++) if (nodes[at] !== 0) order += 1;
  return order;
}
