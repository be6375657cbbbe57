import type { Cube } from '../cube/cube.ts';
import type { Suppressed } from './rule.ts';

/** Per row the first row that is the same set. */
export type SameSets = Uint32Array;

/**
 * Nodes that are the same set by what they contain, whatever the data: a district with one neighbourhood and that
 * neighbourhood, or a group that holds every value and all values.
 */
export function sameByDescription(cube: Cube): SameSets {
  const { size, nodes, lattice, rowOf } = cube;
  const width = lattice.dimensions.length;
  const first = lattice.dimensions.map(({ finest, values }) => {
    const seen = new Map([[finest.map((_, code) => code).join(' '), 0]]);
    return [
      0,
      ...values.map(({ codes }, at) => {
        const key = codes.join(' ');
        const known = seen.get(key) ?? at + 1;
        seen.set(key, known);
        return known;
      }),
    ];
  });
  const same = Uint32Array.from({ length: size }, (_, row) => row);
  if (first.every((values) => values.every((value, at) => value === at))) return same;
  for (let row = 0; row < size; row++) {
    const node = Array.from(
      nodes.subarray(row * width, (row + 1) * width),
      (value, at) => first[at]?.[value] ?? 0,
    );
    same[row] = rowOf(node) ?? row;
  }
  return same;
}

/**
 * Nodes that hold the same persons or records, by their count and the sum of their keys: with a count of at least 1 two
 * different sets look the same once in four thousand million. Such nodes have one figure, with the same noise. Nodes
 * without anybody are the same only by description.
 */
export function sameByMembers(cube: Cube): SameSets {
  const byDescription = sameByDescription(cube);
  return sameByKey(cube).map((same, row) => (cube.counts[row] === 0 ? (byDescription[row] ?? row) : same));
}

/**
 * The same by count and key alone.
 * @param hasKey where not, and where nobody is in it, a row is a set of its own
 */
export function sameByKey({ counts, cellKeys }: Cube, hasKey = (_row: number): boolean => true): SameSets {
  const rowsOfKey = new Map<number, number[]>();
  return Uint32Array.from(counts, (count, row) => {
    if (count === 0 || !hasKey(row)) return row;
    const key = cellKeys[row] ?? 0;
    const known = rowsOfKey.get(key);
    const same = known?.find((other) => counts[other] === count);
    if (same !== undefined) return same;
    if (known) known.push(row);
    else rowsOfKey.set(key, [row]);
    return row;
  });
}

/** Suppresses every row of a set of which one row is suppressed. */
export function suppressUnderAllNames(suppressed: Suppressed, same: SameSets): Suppressed {
  const sets = new Uint8Array(suppressed.length);
  for (const [row, isSuppressed] of suppressed.entries()) if (isSuppressed === 1) sets[same[row] ?? row] = 1;
  return suppressed.map((_, row) => sets[same[row] ?? row] ?? 0);
}
