import type { Texts } from './translate.ts';
import { uiNl } from './ui.nl.ts';

export const uiEn = {
  loading: 'One moment',
  cannotShow: 'This page cannot be shown',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  undo: 'Undo',
  tryAgain: 'Try again',
  dropHere: 'Drop your file here',
  chooseFile: 'Choose a file',
  chosenFile: 'Chosen: {name}',
  underOnePercent: 'less than 1 %',
  minutesLeft: 'about {n|# minute|# minutes} left',
  secondsLeft: 'about {n|# second|# seconds} left',
  step: 'Step {n}',
  stepDone: 'done',
  stepCurrent: 'busy now',
  stepWaiting: 'not started yet',
  stepsLabel: 'The five steps',
  waitingForNobody: 'Nobody has to do anything right now.',
  since: 'since {ago}',
  anybodyWith: 'somebody with the role {role}',
  anybody: 'anybody who takes part',
  you: 'You',
  youObject: 'you',
  reasonNeeded: 'Add a short reason.',
  fieldNeeded: 'Fill this in.',
  optional: 'may stay empty',
  breadcrumbs: 'You are here',
} satisfies Record<keyof typeof uiNl, string>;

export const uiTexts: Texts<keyof typeof uiNl> = { nl: uiNl, en: uiEn };
