import type { timelineNl } from './timeline.nl.ts';

export const timelineEn = {
  title: 'Timeline',
  of: 'Timeline of {title}',
  lead: 'What happened in this edition, and when each step ran.',
  open: 'Look at the timeline',
  steps: 'The steps',
  stepFromTo: 'from {from} to {to}',
  stepSince: 'since {from}, in progress',
  stepLater: 'not started yet',
  days: '{n|# day|# days}',
  happened: 'What happened',
  platform: 'Datalab',
  nothing: 'Nothing has happened yet.',
  more: 'Older events are in the log, which the privacy officer can read.',
  print: 'Print',
  inStep: 'Step {n}: {name}',
  times: '{n} times',
} satisfies Record<keyof typeof timelineNl, string>;
