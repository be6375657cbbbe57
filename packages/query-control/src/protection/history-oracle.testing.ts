import type { Cube } from '../cube/cube.ts';
import { allStates, type MadeUpRecord, type MadeUpState } from './made-up-history.testing.ts';

/** A check of a made-up history. */
export interface OracleCheck {
  readonly cube: Cube;
  readonly suppressed: Uint8Array;
}

interface Reading {
  readonly members: ReadonlySet<string>;
  readonly figure: string;
  readonly isZero: boolean;
}

/**
 * The smallest variance of the best linear estimate of any group or change of 1 to 9, calculated the long way: every
 * unknown by name, every reading as a list of unknowns, one dense matrix.
 */
export function lowestVariance(history: readonly MadeUpRecord[], checks: readonly OracleCheck[]): number {
  const unknowns = createUnknowns(history, checks.length);
  const readings: Reading[] = [];
  const targets: ReadonlySet<string>[] = [];
  const last = checks.length - 1;
  for (const [check, { cube, suppressed }] of checks.entries()) {
    for (let row = 0; row < cube.size; row++) {
      const count = cube.counts[row] ?? 0;
      const members = unknowns.membersOf(cube, row, check);
      if (suppressed[row] === 0 && members.size > 0)
        readings.push({ members, figure: `${count} ${cube.cellKeys[row]}`, isZero: count === 0 });
      if (count > 0 && count < 10) targets.push(members);
      const shownBefore = [...checks.keys()].findLast(
        (before) => before < check && checks[before]?.suppressed[sameRow(cube, row, checks[before])] === 0,
      );
      for (const before of new Set([check - 1, ...(check === last ? [shownBefore ?? -1] : [])])) {
        const other = checks[before];
        if (other === undefined) continue;
        const mapped = sameRow(cube, row, other);
        if (mapped < 0) continue;
        targets.push(
          ...smallChange(history, unknowns, [cube, row, check], [other.cube, mapped, before]),
          ...smallChange(history, unknowns, [other.cube, mapped, before], [cube, row, check]),
        );
      }
    }
  }
  return Math.min(...variances(distinct(readings), targets));
}

/** Per row of the last check whether a change of 1 to 9 since any check that showed it could be seen. */
export function changedRows(history: readonly MadeUpRecord[], checks: readonly OracleCheck[]): boolean[] {
  const last = checks.length - 1;
  const { cube } = checks[last] as OracleCheck;
  return Array.from({ length: cube.size }, (_, row) =>
    checks.slice(0, last).some((other, before) => {
      const mapped = sameRow(cube, row, other);
      if (mapped < 0 || other.suppressed[mapped] !== 0) return false;
      const came = gained(history, [cube, row, last], [other.cube, mapped, before]);
      const went = gained(history, [other.cube, mapped, before], [cube, row, last]);
      return [came, went].some((count) => count > 0 && count < 10);
    }),
  );
}

type Place = readonly [cube: Cube, row: number, check: number];

function holds(cube: Cube, row: number, { month, area, kind }: MadeUpState): boolean {
  const values: Record<string, string> = { time: month, area, kind };
  return cube.lattice.dimensions.every((dimension, at) => {
    const value = cube.nodes[row * cube.lattice.dimensions.length + at] ?? 0;
    const code = dimension.finest.indexOf(values[dimension.name] ?? '');
    return code >= 0 && (value === 0 || (dimension.values[value - 1]?.codes.includes(code) ?? false));
  });
}

function isIn(record: MadeUpRecord, [cube, row, check]: Place): boolean {
  const state = record.states[check];
  return state !== undefined && holds(cube, row, state);
}

function gained(history: readonly MadeUpRecord[], place: Place, other: Place): number {
  return history.filter((record) => isIn(record, place) && !isIn(record, other)).length;
}

function sameRow(cube: Cube, row: number, other: OracleCheck | undefined): number {
  if (other === undefined) return -1;
  const width = cube.lattice.dimensions.length;
  const node = cube.lattice.dimensions.map(({ values }, at) => {
    const value = values[(cube.nodes[row * width + at] ?? 0) - 1];
    if (value === undefined) return 0;
    const known = other.cube.lattice.dimensions[at]?.values ?? [];
    return 1 + known.findIndex((one) => one.level === value.level && one.value === value.value) || -1;
  });
  return node.includes(-1) ? -1 : (other.cube.rowOf(node) ?? -1);
}

function createUnknowns(history: readonly MadeUpRecord[], checks: number) {
  const presence = (record: MadeUpRecord): string => record.states.map((state) => (state ? 1 : 0)).join('');
  const moved = ({ states }: MadeUpRecord): boolean =>
    new Set(states.flatMap((state) => (state ? [JSON.stringify(state)] : []))).size > 1;
  const counts = new Map<string, Map<string, number>>();
  for (const record of history) {
    const month = record.states.find((state) => state !== undefined)?.month;
    if (month === undefined) continue;
    const own = counts.get(month) ?? new Map<string, number>();
    counts.set(month, own.set(presence(record), 1 + (own.get(presence(record)) ?? 0)));
  }
  const regular = new Map(
    [...counts].map(([month, own]) => [
      month,
      [...own].reduce((best, one) => (one[1] > best[1] ? one : best))[0],
    ]),
  );
  const monthOf = ({ states }: MadeUpRecord): string =>
    states.find((state) => state !== undefined)?.month ?? '';
  const exceptions = history.filter(
    (record) =>
      monthOf(record) !== '' && (moved(record) || presence(record) !== regular.get(monthOf(record))),
  );
  const states = allStates();
  const isRegularIn = (month: string, check: number): boolean => regular.get(month)?.[check] === '1';
  return {
    checks,
    membersOf: (cube: Cube, row: number, check: number, without = -1): ReadonlySet<string> =>
      new Set([
        ...states
          .filter(
            (state) =>
              isRegularIn(state.month, check) &&
              !isRegularIn(state.month, without) &&
              holds(cube, row, state),
          )
          .map((state) => `regular ${JSON.stringify(state)}`),
        ...exceptions
          .filter((record) => isIn(record, [cube, row, check]))
          .map((record) => `exception ${JSON.stringify(record.states)}`),
      ]),
    exceptionsOf: (place: Place, other: Place): string[] =>
      exceptions
        .filter((record) => isIn(record, place) && !isIn(record, other))
        .map((record) => `exception ${JSON.stringify(record.states)}`),
  };
}

function smallChange(
  history: readonly MadeUpRecord[],
  unknowns: ReturnType<typeof createUnknowns>,
  place: Place,
  other: Place,
): ReadonlySet<string>[] {
  const count = gained(history, place, other);
  if (count === 0 || count > 9) return [];
  const [cube, row, check] = place;
  const regular = [...unknowns.membersOf(cube, row, check, other[2])].filter((name) =>
    name.startsWith('regular'),
  );
  return [new Set([...regular, ...unknowns.exceptionsOf(place, other)])];
}

/** Each set once, and of the zeros only those that no other zero contains. */
function distinct(readings: readonly Reading[]): Reading[] {
  const named = new Map(readings.map((reading) => [[...reading.members].sort().join('|'), reading]));
  const all = [...named.values()];
  const contains = (outer: Reading, inner: Reading): boolean =>
    outer !== inner && [...inner.members].every((member) => outer.members.has(member));
  const zeros = all.filter(({ isZero }) => isZero);
  return all.filter((one) => !one.isZero || !zeros.some((other) => contains(other, one)));
}

function priorOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  for (const member of one) if (other.has(member)) common += 1;
  return 100 * common;
}

function variances(readings: readonly Reading[], targets: readonly ReadonlySet<string>[]): number[] {
  const isShared = readings.map(
    (one) => !one.isZero && readings.some((other) => other !== one && other.figure === one.figure),
  );
  const matrix = readings.map((one, row) =>
    readings.map((other, column) => {
      const noise = row === column ? (one.isZero ? 0.01 : 5 + (isShared[row] ? 0.005 : 0)) : 0;
      const shared = row !== column && !one.isZero && one.figure === other.figure ? 5 : 0;
      return priorOf(one.members, other.members) + noise + shared;
    }),
  );
  const columns = targets.map((target) => readings.map(({ members }) => priorOf(members, target)));
  const solved = solve(matrix, columns);
  return targets.map(
    (target, at) =>
      100 * target.size -
      (columns[at] ?? []).reduce((sum, value, row) => sum + value * (solved[at]?.[row] ?? 0), 0),
  );
}

/** Gauss-Jordan elimination with the largest pivot, for several right sides at once. */
function solve(matrix: number[][], rights: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, at) => [...row, ...rights.map((right) => right[at] ?? 0)]);
  for (let at = 0; at < size; at++) {
    let pivot = at;
    for (let row = at; row < size; row++)
      if (Math.abs(rows[row]?.[at] ?? 0) > Math.abs(rows[pivot]?.[at] ?? 0)) pivot = row;
    [rows[at], rows[pivot]] = [rows[pivot] as number[], rows[at] as number[]];
    const own = rows[at] as number[];
    for (const [row, other] of rows.entries()) {
      const factor = row === at ? 0 : (other[at] ?? 0) / (own[at] ?? 1);
      if (factor === 0) continue;
      for (let column = at; column < own.length; column++)
        other[column] = (other[column] ?? 0) - factor * (own[column] ?? 0);
    }
  }
  return rights.map((_, right) => rows.map((row, at) => (row[size + right] ?? 0) / (row[at] ?? 1)));
}
