import type { homeNl } from './home.nl.ts';

export const homeEn = {
  title: 'Good day, {name}',
  leadWaiting: '{n|One thing is waiting for you.|# things are waiting for you.}',
  leadFree: 'Nothing is waiting for you.',
  waiting: 'Waiting for you',
  waitingNone: 'Nothing. Feel free to see how your editions are doing.',
  begin: 'Start with this',
  toOrganisations: 'Confirm on the page of organisations',
  editions: 'My editions',
  editionsNone: 'You do not take part in an edition yet.',
  allEditions: 'All editions',
  sinceVisit: 'New since your last visit, {ago}',
  sinceNothing: 'Nothing else happened in your editions.',
  sinceMore: 'The timeline of an edition has everything.',
  changed: 'Latest findings',
  changedNone: 'No findings yet.',
  changedBy: '{title} · {ago}',
} satisfies Record<keyof typeof homeNl, string>;
