import type { processingNl } from './processing.nl.ts';
import { textsOf } from './texts.ts';

export const processingTexts = textsOf<keyof typeof processingNl>('processing');
