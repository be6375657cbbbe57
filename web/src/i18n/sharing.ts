import type { sharingNl } from './sharing.nl.ts';
import { textsOf } from './texts.ts';

export const sharingTexts = textsOf<keyof typeof sharingNl>('sharing');
