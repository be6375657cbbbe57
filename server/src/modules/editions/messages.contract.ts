export const editionsErrors = [
  'editions.unknown',
  'editions.slug-taken',
  'editions.not-a-participant',
  'editions.facilitator-only',
  'editions.role-may-not-decide',
  'editions.other-organisation',
  'editions.already-decided',
  'editions.no-goals',
  'editions.no-own-goal',
  'editions.goal-not-sharp',
  'editions.goal-unreviewed',
  'editions.goal-doubted',
  'editions.goal-reworded',
  'editions.own-goal',
  'editions.not-in',
  'editions.undecided-organisations',
  'editions.too-few-organisations',
  'editions.questions-not-sorted',
  'editions.no-questions',
  'editions.start-undecided',
  'editions.start-declined',
  'editions.nothing-put-in',
  'editions.deliveries-missing',
  'editions.no-data-sets',
  'editions.no-agreement',
  'editions.questions-open',
  'editions.solution-running',
  'editions.insights-loose',
  'editions.not-evaluated',
  'editions.finished',
  'editions.first-step',
  'editions.contemplation-is-over',
  'editions.goal-unknown',
  'editions.goal-has-questions',
  'editions.goals-fixed',
  'editions.organisation-unknown',
  'editions.already-invited',
  'editions.data-set-unknown',
  'editions.data-set-owner-not-in',
  'editions.changed-meanwhile',
] as const;
export type EditionsError = (typeof editionsErrors)[number];
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    editions: (typeof editionsErrors)[number];
  }
}

/**
 * Sentences the pages show about the steps of an edition. A blocker uses the code of the refusal it causes;
 * the values of each sentence stand behind it.
 */
export const editionMessages = [
  'editions.done.goals-agreed', // { n, date }
  'editions.done.organisations-in', // { n }
  'editions.done.questions-known', // { known, total }
  'editions.done.deliveries', // { landed, total }
  'editions.done.findings', // { n }
  'editions.done.questions-open', // { n }
  'editions.done.questions-locked', // { n }
  'editions.no-goals', // {}
  'editions.no-own-goal', // { organisation }
  'editions.goal-not-sharp', // { goal }
  'editions.goal-unreviewed', // { goal }
  'editions.goal-doubted', // { goal, remark }
  'editions.undecided-organisations', // { organisation }
  'editions.too-few-organisations', // { n }
  'editions.no-questions', // {}
  'editions.start-undecided', // {}
  'editions.start-declined', // {}
  'editions.nothing-put-in', // { organisation }
  'editions.questions-not-sorted', // { n }
  'editions.no-data-sets', // {}
  'editions.no-agreement', // {}
  'editions.deliveries-missing', // { dataSet, organisation }
  'editions.questions-open', // { n }
  'editions.solution-running', // { solution }
  'editions.insights-loose', // { n }
  'editions.not-evaluated', // { organisation }
  'editions.ready-to-finish', // {}
] as const;
export type EditionMessage = (typeof editionMessages)[number];
