import type { leavingNl } from './leaving.nl.ts';

export const leavingEn = {
  title: 'Step out',
  open: 'Step out',
  lead: 'You can step out at any time. What you brought leaves with you. You cannot undo this.',
  leaves: 'This leaves',
  data: '{versions|# delivered data set|# delivered data sets} with about {rows|# row|# rows}',
  documents: '{n|# document|# documents}, with the passages taken from them',
  nothing: 'You have not brought anything here yet.',
  stays: 'This stays, with a mark',
  analyses: '{n|# analysis|# analyses}: the figures stay, but are not computed again',
  findings: '{n|# finding|# findings} from your documents, without the passage',
  insights: '{n|# insight|# insights} on the wall',
  solutions: '{n|# solution|# solutions}',
  nothingMarked: 'Nothing is based on it yet.',
  reason: 'Why does {organisation} step out?',
  leave: 'Step out and take everything with you',
  left: '{organisation} has stepped out. What you brought is gone.',
  mark: 'source withdrawn',
  markData: 'Based on data that {organisation} withdrew on {date}.',
  finding: 'finding from a document',
} satisfies Record<keyof typeof leavingNl, string>;
