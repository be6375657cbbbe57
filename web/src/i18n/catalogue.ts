import type { catalogueNl } from './catalogue.nl.ts';
import { textsOf } from './texts.ts';

export const catalogueTexts = textsOf<keyof typeof catalogueNl>('catalogue');
