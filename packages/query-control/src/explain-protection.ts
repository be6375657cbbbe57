import type { DisclosureSettings } from './cell-key/parameters.ts';

/** Facts about a protection that are public; each page puts them in its own words. */
export interface ProtectionFacts {
  readonly method: 'cell-key';
  /** Counts from 1 up to but not including this are suppressed. */
  readonly minimumCount: number;
  /** Every shown number may be a little higher or lower than the true one. */
  readonly perturbed: true;
  /** The same set of records always gives the same number. */
  readonly consistent: true;
  /** Totals are protected by themselves and may differ from the sum of their parts. */
  readonly additive: false;
  /** A zero is a true zero. */
  readonly zerosExact: true;
  /** Sums in which one or two contributors weigh too much are suppressed. */
  readonly dominatedSumsLeftOut: true;
  /** Sums and means for which the noise is too large are suppressed, with the reason `too-uncertain`. */
  readonly uncertainSumsSuppressed: true;
}

/** The public facts about a protection: not the size and spread of the noise, the tables or the keys. */
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
    uncertainSumsSuppressed: true,
  };
}
