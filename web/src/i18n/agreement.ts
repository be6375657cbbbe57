import type { agreementNl } from './agreement.nl.ts';
import { textsOf } from './texts.ts';

export const agreementTexts = textsOf<keyof typeof agreementNl>('agreement');
