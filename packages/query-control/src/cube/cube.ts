import type { CountedUnit, Lattice, Node } from '../lattice/lattice.ts';

export type { CountedUnit };

/** The true size of every node of a lattice, in one unit. Unprotected: it never leaves the process. */
export interface Cube {
  readonly unit: CountedUnit;
  readonly lattice: Lattice;
  /** How many nodes there are. All arrays below have this length, times the number that is said. */
  readonly size: number;
  /** The nodes, row after row, with one number per dimension; the first row is the top node. */
  readonly nodes: Uint16Array;
  /** How many persons or records are in the node: whole numbers. */
  readonly counts: Float64Array;
  /** The sum modulo 2^32 of the keys of these persons or records. */
  readonly cellKeys: Uint32Array;
  /** Persons, plus records that name no person. Of a cube of persons: `counts`. */
  readonly contributors: Float64Array;
  /** Twice the size: the two largest numbers of records of one person, largest first. Of a cube of persons: zeros. */
  readonly largest: Float64Array;
  /** Of a cube of records: what is known of each summed column, by name. */
  readonly sums: ReadonlyMap<string, SumColumn>;
  /** The row of a node; undefined where it is not in the lattice. */
  rowOf(node: Node): number | undefined;
}

/** One summed column, per node. */
export interface SumColumn {
  readonly sums: Float64Array;
  /** Records that have a value, and the sum of their keys modulo 2^32. */
  readonly records: Float64Array;
  readonly recordKeys: Uint32Array;
  /** Persons with a value, plus records with a value that name no person, and the sum of their keys. */
  readonly contributors: Float64Array;
  readonly contributorKeys: Uint32Array;
  /** Twice the size: the two largest contributions without sign, largest first. */
  readonly largest: Float64Array;
}
