import type { ProtectedValue } from '@datalab/server/platform/http/common.contract.ts';
import { chartTexts } from '../../i18n/charts.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { type NumberStyle, protectedValueToText } from './protected-text.ts';

/** A number that may be published, zero, too small to show, or not known: each looks and reads differently. */
export function ProtectedNumber({ value, style = 'count' }: { value: ProtectedValue; style?: NumberStyle }) {
  const t = useTexts(chartTexts);
  const { language } = useLanguage();
  const words = { suppressed: t('suppressed'), uncertain: t('uncertain'), missing: t('missing') };
  return (
    <span className={`number number-${value.status}`}>
      {protectedValueToText(value, words, language, style)}
    </span>
  );
}
