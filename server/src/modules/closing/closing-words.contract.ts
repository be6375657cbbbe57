import type { LocalText } from '../../platform/http/common.contract.ts';

/** What a participant says of an edition; the last one is the value hypothesis itself (requirement 34). */
export const statementKeys = ['together', 'goals', 'effort', 'data', 'work', 'people', 'again'] as const;
export type StatementKey = (typeof statementKeys)[number];

export const statementWords: Readonly<Record<StatementKey, LocalText>> = {
  together: {
    nl: 'Samen zagen we iets wat niemand van ons alleen had gezien.',
    en: 'Together we saw something that none of us would have seen alone.',
  },
  goals: {
    nl: 'We zijn dichter bij onze doelen gekomen.',
    en: 'We came closer to our goals.',
  },
  effort: {
    nl: 'Wat het opleverde was de tijd waard die we erin staken.',
    en: 'The result was worth the time we spent.',
  },
  data: {
    nl: 'Ik vertrouw de manier waarop we gegevens deelden.',
    en: 'I trust the way in which we shared data.',
  },
  work: {
    nl: 'Ik gebruik wat eruit kwam in mijn eigen werk.',
    en: 'I use the results in my own work.',
  },
  people: {
    nl: 'Ik weet nu wie ik bij de andere organisaties kan bellen.',
    en: 'I now know whom to call at the other organisations.',
  },
  again: {
    nl: 'Deze manier van werken heeft ook waarde voor andere vraagstukken.',
    en: 'This way of working has value for other issues too.',
  },
};

export const levels = [1, 2, 3, 4, 5] as const;
export type Level = (typeof levels)[number];

export const levelWords: Readonly<Record<Level | 'unknown', LocalText>> = {
  1: { nl: 'helemaal niet', en: 'not at all' },
  2: { nl: 'niet echt', en: 'not really' },
  3: { nl: 'een beetje', en: 'a little' },
  4: { nl: 'grotendeels', en: 'mostly' },
  5: { nl: 'helemaal', en: 'fully' },
  unknown: { nl: 'weet ik niet', en: 'do not know' },
};

/** What is asked of the cooperation itself, which is an outcome of its own (requirement 108). */
export const cooperationKeys = ['together', 'people'] as const satisfies readonly StatementKey[];

/** Somebody is asked to be the evaluator, and says yes or no (requirement 112). */
export const evaluatorStates = ['asked', 'accepted', 'declined'] as const;
export type EvaluatorState = (typeof evaluatorStates)[number];

export const lessonCategories = [
  'way-of-working',
  'data',
  'cooperation',
  'technology',
  'leadership',
] as const;
export type LessonCategory = (typeof lessonCategories)[number];

export const categoryWords: Readonly<Record<LessonCategory, LocalText>> = {
  'way-of-working': { nl: 'Manier van werken', en: 'Way of working' },
  data: { nl: 'Gegevens', en: 'Data' },
  cooperation: { nl: 'Samenwerking', en: 'Cooperation' },
  technology: { nl: 'Techniek', en: 'Technology' },
  leadership: { nl: 'Leiding', en: 'Leadership' },
};

/** Knowledge passes between all parties at all levels (requirement 52). */
export const transferLevels = ['front-line', 'specialist', 'manager', 'board'] as const;
export type TransferLevel = (typeof transferLevels)[number];

export const transferLevelWords: Readonly<Record<TransferLevel, LocalText>> = {
  'front-line': { nl: 'mensen in de praktijk', en: 'front-line staff' },
  specialist: { nl: 'specialisten', en: 'specialists' },
  manager: { nl: 'leidinggevenden', en: 'managers' },
  board: { nl: 'bestuurders', en: 'directors and aldermen' },
};
