import type { Cube } from '../cube/cube.ts';
import type { Dimension } from '../lattice/lattice.ts';

/** With fewer values than this a dependency can be chance. */
const valuesMin = 3;

/**
 * Finds which finest value of one category each finest value of another category goes with, in the whole cube, as a
 * kind belongs to a main kind. Such a dependency is no secret. Undefined where it does not hold, where fewer than three
 * values occur, or where all go with the same one.
 * @param of the position of the dimension that decides
 * @param on the position of the dimension that follows
 */
export function findDependency(cube: Cube, of: number, on: number): ReadonlyMap<number, number> | undefined {
  const { dimensions } = cube.lattice;
  const deciding = finestValues(dimensions[of]);
  const following = finestValues(dimensions[on]);
  const follows = new Map<number, number>();
  for (const [code, value] of deciding) {
    if (dimensions[of]?.finest[code] === null) continue;
    const size = countAt(cube, [[of, value]]);
    if (size === 0) continue;
    const found = [...following].filter(
      ([, other]) =>
        countAt(cube, [
          [of, value],
          [on, other],
        ]) > 0,
    );
    const [only, second] = found;
    if (only === undefined || second !== undefined) return undefined;
    follows.set(code, only[0]);
  }
  const targets = [...new Set(follows.values())].filter((code) => dimensions[on]?.finest[code] !== null);
  return follows.size >= valuesMin && targets.length > 1 ? follows : undefined;
}

/** Per finest value its first value that may be asked, counted from 1. */
export function finestValues(dimension: Dimension | undefined): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const [at, { codes }] of (dimension?.values ?? []).entries()) {
    const [code, second] = codes;
    if (code !== undefined && second === undefined && !found.has(code)) found.set(code, at + 1);
  }
  return found;
}

/** The count of the node with some values and all of everything else; 0 where it is not in the lattice. */
function countAt(cube: Cube, values: readonly (readonly [dimension: number, value: number])[]): number {
  const node = cube.lattice.dimensions.map(() => 0);
  for (const [dimension, value] of values) node[dimension] = value;
  const row = cube.rowOf(node);
  return row === undefined ? 0 : (cube.counts[row] ?? 0);
}
