import { chartsNl } from './charts.nl.ts';
import type { Texts } from './translate.ts';

export const chartsEn = {
  suppressed: 'too few to show',
  missing: 'not known',
  unknownKey: 'unknown',
  yes: 'yes',
  no: 'no',
  showAs: 'Show as',
  bars: 'Bars',
  line: 'Line',
  map: 'Map',
  number: 'Number',
  table: 'Table',
  measure: 'Number',
  download: 'Download as CSV',
  loading: 'Drawing',
  failed: 'The drawing does not work. The table gives the same numbers.',
  mapUnknown: 'No area boundaries are registered for {year}. The table gives the same numbers.',
  few: 'few',
  many: 'many',
  legend: 'From {low} to {high}; the colours begin at zero',
  suppressedNote: '{n|# value is|# values are} too small to show',
  suppressedAreas: '{n|# area has|# areas have} too few to show',
  missingNote: '{n|# value is|# values are} not known',
  missingAreas: '{n|# area is|# areas are} not known',
  summary: '{title}. {n|# value|# values}.',
  highest: 'Highest: {label}, {value}.',
  lowest: 'Lowest: {label}, {value}.',
  total: 'Together',
  totalNote: 'The total is protected on its own. It can differ from the sum of the rows.',
  rowsShown: '{shown} of {n} rows',
  showAllRows: 'Show all {n} rows',
  barsShown: 'The {shown} largest of {n}.',
  linesShown: 'The {shown} largest of {n}. The table gives all numbers.',
  showAllBars: 'Show all {n}',
  pick: 'Put {value} in the sentence',
  readNumbers: 'How to read these numbers',
  readNoise:
    'Every number can be a little higher or lower than the real one. The same question always gives the same number.',
  readSums:
    'The rows add up to {sum}, the total is {total}. That is no mistake: every number gets a small change of its own, and so does the total.',
  readSumsHidden:
    'The rows that you see add up to {sum}, the total is {total}. Some rows are not shown, and every number gets a small change of its own.',
  readSuppressed: '‘Too few to show’ means: there are people, but so few that you could recognise them.',
  readSuppressedExample:
    '‘Too few to show’, as for {example}, means: there are people, but so few that you could recognise them. It is also not shown when one or two people cause nearly all of it.',
  readEarlier:
    'Sometimes a number is left out because of another: who takes one from the other would end up at a few people. That can be a number in this table, or one that was shown before.',
  readZero: 'A nought is really nought: nobody is there.',
} satisfies Record<keyof typeof chartsNl, string>;

export const chartTexts: Texts<keyof typeof chartsNl> = { nl: chartsNl, en: chartsEn };
