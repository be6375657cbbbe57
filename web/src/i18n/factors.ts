import type { factorsNl } from './factors.nl.ts';
import { textsOf } from './texts.ts';

export const factorsTexts = textsOf<keyof typeof factorsNl>('factors');
