import type { closingNl } from './closing.nl.ts';
import { textsOf } from './texts.ts';

export const closingTexts = textsOf<keyof typeof closingNl>('closing');
