import type { DemoOrganisation, Words } from '../organisations.ts';

type Slug = DemoOrganisation['slug'];
type Answer = 'yes' | 'partly' | 'no' | 'unknown';

/** The answer the partners agreed on, and why. */
type AgreedAnswers = Readonly<Record<string, readonly [Answer, nl: string, en: string]>>;

export interface StartStory {
  readonly answers: AgreedAnswers;
  /** How one partner sees it. */
  readonly views: readonly {
    readonly by: Slug;
    readonly question: string;
    readonly answer: Answer;
    readonly why: Words;
  }[];
  readonly sponsor: { readonly name: string; readonly organisation: Slug } | null;
  readonly group: string | null;
  readonly puttingIn: readonly {
    readonly by: Slug;
    readonly kind: 'money' | 'time' | 'staff';
    readonly amount: number;
    readonly note: Words;
  }[];
  readonly hopes: Partial<Readonly<Record<Slug, Words>>>;
  /** Whom the facilitator knows to work at the front line. */
  readonly frontLine: readonly string[];
  readonly plan: readonly {
    readonly aspect: 'culture' | 'politics' | 'leadership' | 'partnership';
    readonly text: Words;
  }[];
  /** Why it continues; null while there is no decision. */
  readonly go: Words | null;
}

export const careStart: StartStory = {
  answers: {
    importance: [
      'yes',
      'Buren, agenten en hulpverleners zijn er elke week mee bezig.',
      'Neighbours, officers and care workers deal with it every week.',
    ],
    'data-can-help': [
      'yes',
      'Ieder ziet een stuk. Niemand ziet of het over dezelfde mensen en straten gaat.',
      'Each of us sees a part. Nobody sees whether it is about the same people and streets.',
    ],
    'data-there': [
      'partly',
      'Meldingen en zorg hebben we. Wat er na een melding gebeurt, staat maar half op papier.',
      'We have reports and care. What happens after a report is only half written down.',
    ],
    action: [
      'yes',
      'Gaat het om een kleine groep, dan krijgt ieder van hen één vaste regisseur.',
      'If it is about a small group, each of them gets one person who directs.',
    ],
    influence: [
      'yes',
      'Gemeente en ggz kopen samen begeleiding in, de corporatie kan een woning toewijzen.',
      'Municipality and care buy support together, the housing association can assign a home.',
    ],
    impact: [
      'yes',
      'Een derde minder meldingen merk je in de buurt en in het rooster.',
      'A third fewer reports is felt in the neighbourhood and in the rosters.',
    ],
    measurable: [
      'yes',
      'Meldingen worden per maand en per buurt geteld, al jaren op dezelfde manier.',
      'Reports are counted per month and neighbourhood, in the same way for years.',
    ],
    enthusiasm: [
      'yes',
      'Alle vijf hebben zelf om dit onderwerp gevraagd.',
      'All five asked for this subject themselves.',
    ],
    backing: [
      'partly',
      'De directies staan erachter tot de zomer. Daarna kijken ze opnieuw.',
      'The directors back it until summer. Then they look again.',
    ],
    sponsor: [
      'yes',
      'Willem Jansen blijft, ook als de eerste uitkomst tegenvalt.',
      'Willem Jansen stays, also when the first result is a disappointment.',
    ],
    steering: [
      'yes',
      'De stuurgroep Zorg en Veiligheid komt toch al elke zes weken bij elkaar.',
      'The steering group Care and Safety meets every six weeks already.',
    ],
    surroundings: [
      'partly',
      'Techniek kan. Delen is voor de zorg nieuw; daar hoort een goed gesprek bij.',
      'Technically yes. Sharing is new to care; that takes a good conversation.',
    ],
    'must-buy': ['no', 'We werken met wat er al is.', 'We work with what is there already.'],
  },
  views: [
    {
      by: 'mental-health-care',
      question: 'surroundings',
      answer: 'no',
      why: {
        nl: 'Onze behandelaren zijn bang dat delen het vertrouwen van cliënten kost.',
        en: 'Our therapists fear that sharing costs the trust of clients.',
      },
    },
    {
      by: 'police',
      question: 'data-there',
      answer: 'yes',
      why: {
        nl: 'Onze meldingen zijn vanaf 2024 compleet.',
        en: 'Our reports are complete from 2024 on.',
      },
    },
  ],
  sponsor: { name: 'Willem Jansen', organisation: 'municipality' },
  group: 'Stuurgroep Zorg en Veiligheid',
  puttingIn: [
    {
      by: 'municipality',
      kind: 'money',
      amount: 20_000,
      note: { nl: 'Voor begeleiding en bijeenkomsten', en: 'For facilitation and meetings' },
    },
    {
      by: 'municipality',
      kind: 'time',
      amount: 16,
      note: { nl: 'Facilitator en analist', en: 'Facilitator and analyst' },
    },
    {
      by: 'police',
      kind: 'staff',
      amount: 2,
      note: { nl: 'Wijkagenten die meedenken', en: 'Community officers who think along' },
    },
    {
      by: 'housing-association',
      kind: 'time',
      amount: 6,
      note: { nl: 'Van ons team leefbaarheid', en: 'From our neighbourhood team' },
    },
    {
      by: 'mental-health-care',
      kind: 'staff',
      amount: 1,
      note: { nl: 'Een wijkverpleegkundige', en: 'A community nurse' },
    },
    {
      by: 'benefits-agency',
      kind: 'time',
      amount: 4,
      note: { nl: 'Een adviseur die de data kent', en: 'An adviser who knows the data' },
    },
  ],
  hopes: {
    municipality: {
      nl: 'Steun die terechtkomt bij wie haar nodig heeft.',
      en: 'Support that reaches those who need it.',
    },
    police: { nl: 'Minder uren aan steeds dezelfde melding.', en: 'Fewer hours on the same report.' },
    'housing-association': { nl: 'Rust in onze complexen.', en: 'Quiet in our buildings.' },
    'mental-health-care': {
      nl: 'Eerder horen dat het met iemand slechter gaat.',
      en: 'Hearing earlier that somebody is doing worse.',
    },
    'benefits-agency': {
      nl: 'Niemand die door een uitzetting alles kwijtraakt.',
      en: 'Nobody who loses everything through an eviction.',
    },
  },
  frontLine: ['Ruben Smit', 'Anna Vermeer'],
  plan: [
    {
      aspect: 'culture',
      text: {
        nl: 'Elke maand een uur waarin behandelaar en wijkagent een geval zonder namen bespreken.',
        en: 'An hour each month in which therapist and officer discuss a case without names.',
      },
    },
    {
      aspect: 'politics',
      text: {
        nl: 'De wethouder vertelt de raad vóór de zomer wat we doen, en wat we niet doen.',
        en: 'The alderman tells the council before summer what we do, and what we do not.',
      },
    },
    {
      aspect: 'leadership',
      text: {
        nl: 'Willem bespreekt de voortgang in elk directieoverleg.',
        en: 'Willem discusses progress in every meeting of the directors.',
      },
    },
  ],
  go: {
    nl: 'Belangrijk, te beïnvloeden en meetbaar. Wat half is geregeld, houden we in de gaten.',
    en: 'Important, within our influence and measurable. What is half arranged we keep an eye on.',
  },
};

export const debtsStart: StartStory = {
  answers: {
    importance: [
      'yes',
      'Een schuld van drie maanden is nog op te lossen, een van drie jaar bijna niet.',
      'A debt of three months can still be solved, one of three years hardly.',
    ],
    'data-can-help': [
      'partly',
      'Data laat zien waar het begint. Of iemand hulp aanneemt, weet data niet.',
      'Data shows where it begins. Whether somebody takes help, data does not know.',
    ],
    'data-there': [
      'unknown',
      'De corporatie zoekt uit of betaalachterstanden per maand zijn bewaard.',
      'The housing association finds out whether arrears were kept per month.',
    ],
    'must-buy': [
      'yes',
      'Een koppeling waarmee betaalachterstanden vroeg binnenkomen.',
      'A connection that brings in arrears early.',
    ],
    'buy-no-consultancy': [
      'no',
      'Het eerste aanbod rekent per nieuwe bron een adviestraject.',
      'The first offer charges a consultancy project for every new source.',
    ],
  },
  views: [
    {
      by: 'benefits-agency',
      question: 'influence',
      answer: 'partly',
      why: {
        nl: 'Wij kunnen eerder bellen. Aan de huur kunnen wij niets doen.',
        en: 'We can call earlier. We can do nothing about the rent.',
      },
    },
  ],
  sponsor: null,
  group: null,
  puttingIn: [
    {
      by: 'benefits-agency',
      kind: 'time',
      amount: 8,
      note: { nl: 'Twee adviseurs, elk een halve dag', en: 'Two advisers, half a day each' },
    },
  ],
  hopes: {},
  frontLine: [],
  plan: [],
  go: null,
};

export const litterStart: StartStory = {
  answers: {
    importance: ['yes', 'Zwerfafval is de vaakste melding.', 'Litter is the most frequent report.'],
    'data-can-help': [
      'yes',
      'Elke melding heeft een plaats en een dag.',
      'Every report has a place and a day.',
    ],
    'data-there': ['yes', 'De gemeente telt al jaren.', 'The municipality has counted for years.'],
    action: [
      'yes',
      'Bakken en rondes gaan naar waar het nodig is.',
      'Bins and rounds go where they are needed.',
    ],
    influence: ['yes', 'Bakken en rondes zijn van ons.', 'Bins and rounds are ours.'],
    impact: ['yes', 'Schone straten ziet iedereen.', 'Everybody sees clean streets.'],
    measurable: ['yes', 'Meldingen per buurt en maand.', 'Reports per neighbourhood and month.'],
    enthusiasm: ['yes', 'De wijkploegen vroegen erom.', 'The neighbourhood crews asked for it.'],
    backing: ['yes', 'Voor een jaar toegezegd.', 'Promised for a year.'],
    sponsor: ['yes', 'Willem Jansen trekt eraan.', 'Willem Jansen pulls it.'],
    steering: ['yes', 'Het wijkoverleg bestaat al.', 'The neighbourhood board exists already.'],
    surroundings: ['yes', 'Geen gegevens over personen nodig.', 'No data about persons needed.'],
  },
  views: [],
  sponsor: { name: 'Willem Jansen', organisation: 'municipality' },
  group: 'Wijkoverleg schoon en heel',
  puttingIn: [
    {
      by: 'municipality',
      kind: 'money',
      amount: 12_000,
      note: { nl: 'Voor nieuwe bakken', en: 'For new bins' },
    },
    {
      by: 'housing-association',
      kind: 'staff',
      amount: 1,
      note: { nl: 'Een huismeester', en: 'A caretaker' },
    },
  ],
  hopes: {},
  frontLine: [],
  plan: [],
  go: { nl: 'Klein, meetbaar en van onszelf.', en: 'Small, measurable and our own.' },
};

/** What goes by mail to the partner who is asked to join. */
export const debtsIntention =
  'Jullie zien betaalachterstanden als eerste. We willen samen eerder bellen. Kom je meedenken?';
