import type { guardrailNl } from './guardrail.nl.ts';
import { textsOf } from './texts.ts';

export const guardrailTexts = textsOf<keyof typeof guardrailNl>('guardrail');
