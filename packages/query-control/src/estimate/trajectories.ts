import type { UnitCells } from '../cube/unit-cells.ts';
import type { UnionLattice } from './union-lattice.ts';

/** What became of each unit of a data set from check to check. */
export interface Trajectories {
  /** How many different units there were. */
  readonly size: number;
  /** Per check, per unit, where it stands among the units of that check; -1 where it is absent. */
  readonly places: readonly Int32Array[];
  /** Per check, per unit, the number of the finest combinations that it has; -1 where it is absent. */
  readonly cells: readonly Int32Array[];
}

/** Follows units through the checks by their identities. */
export function traceUnits(checks: readonly UnitCells[], lattice: UnionLattice): Trajectories {
  const numbers = new Map<number, number>();
  const unitsOf = checks.map(({ identities }) => {
    const times = new Map<number, number>();
    return Int32Array.from(identities, (identity) => {
      const before = times.get(identity) ?? 0;
      times.set(identity, before + 1);
      const name = identity + before * 2 ** 32;
      const number = numbers.get(name) ?? numbers.size;
      numbers.set(name, number);
      return number;
    });
  });
  const size = numbers.size;
  const names = createNames();
  const found = checks.map((units, check) => {
    const places = new Int32Array(size).fill(-1);
    const cells = new Int32Array(size).fill(-1);
    const cellOf = createCellOf(units, lattice, check);
    for (const [place, unit] of (unitsOf[check] ?? new Int32Array(0)).entries()) {
      places[unit] = place;
      cells[unit] = names(cellOf(place));
    }
    return { places, cells };
  });
  return { size, places: found.map(({ places }) => places), cells: found.map(({ cells }) => cells) };
}

/** The code that stands for a dimension that a check does not have. */
export const absentCode = 0xffff;

/** Per dimension of the union the code of an entry of a check. */
export function createUnionCodes(
  { codes }: UnitCells,
  { dimensions }: UnionLattice,
  check: number,
): (dimension: number, entry: number) => number {
  const columns = dimensions.map(({ places }) => {
    const place = places[check];
    return place && { own: codes[place.at], toUnion: place.toUnion };
  });
  return (dimension, entry) => {
    const column = columns[dimension];
    return column === undefined ? absentCode : (column.toUnion[column.own?.[entry] ?? 0] ?? absentCode);
  };
}

/** Names the combinations of a unit: units with the same name in the same check are in the same nodes. */
function createCellOf(
  units: UnitCells,
  lattice: UnionLattice,
  check: number,
): (place: number) => string | number {
  const codeOf = createUnionCodes(units, lattice, check);
  const bases = lattice.dimensions.map(({ finest }) => finest.length + 1);
  const isNumber = bases.reduce((product, base) => product * base, 1) < Number.MAX_SAFE_INTEGER;
  const nameOf = (entry: number): string | number => {
    if (!isNumber) return bases.map((_, dimension) => codeOf(dimension, entry)).join(' ');
    let name = 0;
    for (const [dimension, base] of bases.entries()) {
      const code = codeOf(dimension, entry);
      name = name * base + (code === absentCode ? base - 1 : code);
    }
    return name;
  };
  return (place) => {
    const from = units.starts[place] ?? 0;
    const to = units.starts[place + 1] ?? from;
    if (to - from === 1) return nameOf(from);
    return Array.from({ length: to - from }, (_, at) => nameOf(from + at))
      .sort()
      .join(',');
  };
}

function createNames(): (name: string | number) => number {
  const known = new Map<string | number, number>();
  return (name) => {
    const number = known.get(name) ?? known.size;
    known.set(name, number);
    return number;
  };
}

/** In which checks a unit is: bit t is 1 where it is in check t. */
export function presenceOf({ places }: Trajectories, unit: number): number {
  let mask = 0;
  for (const [check, placesOfCheck] of places.entries()) {
    if ((placesOfCheck[unit] ?? -1) >= 0) mask |= 1 << check;
  }
  return mask;
}
