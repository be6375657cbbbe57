/** What this module tells the log. */
export const releasesActions = ['releases.budget-decided'] as const;
export type ReleasesAction = (typeof releasesActions)[number];
