import { absentCode, presenceOf, type Trajectories } from './trajectories.ts';
import { timeAt, type UnionLattice } from './union-lattice.ts';

/**
 * Units come and go period by period: most records of a month are in the same checks. Those that are in other checks than
 * most of their period, or had other values, are exceptions: the attacker is told which of them there are, not how many.
 */
export interface RegularPresence {
  /** Per finest value of the time the checks in which most of its units are: bit t for check t. */
  readonly masks: Uint32Array;
  /** Per unit 1 where it is an exception. */
  readonly isException: Uint8Array;
}

/** @param codeOf the code of a unit of a check in a dimension of the union; of units with one combination */
export function findRegularPresence(
  trajectories: Trajectories,
  { dimensions }: UnionLattice,
  codeOf: (check: number, place: number, dimension: number) => number,
): RegularPresence {
  const { size, places } = trajectories;
  const periods = new Uint32Array(size);
  const presences = new Uint32Array(size);
  const isException = new Uint8Array(size);
  const counts = (dimensions[timeAt]?.finest ?? []).map(() => new Map<number, number>());
  for (let unit = 0; unit < size; unit++) {
    const own = places.flatMap((placesOfCheck, check) => {
      const place = placesOfCheck[unit] ?? -1;
      return place < 0 ? [] : [{ check, place }];
    });
    const hasMoved = dimensions.some((_, dimension) => {
      const codes = own.map(({ check, place }) => codeOf(check, place, dimension));
      return new Set(codes.filter((code) => code !== absentCode)).size > 1;
    });
    presences[unit] = presenceOf(trajectories, unit);
    const [first] = own;
    const period = first === undefined ? absentCode : codeOf(first.check, first.place, timeAt);
    periods[unit] = period === absentCode ? 0 : period;
    isException[unit] = hasMoved ? 1 : 0;
    const ofPeriod = counts[periods[unit] ?? 0];
    const presence = presences[unit] ?? 0;
    ofPeriod?.set(presence, 1 + (ofPeriod.get(presence) ?? 0));
  }
  const masks = Uint32Array.from(counts, mostFrequent);
  for (let unit = 0; unit < size; unit++) {
    if (presences[unit] !== masks[periods[unit] ?? 0]) isException[unit] = 1;
  }
  return { masks, isException };
}

/** Of equals the one that came first; 0, in no check, where there are none. */
function mostFrequent(counts: ReadonlyMap<number, number>): number {
  let best = { mask: 0, count: 0 };
  for (const [mask, count] of counts) if (count > best.count) best = { mask, count };
  return best.mask;
}
