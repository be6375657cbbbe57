/** What this module tells the log. */
export const solutionsActions = [
  'solutions.finished',
  'solutions.handed-over',
  'solutions.insight-agreed',
  'solutions.insight-checked',
  'solutions.insight-grouped',
  'solutions.insight-merged',
  'solutions.insight-noted',
  'solutions.insight-removed',
  'solutions.judged-feasible',
  'solutions.judged-not-feasible',
  'solutions.proposed',
  'solutions.started',
  'solutions.stopped',
  'solutions.task-added',
  'solutions.task-finished',
  'solutions.task-reopened',
  'solutions.vote-withdrawn',
  'solutions.voted',
] as const;
export type SolutionsAction = (typeof solutionsActions)[number];
