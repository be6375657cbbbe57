import { textsOf } from './texts.ts';
import type { timelineNl } from './timeline.nl.ts';

export const timelineTexts = textsOf<keyof typeof timelineNl>('timeline');
