import type { Cube } from '../cube/cube.ts';
import type { MembershipClasses } from '../cube/membership-classes.ts';
import { createBoxes } from '../estimate/boxes.ts';
import {
  type AskableSet,
  findAskableSets,
  readCounts,
  readZeros,
  type ShownFigure,
} from '../estimate/readings.ts';
import { createUnknowns, type Unknowns } from '../estimate/unknowns.ts';
import { choosePartition, type PrecisionSetting, type SmallGroup } from './precision-blocks.ts';
import type { PrecisionParameters } from './precision-parameters.ts';
import { PrecisionSearch } from './precision-search.ts';
import type { Suppressed } from './rule.ts';
import { sameByMembers } from './same-sets.ts';

/** What the check finds, and what it suppresses. */
export interface PrecisionCheck {
  /** Per row of the cube 1 where this rule suppresses it. */
  readonly suppressed: Suppressed;
  /** Whether no small group can be estimated with an error below the floor, at no more cost than may be. */
  readonly held: boolean;
  /**
   * The smallest standard error over all small groups before and after; Infinity when there are no small groups. By
   * block both are at most the true ones, and before is what it is when a block has its turn. Where it is not held,
   * of the blocks that were looked at.
   */
  readonly lowestErrorBefore: number;
  readonly lowestError: number;
  /** Distinct figures that were shown before, and how many of them this rule suppresses. */
  readonly figures: number;
  readonly suppressedFigures: number;
  readonly smallGroups: number;
  readonly smallGroupsBelowFloor: number;
  /** In how many blocks it was looked at. */
  readonly blocks: number;
}

/** A cube with all of it that does not depend on what is suppressed. */
export interface EstimatedCube {
  readonly cube: Cube;
  readonly unknowns: Unknowns;
  readonly sets: readonly AskableSet[];
  /** Per row the number of its figure: sets with the same members have one figure. */
  readonly figures: Uint32Array;
  /** Per row 1 where an earlier check showed it: such a figure is known, and cannot be suppressed any more. */
  readonly known: Uint8Array;
  /** Per row 1 where it is of the check that is made, and not of an earlier one. */
  readonly isOwn: Uint8Array;
}

/**
 * Finds the sets of a cube.
 * @param classes of persons who can be in nodes that exclude each other for records: what they are in. Without it every
 *   finest combination is an unknown
 */
export function prepareCube(cube: Cube, classes?: MembershipClasses): EstimatedCube {
  const unknowns = createUnknowns(cube, classes);
  // Of the whole there always are unknowns.
  const nameOf = unknowns.within([])?.nameOf ?? (() => undefined);
  return {
    cube,
    unknowns,
    sets: findAskableSets(cube, nameOf),
    figures: sameByMembers(cube),
    known: new Uint8Array(cube.size),
    isOwn: new Uint8Array(cube.size).fill(1),
  };
}

/**
 * Finds what a caller who asks everything that is shown can know of each small group, by the best linear estimate, and
 * suppresses figures until no error is below the floor.
 * @param before per row of the cube 1 where an earlier rule suppresses it
 */
export function checkPrecision(
  estimated: EstimatedCube,
  before: Suppressed,
  parameters: PrecisionParameters,
): PrecisionCheck | 'too-large' {
  const { cube, unknowns, sets, figures, known } = estimated;
  const shownFigures = readShown(estimated, before, parameters);
  const small = findSmallGroups(cube, sets, figures, parameters);
  const knownFigures = new Set(figures.filter((_, row) => known[row] === 1));
  const shown = countOwnFigures(estimated, before);
  const setting: PrecisionSetting = {
    cube,
    unknowns,
    limits: parameters,
    orderOfRow: new Map(sets.map(({ rows, order }) => [rows[0] ?? 0, order])),
    shown: shownFigures,
    groups: unknowns.areOfMembers ? uniqueByFigure(small) : small,
    isKnown: (figure) => knownFigures.has(figure),
    hasKnown: knownFigures.size > 0,
    suppressedMax: Math.floor(parameters.shareMax * shown),
  };
  const partition = choosePartition(setting);
  if (partition === undefined) return 'too-large';
  const check = new PrecisionSearch(setting, partition);
  const held = check.suppressUntilHeld();
  return {
    suppressed: Uint8Array.from(figures, (figure) => (check.suppressedFigures.has(figure) ? 1 : 0)),
    held,
    lowestErrorBefore: Math.sqrt(check.lowestBefore),
    lowestError: Math.sqrt(check.lowest),
    figures: shown,
    suppressedFigures: check.suppressedFigures.size,
    smallGroups: setting.groups.length,
    smallGroupsBelowFloor: check.below,
    blocks: partition.length,
  };
}

/** The distinct figures of this check that are shown before, known ones among them. */
function countOwnFigures({ cube, figures, isOwn }: EstimatedCube, before: Suppressed): number {
  const isCounted = (row: number): boolean => isOwn[row] === 1 && before[row] !== 1 && cube.counts[row] !== 0;
  return new Set(figures.filter((_, row) => isCounted(row))).size;
}

function readShown(
  { cube, unknowns, sets, figures, known }: EstimatedCube,
  before: Suppressed,
  { variance }: PrecisionParameters,
): ShownFigure[] {
  const isShown = ({ rows }: AskableSet): boolean => {
    const own = rows.filter((row) => known[row] !== 1);
    return own.length < rows.length || own.every((row) => before[row] !== 1);
  };
  const counts = readCounts(cube, sets, isShown, () => variance, figures);
  // Sets with the same members are the same classes: their difference is known beforehand.
  if (unknowns.areOfMembers) return uniqueByFigure(counts);
  return [...counts, ...readZeros(cube, createBoxes(cube.lattice), sets, isShown)];
}

function uniqueByFigure<T extends { readonly figure: number }>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [item.figure, item])).values()];
}

function findSmallGroups(
  { counts }: Cube,
  sets: readonly AskableSet[],
  figures: Uint32Array,
  { minimumCount }: PrecisionParameters,
): SmallGroup[] {
  return sets.flatMap(({ rows }) => {
    const [row = 0] = rows;
    const count = counts[row] ?? 0;
    return count > 0 && count < minimumCount ? [{ row, figure: figures[row] ?? row }] : [];
  });
}
