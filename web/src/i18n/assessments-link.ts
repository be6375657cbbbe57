import type { assessmentsLinkNl } from './assessments-link.nl.ts';
import { textsOf } from './texts.ts';

export const assessmentsLinkTexts = textsOf<keyof typeof assessmentsLinkNl>('assessments-link');
