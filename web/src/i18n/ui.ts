import { textsOf } from './texts.ts';
import type { uiNl } from './ui.nl.ts';

export const uiTexts = textsOf<keyof typeof uiNl>('ui');
