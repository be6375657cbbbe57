import type { startUpNl } from './start-up.nl.ts';
import { textsOf } from './texts.ts';

export const startUpTexts = textsOf<keyof typeof startUpNl>('start-up');
