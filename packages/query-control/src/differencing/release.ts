import type { CountedUnit } from '../cube/cube.ts';

/** Finest codes of one variable: those in a list, or all but those in a list. */
export type CodeSelection = readonly string[] | { readonly except: readonly string[] };

/**
 * One cell of a table, as a region of the code space (`box`): for each registered variable the finest codes it covers
 * (areas as sets of finest areas, ages as single ages or the finest bands, months). A variable that is absent covers
 * everything, including "not known".
 *
 * A variable that looks into another data set has the version of that data set in its name (`in.benefits@v0002`). All
 * its versions are one variable: cells that look into different versions are compared like cells of different versions.
 */
export interface ReleasedCell {
  /** Names the cell within its release. */
  readonly id: string;
  readonly box: Readonly<Record<string, CodeSelection>>;
  /** The true number of units in the cell. Known inside the hub only. */
  readonly count: number;
  /**
   * A number that is the same for the same units and differs for others (the sum of their keys). It shows that a cell
   * changed between versions although its count did not. Without it such a change is not seen. Known inside the hub
   * only.
   */
  readonly fingerprint?: number;
  /**
   * Whether a figure was shown, perturbed or not; a shown zero counts as shown. What is not shown is of no use to an
   * attacker.
   */
  readonly shown: boolean;
}

/** A table that was or will be shown. Plain data: a line of JSON in a log is enough to keep it. */
export interface Release {
  /** Names the release in an explanation; unique in an index. */
  readonly id: string;
  readonly dataset: string;
  /** Two releases of one version count the same units. */
  readonly version: string;
  readonly unit: CountedUnit;
  readonly cells: readonly ReleasedCell[];
  /**
   * Variables of which one person may have several codes (months, kinds of report). Cells that only differ in these can
   * share persons. Default: every person has one code of each variable, which finds more differences rather than fewer.
   */
  readonly severalPerPerson?: readonly string[];
}

/** A cell that takes part in a difference. */
export interface DifferenceTerm {
  /** The first release that had the cell. */
  readonly release: string;
  /** The version of the data set, and of those that the box looks into: `v0001, in.benefits@v0002`. */
  readonly version: string;
  /** The cells of that release with exactly this box; usually one. */
  readonly cells: readonly string[];
  /** The true count; never leaves the hub. */
  readonly count: number;
  /** Belongs to the table that is being checked, and was not shown before. */
  readonly fresh: boolean;
}

/** The codes of a variable that remain possible for the units of a difference; with `except`, all codes but these. */
export interface RemainingCodes {
  readonly variable: string;
  readonly codes: readonly string[];
  readonly except: boolean;
}

/**
 * Shown cells that leave a small group when they are added and subtracted. No unit has a negative count in the
 * combination, so `left.count` is an upper bound of the size of that group. Contains true counts: for use inside the
 * hub only.
 *
 * - `rest`: units in the cells of `plus` and not in those of `minus`;
 * - `both`: the two cells of `plus` together cover the cell of `minus`; the remaining units count in both;
 * - `change`: one region in two versions of the data set; the remaining units were added, or removed, or are the
 *   balance of the two, which is 0 when different units have the same count;
 * - `nobody`: a zero difference. The two cells have the same units, where a small group could have been in between:
 *   `left` is the size of that group (at most; 1 where it is not known), and `where` what is known about it.
 */
export interface Difference {
  readonly kind: 'rest' | 'both' | 'change' | 'nobody';
  readonly plus: readonly DifferenceTerm[];
  readonly minus: readonly DifferenceTerm[];
  readonly left: { readonly count: number; readonly unit: CountedUnit };
  /** All remaining units have these codes; a variable that is absent says nothing. */
  readonly where: readonly RemainingCodes[];
}

/** The outcome of a check. */
export interface Differences {
  /** Each has at least one fresh cell, in a fixed order. */
  readonly differences: readonly Difference[];
  /** False when the search stopped at `differencesMax`: suppress, and check again. */
  readonly complete: boolean;
}

/** The choices behind a check. */
export interface DifferencingSettings {
  /** A difference of 1 up to but not including this many units identifies too small a group. Usually 10. */
  readonly minimumCount: number;
  /**
   * A smaller change of one region between two versions identifies those who were added or removed. A count that stayed
   * the same is a change when the fingerprint did not. Usually 3: a widely known event (a move, an arrest) concerns one
   * or two persons.
   */
  readonly changeMin: number;
  /**
   * How many cells may be subtracted from one. 1: pairs only. 2: also two cells from one, and one cell from two. Above
   * 2: also up to that many disjoint cells of one table from one cell, for figures without noise. Usually 2: each term
   * with noise makes a difference less certain.
   */
  readonly termsMax: number;
  /** Where the search stops. Bounds memory. */
  readonly differencesMax: number;
}

/** The defaults of the platform. */
export const defaultDifferencing: DifferencingSettings = {
  minimumCount: 10,
  changeMin: 3,
  termsMax: 2,
  differencesMax: 10_000,
};

/**
 * Refuses settings out of range.
 * @throws RangeError when a setting is not a whole number in its range
 */
export function checkDifferencing({
  minimumCount,
  changeMin,
  termsMax,
  differencesMax,
}: DifferencingSettings): void {
  for (const [name, value] of Object.entries({ minimumCount, changeMin, termsMax, differencesMax })) {
    const endless = name === 'termsMax' && value === Number.POSITIVE_INFINITY;
    if (!endless && !(Number.isInteger(value) && value >= 1)) {
      throw new RangeError(`${name} must be a whole number from 1`);
    }
  }
}

/**
 * Refuses a release that cannot be compared. Messages contain no counts.
 * @throws RangeError with the cell that has no whole count, covers nothing, or has a name that is taken
 */
export function checkRelease({ id: release, cells }: Release): void {
  const ids = new Set<string>();
  for (const { id, box, count, fingerprint = 0 } of cells) {
    if (ids.has(id)) throw new RangeError(`Release ${release} has two cells called ${id}`);
    ids.add(id);
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RangeError(`Cell ${id} of release ${release} has no whole count`);
    }
    if (!Number.isSafeInteger(fingerprint)) {
      throw new RangeError(`The fingerprint of cell ${id} of release ${release} is not a whole number`);
    }
    for (const [variable, selection] of Object.entries(box)) {
      if (!('except' in selection) && selection.length === 0) {
        throw new RangeError(`Cell ${id} of release ${release} covers no code of ${variable}`);
      }
    }
  }
}
