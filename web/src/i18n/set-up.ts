import type { setUpNl } from './set-up.nl.ts';
import { textsOf } from './texts.ts';

export const setUpTexts = textsOf<keyof typeof setUpNl>('set-up');
