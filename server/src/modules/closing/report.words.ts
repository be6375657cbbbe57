import type { LocalText, ProtectedValue } from '../../platform/http/common.contract.ts';
import type { FigureStyle } from '../../platform/http/figure-style.contract.ts';
import { findOlderWords } from '../../platform/http/local-text.contract.ts';
import { minimumCount, type ShownFigure, toShownFigure } from '../analyses/shown-figure.contract.ts';
import type { ReportLanguage } from './report.contract.ts';
import { reportTexts } from './report.texts.ts';

const locales = { nl: 'nl-NL', en: 'en-GB' } as const;

export type ReportText = keyof typeof reportTexts;

/** How one report speaks. */
export interface Words {
  readonly language: ReportLanguage;
  text(key: ReportText, params?: Readonly<Record<string, string | number>>): string;
  local(text: LocalText): string;
  /** That the words in this language are older than those in the other; undefined where they are not. */
  older(text: LocalText): string | undefined;
  date(instant: string): string;
  number(value: number, digits?: number): string;
  /** Zero, a range, too few to show and not known each in their own words. */
  value(value: ProtectedValue, style: FigureStyle): string;
  /** The same with how far a number may be off, for a sentence. */
  said(value: ProtectedValue, style: FigureStyle): string;
  /** The same with how far a number may be off, for a table. */
  listed(value: ProtectedValue, style: FigureStyle): string;
  /** How far a number may be off, alone. */
  margin(margin: number, style: FigureStyle): string;
  month(month: string): string;
}

export function createWords(language: ReportLanguage): Words {
  const locale = locales[language];
  const number = (value: number, digits = 0): string =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  const text: Words['text'] = (key, params = {}) =>
    reportTexts[key][language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? number(value) : value;
    });
  const dateWith = (options: Intl.DateTimeFormatOptions, instant: string): string =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'Europe/Amsterdam' }).format(new Date(instant));
  const date = (instant: string): string => dateWith({ dateStyle: 'long' }, instant);
  const dateTime = (instant: string): string => dateWith({ dateStyle: 'long', timeStyle: 'short' }, instant);
  return {
    language,
    text,
    number,
    local: (one) => one[language],
    older: (one) => {
      const older = findOlderWords(one);
      if (older?.language !== language) return undefined;
      const { writtenAt, otherChangedAt } = older;
      if (otherChangedAt === undefined) return text('older');
      const isOneMinute = writtenAt !== undefined && dateTime(writtenAt) === dateTime(otherChangedAt);
      if (writtenAt === undefined || isOneMinute) return text('olderThan', { changed: date(otherChangedAt) });
      const say = date(writtenAt) === date(otherChangedAt) ? dateTime : date;
      return text('olderSince', { written: say(writtenAt), changed: say(otherChangedAt) });
    },
    date,
    month: (month) =>
      new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
        new Date(`${month}-01T00:00:00Z`),
      ),
    ...figureWords(text, number),
  };
}

function figureWords(
  text: Words['text'],
  number: Words['number'],
): Pick<Words, 'value' | 'said' | 'listed' | 'margin'> {
  const write = (shown: ShownFigure, style: FigureStyle): string => {
    if (shown.kind === 'words') return text(shown.words, { n: minimumCount });
    const unit = style === 'share' ? '\u00a0%' : '';
    if (shown.kind === 'number') return `${number(shown.value, shown.decimals)}${unit}`;
    const [from, to] = [shown.from, shown.to].map((bound) => `${number(bound, shown.decimals)}${unit}`);
    return text('range', { from: from ?? '', to: to ?? '' });
  };
  const margin: Words['margin'] = (value, style) => {
    const shown = number(value, style === 'count' ? 0 : 1);
    if (style !== 'share') return shown;
    return text(value === 1 ? 'point' : 'points', { margin: shown });
  };
  const marginOf = (shown: ShownFigure): number | undefined =>
    shown.kind === 'number' ? shown.margin : undefined;
  return {
    margin,
    value: (value, style) => write(toShownFigure(value, style), style),
    said: (value, style) => {
      const shown = toShownFigure(value, style);
      const off = marginOf(shown);
      const written = write(shown, style);
      return off === undefined ? written : `${written} ${text('off', { margin: margin(off, style) })}`;
    },
    listed: (value, style) => {
      const shown = toShownFigure(value, style);
      const off = marginOf(shown);
      const written = write(shown, style);
      return off === undefined ? written : `${written} ±\u00a0${number(off, style === 'count' ? 0 : 1)}`;
    },
  };
}
