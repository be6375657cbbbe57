import type { serviceAccountsNl } from './service-accounts.nl.ts';
import { textsOf } from './texts.ts';

export const serviceAccountsTexts = textsOf<keyof typeof serviceAccountsNl>('service-accounts');
