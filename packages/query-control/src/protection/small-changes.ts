import type { Cube } from '../cube/cube.ts';
import type { EarlierVersion, Suppressed } from './rule.ts';

/**
 * Suppresses figures that would show a change of fewer than the minimum since they were last shown. Another set of the
 * same size counts as such a change, for it is not known how many came and went. The figure that was shown stays true
 * to what it said, and says nothing new.
 * @param earlier oldest first
 */
export function findSmallChanges(
  cube: Cube,
  earlier: readonly EarlierVersion[],
  minimumCount: number,
): Suppressed {
  const suppressed = new Uint8Array(cube.size);
  const lookups = earlier
    .toReversed()
    .map((version) => ({ version, rowOf: createRowOf(cube, version.cube) }));
  for (let row = 0; row < cube.size; row++) {
    for (const { version, rowOf } of lookups) {
      const before = rowOf(row);
      if (before === undefined || version.protection.rules[before] !== 0) continue;
      suppressed[row] = isSmallChange(cube, row, version.cube, before, minimumCount) ? 1 : 0;
      break;
    }
  }
  return suppressed;
}

function isSmallChange(
  cube: Cube,
  row: number,
  earlier: Cube,
  before: number,
  minimumCount: number,
): boolean {
  if (cube.counts[row] === earlier.counts[before] && cube.cellKeys[row] === earlier.cellKeys[before])
    return false;
  const count = Math.abs((cube.counts[row] ?? 0) - (earlier.counts[before] ?? 0));
  const contributors = Math.abs((cube.contributors[row] ?? 0) - (earlier.contributors[before] ?? 0));
  return Math.min(count, contributors) < minimumCount;
}

/** Finds the row of the node that is called the same in an earlier version. */
function createRowOf({ lattice, nodes }: Cube, earlier: Cube): (row: number) => number | undefined {
  const width = lattice.dimensions.length;
  const others = earlier.lattice.dimensions.map((dimension) => {
    const at = lattice.dimensions.findIndex(({ name }) => name === dimension.name);
    const positions = lattice.dimensions[at]?.values.map(
      (own) =>
        1 + dimension.values.findIndex(({ level, value }) => level === own.level && value === own.value),
    );
    return { at, positions: [0, ...(positions ?? [])] };
  });
  const isWhole = lattice.dimensions.every(({ name }) =>
    earlier.lattice.dimensions.some((one) => one.name === name),
  );
  return (row) => {
    if (!isWhole) return undefined;
    const node = nodes.subarray(row * width, (row + 1) * width);
    const mapped = others.map(({ at, positions }) => positions[node[at] ?? 0] ?? 0);
    const isUnknown = others.some(({ at }, other) => (node[at] ?? 0) !== 0 && mapped[other] === 0);
    return isUnknown ? undefined : earlier.rowOf(mapped);
  };
}
