import { type Language, locales } from './translate.ts';

/** 21 november 2026 */
export function formatDate(instant: string | Date, language: Language): string {
  return dateFormat(language, { day: 'numeric', month: 'long', year: 'numeric' }, instant);
}

/** 21 november 2026 om 14:05 */
export function formatDateTime(instant: string | Date, language: Language): string {
  return dateFormat(language, { dateStyle: 'long', timeStyle: 'short' }, instant);
}

/** 14:05 */
export function formatTime(instant: string | Date, language: Language): string {
  return dateFormat(language, { timeStyle: 'short' }, instant);
}

/** januari 2025, from `2025-01`. */
export function formatMonth(month: string, language: Language): string {
  return dateFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }, `${month}-01T00:00:00Z`);
}

/** A month, a quarter such as `2025-Q1`, or a year; anything else as it is. */
export function formatPeriod(period: string, language: Language): string {
  if (/^\d{4}-\d{2}$/.test(period)) return formatMonth(period, language);
  const [, year, quarter] = /^(\d{4})-Q([1-4])$/.exec(period) ?? [];
  if (year === undefined || quarter === undefined) return period;
  return language === 'nl' ? `${quarter}e\u00a0kwartaal ${year}` : `Q${quarter}\u00a0${year}`;
}

export function formatNumber(value: number, language: Language, maximumFractionDigits = 0): string {
  return new Intl.NumberFormat(locales[language], { maximumFractionDigits }).format(value);
}

/** 61 % in Dutch and English alike, from a share between 0 and 1. */
export function formatShare(share: number, language: Language): string {
  return `${formatNumber(share * 100, language)}\u00a0%`;
}

export function formatBytes(bytes: number, language: Language): string {
  const steps = [
    { from: 1e9, unit: 'gigabyte' },
    { from: 1e6, unit: 'megabyte' },
    { from: 1e3, unit: 'kilobyte' },
    { from: 0, unit: 'byte' },
  ];
  const step = steps.find(({ from }) => bytes >= from) ?? { from: 0, unit: 'byte' };
  return new Intl.NumberFormat(locales[language], {
    style: 'unit',
    unit: step.unit,
    maximumFractionDigits: 1,
  }).format(bytes / Math.max(step.from, 1));
}

/** A list as it is said: "police, care and benefits", or with "or". */
export function formatList(
  items: readonly string[],
  language: Language,
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  return new Intl.ListFormat(locales[language], { type }).format(items);
}

const justNow: Readonly<Record<Language, string>> = { nl: 'net', en: 'just now' };

/** How long ago, in the largest fitting unit: "2 days ago", "yesterday", "just now". */
export function formatAgo(instant: string, now: Date, language: Language): string {
  const ago = sizeTime(instant, now);
  if (ago === undefined) return justNow[language];
  return new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' }).format(-ago.count, ago.unit);
}

/** How long it has lasted: "2 days"; undefined when it began just now. */
export function formatLasting(since: string, now: Date, language: Language): string | undefined {
  const lasting = sizeTime(since, now);
  if (lasting === undefined) return undefined;
  const options = { style: 'unit', unit: lasting.unit, unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(locales[language], options).format(lasting.count);
}

/** The time since then in the largest unit that fits; undefined within a minute, or when a clock is behind. */
function sizeTime(instant: string, now: Date) {
  const seconds = (now.getTime() - new Date(instant).getTime()) / 1000;
  const units = [
    { unit: 'year', seconds: 31_536_000 },
    { unit: 'month', seconds: 2_592_000 },
    { unit: 'week', seconds: 604_800 },
    { unit: 'day', seconds: 86_400 },
    { unit: 'hour', seconds: 3_600 },
    { unit: 'minute', seconds: 60 },
  ] as const;
  const fitting = units.find((candidate) => seconds >= candidate.seconds);
  if (fitting === undefined) return undefined;
  const count = fitting.unit === 'day' ? countDays(instant, now) : Math.floor(seconds / fitting.seconds);
  return { unit: fitting.unit, count };
}

/** By the calendar: what happened the evening before was yesterday. */
function countDays(from: string, to: Date): number {
  const days = (new Date(to).setHours(0, 0, 0, 0) - new Date(from).setHours(0, 0, 0, 0)) / 86_400_000;
  return Math.max(1, Math.round(days));
}

function dateFormat(language: Language, options: Intl.DateTimeFormatOptions, instant: string | Date): string {
  return new Intl.DateTimeFormat(locales[language], options).format(new Date(instant));
}
