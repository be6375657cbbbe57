import {
  minimumCount,
  type ShownFigure,
  toShownFigure,
} from '@datalab/server/modules/analyses/shown-figure.contract.ts';
import type { ProtectedValue } from '@datalab/server/platform/http/common.contract.ts';
import type { FigureStyle } from '@datalab/server/platform/http/figure-style.contract.ts';
import type { chartTexts } from '../../i18n/charts.ts';
import { formatNumber } from '../../i18n/format.ts';
import type { Language } from '../../i18n/translate.ts';

export type NumberStyle = FigureStyle;

/** Gives the words of charts, in the reader's language. */
export type NumberWords = (
  key: keyof (typeof chartTexts)['nl'],
  params?: Record<string, string | number>,
) => string;

/** A figure in parts, so that a page can make the margin quieter than the number. */
export interface FigureText {
  readonly text: string;
  /** How far the number may be off. */
  readonly margin?: {
    /** As a sign: "± 5". */
    readonly sign: string;
    /** In words: "at most 5 off". */
    readonly words: string;
  };
}

const whyNot = {
  suppressed: 'suppressed',
  uncertain: 'uncertain',
  underMinimum: 'underMinimum',
  missing: 'missing',
} as const;

/** The number with the digits that its margin carries, or the words for what is not shown. */
export function figureToText(
  value: ProtectedValue,
  words: NumberWords,
  language: Language,
  style: NumberStyle = 'count',
): FigureText {
  const shown = toShownFigure(value, style);
  if (shown.kind === 'words') return { text: words(whyNot[shown.words], { n: minimumCount }) };
  const write = (number: number): string => writeShown(number, shown, language, style);
  if (shown.kind === 'range') {
    return { text: words('range', { from: write(shown.from), to: write(shown.to) }) };
  }
  const text = write(shown.value);
  if (shown.margin === undefined) return { text };
  const margin = formatNumber(shown.margin, language, shown.decimals);
  return {
    text,
    margin: {
      sign: `±\u00a0${margin}`,
      words: style === 'share' ? words('offPoints', { n: shown.margin }) : words('off', { margin }),
    },
  };
}

/** For a sentence and for a screen reader: "about 120 (at most 5 off)". */
export function protectedValueToText(
  value: ProtectedValue,
  words: NumberWords,
  language: Language,
  style: NumberStyle = 'count',
): string {
  const { text, margin } = figureToText(value, words, language, style);
  return margin ? words('about', { number: text, margin: margin.words }) : text;
}

/** For a label in a drawing: "120 ± 5". */
export function protectedValueToLabel(
  value: ProtectedValue,
  words: NumberWords,
  language: Language,
  style: NumberStyle = 'count',
): string {
  const { text, margin } = figureToText(value, words, language, style);
  return margin ? `${text}\u00a0${margin.sign}` : text;
}

function writeShown(
  number: number,
  { decimals }: Extract<ShownFigure, { decimals: number }>,
  language: Language,
  style: NumberStyle,
): string {
  return `${formatNumber(number, language, decimals)}${style === 'share' ? '\u00a0%' : ''}`;
}

export function measureKindToStyle(kind: 'persons' | 'records' | 'sum' | 'mean' | 'rate'): NumberStyle {
  return kind === 'mean' || kind === 'rate' ? 'decimal' : 'count';
}

/** The number a chart may draw: nothing for a range, and for a value that is suppressed or missing. */
export function drawableNumber(value: ProtectedValue): number | undefined {
  return 'value' in value ? value.value : undefined;
}

/** What a value is at least and at most; undefined for a value that is suppressed or missing. */
export function drawableBounds(value: ProtectedValue): { low: number; high: number } | undefined {
  if (value.status === 'range') return { low: value.from, high: value.to };
  const number = drawableNumber(value);
  if (number === undefined) return undefined;
  const margin = marginOf(value) ?? 0;
  const low = number - margin;
  return { low: number >= 0 ? Math.max(0, low) : low, high: number + margin };
}

/** How far a number may be off; undefined where that is not known, or where it is exact. */
export function marginOf(value: ProtectedValue): number | undefined {
  return value.status === 'published' && value.margin ? value.margin : undefined;
}

/** What a value counts as in an order of size: a range as its middle. */
export function sizeOf(value: ProtectedValue): number | undefined {
  return value.status === 'range' ? (value.from + value.to) / 2 : drawableNumber(value);
}
