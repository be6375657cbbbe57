import type { noticesNl } from './notices.nl.ts';
import { textsOf } from './texts.ts';

export const noticesTexts = textsOf<keyof typeof noticesNl>('notices');
