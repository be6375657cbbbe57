/** What this module tells the log. */
export const analysesActions = [
  'analyses.created',
  'analyses.question-asked',
  'analyses.question-sorted',
  'analyses.changed',
  'analyses.ran',
  'analyses.repeated',
  'analyses.rung-chosen',
] as const;
export type AnalysesAction = (typeof analysesActions)[number];
