import type { assessmentsNl } from './assessments.nl.ts';
import { textsOf } from './texts.ts';

export const assessmentsTexts = textsOf<keyof typeof assessmentsNl>('assessments');
