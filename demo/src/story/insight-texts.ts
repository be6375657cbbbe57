import type { DemoOrganisation, Words } from '../organisations.ts';
import { inBoth } from './in-both.ts';

type Slug = DemoOrganisation['slug'];

interface Note {
  readonly key: string;
  readonly by: Slug;
  /** Whose goal it hangs under; null is the joint goal. */
  readonly goal: Slug | null;
  readonly text: Words;
  /** The question whose analysis it rests on. */
  readonly question: string;
  readonly theme: string | null;
  readonly voters: readonly Slug[];
  /** The note it is put into, because it says the same. */
  readonly into?: string;
  /** The owner, once all agree. */
  readonly owner?: string;
}

/** In this order, so that what is put into another note is put there before that one is agreed on. */
export const notes: readonly Note[] = [
  {
    key: 'waits',
    by: 'benefits-agency',
    goal: 'police',
    text: {
      nl: 'Iedereen wacht op elkaar na een melding.',
      en: 'After a report everybody waits for somebody else.',
    },
    question: 'follow-up',
    theme: 'Regie',
    voters: ['housing-association'],
    into: 'directs',
  },
  {
    key: 'directs',
    by: 'mental-health-care',
    goal: 'police',
    text: {
      nl: 'Na een melding heeft meestal niemand de regie.',
      en: 'After a report, usually nobody directs the follow-up.',
    },
    question: 'follow-up',
    theme: 'Regie',
    voters: ['police', 'municipality', 'housing-association'],
    owner: 'Anna Vermeer',
  },
  {
    key: 'few',
    by: 'police',
    goal: null,
    text: {
      nl: 'Een kleine groep komt steeds terug. Losse meldingen afhandelen helpt hen niet.',
      en: 'A small group keeps coming back. Handling report after report does not help them.',
    },
    question: 'persons',
    theme: null,
    voters: ['municipality', 'mental-health-care', 'housing-association', 'benefits-agency'],
    owner: 'Ruben Smit',
  },
  {
    key: 'places',
    by: 'housing-association',
    goal: 'housing-association',
    text: {
      nl: 'De overlast komt in een paar buurten samen, maar mensen met zorg wonen overal. Zorg alleen verklaart het dus niet.',
      en: 'Nuisance comes together in a few neighbourhoods, but people in care live everywhere. So care alone does not explain it.',
    },
    question: 'places',
    theme: null,
    voters: ['police', 'mental-health-care'],
    owner: 'Joris Bakker',
  },
  {
    key: 'support',
    by: 'municipality',
    goal: 'municipality',
    text: {
      nl: 'Wie in zorg is, gebruikt weinig steun van de Wmo.',
      en: 'People in care use little social support.',
    },
    question: 'support',
    theme: 'Wmo',
    voters: ['mental-health-care', 'benefits-agency'],
  },
  {
    key: 'apply',
    by: 'benefits-agency',
    goal: 'municipality',
    text: {
      nl: 'Onze klanten vinden de Wmo vaker. Misschien omdat iemand helpt bij het aanvragen?',
      en: 'Our clients find social support more often. Perhaps because somebody helps them apply?',
    },
    question: 'support',
    theme: 'Wmo',
    voters: ['municipality'],
  },
];

export const seenOnTheSpot = {
  by: 'police',
  of: 'places',
  outcome: 'partly',
  text: 'De wijkagenten herkennen drie buurten. In de andere twee gaat het vooral om afval bij winkels.',
} as const satisfies { by: Slug; of: string; outcome: string; text: string };

interface Direction {
  readonly by: Slug;
  readonly title: Words;
  readonly text: Words;
  readonly from: readonly string[];
}

export const directions: readonly Direction[] = [
  {
    by: 'mental-health-care',
    title: { nl: 'Eén regisseur per persoon', en: 'One director for each person' },
    text: {
      nl: 'Wie vaak in meldingen voorkomt, krijgt één vast gezicht. Alle partners bellen die ene persoon.',
      en: 'People who often appear in reports get one familiar face. All partners call that one person.',
    },
    from: ['directs', 'few'],
  },
  {
    by: 'police',
    title: { nl: 'Eerst kennismaken, dan handhaven', en: 'First meet, then enforce' },
    text: {
      nl: 'Bij de tweede melding gaan agent en hulpverlener samen langs, nog voordat er iets misgaat.',
      en: 'At the second report an officer and a carer visit together, before anything goes wrong.',
    },
    from: ['few'],
  },
];

/** The three questions of feasibility, for the first direction. */
export const verdict = {
  mustBeDone: inBoth({
    nl: 'Per persoon een regisseur aanwijzen en afspreken wat die mag beslissen.',
    en: 'Appoint a director for each person and agree what they may decide.',
  }),
  stakeholders: inBoth({
    nl: 'Politie, ggz, corporatie, uitkeringsdienst en gemeente.',
    en: 'Police, mental health care, housing association, benefits agency and municipality.',
  }),
  forum: inBoth({
    nl: 'Het wekelijkse overleg zorg en veiligheid.',
    en: 'The weekly care and safety meeting.',
  }),
  whyNot: inBoth({
    nl: 'Niemand krijgt er uren voor, en elke organisatie heeft eigen regels over wat je mag delen.',
    en: 'Nobody is given hours for it, and every organisation has its own rules on what may be shared.',
  }),
};
