/** What this module tells the log. */
export const impactActions = [
  'impact.indicator-added',
  'impact.indicator-changed',
  'impact.indicator-stopped',
  'impact.judged',
  'impact.measured',
] as const;
export type ImpactAction = (typeof impactActions)[number];
