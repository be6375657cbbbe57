import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { locales } from '../../i18n/translate.ts';

const hoursInDay = 24;
const minutesInDay = 1440;
/** The hub says days in hundredths. */
const minutesLeast = 15;

/** A number of days in the unit that people would use: "12 days", "3 hours", "40 minutes". */
export function useDuration(): (days: number) => string {
  const t = useTexts(sharingTexts);
  const { language } = useLanguage();
  return (days) => {
    if (days * minutesInDay < minutesLeast) return t('underQuarter');
    const [value, unit] = sizeOf(days);
    const options = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 } as const;
    return new Intl.NumberFormat(locales[language], options).format(value);
  };
}

function sizeOf(days: number): [number, 'day' | 'hour' | 'minute'] {
  if (days >= 1) return [days, 'day'];
  const hours = days * hoursInDay;
  return hours >= 1 ? [hours, 'hour'] : [days * minutesInDay, 'minute'];
}
