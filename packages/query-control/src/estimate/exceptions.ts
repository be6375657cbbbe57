import { ClassRows, type MembershipClasses } from '../cube/membership-classes.ts';
import type { CountedCheck, Rows } from './changes.ts';
import type { JoinSetting } from './joined-rows.ts';
import { createUnionCodes } from './trajectories.ts';

/** Units that are told apart by what they are in, check by check, as classes of units to which the same happened. */
export interface Exceptions extends MembershipClasses {
  /** How many combinations of finest values a class has over all checks, one after another; class after class. */
  readonly combinationStarts: Uint32Array;
  /** Per dimension of the joined lattice the code of each combination; `absentCode` where its check has no such dimension. */
  readonly codes: readonly Uint16Array[];
}

/** All classes together are in at most so many rows: 128 MiB, and as much again while they are turned round. */
const entriesMax = 2 ** 25;

/** Finds the classes of the exceptions, or of all units where nothing is regular, and the joined rows that they are in. */
export function createExceptions(setting: JoinSetting): Exceptions | 'too-many' {
  const rowsOfClass = createRowsOfClass(setting);
  const representatives: number[] = [];
  const known = new Set<string>();
  const classes = new ClassRows();
  for (const unit of findRepresentatives(setting)) {
    const rows = rowsOfClass(unit);
    if (setting.regular === undefined) {
      // Persons with other cells, such as other months of one year, can be in the same nodes.
      const name = rows.toSorted((one, other) => one - other).join(' ');
      if (known.has(name)) continue;
      known.add(name);
    }
    classes.add(rows);
    representatives.push(unit);
    if (classes.entries > entriesMax) return 'too-many';
  }
  return {
    ...classes.byRow(setting.rows.length),
    ...combinationsOf(setting, representatives),
  };
}

/** One unit of those that had the same cells at every check. */
function findRepresentatives({ trajectories, regular }: JoinSetting): number[] {
  const known = new Set<string>();
  const found: number[] = [];
  for (let unit = 0; unit < trajectories.size; unit++) {
    if (regular !== undefined && regular.isException[unit] === 0) continue;
    const name = trajectories.cells.map((cells) => cells[unit]).join(' ');
    if (known.has(name)) continue;
    known.add(name);
    found.push(unit);
  }
  return found;
}

function createRowsOfClass(setting: JoinSetting): (unit: number) => number[] {
  const { counted, trajectories, rows, changes } = setting;
  const joinedRows = counted.map(({ cube }) => new Int32Array(cube.size).fill(-1));
  for (const [joined, { check, row, without }] of rows.entries()) {
    const ofCheck = joinedRows[check];
    if (without === undefined && ofCheck) ofCheck[row] = joined;
  }
  const changedRows = rows.flatMap((row, joined) => (row.without === undefined ? [] : [{ joined, row }]));
  const byPair = Map.groupBy(changedRows, ({ row }) => `${row.check} ${row.without}`);
  const pairs = [...byPair].map(([name, changed]) => {
    const [check = 0, without = 0] = name.split(' ').map(Number);
    const joinedOf = new Int32Array(counted[check]?.cube.size ?? 0).fill(-1);
    for (const { joined, row } of changed) joinedOf[row.row] = joined;
    return { check, without, joinedOf, toOther: changes.mapOf(check, without) };
  });
  const rowsAt = (check: number, unit: number): Rows | undefined => {
    const place = trajectories.places[check]?.[unit] ?? -1;
    return place < 0 ? undefined : (counted[check] as CountedCheck).rowsOf(place);
  };
  return (unit) => {
    const found: number[] = [];
    for (const [check, joinedOf] of joinedRows.entries()) {
      const own = rowsAt(check, unit);
      for (let at = 0; at < (own?.length ?? 0); at++) {
        const joined = joinedOf[own?.rows[at] ?? 0] ?? -1;
        if (joined >= 0) found.push(joined);
      }
    }
    for (const { check, without, joinedOf, toOther } of pairs) {
      if (trajectories.cells[check]?.[unit] === trajectories.cells[without]?.[unit]) continue;
      const other = rowsAt(without, unit);
      const inOther = new Set(other?.rows.subarray(0, other.length));
      const own = rowsAt(check, unit);
      for (let at = 0; at < (own?.length ?? 0); at++) {
        const row = own?.rows[at] ?? 0;
        const joined = joinedOf[row] ?? -1;
        if (joined >= 0 && !inOther.has(toOther[row] ?? -1)) found.push(joined);
      }
    }
    return found;
  };
}

function combinationsOf(
  { checks, trajectories, union }: JoinSetting,
  representatives: readonly number[],
): Pick<Exceptions, 'combinationStarts' | 'codes'> {
  const codesOf = checks.map(({ units }, check) => createUnionCodes(units, union, check));
  const columns: number[][] = union.dimensions.map(() => []);
  const combinationStarts = new Uint32Array(representatives.length + 1);
  let length = 0;
  for (const [number, unit] of representatives.entries()) {
    for (const [check, { units }] of checks.entries()) {
      const place = trajectories.places[check]?.[unit] ?? -1;
      if (place < 0) continue;
      for (let entry = units.starts[place] ?? 0; entry < (units.starts[place + 1] ?? 0); entry++, length++) {
        for (const [dimension, column] of columns.entries()) {
          column.push(codesOf[check]?.(dimension, entry) ?? 0);
        }
      }
    }
    combinationStarts[number + 1] = length;
  }
  return { combinationStarts, codes: columns.map((column) => Uint16Array.from(column)) };
}
