import type { pictureNl } from './picture.nl.ts';
import { textsOf } from './texts.ts';

export const pictureTexts = textsOf<keyof typeof pictureNl>('picture');
