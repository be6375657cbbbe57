import type { editionMessagesNl } from './edition-messages.nl.ts';

export const editionMessagesEn = {
  'editions.done.goals-agreed': '{n|# goal|# goals} agreed on {date}',
  'editions.done.organisations-in': '{n|# organisation takes|# organisations take} part',
  'editions.done.questions-known': '{known} of {total} questions known',
  'editions.done.deliveries': '{landed} of {total} deliveries in',
  'editions.done.findings': '{n|# finding|# findings}',
  'editions.done.questions-open': '{n|# question open|# questions open}',
} satisfies Record<keyof typeof editionMessagesNl, string>;
