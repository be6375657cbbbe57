import { type BestEstimate, createBestEstimate } from '../estimate/best-estimate.ts';
import type { Partition } from '../estimate/blocks.ts';
import type { Kernel } from '../estimate/kernel.ts';
import { noiseOfMean, type Reading } from '../estimate/readings.ts';
import { createBlock, findGroupsAcross, type PrecisionSetting, type SmallGroup } from './precision-blocks.ts';
import { type Ranked, rank, SmallGroupRanking } from './small-group-ranking.ts';
import { SuppressionSearch } from './suppression-search.ts';
import { findVarianceBounds } from './variance-bounds.ts';

/** Rounding of variances. */
const negligible = 1e-6;

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
    const bounds = findVarianceBounds(this.#setting, this.#partition[block] ?? [], found, {
      suppressed: this.suppressedFigures,
      enough: this.#floor,
    });
    const estimate = createBestEstimate(found.kernel, found.readings);
    const ranking = new SmallGroupRanking(
      estimate,
      found.own,
      this.#floor,
      ({ row }) => bounds.get(row) ?? 0,
    );
    const isHeld = this.#hold(found.kernel, estimate, ranking);
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

  /**
   * A group that earlier checks already tell better than the floor, as when they had less to go by, cannot be helped any
   * more: it is enough that this check adds nothing to it.
   */
  #withWanted(
    kernel: Kernel,
    estimate: BestEstimate,
    below: readonly Ranked[],
  ): (Ranked & { readonly wanted: number })[] {
    const { isKnown, hasKnown } = this.#setting;
    if (!hasKnown || below.length === 0) return below.map((one) => ({ ...one, wanted: this.#floor }));
    const known = estimate.readings.flatMap((reading) => knownPartOf(reading, isKnown) ?? []);
    const variances = createBestEstimate(kernel, known).variancesOf(below.map(({ row }) => row));
    return below.map((one, at) => ({
      ...one,
      wanted: Math.min(this.#floor, (variances[at] ?? this.#floor) * (1 - negligible)),
    }));
  }

  #holdAcross(block: number, groups: readonly GroupAcross[]): boolean {
    const asked = groups.map(({ group }) => group);
    const found = createBlock(this.#setting, this.#partition[block] ?? [], this.suppressedFigures, asked);
    const estimate = createBestEstimate(found.kernel, found.readings);
    return this.#hold(found.kernel, estimate, new SmallGroupRanking(estimate, found.across, this.#floor));
  }

  #hold(kernel: Kernel, estimate: BestEstimate, ranking: SmallGroupRanking): boolean {
    const { cube, orderOfRow, isKnown, hasKnown, suppressedMax } = this.#setting;
    const { below } = ranking;
    this.below += below.length;
    const before = ranking.lowest();
    this.lowestBefore = Math.min(this.lowestBefore, before);
    const search = new SuppressionSearch(estimate, this.#withWanted(kernel, estimate, below), {
      costOf: (row) =>
        costOf(cube.counts[row] ?? 0, orderOfRow.get(row) ?? 0, cube.lattice.dimensions.length, hasKnown),
      isOpen: (figure) => !isKnown(figure),
      suppressedMax: suppressedMax - this.suppressedFigures.size,
    });
    const isHeld = search.suppressUntilEnough();
    for (const figure of search.suppressedFigures) this.suppressedFigures.add(figure);
    this.lowest = Math.min(this.lowest, search.taken.length === 0 ? before : ranking.lowest(search.taken));
    return isHeld;
  }
}

/** What is left of a reading of the figures that are known already; undefined where that is nothing. */
function knownPartOf(reading: Reading, isKnown: (figure: number) => boolean): Reading | undefined {
  const figures = reading.figures.filter(({ figure }) => isKnown(figure));
  if (figures.length === 0) return undefined;
  return figures.length === reading.figures.length
    ? reading
    : { ...reading, figures, noise: noiseOfMean(figures) };
}

/** How much more it is worth to show a total or a single value anew, where an earlier version has it. */
const singleFactor = 16;

/**
 * How much it is worth to show a figure: most where it is large and general. Totals and single values stay, except beside
 * earlier versions.
 */
function costOf(count: number, order: number, dimensions: number, hasKnown: boolean): number {
  if (count === 0 || (order < 2 && !hasKnown)) return Number.POSITIVE_INFINITY;
  return Math.sqrt(count) * 4 ** (dimensions - order) * (order < 2 ? singleFactor : 1);
}
