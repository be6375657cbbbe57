import type { incidentsNl } from './incidents.nl.ts';
import { textsOf } from './texts.ts';

export const incidentsTexts = textsOf<keyof typeof incidentsNl>('incidents');
