import type { editionMessagesNl } from './edition-messages.nl.ts';

export const editionMessagesEn = {
  'editions.done.goals-agreed': '{n|# goal|# goals} agreed on {date}',
  'editions.done.organisations-in': '{n|# organisation takes|# organisations take} part',
  'editions.done.questions-known': '{known} of {total} questions known',
  'editions.done.deliveries': '{landed} of {total} deliveries in',
  'editions.done.findings': '{n|# finding|# findings}',
  'editions.done.questions-open': '{n|# question open|# questions open}',
  'editions.done.questions-locked': '{n|# question is|# questions are} fixed',
  'editions.ready-to-finish': 'Everything is there. This step can be finished.',

  'ask.editions.no-goals': 'to write down a joint goal',
  'ask.editions.no-own-goal': 'to add a goal of their own',
  'ask.editions.goal-not-sharp': 'to say when the goal “{goal}” is reached',
  'ask.editions.undecided-organisations': 'to decide about taking part',
  'ask.editions.too-few-organisations': 'to have more organisations take part',
  'ask.editions.no-questions': 'to put a question under a goal',
  'ask.editions.questions-not-sorted': 'to sort {n|the last question|# more questions}',
  'ask.editions.no-data-sets': 'to agree which data sets are needed',
  'ask.editions.deliveries-missing': 'to deliver the data set {dataSet}',
  'ask.editions.questions-open': 'to answer or drop {n|the last question|# more questions}',
  'ask.editions.ready-to-finish': 'to finish this step',
} satisfies Record<keyof typeof editionMessagesNl, string>;
