import type { evidenceNl } from './evidence.nl.ts';
import { textsOf } from './texts.ts';

export const evidenceTexts = textsOf<keyof typeof evidenceNl>('evidence');
