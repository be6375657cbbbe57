import type { Words } from '../organisations.ts';
import type { Dataset } from '../sources/source.ts';

/** The legal bases that the administrator looked at before anybody named them. */
export const legalBases = [
  {
    id: 'public-task',
    kind: 'ground',
    reference: 'AVG artikel 6, eerste lid, onder e',
    name: { nl: 'taak van algemeen belang', en: 'task in the public interest' },
    check: {
      nl: 'Staat de taak in een wet, en zijn deze gegevens daarvoor nodig?',
      en: 'Is the task in a law, and are these data needed for it?',
    },
    source: 'CELEX 32016R0679',
  },
  {
    id: 'statistics',
    kind: 'special-exception',
    reference: 'AVG artikel 9, tweede lid, onder j; UAVG artikel 24',
    name: { nl: 'statistiek en onderzoek', en: 'statistics and research' },
    check: {
      nl: 'Dient het een algemeen belang, en kan het niet met minder?',
      en: 'Does it serve a public interest, and would less not do?',
    },
    source: 'BWBR0040940',
  },
  {
    id: 'police-research',
    kind: 'other-law',
    reference: 'Wet politiegegevens artikel 22',
    name: {
      nl: 'onderzoek en statistiek met politiegegevens',
      en: 'research and statistics with police data',
    },
    check: {
      nl: 'Staat in de uitkomst niets over herkenbare personen?',
      en: 'Does the outcome hold nothing about persons who can be recognised?',
    },
    source: 'BWBR0022463',
  },
] as const;

export const carePurpose = {
  text: {
    nl: 'Zien waar zorg thuis en overlast niet bij elkaar komen, per maand en buurt',
    en: 'See where care at home and nuisance do not meet, by month and neighbourhood',
  },
  excluded: [
    { nl: 'besluiten over een persoon', en: 'decisions about a person' },
    { nl: 'opsporing', en: 'criminal investigation' },
    { nl: 'voorspellen wat iemand gaat doen', en: 'predicting what somebody will do' },
  ],
} as const;

export const litterPurpose = {
  text: {
    nl: 'Zien waar en wanneer zwerfafval wordt gemeld, en of het minder wordt',
    en: 'See where and when litter is reported, and whether it becomes less',
  },
  excluded: [{ nl: 'boetes voor bewoners', en: 'fines for inhabitants' }],
} as const;

export const debtsPurpose = {
  text: { nl: 'Zien waar schulden klein blijven', en: 'See where debts stay small' },
  excluded: [{ nl: 'besluiten over een persoon', en: 'decisions about a person' }],
} as const;

/** The questions that each data set serves, by their key; a data set without one would not be asked for. */
export const servedBy: Readonly<Record<Dataset, readonly string[]>> = {
  'nuisance-reports': ['persons', 'places', 'kinds', 'follow-up'],
  'social-support': ['support'],
  population: ['inhabitants', 'places'],
  tenancies: ['arrears'],
  'mental-health-care': ['support', 'places'],
  benefits: ['support'],
};

export const because = {
  allowed: 'Zonder deze kolom is de vraag niet te beantwoorden.',
  necessity: 'Met aantallen van ieder apart is niet te zien wie bij twee organisaties bekend is.',
  age: 'Voor deze vragen is niet nodig hoe oud iemand is.',
  district: 'Per wijk is genoeg; per buurt zijn de groepen te klein.',
  mandate: 'mandaatbesluit 2026-14',
  advice: 'De gegevens passen bij het doel, en de uitkomsten zijn beschermd.',
} as const;

export const smallAreas = {
  text: 'Geen rijen over buurten met minder dan vijftig inwoners.',
  check: { rule: 'min-area-population', value: 50 },
} as const;

/** The column that its owner refuses: somebody asked for it, and it is not needed. */
export const refused: { readonly dataSet: Dataset; readonly column: string; readonly words: Words } = {
  dataSet: 'nuisance-reports',
  column: 'birth_date',
  words: { nl: because.age, en: 'How old somebody is is not needed for these questions.' },
};
