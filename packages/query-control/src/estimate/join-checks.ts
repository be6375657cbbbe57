import type { Cube } from '../cube/cube.ts';
import { orderOfRow } from '../lattice/lattice.ts';
import { findChangedRows } from './changed-rows.ts';
import { createCountedCheck } from './changes.ts';
import { createExceptions } from './exceptions.ts';
import { joinLattices, type Periods } from './joined-lattice.ts';
import type { ChangedRows, CheckOfUnits, JoinedRow } from './joined-rows.ts';
import { createJoinedUnknowns } from './joined-unknowns.ts';
import { findRegularPresence, type RegularPresence } from './regular-presence.ts';
import { createUnionCodes, traceUnits } from './trajectories.ts';
import { uniteLattices } from './union-lattice.ts';
import type { Unknowns } from './unknowns.ts';

/** The figures of several checks as those of one cube. */
export interface JoinedChecks {
  /** Rows of all checks that are shown or small, and rows of what came or went. */
  readonly cube: Cube;
  readonly unknowns: Unknowns;
  /** Per row 1 where it was shown by a check before the last: it cannot be suppressed any more. */
  readonly known: Uint8Array;
  /** Per row that of the last check that it is, or -1. */
  readonly rowOfLast: Int32Array;
  /** Per row how many dimensions of its own lattice say something. */
  readonly orders: Uint8Array;
  /** Per row of the last check 1 where its figure would show a change of fewer than the minimum. */
  readonly changed: Uint8Array;
  /** Per row of the last check 1 where it is another set than when it was shown last. */
  readonly differs: Uint8Array;
}

/**
 * Joins the checks of a data set, oldest first and the new one last. Units are followed by their identities. `too-many`
 * where what changed does not fit in memory.
 */
export function joinChecks(checks: readonly CheckOfUnits[], minimumCount: number): JoinedChecks | 'too-many' {
  const cubes = checks.map(({ cube }) => cube);
  const union = uniteLattices(cubes.map(({ lattice }) => lattice));
  const trajectories = traceUnits(
    checks.map(({ units }) => units),
    union,
  );
  const codes = checks.map(({ units }, check) => createUnionCodes(units, union, check));
  const codeOf = (check: number, place: number, dimension: number): number =>
    codes[check]?.(dimension, checks[check]?.units.starts[place] ?? 0) ?? 0;
  const areClasses = cubes.some(isOfOverlappingPersons);
  const regular = areClasses ? undefined : findRegularPresence(trajectories, union, codeOf);
  const counted = checks.map(({ cube, units }) => createCountedCheck(cube, units));
  const changes = findChangedRows(checks, { counted, trajectories, minimumCount });
  const rows = rowsOf(checks, changes, regular, minimumCount);
  const joined = joinLattices(cubes, union);
  const nodes = rows.map(({ check, row, periods }) => joined.nodeOf(check, row, periods));
  const cube = toCube(checks, rows, { lattice: joined.lattice, nodes });
  const exceptions = createExceptions({ checks, counted, trajectories, regular, rows, changes, union });
  if (exceptions === 'too-many') return exceptions;
  return {
    cube,
    unknowns: createJoinedUnknowns(cube, exceptions, areClasses),
    known: Uint8Array.from(rows, ({ isKnown }) => (isKnown ? 1 : 0)),
    rowOfLast: Int32Array.from(rows, ({ rowOfLast }) => rowOfLast),
    orders: Uint8Array.from(rows, ({ check, row }) => orderOfRow(cubes[check] as Cube, row)),
    changed: changes.suppressed,
    differs: changes.differs,
  };
}

/** Persons who can be in several nodes that exclude each other are told apart by all that they are in. */
function isOfOverlappingPersons({ unit, lattice }: Cube): boolean {
  return unit === 'persons' && lattice.dimensions.some(({ severalPerPerson }) => severalPerPerson);
}

function rowsOf(
  checks: readonly CheckOfUnits[],
  changes: ChangedRows,
  regular: RegularPresence | undefined,
  minimumCount: number,
): JoinedRow[] {
  const isIn = (code: number, check: number): boolean =>
    regular === undefined || ((regular.masks[code] ?? 0) & (1 << check)) !== 0;
  const last = checks.length - 1;
  const ofChecks = checks.flatMap(({ cube, suppressed }, check) => {
    const periods: Periods = { name: `${check}`, has: (code) => isIn(code, check) };
    const rows: JoinedRow[] = [];
    for (let row = 0; row < cube.size; row++) {
      const count = cube.counts[row] ?? 0;
      const isShown = suppressed[row] === 0;
      if (!isShown && !(count > 0 && count < minimumCount)) continue;
      const isKnown = isShown && check < last;
      const cellKey = cube.cellKeys[row] ?? 0;
      rows.push({ check, row, periods, count, cellKey, isKnown, rowOfLast: check === last ? row : -1 });
    }
    return rows;
  });
  const ofChanges = changes.rows.map(({ check, without, row, count }): JoinedRow => {
    const name = `${check} without ${without}`;
    const has = (code: number): boolean =>
      isIn(code, check) && (regular === undefined || !isIn(code, without));
    return {
      check,
      row,
      periods: { name, has },
      count,
      cellKey: 0,
      isKnown: false,
      rowOfLast: -1,
      without,
    };
  });
  return [...ofChecks, ...ofChanges];
}

function toCube(
  checks: readonly CheckOfUnits[],
  rows: readonly JoinedRow[],
  { lattice, nodes }: { readonly lattice: Cube['lattice']; readonly nodes: readonly (readonly number[])[] },
): Cube {
  const counts = Float64Array.from(rows, ({ count }) => count);
  const width = lattice.dimensions.length;
  const flat = new Uint16Array(rows.length * width);
  for (const [row, node] of nodes.entries()) flat.set(node, row * width);
  return {
    unit: checks[0]?.cube.unit ?? 'records',
    lattice,
    size: rows.length,
    nodes: flat,
    counts,
    cellKeys: Uint32Array.from(rows, ({ cellKey }) => cellKey),
    contributors: counts,
    largest: new Float64Array(2 * rows.length),
    sums: new Map(),
    rowOf: () => undefined,
  };
}
