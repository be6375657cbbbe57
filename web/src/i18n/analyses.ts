import type { analysesNl } from './analyses.nl.ts';
import { textsOf } from './texts.ts';

export const analysesTexts = textsOf<keyof typeof analysesNl>('analyses');
