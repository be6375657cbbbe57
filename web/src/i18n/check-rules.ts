import type { checkRulesNl } from './check-rules.nl.ts';
import { textsOf } from './texts.ts';

export const checkRulesTexts = textsOf<keyof typeof checkRulesNl>('check-rules');
