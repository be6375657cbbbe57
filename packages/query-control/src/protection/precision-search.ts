import { type BestEstimate, createBestEstimate } from '../estimate/best-estimate.ts';
import type { Partition } from '../estimate/blocks.ts';
import { createBlock, findGroupsAcross, type PrecisionSetting, type SmallGroup } from './precision-blocks.ts';
import { SuppressionSearch } from './suppression-search.ts';

/** So many of the small groups that were estimated best are estimated again at the end. */
const estimatedAgain = 400;

interface Ranked {
  readonly row: number;
  readonly variance: number;
}

/** A group in several blocks, and the block in which its part is known least. */
interface GroupAcross {
  readonly group: SmallGroup;
  readonly block: number;
  readonly variance: number;
}

/**
 * Suppresses figures block by block. What one block suppresses is suppressed in all. Without a figure no error becomes
 * smaller, so a block that holds goes on holding, and every block has one turn. A group in several blocks holds once it
 * does in one of them.
 */
export class PrecisionSearch {
  readonly suppressedFigures = new Set<number>();
  /** The smallest variances before and after, and how many groups were below the floor. */
  lowestBefore = Number.POSITIVE_INFINITY;
  lowest = Number.POSITIVE_INFINITY;
  below = 0;
  readonly #setting: PrecisionSetting;
  readonly #partition: Partition;
  readonly #floor: number;

  constructor(setting: PrecisionSetting, partition: Partition) {
    this.#setting = setting;
    this.#partition = partition;
    this.#floor = setting.limits.floor ** 2;
  }

  /** Whether all errors reach the floor, at no more cost than may be. */
  suppressUntilHeld(): boolean {
    const across = new Map(
      findGroupsAcross(this.#setting, this.#partition).map((group) => [
        group.row,
        { group, block: 0, variance: -1 },
      ]),
    );
    for (const block of this.#partition.keys()) {
      if (!this.#holdBlock(block, across)) return false;
    }
    const perBlock = Map.groupBy(across.values(), ({ block }) => block);
    for (const [block, groups] of perBlock) {
      if (!this.#holdAcross(block, groups)) return false;
    }
    return true;
  }

  /** Looks at the groups within a block, and at the part of those across blocks that hold in no block so far. */
  #holdBlock(block: number, across: Map<number, GroupAcross>): boolean {
    const asked = [...across.values()].map(({ group }) => group);
    const found = createBlock(this.#setting, this.#partition[block] ?? [], this.suppressedFigures, asked);
    if (found.own.length + found.across.length === 0) return true;
    const estimate = createBestEstimate(found.kernel, found.readings);
    const isHeld = this.#hold(estimate, rank(estimate, found.own));
    for (const { row, variance } of rank(estimate, found.across)) {
      const known = across.get(row);
      if (known === undefined || variance <= known.variance) continue;
      if (variance < this.#floor) across.set(row, { group: known.group, block, variance });
      else {
        across.delete(row);
        this.lowest = Math.min(this.lowest, variance);
        this.lowestBefore = Math.min(this.lowestBefore, variance);
      }
    }
    return isHeld;
  }

  #holdAcross(block: number, groups: readonly GroupAcross[]): boolean {
    const asked = groups.map(({ group }) => group);
    const found = createBlock(this.#setting, this.#partition[block] ?? [], this.suppressedFigures, asked);
    const estimate = createBestEstimate(found.kernel, found.readings);
    return this.#hold(estimate, rank(estimate, found.across));
  }

  #hold(estimate: BestEstimate, ranked: readonly Ranked[]): boolean {
    const { cube, limits, orderOfRow, isKnown, suppressedMax } = this.#setting;
    const below = ranked.filter(({ variance }) => variance < this.#floor);
    this.below += below.length;
    this.lowestBefore = Math.min(this.lowestBefore, ranked[0]?.variance ?? Number.POSITIVE_INFINITY);
    const search = new SuppressionSearch(estimate, below, {
      costOf: (row) =>
        costOf(cube.counts[row] ?? 0, orderOfRow.get(row) ?? 0, cube.lattice.dimensions.length),
      isOpen: (figure) => !isKnown(figure),
      suppressedMax: suppressedMax - this.suppressedFigures.size,
    });
    const isHeld = search.suppressUntil(limits.floor ** 2);
    for (const figure of search.suppressedFigures) this.suppressedFigures.add(figure);
    const again =
      search.taken.length === 0
        ? ranked.slice(0, estimatedAgain).map(({ variance }) => variance)
        : estimate.variancesOf(
            ranked.slice(0, estimatedAgain).map(({ row }) => row),
            search.taken,
          );
    // What is not estimated again stays above its first error.
    const rest = ranked[estimatedAgain]?.variance ?? Number.POSITIVE_INFINITY;
    this.lowest = Math.min(this.lowest, ...again, rest);
    return isHeld;
  }
}

function rank(estimate: BestEstimate, groups: readonly SmallGroup[]): Ranked[] {
  const variances = estimate.variancesOf(groups.map(({ row }) => row));
  return groups
    .map(({ row }, at) => ({ row, variance: variances[at] ?? 0 }))
    .sort((one, other) => one.variance - other.variance);
}

/** How much it is worth to show a figure: most where it is large and general. Totals and single values stay. */
function costOf(count: number, order: number, dimensions: number): number {
  if (order < 2 || count === 0) return Number.POSITIVE_INFINITY;
  return Math.sqrt(count) * 4 ** (dimensions - order);
}
