import type { DisclosureSettings } from './cell-key/parameters.ts';

/** Facts about a protection that anybody may read; each page finds its own words for them. */
export interface ProtectionFacts {
  readonly method: 'cell-key';
  /** Counts from 1 up to but not including this are left out. */
  readonly minimumCount: number;
  /** Every shown number may be a little higher or lower than the true one. */
  readonly perturbed: true;
  /** The same set of records always gives the same number. */
  readonly consistent: true;
  /** Totals are protected by themselves and may differ from the sum of their parts. */
  readonly additive: false;
  /** A nought is a true nought. */
  readonly zerosExact: true;
  /** Sums in which one or two contributors weigh too much are left out. */
  readonly dominatedSumsLeftOut: true;
}

/** What may be told about a protection. The size and spread of the noise, the tables and the keys are not in it. */
export function explainProtection({
  minimumCount,
}: Pick<DisclosureSettings, 'minimumCount'>): ProtectionFacts {
  return {
    method: 'cell-key',
    minimumCount,
    perturbed: true,
    consistent: true,
    additive: false,
    zerosExact: true,
    dominatedSumsLeftOut: true,
  };
}
