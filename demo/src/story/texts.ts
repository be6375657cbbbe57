import type { Words } from '../organisations.ts';

type Rung = 'descriptive' | 'diagnostic' | 'predictive' | 'prescriptive';

export const edition = {
  slug: 'care-at-home-and-nuisance',
  title: { nl: 'Zorg thuis en overlast', en: 'Care at home and nuisance' },
  aim: {
    nl: 'Samen willen we minder overlast, en steun op tijd voor wie die nodig heeft.',
    en: 'Together we want fewer nuisance reports, and people who need support to get it in time.',
  },
  theme: { nl: 'Zorg en veiligheid', en: 'Care and safety' },
  region: { nl: 'Voorbeeldstad', en: 'Voorbeeldstad' },
} as const;

export const youngerEdition = {
  slug: 'debts-in-time',
  title: { nl: 'Schulden op tijd', en: 'Debts in time' },
  aim: {
    nl: 'Samen willen we dat schulden klein blijven en hulp op tijd komt.',
    en: 'Together we want debts to stay small and help to come in time.',
  },
  theme: { nl: 'Bestaanszekerheid', en: 'Financial security' },
  region: { nl: 'Voorbeeldstad en omliggende dorpen', en: 'Voorbeeldstad and the villages around it' },
} as const;

export interface GoalText {
  readonly organisation: string | null;
  readonly text: Words;
  readonly successCriterion: Words;
}

export const goals: readonly GoalText[] = [
  {
    organisation: null,
    text: { nl: 'Minder overlastmeldingen', en: 'Fewer nuisance reports' },
    successCriterion: {
      nl: 'Een derde minder meldingen in 2028 dan in 2026',
      en: 'A third fewer reports in 2028 than in 2026',
    },
  },
  {
    organisation: 'municipality',
    text: {
      nl: 'Wie thuis zorg krijgt, krijgt ook steun in huis',
      en: 'Who gets care at home also gets support at home',
    },
    successCriterion: {
      nl: 'De helft van de mensen in de ggz kent en gebruikt de Wmo',
      en: 'Half of the people in mental health care know and use social support',
    },
  },
  {
    organisation: 'police',
    text: {
      nl: 'Minder tijd kwijt aan steeds dezelfde meldingen',
      en: 'Less time spent on the same reports again and again',
    },
    successCriterion: {
      nl: 'Elke melding over een bekende persoon heeft iemand die de regie heeft',
      en: 'Every report about a known person has somebody who directs the follow-up',
    },
  },
  {
    organisation: 'housing-association',
    text: { nl: 'Rustig wonen, ook voor de buren', en: 'Quiet living, for the neighbours too' },
    successCriterion: {
      nl: 'Een kwart minder klachten over overlast in 2028',
      en: 'A quarter fewer nuisance complaints in 2028',
    },
  },
  {
    organisation: 'mental-health-care',
    text: { nl: 'Crisis voorkomen bij mensen in zorg', en: 'Preventing crisis for people in care' },
    successCriterion: {
      nl: 'Na een melding is er binnen een week contact met de behandelaar',
      en: 'Within a week after a report there is contact with the therapist',
    },
  },
  {
    organisation: 'benefits-agency',
    text: {
      nl: 'Niemand raakt door overlast zijn inkomen kwijt',
      en: 'Nobody loses an income through nuisance',
    },
    successCriterion: {
      nl: 'Bij elke dreigende uitzetting is het inkomen bekeken',
      en: 'Income has been looked at with every eviction that threatens',
    },
  },
];

export const reasons: Readonly<Record<string, string>> = {
  police: 'Een groot deel van onze meldingen gaat hierover.',
  'housing-association': 'Onze huurders en hun buren hebben hier dagelijks mee te maken.',
  'mental-health-care': 'Onze cliënten wonen steeds vaker zelfstandig.',
  'benefits-agency': 'Wij zien dezelfde mensen aan onze balie.',
};

export interface QuestionText {
  readonly key: string;
  /** Whose goal it hangs under; null is the joint goal. */
  readonly goal: string | null;
  readonly rung: Rung;
  readonly text: Words;
  /** Why it is asked on a higher rung than was advised. */
  readonly despiteAdvice?: string;
  /** Why it will not be answered. */
  readonly dropped?: string;
}

export const questions: readonly QuestionText[] = [
  {
    key: 'support',
    goal: 'municipality',
    rung: 'descriptive',
    text: {
      nl: 'Hoeveel mensen in de ggz gebruiken steun van de Wmo?',
      en: 'How many people in mental health care use social support?',
    },
  },
  {
    key: 'persons',
    goal: 'police',
    rung: 'descriptive',
    text: {
      nl: 'Over hoeveel mensen gaan de meldingen, en hoe vaak per persoon?',
      en: 'About how many people are the reports, and how often per person?',
    },
  },
  {
    key: 'places',
    goal: null,
    rung: 'descriptive',
    text: {
      nl: 'In welke buurten komen de meldingen samen, en waar woont wie zorg krijgt?',
      en: 'In which neighbourhoods do reports come together, and where do people in care live?',
    },
  },
  {
    key: 'kinds',
    goal: null,
    rung: 'descriptive',
    text: { nl: 'Waar gaan de meldingen over?', en: 'What are the reports about?' },
  },
  {
    key: 'follow-up',
    goal: 'police',
    rung: 'diagnostic',
    text: {
      nl: 'Wie heeft de regie na een melding?',
      en: 'Who directs the follow-up after a report?',
    },
  },
  {
    key: 'arrears',
    goal: 'housing-association',
    rung: 'diagnostic',
    text: {
      nl: 'Hebben huurders over wie geklaagd wordt vaker een huurachterstand?',
      en: 'Do tenants about whom people complain have rent arrears more often?',
    },
  },
  {
    key: 'inhabitants',
    goal: null,
    rung: 'descriptive',
    text: {
      nl: 'Hoeveel inwoners heeft elke buurt?',
      en: 'How many inhabitants does each neighbourhood have?',
    },
  },
  {
    key: 'satisfaction',
    goal: null,
    rung: 'descriptive',
    text: {
      nl: 'Hoe tevreden zijn inwoners over hun buurt?',
      en: 'How satisfied are inhabitants with their neighbourhood?',
    },
  },
  {
    key: 'waiting-times',
    goal: 'mental-health-care',
    rung: 'descriptive',
    text: {
      nl: 'Hoe lang wachten mensen op een behandeling?',
      en: 'How long do people wait for treatment?',
    },
  },
  {
    key: 'who-next',
    goal: 'police',
    rung: 'predictive',
    text: {
      nl: 'Wie gaat volgend jaar overlast geven?',
      en: 'Who will cause nuisance next year?',
    },
    despiteAdvice: 'De burgemeester vroeg het in de raad. Wij leggen uit waarom wij dit niet doen.',
    dropped: 'Wij voorspellen geen gedrag van mensen. Dat is een huisregel.',
  },
];
