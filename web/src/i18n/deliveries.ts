import type { deliveriesNl } from './deliveries.nl.ts';
import { textsOf } from './texts.ts';

export const deliveriesTexts = textsOf<keyof typeof deliveriesNl>('deliveries');
