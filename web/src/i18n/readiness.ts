import type { readinessNl } from './readiness.nl.ts';
import { textsOf } from './texts.ts';

export const readinessTexts = textsOf<keyof typeof readinessNl>('readiness');
