/** What this module tells the log. */
export const preparationActions = [
  'preparation.answer-withdrawn',
  'preparation.answered',
  'preparation.background-chosen',
  'preparation.commitment-withdrawn',
  'preparation.committed',
  'preparation.decided-go',
  'preparation.decided-no-go',
  'preparation.example-added',
  'preparation.example-removed',
  'preparation.hope-told',
  'preparation.hope-withdrawn',
  'preparation.invitation-mailed',
  'preparation.planned',
  'preparation.steering-named',
  'preparation.view-given',
  'preparation.view-withdrawn',
] as const;
export type PreparationAction = (typeof preparationActions)[number];
