import type { Rung } from '@datalab/server/modules/analyses/questions.contract.ts';

/** What an answer on a rung does, as a key of the texts. */
export const rungVerbs = {
  descriptive: 'describes',
  diagnostic: 'explains',
  predictive: 'predicts',
  prescriptive: 'advises',
} as const satisfies Record<Rung, string>;
