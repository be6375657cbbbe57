import type { ProtectedValue } from '@datalab/server/platform/http/common.contract.ts';
import { formatNumber, formatShare } from '../../i18n/format.ts';
import type { Language } from '../../i18n/translate.ts';

export type NumberStyle = 'count' | 'decimal' | 'share';

export interface NumberWords {
  suppressed: string;
  /** Suppressed because the noise is too large compared with the number. */
  uncertain: string;
  missing: string;
}

export function protectedValueToText(
  value: ProtectedValue,
  words: NumberWords,
  language: Language,
  style: NumberStyle = 'count',
): string {
  if (value.status === 'suppressed') return value.reason ? words.uncertain : words.suppressed;
  if (value.status === 'missing') return words.missing;
  return writeNumber(value.value, language, style);
}

export function writeNumber(value: number, language: Language, style: NumberStyle): string {
  if (style === 'count') return formatNumber(value, language);
  if (style === 'decimal') return formatNumber(value, language, 1);
  const rounded = value > 0 && value < 0.005 ? `${formatNumber(value * 100, language, 1)}\u00a0%` : undefined;
  return rounded ?? formatShare(value, language);
}

export function measureKindToStyle(kind: 'persons' | 'records' | 'sum' | 'mean' | 'rate'): NumberStyle {
  return kind === 'mean' || kind === 'rate' ? 'decimal' : 'count';
}

/** The number a chart may draw: nothing for a value that is suppressed or missing. */
export function drawableNumber(value: ProtectedValue): number | undefined {
  return 'value' in value ? value.value : undefined;
}
