/** What is counted: distinct persons, or records (reports, visits). The two are never taken from each other. */
export type CountedUnit = 'persons' | 'records';

/** Finest codes of one variable: those in a list, or all but those in a list. */
export type CodeSelection = readonly string[] | { readonly except: readonly string[] };

/**
 * One cell of a table, as a box: for each registered variable the finest codes it covers (areas as sets of finest
 * areas, ages as single ages or the finest bands, months). A variable left out covers everything, not known included.
 *
 * A variable that looks into another data set is named with the version of that (`in.benefits@v0002`). Its versions are
 * one variable: cells that look into different ones are compared as cells of different versions are.
 */
export interface ReleasedCell {
  /** Names the cell within its release. */
  readonly id: string;
  readonly box: Readonly<Record<string, CodeSelection>>;
  /** The true number of units in the box. Known inside the hub only. */
  readonly count: number;
  /**
   * The same number for the same units, another for others (the sum of their keys). Tells that a box changed between
   * versions although its count did not. Left out: such a change is not seen. Known inside the hub only.
   */
  readonly fingerprint?: number;
  /** Whether a figure was shown, perturbed or not; a shown nought is shown. What is not shown helps no attacker. */
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
   * Variables of which one person may have several codes (months, kinds of report). Cells that only differ in these
   * can share persons. Left out: every person has one code of each variable, which finds more differences, not fewer.
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

/** The codes of a variable that remain possible for who is left; with `except`, all codes but these. */
export interface RemainingCodes {
  readonly variable: string;
  readonly codes: readonly string[];
  readonly except: boolean;
}

/**
 * Shown cells that, added and taken from each other, leave a few. Every unit counts nought times or more in the
 * combination, so that `left.count` is an upper bound of the group that is pointed at. Holds true counts: for inside
 * the hub.
 *
 * - `rest`: what lies in the cells of `plus` and not in those of `minus`;
 * - `both`: the two cells of `plus` together make the cell of `minus`, what is left counts in both;
 * - `change`: one box in two versions of the data set; what is left came, or went, or is the balance of the two, which
 *   is 0 when others are in it with the same count;
 * - `nobody`: the two cells hold the same, so nobody is between them, where a few could have been: `left` tells how many
 *   these are (at most; 1 where that is not known), and `where` what is known of them.
 */
export interface Difference {
  readonly kind: 'rest' | 'both' | 'change' | 'nobody';
  readonly plus: readonly DifferenceTerm[];
  readonly minus: readonly DifferenceTerm[];
  readonly left: { readonly count: number; readonly unit: CountedUnit };
  /** Everybody who is left lies within these codes; a variable that does not stand here says nothing. */
  readonly where: readonly RemainingCodes[];
}

/** The outcome of a check. */
export interface Differences {
  /** Each has at least one fresh cell, in a fixed order. */
  readonly differences: readonly Difference[];
  /** False when the search stopped at `differencesMax`: withhold, and check again. */
  readonly complete: boolean;
}

/** The choices behind a check. */
export interface DifferencingSettings {
  /** A difference of 1 up to but not including this many units points at too few. Usually 10. */
  readonly minimumCount: number;
  /**
   * A change of less than this, of one box between two versions, points at those who came or went. A count that stayed
   * the same is a change when the fingerprint did not.
   * Usually 3: an event that everybody heard of (a move, an arrest) is one or two persons.
   */
  readonly changeMin: number;
  /**
   * How many cells may be taken from one. 1: pairs only. 2: also two cells from one, and one cell from two. Above 2:
   * also up to that many disjoint cells of one table from one cell, for figures without noise. Usually 2: each term
   * with noise makes a difference less certain.
   */
  readonly termsMax: number;
  /** Where the search stops. Bounds memory. */
  readonly differencesMax: number;
}

/** What the platform uses unless told otherwise. */
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
 * Refuses a release that cannot be compared. Messages hold no counts.
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
