import { createContainingRows } from '../cube/containing-rows.ts';
import type { Cube } from '../cube/cube.ts';
import { GrowingArray } from '../cube/growing-array.ts';
import type { UnitCells } from '../cube/unit-cells.ts';
import { restoreNodes } from '../lattice/enumerate.ts';

/** Of one check the units and the nodes that they are in. */
export interface CountedCheck {
  readonly cube: Cube;
  readonly units: UnitCells;
  /** Finds the rows that contain a unit, each once. Overwritten by the next call for the same check. */
  rowsOf(place: number): Rows;
}

/** The first `length` of the array. */
export interface Rows {
  readonly rows: Uint32Array;
  readonly length: number;
}

/** Prepares to find the rows of units. */
export function createCountedCheck(cube: Cube, units: UnitCells): CountedCheck {
  const containing = createContainingRows(restoreNodes(cube.lattice, cube.nodes));
  const seen = new Uint32Array(cube.size);
  const rows = new GrowingArray();
  let round = 0;
  const rowsOf = (place: number): Rows => {
    const from = units.starts[place] ?? 0;
    const to = units.starts[place + 1] ?? from;
    if (to - from === 1) return { rows: containing.rows, length: containing.find(units.codes, from) };
    round += 1;
    rows.clear();
    for (let entry = from; entry < to; entry++) {
      const found = containing.find(units.codes, entry);
      for (let at = 0; at < found; at++) {
        const row = containing.rows[at] ?? 0;
        if (seen[row] === round) continue;
        seen[row] = round;
        rows.push(row);
      }
    }
    return { rows: rows.values, length: rows.length };
  };
  return { cube, units, rowsOf };
}

/** Of each row of a check what is in it and was not in the row of the same name of another check. */
export interface Gained {
  readonly counts: Uint32Array;
  /** Persons behind the records, and records of nobody. Of persons: `counts`. */
  readonly contributors: Uint32Array;
}

/** Where a unit of one check stands in the other, or -1; and whether it has other combinations there. */
export interface Counterparts {
  readonly placeInOther: Int32Array;
  readonly isSame: Uint8Array;
}

/**
 * Counts what a check has more than another one, row by row: gross, so that as many that left do not hide it. Rows that
 * the other check does not have count nothing.
 * @param toOther per row of the check that of the other one, or -1
 */
export function countGained(
  check: CountedCheck,
  other: CountedCheck,
  toOther: Int32Array,
  { placeInOther, isSame }: Counterparts,
): Gained {
  const counts = new Uint32Array(check.cube.size);
  const isOfPersons = check.cube.unit === 'persons';
  const contributors = isOfPersons ? counts : new Uint32Array(check.cube.size);
  const lastOwner = new Uint32Array(check.cube.size);
  const inOther = new Uint32Array(other.cube.size);
  for (let place = 0; place < check.units.identities.length; place++) {
    if (isSame[place] === 1) continue;
    const before = placeInOther[place] ?? -1;
    if (before >= 0) {
      const { rows, length } = other.rowsOf(before);
      for (let at = 0; at < length; at++) inOther[rows[at] ?? 0] = place + 1;
    }
    const owner = check.units.owners[place] ?? 0;
    const { rows, length } = check.rowsOf(place);
    for (let at = 0; at < length; at++) {
      const row = rows[at] ?? 0;
      const counterpart = toOther[row] ?? -1;
      if (counterpart < 0 || (before >= 0 && inOther[counterpart] === place + 1)) continue;
      counts[row] = (counts[row] ?? 0) + 1;
      if (isOfPersons || (owner !== 0 && lastOwner[row] === owner)) continue;
      lastOwner[row] = owner;
      contributors[row] = (contributors[row] ?? 0) + 1;
    }
  }
  return { counts, contributors };
}
