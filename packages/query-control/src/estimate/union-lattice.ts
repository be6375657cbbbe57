import type { Cube } from '../cube/cube.ts';
import { type Dimension, type DimensionValue, findValue, type Lattice } from '../lattice/lattice.ts';

/** All dimensions and finest values that occur in some lattices. */
export interface UnionLattice {
  readonly dimensions: readonly UnionDimension[];
}

/** Where the time stands among the dimensions of a union; there always is one. */
export const timeAt = 0;

/** One dimension of the union. */
export interface UnionDimension {
  readonly name: string;
  readonly kind: Dimension['kind'];
  readonly finest: readonly (string | null)[];
  /** Per lattice the dimension in it; undefined where the lattice has none of that name. */
  readonly places: readonly (PlaceInLattice | undefined)[];
}

/** A dimension of one lattice within the union. */
export interface PlaceInLattice {
  readonly at: number;
  readonly dimension: Dimension;
  /** Per position in its own `finest` the position in that of the union. */
  readonly toUnion: Int32Array;
}

/** Joins lattices by the names of their dimensions and finest values, those of earlier lattices first. */
export function uniteLattices(lattices: readonly Lattice[]): UnionLattice {
  const named = new Map<string, Dimension['kind']>([['time', 'time']]);
  for (const { name, kind } of lattices.flatMap(({ dimensions }) => dimensions)) named.set(name, kind);
  return { dimensions: [...named].map(([name, kind]) => uniteDimension(name, kind, lattices)) };
}

function uniteDimension(name: string, kind: Dimension['kind'], lattices: readonly Lattice[]): UnionDimension {
  const positions = new Map<string | null, number>();
  const places = lattices.map(({ dimensions }): PlaceInLattice | undefined => {
    const at = dimensions.findIndex((dimension) => dimension.name === name);
    const dimension = dimensions[at];
    if (dimension === undefined) return undefined;
    const toUnion = Int32Array.from(dimension.finest, (value) => {
      const position = positions.get(value) ?? positions.size;
      positions.set(value, position);
      return position;
    });
    return { at, dimension, toUnion };
  });
  const finest = positions.size === 0 ? [null] : [...positions.keys()];
  return { name, kind, finest, places };
}

/**
 * Per row of a cube the row of another cube that is called the same, or that holds the same of what the other knows; -1
 * where there is none.
 */
export function mapRows(from: Cube, to: Cube): Int32Array {
  const width = from.lattice.dimensions.length;
  const columns = to.lattice.dimensions.map((dimension) => {
    const at = from.lattice.dimensions.findIndex(({ name }) => name === dimension.name);
    return { at, values: mapValues(from.lattice.dimensions[at], dimension) };
  });
  const missing = from.lattice.dimensions.flatMap(({ name }, at) =>
    to.lattice.dimensions.some((other) => other.name === name) ? [] : [at],
  );
  const node = columns.map(() => 0);
  return Int32Array.from({ length: from.size }, (_, row) => {
    if (missing.some((at) => from.nodes[row * width + at] !== 0)) return -1;
    for (const [place, { at, values }] of columns.entries()) {
      node[place] = at < 0 ? 0 : (values[from.nodes[row * width + at] ?? 0] ?? -1);
    }
    return node.includes(-1) ? -1 : (to.rowOf(node) ?? -1);
  });
}

/** Per value of a dimension, 0 for all, that of another dimension of the same name; -1 where there is none. */
function mapValues(from: Dimension | undefined, to: Dimension): number[] {
  const positions = new Map(to.finest.map((value, at) => [value, at]));
  const names = new Map(to.values.map((value, at) => [nameOf(value), at + 1]));
  const values = from?.values.map((value) => {
    const named = names.get(nameOf(value));
    if (named !== undefined) return named;
    const codes = value.codes.flatMap((code) => positions.get(from.finest[code] ?? null) ?? []);
    return codes.length === 0
      ? -1
      : (findValue(
          to,
          codes.sort((one, other) => one - other),
        ) ?? -1);
  });
  return [0, ...(values ?? [])];
}

function nameOf({ level, value }: DimensionValue): string {
  return JSON.stringify([level, value]);
}
