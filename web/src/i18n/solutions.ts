import type { solutionsNl } from './solutions.nl.ts';
import { textsOf } from './texts.ts';

export const solutionsTexts = textsOf<keyof typeof solutionsNl>('solutions');
