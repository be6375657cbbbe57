/** What this module tells the log. */
export const readinessActions = ['readiness.answered', 'readiness.round-started'] as const;
export type ReadinessAction = (typeof readinessActions)[number];
