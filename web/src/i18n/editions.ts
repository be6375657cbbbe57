import type { editionsNl } from './editions.nl.ts';
import { textsOf } from './texts.ts';

export const editionsTexts = textsOf<keyof typeof editionsNl>('editions');
