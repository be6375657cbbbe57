import type {
  AnalysisChange,
  AnalysisInput,
} from '@datalab/server/modules/analyses/analysis-input.contract.ts';
import { inBoth } from './in-both.ts';

export type StoryAnalysis = Omit<AnalysisInput, 'question'> & { readonly question: string };

const reportsByArea: AnalysisInput['views'][number] = {
  key: 'reports-by-area',
  title: { nl: 'Waar de meldingen vandaan komen', en: 'Where the reports come from' },
  shape: 'map',
  query: { from: 'nuisance-reports', measures: [{ count: 'records' }], by: ['neighbourhood'] },
};

/** What the analyst of the demo asks of the data. The numbers in the sentences are filled in from the answers. */
export const analyses: readonly StoryAnalysis[] = [
  {
    question: 'persons',
    title: { nl: 'Meldingen per persoon', en: 'Reports per person' },
    views: [
      {
        key: 'bands',
        title: {
          nl: 'Meldingen naar hoe vaak iemand genoemd wordt',
          en: 'Reports by how often somebody is named',
        },
        shape: 'bars',
        query: {
          from: 'nuisance-reports',
          measures: [{ count: 'records' }, { count: 'persons' }],
          by: [{ recordsPerPerson: true }],
        },
      },
      reportsByArea,
    ],
    finding: {
      text: {
        nl: '{people} mensen zijn goed voor {share} van alle meldingen over een persoon.',
        en: '{people} people account for {share} of all reports about a person.',
      },
      figures: [
        {
          name: 'people',
          view: 'bands',
          measure: 'count.persons',
          kind: 'value',
          where: { 'records-per-person': ['25+'] },
        },
        {
          name: 'share',
          view: 'bands',
          measure: 'count.records',
          kind: 'share',
          where: { 'records-per-person': ['25+'] },
        },
      ],
      care: {
        nl: 'Bij ongeveer de helft van de meldingen is geen persoon bekend. Die tellen hier niet mee.',
        en: 'In about half of the reports no person is known. Those are not in this figure.',
      },
      elsewhere: [
        { number: 'de helft', source: 'Politie, toelichting bij de levering' },
        { number: 'half', source: 'Police, notes with the delivery' },
      ],
    },
  },
  {
    question: 'support',
    title: {
      nl: 'Wmo-gebruik van mensen in de ggz',
      en: 'Social support among people in mental health care',
    },
    views: [
      {
        key: 'care',
        title: {
          nl: 'Mensen in de ggz die ook Wmo-steun gebruiken',
          en: 'People in mental health care who also use social support',
        },
        shape: 'bars',
        query: {
          from: 'mental-health-care',
          measures: [{ count: 'persons' }],
          by: [{ in: 'social-support' }],
        },
      },
      {
        key: 'benefits',
        title: {
          nl: 'Mensen met een uitkering die ook Wmo-steun gebruiken',
          en: 'People on benefits who also use social support',
        },
        shape: 'bars',
        query: { from: 'benefits', measures: [{ count: 'persons' }], by: [{ in: 'social-support' }] },
      },
    ],
    finding: {
      text: {
        nl: 'Maar {care} van de mensen in de ggz gebruikt steun van de Wmo. Bij mensen met een uitkering is dat {benefits}.',
        en: 'Only {care} of the people in mental health care use social support. Among people on benefits it is {benefits}.',
      },
      figures: [
        {
          name: 'care',
          view: 'care',
          measure: 'count.persons',
          kind: 'share',
          where: { 'in.social-support': ['yes'] },
        },
        {
          name: 'benefits',
          view: 'benefits',
          measure: 'count.persons',
          kind: 'share',
          where: { 'in.social-support': ['yes'] },
        },
      ],
      care: {
        nl: 'Steun die mensen zelf regelen of van familie krijgen, staat niet in deze cijfers.',
        en: 'Support that people arrange themselves or get from family is not in these figures.',
      },
    },
  },
  {
    question: 'places',
    title: { nl: 'Meldingen en zorg over de buurten', en: 'Reports and care over the neighbourhoods' },
    views: [
      reportsByArea,
      {
        key: 'care-by-area',
        title: { nl: 'Mensen in zorg per 1.000 inwoners', en: 'People in care per 1,000 inhabitants' },
        shape: 'map',
        query: {
          from: 'mental-health-care',
          measures: [{ rate: 'persons', per: 1000, of: 'population' }],
          by: ['neighbourhood'],
        },
      },
    ],
    finding: null,
  },
  {
    question: 'kinds',
    title: { nl: 'Waar meldingen over gaan', en: 'What reports are about' },
    views: [
      {
        key: 'kinds',
        title: { nl: 'Meldingen naar soort', en: 'Reports by kind' },
        shape: 'bars',
        query: { from: 'nuisance-reports', measures: [{ count: 'records' }], by: ['category'] },
      },
      {
        key: 'kinds-by-month',
        title: { nl: 'Meldingen van zwerfafval per maand', en: 'Reports of litter per month' },
        shape: 'line',
        query: {
          from: 'nuisance-reports',
          measures: [{ count: 'records' }],
          by: ['month'],
          where: [{ column: 'category', in: ['litter'] }],
        },
      },
    ],
    finding: {
      text: {
        nl: '{litter} van alle meldingen gaat over zwerfafval.',
        en: '{litter} of all reports are about litter.',
      },
      figures: [
        {
          name: 'litter',
          view: 'kinds',
          measure: 'count.records',
          kind: 'share',
          where: { category: ['litter'] },
        },
      ],
      care: {
        nl: 'Alleen wat gemeld is, telt. In buurten waar mensen minder melden, kan meer liggen dan dit laat zien.',
        en: 'Only what is reported counts. Where people report less, there may be more than this shows.',
      },
    },
  },
  {
    question: 'follow-up',
    title: { nl: 'Regie na een melding', en: 'Who directs the follow-up' },
    views: [
      {
        key: 'follow-up',
        title: { nl: 'Meldingen naar wie de regie heeft', en: 'Reports by who directs the follow-up' },
        shape: 'bars',
        query: { from: 'nuisance-reports', measures: [{ count: 'records' }], by: ['follow_up'] },
      },
    ],
    finding: {
      text: {
        nl: 'Bij {nobody} van de meldingen heeft niemand de regie op wat er daarna gebeurt.',
        en: 'For {nobody} of the reports nobody directs what happens next.',
      },
      figures: [
        {
          name: 'nobody',
          view: 'follow-up',
          measure: 'count.records',
          kind: 'share',
          where: { follow_up: ['none'] },
        },
      ],
      care: {
        nl: 'Afspraken die niet in het systeem van de politie staan, zijn hier niet te zien.',
        en: 'Arrangements that are not in the police system cannot be seen here.',
      },
    },
  },
];

/** How many neighbourhoods the headline about places speaks of. */
export const placesNamed = 5;

/** The headline about places, once the analyst has seen which neighbourhoods stand out. */
export function placesFinding(neighbourhoods: string[]): NonNullable<AnalysisChange['finding']> {
  return {
    text: inBoth({
      nl: '{share} van de meldingen komt uit {count} buurten. Zorg is over de hele stad verspreid.',
      en: '{share} of the reports come from {count} neighbourhoods. Care is spread over the whole town.',
    }),
    figures: [
      {
        name: 'share',
        view: 'reports-by-area',
        measure: 'count.records',
        kind: 'share',
        where: { neighbourhood: neighbourhoods },
      },
      {
        name: 'count',
        view: 'reports-by-area',
        measure: 'count.records',
        kind: 'rows',
        where: { neighbourhood: neighbourhoods },
      },
    ],
    care: inBoth({
      nl: 'Een klein deel van de meldingen heeft geen bekende plaats. Die tellen hier niet mee.',
      en: 'A small part of the reports has no known place. Those are not in this figure.',
    }),
  };
}
