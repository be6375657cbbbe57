import { textsOf } from './texts.ts';
import type { tourNl } from './tour.nl.ts';

export const tourTexts = textsOf<keyof typeof tourNl>('tour');
