import type { proofNl } from './proof.nl.ts';
import { textsOf } from './texts.ts';

export const proofTexts = textsOf<keyof typeof proofNl>('proof');
