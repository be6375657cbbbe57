import type { leavingNl } from './leaving.nl.ts';
import { textsOf } from './texts.ts';

export const leavingTexts = textsOf<keyof typeof leavingNl>('leaving');
