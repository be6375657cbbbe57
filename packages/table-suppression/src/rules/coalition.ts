import type { Contributor, Holdings } from './contributions.ts';

/**
 * Two ways to read sampling weights under a rule of dominance (GaussSuppression, DominanceRule).
 * - `sample`: an attacker knows sampled values as they are, so the largest values without weights stand against the
 *   weighted total.
 * - `units`: a record of weight 2 stands for two units of that size, so it counts twice among the largest (tau-Argus;
 *   Hundepool and others 2012, page 151). A part of a unit counts for that part.
 */
export type WeightReading = 'sample' | 'units';

/** The holder at risk, and the holders who may pool their knowledge. */
export interface Coalition {
  /** The largest contribution whose holder did not waive its protection. */
  readonly target: number;
  /** The largest of all the others together, waived or not: one fewer than n. */
  readonly others: number;
}

/**
 * The worst case for a rule over n contributions: the largest contribution that must be protected, and the n - 1
 * largest others. Without waivers these are the n largest. A smaller target is never in more danger than the largest
 * one.
 * @throws RangeError when weights count units and a holder has several records of which one has a weight
 */
export function coalitionOf({ contributors }: Holdings, n: number, weights: WeightReading): Coalition {
  const units = contributors.map((contributor) => ({
    value: contributor.value,
    units: weights === 'units' ? unitsOf(contributor) : 1,
  }));
  const inDanger = contributors.findIndex(({ waived }) => !waived);
  const first = units[inDanger];
  if (first === undefined) return { target: 0, others: 0 };
  const taken = Math.min(1, first.units);
  first.units -= taken;
  let left = n - taken;
  let others = 0;
  for (const { value, units: there } of units) {
    const more = Math.min(left, there);
    others += more * value;
    left -= more;
  }
  return { target: taken * first.value, others };
}

function unitsOf({ value, weighted, records }: Contributor): number {
  if (value === 0) return 1;
  if (records > 1 && weighted !== value) {
    throw new RangeError('Weights can count units only where each holder has one record');
  }
  return weighted / value;
}
