import type { identityNl } from './identity.nl.ts';
import { textsOf } from './texts.ts';

export const identityTexts = textsOf<keyof typeof identityNl>('identity');
