/** What this module tells the log. */
export const releasesActions = [
  'releases.grouping-proposed',
  'releases.grouping-approved',
  'releases.grouping-refused',
  'releases.grouping-ended',
] as const;
export type ReleasesAction = (typeof releasesActions)[number];
