import type { AnalysisInput } from '@datalab/server/modules/analyses/analysis-input.contract.ts';
import type { LitterTruth } from '../sources/litter-reports.ts';
import { inBoth } from './in-both.ts';
import type { GoalText } from './texts.ts';

export const olderEdition = {
  slug: 'litter-on-the-street',
  title: { nl: 'Zwerfafval op straat', en: 'Litter on the street' },
  aim: {
    nl: 'Samen willen we schone straten, zonder elke dag dezelfde hoek te vegen.',
    en: 'Together we want clean streets, without sweeping the same corner every day.',
  },
  theme: { nl: 'Schoon en heel', en: 'Clean and whole' },
} as const;

/** The goal of the municipality, where so little is reported that most months may not be shown. */
export const estateGoal: GoalText = {
  organisation: 'municipality',
  text: { nl: 'Schone straten bij de bedrijven', en: 'Clean streets near the businesses' },
  successCriterion: {
    nl: 'Geen maand met meer dan tien meldingen op het bedrijventerrein',
    en: 'No month with more than ten reports on the industrial estate',
  },
};

export const olderGoals: readonly GoalText[] = [
  {
    organisation: null,
    text: { nl: 'Minder zwerfafval op straat', en: 'Less litter on the street' },
    successCriterion: {
      nl: 'Een kwart minder meldingen in de drukste buurten, een jaar na het begin',
      en: 'A quarter fewer reports in the busiest neighbourhoods, a year after the beginning',
    },
  },
  estateGoal,
  {
    organisation: 'housing-association',
    text: { nl: 'Schone stoepen rond onze flats', en: 'Clean pavements around our flats' },
    successCriterion: {
      nl: 'Een derde minder meldingen rond de flats in 2027',
      en: 'A third fewer reports around the flats in 2027',
    },
  },
];

export const olderReasons = {
  in: 'Onze huismeesters vegen elke dag. Wij willen weten waar het helpt.',
} as const;

export const olderQuestions = {
  places: {
    text: {
      nl: 'Waar en wanneer wordt zwerfafval gemeld?',
      en: 'Where and when is litter reported?',
    },
    rung: 'descriptive',
  },
  bins: {
    text: { nl: 'Hoeveel afvalbakken staan er nu?', en: 'How many bins are there now?' },
    rung: 'descriptive',
    known: 'Telling van de huismeesters, voorjaar 2025: 41 afvalbakken in het centrum.',
  },
} as const;

export function litterAnalysis({ withBins }: LitterTruth): Omit<AnalysisInput, 'question'> {
  return {
    title: { nl: 'Zwerfafval naar maand en buurt', en: 'Litter by month and neighbourhood' },
    views: [
      {
        key: 'by-area',
        title: { nl: 'Waar zwerfafval wordt gemeld', en: 'Where litter is reported' },
        shape: 'map',
        query: { from: 'litter-reports', measures: [{ count: 'records' }], by: ['neighbourhood'] },
      },
      {
        key: 'by-month',
        title: { nl: 'Meldingen van zwerfafval per maand', en: 'Reports of litter per month' },
        shape: 'line',
        query: { from: 'litter-reports', measures: [{ count: 'records' }], by: ['month'] },
      },
    ],
    finding: {
      text: {
        nl: '{share} van de meldingen van zwerfafval komt uit {count} buurten in het centrum.',
        en: '{share} of the reports of litter come from {count} neighbourhoods in the centre.',
      },
      figures: [
        {
          name: 'share',
          view: 'by-area',
          measure: 'count.records',
          kind: 'share',
          where: { neighbourhood: [...withBins] },
        },
        {
          name: 'count',
          view: 'by-area',
          measure: 'count.records',
          kind: 'rows',
          where: { neighbourhood: [...withBins] },
        },
      ],
      care: {
        nl: 'Niet elk zwerfafval wordt gemeld. Waar veel mensen lopen, wordt ook meer gemeld.',
        en: 'Not all litter is reported. Where many people walk, more is reported too.',
      },
    },
  };
}

/** What the notes say, with `{count}` where the figure of that name in the finding stands. */
export const litterNotes = {
  bins: {
    nl: 'In {count} buurten zijn de bakken voor de middag al vol.',
    en: 'In {count} neighbourhoods the bins are full before noon.',
  },
  flats: {
    nl: 'Rond de flats ligt op zondag het meest; dan veegt er niemand.',
    en: 'Around the flats most lies on Sundays, when nobody sweeps.',
  },
} as const;

export interface OlderSolution {
  readonly by: 'municipality' | 'housing-association';
  readonly note: keyof typeof litterNotes;
  readonly title: { readonly nl: string; readonly en: string };
  readonly text: { readonly nl: string; readonly en: string };
  readonly task: { readonly nl: string; readonly en: string };
}

export const olderSolutions = {
  bins: {
    by: 'municipality',
    note: 'bins',
    title: { nl: 'Extra bakken waar het ligt', en: 'Extra bins where it lies' },
    text: {
      nl: 'In de twee drukste buurten staat om de honderd meter een bak die twee keer per dag leeg gaat.',
      en: 'In the two busiest neighbourhoods there is a bin every hundred metres, emptied twice a day.',
    },
    task: {
      nl: 'De bakken plaatsen en de ronde van de wagen aanpassen',
      en: 'Place the bins and change the round of the lorry',
    },
  },
  rounds: {
    by: 'housing-association',
    note: 'flats',
    title: { nl: 'Een ronde op zondag', en: 'A round on Sundays' },
    text: {
      nl: 'De huismeesters lopen op zondagmiddag samen met bewoners een ronde rond de flats.',
      en: 'On Sunday afternoons the caretakers walk a round about the flats together with tenants.',
    },
    task: { nl: 'Het rooster van de zondag maken', en: 'Make the Sunday rota' },
  },
} as const satisfies Readonly<Record<string, OlderSolution>>;

export const olderFeasibility = {
  mustBeDone: inBoth({
    nl: 'Plekken kiezen, bestellen en met de ploegen afspreken wie het bijhoudt.',
    en: 'Choose places, order, and agree with the crews who keeps it going.',
  }),
  stakeholders: inBoth({
    nl: 'De reinigingsdienst, de huismeesters en de winkeliers van het centrum.',
    en: 'The cleansing service, the caretakers and the shopkeepers of the centre.',
  }),
  forum: null,
  whyNot: inBoth({
    nl: 'Als de bakken niet vaker leeg gaan, ligt het afval ernaast.',
    en: 'If the bins are not emptied more often, the litter lies beside them.',
  }),
};

export const olderStart = {
  arrange: {
    nl: 'Geld uit de post voor de openbare ruimte, en een ploeg die het doet.',
    en: 'Money from the budget for public space, and a crew that does it.',
  },
  follow: {
    nl: 'Elke maand kijken we samen naar de meldingen.',
    en: 'Every month we look at the reports together.',
  },
} as const;

export const binsDone = 'De bakken staan er en de wagen rijdt twee keer per dag.';
