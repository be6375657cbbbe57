import type { LocalText } from '@datalab/server/platform/http/common.contract.ts';
import { findOlderWords } from '@datalab/server/platform/http/local-text.contract.ts';
import { formatDate, formatDateTime } from '../i18n/format.ts';
import { fillText, type Language } from '../i18n/translate.ts';
import { uiTexts } from '../i18n/ui.ts';

/**
 * Tells a reader of this language that its words are older than those of the other, and since when as far as that is
 * known; with the time where both were written on one day, but not in one minute. Undefined where they are not older.
 */
export function olderWordsToText(text: LocalText, language: Language): string | undefined {
  const older = findOlderWords(text);
  if (older?.language !== language) return undefined;
  const { writtenAt, otherChangedAt } = older;
  const words = uiTexts[language];
  if (otherChangedAt === undefined) return words[`outdated.${language}`];
  const isOneMoment =
    writtenAt !== undefined &&
    formatDateTime(writtenAt, language) === formatDateTime(otherChangedAt, language);
  if (writtenAt === undefined || isOneMoment) {
    return fillText(words[`outdatedThan.${language}`], language, {
      changed: formatDate(otherChangedAt, language),
    });
  }
  const isOneDay = formatDate(writtenAt, language) === formatDate(otherChangedAt, language);
  const say = isOneDay ? formatDateTime : formatDate;
  return fillText(words[`outdatedSince.${language}`], language, {
    written: say(writtenAt, language),
    changed: say(otherChangedAt, language),
  });
}
