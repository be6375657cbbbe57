import type { auditNl } from './audit.nl.ts';
import { textsOf } from './texts.ts';

export const auditTexts = textsOf<keyof typeof auditNl>('audit');
