/** What the hub says about the steps of an edition: what is done, and what is asked of whom. */
export const editionMessagesNl = {
  'editions.done.goals-agreed': '{n|# doel|# doelen} vastgelegd op {date}',
  'editions.done.organisations-in': '{n|# organisatie doet|# organisaties doen} mee',
  'editions.done.questions-known': '{known} van {total} vragen bekend',
  'editions.done.deliveries': '{landed} van {total} leveringen binnen',
  'editions.done.findings': '{n|# bevinding|# bevindingen}',
  'editions.done.questions-open': '{n|# vraag open|# vragen open}',
  'editions.done.questions-locked': '{n|# vraag ligt|# vragen liggen} vast',
  'editions.ready-to-finish': 'Alles is er. Deze stap kan worden afgerond.',

  'ask.editions.no-goals': 'om een gezamenlijk doel op te schrijven',
  'ask.editions.no-own-goal': 'om een eigen doel toe te voegen',
  'ask.editions.goal-not-sharp': 'om te zeggen wanneer het doel “{goal}” bereikt is',
  'ask.editions.undecided-organisations': 'om te besluiten over meedoen',
  'ask.editions.too-few-organisations': 'om meer organisaties mee te laten doen',
  'ask.editions.no-questions': 'om een vraag onder een doel te zetten',
  'ask.editions.questions-not-sorted': 'om {n|de laatste vraag|nog # vragen} in te delen',
  'ask.editions.no-data-sets': 'om af te spreken welke datasets nodig zijn',
  'ask.editions.deliveries-missing': 'om de dataset {dataSet} te leveren',
  'ask.editions.questions-open': 'om {n|de laatste vraag|nog # vragen} te beantwoorden of te laten vervallen',
  'ask.editions.ready-to-finish': 'om deze stap af te ronden',
} as const;
