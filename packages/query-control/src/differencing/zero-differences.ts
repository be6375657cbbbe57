import type { Difference, Release } from './release.ts';
import type { ReleaseIndex } from './release-index.ts';
import { cellsToSuppress, type SuppressedCell } from './suppress-differences.ts';
import type { CellRegion, ZeroDifference } from './zero-difference.ts';

/**
 * The true number of units in each region, for the data set, version and unit of the release. Undefined where it cannot
 * be counted, which is treated as a small group.
 */
export type CountRegions = (boxes: readonly CellRegion[]) => Promise<readonly (number | undefined)[]>;

/**
 * Suppresses cells of a new table until no zero difference is disclosive. Suppose a small group is known to be between
 * the two cells, except for some variables. A zero difference then discloses that its members do not have the values
 * that both cells select. If one of them did, the difference would be suppressed; so it must also be suppressed when
 * none does, or the suppression itself would disclose it. All sets of variables are examined: otherwise the set that is
 * found would again depend on the values of the small group. Call it after `suppressDifferences`; it only suppresses
 * cells, so it creates no new differences.
 * @throws RangeError as `ReleaseIndex.check` does
 */
export async function suppressZeroDifferences(
  index: ReleaseIndex,
  release: Release,
  { minimumCount, count }: { readonly minimumCount: number; readonly count: CountRegions },
): Promise<{ readonly release: Release; readonly suppressed: readonly SuppressedCell[] }> {
  const pairs = index.zeroDifferences(release);
  const boxes = new Map(
    pairs.flatMap(({ around }) => around.flatMap(({ outer, inner }) => [outer, inner].map(keyed))),
  );
  if (boxes.size === 0) return { release, suppressed: [] };
  const counted = await count([...boxes.values()]);
  const sizes = new Map([...boxes.keys()].map((key, at) => [key, counted[at]]));
  const sizeOf = (box: CellRegion): number | undefined => sizes.get(keyOf(box));
  const disclosive = pairs.flatMap((pair) =>
    disclosiveDifferences(pair, { unit: release.unit, minimumCount, sizeOf }),
  );
  const suppressed = cellsToSuppress(disclosive);
  const hidden = new Set(suppressed.map(({ cell }) => cell));
  const cells = release.cells.map((cell) => (hidden.has(cell.id) ? { ...cell, shown: false } : cell));
  return { release: { ...release, cells }, suppressed };
}

function disclosiveDifferences(
  { outer, inner, where, around }: ZeroDifference,
  {
    unit,
    minimumCount,
    sizeOf,
  }: Pick<Release, 'unit'> & { minimumCount: number; sizeOf: (box: CellRegion) => number | undefined },
): Difference[] {
  const few = around
    .map((surroundings) => {
      const [more, less] = [sizeOf(surroundings.outer), sizeOf(surroundings.inner)];
      return {
        variables: surroundings.variables,
        size: more === undefined || less === undefined ? 1 : more - less,
      };
    })
    .filter(({ size }) => size > 0 && size < minimumCount)
    .sort((one, other) => one.size - other.size);
  const [fewest] = few;
  if (fewest === undefined) return [];
  return [
    {
      kind: 'nobody',
      plus: [outer],
      minus: [inner],
      left: { count: fewest.size, unit },
      where: where.filter(({ variable }) => fewest.variables.includes(variable)),
    },
  ];
}

function keyed(box: CellRegion): readonly [string, CellRegion] {
  return [keyOf(box), box];
}

function keyOf(box: CellRegion): string {
  return JSON.stringify(Object.entries(box).sort(([one], [other]) => (one < other ? -1 : 1)));
}
