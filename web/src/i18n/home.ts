import type { homeNl } from './home.nl.ts';
import { textsOf } from './texts.ts';

export const homeTexts = textsOf<keyof typeof homeNl>('home');
