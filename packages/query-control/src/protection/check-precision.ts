import type { MembershipClasses } from '../cube/class-counter.ts';
import type { Cube } from '../cube/cube.ts';
import { createBoxes } from '../estimate/boxes.ts';
import { type AskableSet, findAskableSets, readCounts, readZeros } from '../estimate/readings.ts';
import { choosePartition, type PrecisionSetting, type SmallGroup } from './precision-blocks.ts';
import { defaultPrecision, type PrecisionParameters } from './precision-parameters.ts';
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

/** What is looked at. */
export interface PrecisionQuestion {
  readonly cube: Cube;
  /** Per row of the cube 1 where an earlier rule suppresses it. */
  readonly before: Suppressed;
  /**
   * Of persons who can be in nodes that exclude each other for records: what they are in. Without it every finest
   * combination is an unknown.
   */
  readonly classes?: MembershipClasses;
  /** Per row 1 where its figure is known already and cannot be suppressed any more. */
  readonly known?: Uint8Array;
}

/**
 * Finds what a caller who asks everything that is shown can know of each small group, by the best linear estimate, and
 * suppresses figures until no error is below the floor.
 */
export function checkPrecision(
  question: PrecisionQuestion,
  parameters: PrecisionParameters = defaultPrecision,
): PrecisionCheck | 'too-large' {
  const { cube, before, classes, known } = question;
  const boxes = createBoxes(cube.lattice);
  const sets = findAskableSets(cube, boxes);
  const figures = sameByMembers(cube);
  const read = readCounts(cube, sets, before, parameters.noiseVariance, figures);
  // Sets with the same members are the same classes: their difference is known beforehand.
  const counts = classes === undefined ? read : uniqueByFigure(read);
  const zeros = classes === undefined ? readZeros(cube, boxes, sets, before) : [];
  const small = findSmallGroups(cube, sets, figures, parameters);
  const shown = new Set(counts.map(({ figure }) => figure)).size;
  const knownFigures = new Set(figures.filter((_, row) => known?.[row] === 1));
  const setting: PrecisionSetting = {
    cube,
    classes,
    limits: parameters,
    orderOfRow: new Map(sets.map(({ rows, order }) => [rows[0] ?? 0, order])),
    shown: [...counts, ...zeros],
    groups: classes === undefined ? small : uniqueByFigure(small),
    isKnown: (figure) => knownFigures.has(figure),
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

function uniqueByFigure<T extends { readonly figure: number }>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [item.figure, item])).values()];
}

function findSmallGroups(
  { counts }: Cube,
  sets: readonly AskableSet[],
  figures: Uint32Array,
  { minimum }: PrecisionParameters,
): SmallGroup[] {
  return sets.flatMap(({ rows }) => {
    const [row = 0] = rows;
    const count = counts[row] ?? 0;
    return count > 0 && count < minimum ? [{ row, figure: figures[row] ?? row }] : [];
  });
}
