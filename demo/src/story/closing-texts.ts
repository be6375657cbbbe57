/** What the people of the older edition said in the end. */
export const handedOver =
  'De wijkbeheerder gaat ermee door als vast werk; elk kwartaal staat het op de agenda van het wijkoverleg.';

export const evaluatorAnswer = {
  answer: 'accept',
  reason: 'Ik kijk graag mee of het iets oplevert, van het begin af.',
} as const;

/** What each organisation tells; what it does not know it leaves open. */
export const balances = [
  {
    by: 'municipality',
    hours: 120,
    euros: 4500,
    savedHours: 200,
    savedEuros: null,
    note: 'Uren van de reiniging in een half jaar; de bakken zijn gekocht.',
  },
  {
    by: 'housing-association',
    hours: 45,
    euros: 0,
    savedHours: null,
    savedEuros: null,
    note: null,
  },
] as const;

/** In the order of the people; not every participant wrote something. */
export const worth: readonly (string | null)[] = [
  'We weten nu waar het misgaat, in plaats van dat ieder zijn eigen plek noemt.',
  null,
  'Twee organisaties kijken naar dezelfde kaart.',
  'Minder ergernis in twee buurten.',
  null,
  'We bellen elkaar nu gewoon.',
];

export const otherwise: readonly (string | null)[] = [
  null,
  'Spreek eerder af hoe lang een bak moet staan voordat we meten.',
  null,
  null,
  'Neem de mensen van de reiniging vanaf de eerste dag mee.',
  null,
];

export const lessons = [
  {
    by: 'municipality',
    category: 'way-of-working',
    text: {
      nl: 'Zet de bakken niet overal tegelijk neer. Door twee buurten over te slaan konden we zien wat er veranderde.',
      en: 'Do not place the bins everywhere at once. Because two neighbourhoods were left out we could see what changed.',
    },
    forWhom: { nl: 'wie een maatregel wil beproeven', en: 'anyone who wants to try a measure' },
  },
  {
    by: 'housing-association',
    category: 'cooperation',
    text: {
      nl: 'Laat de huismeester meedoen in de eerste bijeenkomst: die wist al welke drie portieken het waren.',
      en: 'Have the caretaker join the first meeting: they already knew which three entrances it was.',
    },
    forWhom: { nl: 'facilitators', en: 'facilitators' },
  },
  {
    by: 'municipality',
    category: 'data',
    text: {
      nl: 'Eén dataset van meldingen was genoeg om te beginnen. Meer gegevens hadden ons alleen opgehouden.',
      en: 'One data set of reports was enough to begin with. More data would only have held us up.',
    },
    forWhom: { nl: 'wie een editie begint', en: 'anyone who starts an edition' },
  },
  {
    by: 'municipality',
    category: 'leadership',
    text: {
      nl: 'De wethouder vroeg elke maand hoe het ging. Daardoor bleef het bij iedereen bovenaan liggen.',
      en: 'The alderman asked every month how it went. That kept it on top for everybody.',
    },
    forWhom: { nl: 'opdrachtgevers', en: 'commissioners' },
  },
] as const;

export const transfers = [
  {
    from: 'municipality',
    to: ['housing-association'],
    level: 'front-line',
    what: {
      nl: 'Hoe je op de kaart ziet dat een aantal te klein is om te tonen, en dat dat niet nul is.',
      en: 'How the map shows that a number is too small to show, and that this is not zero.',
    },
  },
  {
    from: 'housing-association',
    to: ['municipality'],
    level: 'specialist',
    what: {
      nl: 'Wat een huismeester wel en niet meldt, en waarom er in de zomer minder meldingen zijn.',
      en: 'What a caretaker does and does not report, and why there are fewer reports in summer.',
    },
  },
] as const;
