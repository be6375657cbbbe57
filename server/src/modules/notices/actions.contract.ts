/** What this module tells the log. */
export const noticesActions = [
  'notices.mail-server-chosen',
  'notices.nudged',
  'notices.settings-chosen',
] as const;
export type NoticesAction = (typeof noticesActions)[number];
