import type { accountsNl } from './accounts.nl.ts';
import { textsOf } from './texts.ts';

export const accountsTexts = textsOf<keyof typeof accountsNl>('accounts');
