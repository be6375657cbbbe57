/** What this module tells the log. */
export const guardrailActions = [
  'guardrail.checked',
  'guardrail.excepted',
  'guardrail.exception-withdrawn',
] as const;
export type GuardrailAction = (typeof guardrailActions)[number];
