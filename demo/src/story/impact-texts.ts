import type { Words } from '../organisations.ts';
import type { LitterTruth } from '../sources/litter-reports.ts';
import { estateGoal, olderSolutions } from './older-edition-texts.ts';

export interface IndicatorText {
  readonly by: 'municipality' | 'housing-association';
  readonly name: Words;
  /** The title of the solution, or the words of the goal, it belongs to. */
  readonly about: Words;
  readonly areas: readonly string[];
  readonly comparison: readonly string[];
  readonly target: number;
  readonly start: string;
}

/** One that the numbers can carry far, one too young, and one with too little to show. */
export function litterIndicators(truth: LitterTruth): readonly IndicatorText[] {
  return [
    {
      by: 'municipality',
      name: {
        nl: 'Meldingen van zwerfafval in de drukste buurten',
        en: 'Reports of litter in the busiest neighbourhoods',
      },
      about: olderSolutions.bins.title,
      areas: truth.withBins,
      comparison: truth.withoutBins,
      target: 90,
      start: truth.binsFrom,
    },
    {
      by: 'housing-association',
      name: { nl: 'Meldingen van zwerfafval rond de flats', en: 'Reports of litter around the flats' },
      about: olderSolutions.rounds.title,
      areas: [truth.rounds],
      comparison: [],
      target: 16,
      start: truth.roundsFrom,
    },
    {
      by: 'municipality',
      name: {
        nl: 'Meldingen van zwerfafval op het bedrijventerrein',
        en: 'Reports of litter on the industrial estate',
      },
      about: estateGoal.text,
      areas: [truth.quiet],
      comparison: [],
      target: 10,
      start: truth.binsFrom,
    },
  ];
}

export const earlyVerdict = {
  verdict: 'too-early',
  because: 'Deze tijd is te kort. We kijken na de zomer weer.',
} as const;

/** With figures of the measurement it is about. */
export const lateVerdict = {
  verdict: 'helped',
  because:
    'Sinds de bakken er staan is het in deze buurten rustiger: van {before} naar {after} meldingen per maand. In de buurten zonder bakken is dat niet zo.',
} as const;
