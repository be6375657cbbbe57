import type { chartsNl } from './charts.nl.ts';
import { textsOf } from './texts.ts';

export const chartTexts = textsOf<keyof typeof chartsNl>('charts');
