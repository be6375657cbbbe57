import type { processingNl } from './processing.nl.ts';

export const processingEn = {
  title: 'What was done with personal data',
  lead: 'Each time Datalab did something with data about persons: what, when and with which data. Who of us did something is in the log.',
  toLog: 'To the log',
  empty: 'Nothing was done with personal data yet.',
  count: '{n|once|# times}',
  newest: 'The latest {n}',
  'kind.land': 'Took in a delivery',
  'kind.refuse': 'Read a delivery and did not take it in',
  'kind.check': 'Found out what may be shown',
  'kind.answer': 'Answered a question with counts',
  'kind.erase': 'Removed data',
  'status.Ok': 'stopped on purpose',
  'status.Error': 'failed',
  persons: 'about {n} persons of your organisation',
  seconds: '{n|one second|# seconds}',
  takeAlong: 'Take along',
  takeAlongWhat:
    'You get a file with one line for each time, in the form of Logboek Dataverwerkingen, the Dutch standard. Persons are called otherwise in it than in the data of an edition, so that nobody can lay the two side by side.',
  withPersons: 'Also a line for each person of my organisation',
  withPersonsHint: 'There can be very many. You prove first that it is you.',
  take: 'Get the file',
} satisfies Record<keyof typeof processingNl, string>;
