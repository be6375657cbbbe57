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

/** Figures of one table as they are shown: a breakdown and its total. */
export interface ShownSum {
  readonly parts: readonly number[];
  readonly total: number;
}

/**
 * Why a shown total is not the sum of the shown parts, with the figures of the table at hand (offices that publish
 * perturbed tables had to add such a text after the first questions). Undefined when they agree. Every figure in it was
 * shown already.
 */
export function explainTotals({ parts, total }: ShownSum, language: 'nl' | 'en'): string | undefined {
  const sum = parts.reduce((so, part) => so + part, 0);
  if (sum === total) return undefined;
  const write = (figure: number) => figure.toLocaleString(language);
  const division = `${parts.map(write).join(' + ')} = ${write(sum)}`;
  return language === 'nl'
    ? `De delen zijn samen ${division}. Als totaal staat er ${write(total)}. Dat is geen fout: elk getal is een klein beetje veranderd, het totaal ook. Tel de delen dus niet zelf op, maar gebruik het totaal dat er staat.`
    : `The parts add up to ${division}. The total is shown as ${write(total)}. That is no mistake: each figure was changed a little, and so was the total. So do not add up the parts yourself: use the total that is shown.`;
}
