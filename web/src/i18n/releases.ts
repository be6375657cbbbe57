import type { releasesNl } from './releases.nl.ts';
import { textsOf } from './texts.ts';

export const releasesTexts = textsOf<keyof typeof releasesNl>('releases');
