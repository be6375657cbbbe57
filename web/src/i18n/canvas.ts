import type { canvasNl } from './canvas.nl.ts';
import { textsOf } from './texts.ts';

export const canvasTexts = textsOf<keyof typeof canvasNl>('canvas');
