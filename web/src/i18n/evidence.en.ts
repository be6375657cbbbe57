import { evidenceNl } from './evidence.nl.ts';
import type { Texts } from './translate.ts';

export const evidenceEn = {
  lead: 'Measured in {sources}.',
  leadPeriod: 'Measured in {sources}, {from} to {to}.',
  analyse: 'Analyse',
  question: 'Question {n}',
  results: 'What we see',
  howWeKnow: 'How we know',
  goal: 'Goal: {text}',
  goalBy: 'goal of {name}, agreed on {at}',
  goalJoint: 'joint goal, agreed on {at}',
  goalReached: 'Reached when: {text}',
  questionStop: 'Question {n}: {text}',
  describes: 'describes',
  explains: 'explains',
  predicts: 'predicts',
  advises: 'advises',
  questionBy: '{verb} · asked by {name}',
  analysisStop: 'Analysis: {text}',
  analysisBy: 'calculated on {at} by {by} · version {version}',
  sourcesStop: '{n|# data set|# data sets} of {m|# organisation|# organisations}',
  source: '{name}, delivery of {at}',
  sourceRows: '{accepted} of {read} rows used',
  sourceRowsAbout: 'about {n|# row|# rows} used',
  sourceRejected: '{n|# row was|# rows were} rejected by the check',
  sourceRejectedAbout: 'about {n|# row was|# rows were} rejected by the check',
  sourceVersion: 'version {version}',
  basisStop: 'Why this data may be used',
  basis: '{name}: {basis}',
  basisUnknown: 'the contract names no legal basis',
  purpose: 'Purpose of the data: {text}',
  retention: 'Kept: {text}',
  contractVersion: 'contract {version}',
  protectionStop: 'How people are protected',
  protection:
    '{published|# number|# numbers} shown, {suppressed|# number|# numbers} left out, {zero|# number|# numbers} zero',
  nobody: 'Nobody can be recognised.',
  nobodyHow:
    'Small numbers are left out and every number may be a little higher or lower, so totals can differ from the sum of their parts.',
  howThisWorks: 'How this works',
  howMinimum:
    'A count smaller than {n} is not shown. That holds for every table, map and drawing on this page.',
  howNoise:
    'To every count the computer adds a small, fixed deviation. Who asks the same question twice gets the same number, so asking again does not bring anybody closer to the real one.',
  howPseudonyms:
    'Names and citizen numbers have never been at Datalab. The organisation itself replaced them by a code that only holds in this edition.',
  method: 'Method: {method}',
  care: 'Read with care',
  careNone: 'No remark was written with this number.',
  careRejected: 'The check rejected about {n|# row|# rows}. They do not count.',
  repeat: 'Calculate it once more',
  repeatBusy: 'Calculating again',
  repeatSame:
    'Correct: {n|# number was|all # numbers were} calculated again from the same data and came out exactly the same.',
  repeatDiffers:
    'Careful: calculating again from the same data gave something else. Please report this to the administrator.',
  downloadJson: 'Download the evidence',
  downloadJsonHint: 'Everything on this page in one file (JSON), with a check number.',
  newer: 'There is a newer calculation of this analysis.',
  toNewer: 'See the newest',
  specialists: 'For specialists',
  query: 'The question as data',
  sql: 'The instruction to the database (SQL)',
  hash: 'Check number (SHA-256) over everything on this page',
} satisfies Record<keyof typeof evidenceNl, string>;

export const evidenceTexts: Texts<keyof typeof evidenceNl> = { nl: evidenceNl, en: evidenceEn };
