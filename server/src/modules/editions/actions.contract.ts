/** What this module tells the log. */
export const editionsActions = [
  'editions.created',
  /** As an earlier version of the platform wrote it, when asking was taken for agreeing. */
  'editions.data-set-agreed',
  'editions.data-set-asked',
  'editions.finished',
  'editions.goal-added',
  'editions.goal-changed',
  'editions.goal-removed',
  'editions.goal-reviewed',
  'editions.organisation-invited',
  'editions.step-finished',
  'editions.step-reopened',
  'editions.stepped-in',
  'editions.stepped-out',
] as const;
export type EditionsAction = (typeof editionsActions)[number];
