import { formatList } from '../../i18n/format.ts';
import { type Language, locales } from '../../i18n/translate.ts';

const units = ['year', 'month', 'week', 'day'] as const;

/** An ISO 8601 period of whole years, months, weeks or days in words; any other text as it is. */
export function formatRetention(period: string, language: Language): string {
  const match = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(period);
  const parts = units.flatMap((unit, index) => {
    const amount = match?.[index + 1];
    if (amount === undefined) return [];
    const format = new Intl.NumberFormat(locales[language], { style: 'unit', unit, unitDisplay: 'long' });
    return [format.format(Number(amount))];
  });
  return parts.length === 0 ? period : formatList(parts, language);
}
