import type { auditNl } from './audit.nl.ts';

export const auditEn = {
  title: 'Log',
  lead: 'What happened, by whom and when. Lines cannot be changed or removed.',
  verify: 'Check the log',
  toReleases: 'See what this edition showed',
  whole: 'The log is complete and unchanged: {n|its one line is correct|all # lines are correct}.',
  broken: 'The log is damaged from line {n}. Report this at once.',
  edition: 'Edition',
  allEditions: 'all editions',
  tableCaption: 'Events, newest first',
  at: 'When',
  who: 'Who',
  action: 'What',
  where: 'Edition',
  reason: 'Reason: {reason}',
  exactly: 'The full entry',
  platform: 'Datalab itself',
  empty: 'Nothing has happened yet.',
  count: '{n|# event|# events}',
  older: 'Older events',
  newest: 'Back to the newest',
} satisfies Record<keyof typeof auditNl, string>;
