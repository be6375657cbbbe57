import type { sharingDeskNl } from './sharing-desk.nl.ts';
import { textsOf } from './texts.ts';

export const sharingDeskTexts = textsOf<keyof typeof sharingDeskNl>('sharing-desk');
