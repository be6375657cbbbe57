/** What the hub says about the steps of an edition: what is done and what is waited for. */
export const editionMessagesNl = {
  'editions.done.goals-agreed': '{n|# doel|# doelen} vastgelegd op {date}',
  'editions.done.organisations-in': '{n|# organisatie doet|# organisaties doen} mee',
  'editions.done.questions-known': '{known} van {total} vragen bekend',
  'editions.done.deliveries': '{landed} van {total} leveringen binnen',
  'editions.done.findings': '{n|# bevinding|# bevindingen}',
  'editions.done.questions-open': '{n|# vraag open|# vragen open}',
} as const;
