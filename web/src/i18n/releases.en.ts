import { releasesNl } from './releases.nl.ts';
import type { Texts } from './translate.ts';

export const releasesEn = {
  title: 'What was shown',
  lead: 'Of {answers|# answer|the # answers} {leaning|# leaned on few people|# leaned on few people}.',
  people: 'Who asked what',
  nobodyAsked: 'Nothing was asked yet',
  nobodyAskedHint: 'As soon as somebody makes an analysis, you see here what it showed.',
  toAnalyses: 'To the analyses',
  platform: 'Datalab itself',
  person: 'got {asked|# answer|# answers} with {shown} new numbers; {few|# leaned|# leaned} on few people.',
  ofAnswers: 'of the answers leaned on few people',
  ofRoom: 'of the room is used',
  share: 'Share that leaned on few people',
  withheld: 'Left out next to an earlier number',
  nothingWithheld: 'Nothing yet: no number pointed at a few people together with another.',
  withheldHow:
    'Who takes these numbers and earlier ones from each other would end up at a few people. That is why they were left out. Only you see why: do not pass these sentences on.',
  withheldLine: 'Table {number}, {at}, {by}: {cells|# number|# numbers} about {dataSet}',
  lookAt: 'Look at',
  table: 'table {number}',
  room: 'Room to ask',
  roomUsed: 'In {days} days {cells} of {most} new numbers were shown. What was shown before does not count.',
  roomChart: 'New numbers per day, from {first} up to {last}. Most on {day}: {most}.',
  roomChartEmpty: 'No new numbers in these days.',
  roomRules:
    'One person gets {person} at most. Per column {choices|# group|# groups} of several values can be chosen.',
  decided: 'Decided by {by}: {reason}',
  change: 'Change the room',
  cellsOfEdition: 'New numbers for everybody together',
  cellsOfPerson: 'New numbers for one person',
  days: 'In how many days',
  choicesPerColumn: 'Groups of several values per column',
  choicesHint: 'More than 10 makes it easier to come close to a real number.',
  wholeNumber: 'Fill in a whole number from 1 up to {most}.',
  personAboveEdition: 'This is more than for everybody together.',
  reason: 'Why more or less room',
  decide: 'Decide on this room',
  nothingChanged: 'Nothing about the room was changed yet.',
  roomUp: 'The room to ask is used up',
} satisfies Record<keyof typeof releasesNl, string>;

export const releasesTexts: Texts<keyof typeof releasesNl> = { nl: releasesNl, en: releasesEn };
