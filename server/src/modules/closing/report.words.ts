import type { LocalText, ProtectedValue } from '../../platform/http/common.contract.ts';
import { findOlderWords } from '../../platform/http/local-text.contract.ts';
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
  share(value: number): string;
  /** Zero, too few to show and not known each in their own words. */
  value(value: ProtectedValue, style: 'count' | 'decimal' | 'share'): string;
  month(month: string): string;
}

export function createWords(language: ReportLanguage): Words {
  const locale = locales[language];
  const number = (value: number, digits = 0): string =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  const share = (value: number): string =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: value < 0.005 ? 1 : 0 }).format(
      value,
    );
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
    share,
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
    value: (value, style) => {
      if (value.status === 'suppressed') return text(value.reason ? 'uncertain' : 'suppressed');
      if (value.status === 'missing') return text('missing');
      if (style === 'share') return share(value.value);
      return number(value.value, style === 'decimal' ? 1 : 0);
    },
  };
}
