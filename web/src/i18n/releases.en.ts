import { releasesNl } from './releases.nl.ts';
import type { Texts } from './translate.ts';

export const releasesEn = {
  title: 'What was shown',
  lead: 'Of {answers|# answer|the # answers} {leaning|# leaned on few people|# leaned on few people}.',
  edition: 'Edition',
  people: 'Who asked what',
  nobodyAsked: 'Nothing was asked yet',
  nobodyAskedHint: 'As soon as somebody makes an analysis, you see here what it showed.',
  platform: 'Datalab itself',
  person: 'got {asked|# answer|# answers} with {shown} new numbers; {few|# leaned|# leaned} on few people.',
  share: 'Share that leaned on few people',
  withheld: 'Left out next to an earlier number',
  nothingWithheld: 'Nothing yet: no number pointed at a few people together with another.',
  withheldHow:
    'Who takes these numbers from earlier ones would end up at a few people. That is why they were left out.',
  withheldLine: '{at}, {by}: {cells|# number|# numbers} about {dataSet}.',
  result: 'The result',
  earlier: 'earlier result {n}',
  room: 'Room to ask',
  roomUsed: 'In {days} days {cells} of {most} new numbers were shown. What was shown before does not count.',
  roomRules:
    'One person gets {person} at most. Per column {choices|# group|# groups} of several values can be chosen.',
  decided: 'Decided by {by}: {reason}',
  reason: 'Why more or less room',
  twice: 'Give twice the room',
  half: 'Give half the room',
} satisfies Record<keyof typeof releasesNl, string>;

export const releasesTexts: Texts<keyof typeof releasesNl> = { nl: releasesNl, en: releasesEn };
