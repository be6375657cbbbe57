import { checkMagnifier, type MagnitudeNoise } from './magnifier.ts';
import { createPTable, type PTableSettings } from './maximum-entropy-table.ts';
import type { PTable } from './p-table.ts';

/** The choices behind a protection. Only `minimumCount` may be made public. */
export interface DisclosureSettings {
  /** True counts from 1 up to but not including this are never shown. */
  readonly minimumCount: number;
  /** The noise on counts. */
  readonly counts: PTableSettings;
  /** The noise on sums, in steps of `delta` times the largest contributions. */
  readonly sums: PTableSettings & MagnitudeNoise;
  /** p of the p% rule: the total without the two largest must be at least p% of the largest. */
  readonly dominancePercent: number;
  /**
   * A sum or mean is suppressed when 99 % of its noise can exceed this share of the shown value, in percent. Default:
   * 30.
   */
  readonly uncertaintyPercent?: number;
}

/** Settings together with the tables made from them; make these once, use them for every cell. */
export interface DisclosureParameters extends DisclosureSettings {
  readonly uncertaintyPercent: number;
  readonly countTable: PTable;
  readonly sumTable: PTable;
}

/** Makes the tables. Takes a few milliseconds. @throws RangeError when a setting is out of range */
export function createParameters(settings: DisclosureSettings): DisclosureParameters {
  const { minimumCount, dominancePercent, sums, uncertaintyPercent = 30 } = settings;
  if (!Number.isInteger(minimumCount) || minimumCount < 1) {
    throw new RangeError('minimumCount must be a whole number from 1');
  }
  if (!(dominancePercent >= 0)) throw new RangeError('dominancePercent cannot be negative');
  if (!(uncertaintyPercent > 0)) throw new RangeError('uncertaintyPercent must be above 0');
  checkMagnifier(sums.delta);
  checkEpsilons(sums.epsilons ?? [1]);
  const tables = { countTable: createPTable(settings.counts), sumTable: createPTable(settings.sums) };
  return { ...settings, uncertaintyPercent, ...tables };
}

function checkEpsilons(epsilons: readonly number[]): void {
  const falls = epsilons.every((epsilon, rank) => epsilon >= 0 && epsilon <= (epsilons[rank - 1] ?? 1));
  if (epsilons[0] !== 1 || !falls) throw new RangeError('epsilons must begin with 1 and not rise');
}

/**
 * The parameters of the platform. Ten persons is the customary floor of data labs; D = 5 stays below that floor, so a
 * shown count is never below 5; V = 5 is above the square of the smallest standard error that the check of a version
 * allows, so that no hidden group is better protected than a shown figure; js = 2 matters only when the floor is lowered;
 * the 10 % rule is the one the Handbook on SDC recommends over (n, k); a sum or a mean that the noise could change by
 * more than 30 % is of no use to a reader.
 */
export const defaultParameters: DisclosureParameters = createParameters({
  minimumCount: 10,
  counts: { maxNoise: 5, variance: 5, smallMax: 2 },
  sums: { maxNoise: 5, variance: 5, smallMax: 0, delta: 0.5 },
  dominancePercent: 10,
});
