/** What this module tells the log. */
export const closingActions = [
  'closing.balance-told',
  'closing.evaluated',
  'closing.evaluation-kept',
  'closing.evaluator-accepted',
  'closing.evaluator-asked',
  'closing.evaluator-declined',
  'closing.excused',
  'closing.exported',
  'closing.lesson-added',
  'closing.lesson-removed',
  'closing.started-from-template',
  'closing.template-added',
  'closing.transfer-added',
  'closing.transfer-removed',
] as const;
export type ClosingAction = (typeof closingActions)[number];
