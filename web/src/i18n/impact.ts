import type { impactNl } from './impact.nl.ts';
import { textsOf } from './texts.ts';

export const impactTexts = textsOf<keyof typeof impactNl>('impact');
