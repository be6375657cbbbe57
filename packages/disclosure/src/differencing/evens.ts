import type { CellBox, EvenPair } from './even-pair.ts';
import type { Difference, Release } from './release.ts';
import type { ReleaseIndex } from './release-index.ts';
import { cellsToWithhold, type Withheld } from './withhold.ts';

/**
 * The true number of units in each of the boxes, of the data set, version and unit of the release; undefined where that
 * cannot be told, which counts as a few.
 */
export type CountBoxes = (boxes: readonly CellBox[]) => Promise<readonly (number | undefined)[]>;

/**
 * Withholds cells of a new table until no even pair is left that tells on a few: of a few who are known to be between
 * the two cells but for some variables, it would be known that they do not have the values that both ask for. Were one
 * of them there, the difference would be withheld; so it has to be when none is, or what is left out would tell. All
 * sets of variables are looked at, as otherwise it would again depend on the values of the few which one was found.
 * Comes after `withholdDifferences`, and leaves no new differences, as it only takes cells away.
 * @throws RangeError as `ReleaseIndex.check` does
 */
export async function withholdEvens(
  index: ReleaseIndex,
  release: Release,
  { minimumCount, count }: { readonly minimumCount: number; readonly count: CountBoxes },
): Promise<{ readonly release: Release; readonly withheld: readonly Withheld[] }> {
  const pairs = index.evens(release);
  const boxes = new Map(
    pairs.flatMap(({ around }) => around.flatMap(({ outer, inner }) => [outer, inner].map(keyed))),
  );
  if (boxes.size === 0) return { release, withheld: [] };
  const counted = await count([...boxes.values()]);
  const sizes = new Map([...boxes.keys()].map((key, at) => [key, counted[at]]));
  const sizeOf = (box: CellBox): number | undefined => sizes.get(keyOf(box));
  const telling = pairs.flatMap((pair) => tellingOf(pair, { unit: release.unit, minimumCount, sizeOf }));
  const withheld = cellsToWithhold(telling);
  const hidden = new Set(withheld.map(({ cell }) => cell));
  const cells = release.cells.map((cell) => (hidden.has(cell.id) ? { ...cell, shown: false } : cell));
  return { release: { ...release, cells }, withheld };
}

function tellingOf(
  { outer, inner, where, around }: EvenPair,
  {
    unit,
    minimumCount,
    sizeOf,
  }: Pick<Release, 'unit'> & { minimumCount: number; sizeOf: (box: CellBox) => number | undefined },
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

function keyed(box: CellBox): readonly [string, CellBox] {
  return [keyOf(box), box];
}

function keyOf(box: CellBox): string {
  return JSON.stringify(Object.entries(box).sort(([one], [other]) => (one < other ? -1 : 1)));
}
