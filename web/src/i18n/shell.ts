import type { shellNl } from './shell.nl.ts';
import { textsOf } from './texts.ts';

export const shellTexts = textsOf<keyof typeof shellNl>('shell');
