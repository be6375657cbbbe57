import type { Cube } from '../cube/cube.ts';
import type { Dimension, DimensionValue, Lattice } from '../lattice/lattice.ts';
import { timeAt, type UnionLattice } from './union-lattice.ts';

/**
 * One lattice for the nodes of several checks. A value of the time is what a check has of it: the periods of which most
 * units are in that check, so that a year is another set once a month is added to it.
 */
export interface JoinedLattice {
  readonly lattice: Lattice;
  /** Finds the node that a row of a check is, with only the periods of the time that are told. */
  nodeOf(check: number, row: number, periods: Periods): number[];
}

/** Which finest values of the time count, and a name for this choice. */
export interface Periods {
  readonly name: string;
  has(code: number): boolean;
}

/** Joins the lattices of some checks, of which the last decides how the data fall into parts. */
export function joinLattices(cubes: readonly Cube[], union: UnionLattice): JoinedLattice {
  const columns = union.dimensions.map((dimension, at) => createColumn(dimension, at === timeAt));
  const positions = union.dimensions.map(({ places }) => places.map((place) => place?.at ?? -1));
  const nodeOf = (check: number, row: number, periods: Periods): number[] => {
    const { nodes, lattice } = cubes[check] as Cube;
    const width = lattice.dimensions.length;
    return columns.map((column, at) => {
      const place = positions[at]?.[check] ?? -1;
      return column.valueOf(check, place < 0 ? 0 : (nodes[row * width + place] ?? 0), periods);
    });
  };
  const dimensionsMax = Math.max(...cubes.map(({ lattice }) => lattice.dimensionsMax));
  return {
    get lattice() {
      return { dimensions: columns.map((column) => column.toDimension()), dimensionsMax };
    },
    nodeOf,
  };
}

interface Column {
  valueOf(check: number, value: number, periods: Periods): number;
  toDimension(): Dimension;
}

type UnionDimension = UnionLattice['dimensions'][number];

function createColumn({ name, kind, finest, places }: UnionDimension, isTime: boolean): Column {
  const last = places.findLast((place) => place !== undefined);
  const values: DimensionValue[] = [];
  const numbers = new Map<string, number>();
  const known = new Map<string, number>();
  const all = finest.map((_, code) => code);
  const add = (codes: readonly number[], named: Pick<DimensionValue, 'level' | 'value'>): number => {
    const key = codes.join(' ');
    const number = numbers.get(key) ?? values.push({ ...named, codes });
    numbers.set(key, number);
    return number;
  };
  if (!isTime) numbers.set(all.join(' '), 0);
  for (const value of last?.dimension.values ?? []) add(sorted(value.codes, last?.toUnion), value);
  const find = (check: number, value: number, periods: Periods): number => {
    const place = places[check];
    if (value === 0 && !isTime) return 0;
    const own = place?.dimension.values[value - 1];
    const codes = own === undefined ? all : sorted(own.codes, place?.toUnion);
    const within = isTime ? codes.filter((code) => periods.has(code)) : codes;
    return add(within, { level: `in ${periods.name}`, value: own?.value ?? null });
  };
  return {
    valueOf(check, value, periods) {
      const key = `${check} ${value} ${isTime ? periods.name : ''}`;
      const number = known.get(key) ?? find(check, value, periods);
      known.set(key, number);
      return number;
    },
    toDimension: () => ({ name, kind, finest, values, severalPerPerson: false }),
  };
}

function sorted(codes: readonly number[], toUnion: Int32Array | undefined): number[] {
  return codes.map((code) => toUnion?.[code] ?? code).sort((one, other) => one - other);
}
