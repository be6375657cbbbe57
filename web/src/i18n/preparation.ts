import type { preparationNl } from './preparation.nl.ts';
import { textsOf } from './texts.ts';

export const preparationTexts = textsOf<keyof typeof preparationNl>('preparation');
