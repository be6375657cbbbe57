import type { homeNl } from './home.nl.ts';

export const homeEn = {
  title: 'Good day, {name}',
  leadWaiting: '{n|One thing waits for you.|# things wait for you.}',
  leadFree: 'Nothing waits for you.',
  waiting: 'Waits for you',
  waitingNone: 'Nothing. Feel free to see how your editions are doing.',
  go: 'Go there',
  editions: 'My editions',
  editionsNone: 'You do not take part in an edition yet.',
  allEditions: 'All editions',
  sinceVisit: 'New since {ago}',
  sinceNothing: 'Nobody else did anything in your editions.',
  sinceMore: 'The timeline of an edition has everything.',
  changed: 'Just found',
  changedNone: 'No findings yet.',
  changedBy: '{title} · {ago}',
} satisfies Record<keyof typeof homeNl, string>;
