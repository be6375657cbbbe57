/** What this module tells the log. */
export const assessmentsActions = [
  'assessments.advice-attached',
  'assessments.file-brought',
  'assessments.form-brought',
  'assessments.prescan-answered',
  'assessments.reviewed',
  'assessments.scored',
  'assessments.trade-off-recorded',
] as const;
export type AssessmentsAction = (typeof assessmentsActions)[number];
