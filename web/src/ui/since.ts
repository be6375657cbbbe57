import { formatLasting } from '../i18n/format.ts';
import { useLanguage, useTexts } from '../i18n/language.tsx';
import { uiTexts } from '../i18n/ui.ts';

/** Says since when something waits, in the words of all pages: "waiting for 2 days", "asked just now". */
export function useSince(): (since: string) => string {
  const t = useTexts(uiTexts);
  const { language } = useLanguage();
  return (since) => {
    const time = formatLasting(since, new Date(), language);
    return time === undefined ? t('sinceNow') : t('since', { time });
  };
}
