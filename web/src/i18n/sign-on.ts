import type { signOnNl } from './sign-on.nl.ts';
import { textsOf } from './texts.ts';

export const signOnTexts = textsOf<keyof typeof signOnNl>('sign-on');
