import { startUpNl } from './start-up.nl.ts';
import type { Texts } from './translate.ts';

export const startUpEn = {
  'start-up.other': 'Preparing',
} satisfies Record<keyof typeof startUpNl, string>;

export const startUpTexts: Texts<keyof typeof startUpNl> = { nl: startUpNl, en: startUpEn };
