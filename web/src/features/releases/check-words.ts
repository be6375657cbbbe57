import type { Precision } from '@datalab/server/modules/releases/check.contract.ts';
import { formatNumber } from '../../i18n/format.ts';
import type { Language } from '../../i18n/translate.ts';

/** What the page says first about a unit: whether small groups are protected. */
export function toVerdict(
  precision: Precision,
  floor: number,
): 'reached' | 'notReached' | 'noSmallGroups' | 'notMeasured' {
  if (precision.status === 'no-small-groups') return 'noSmallGroups';
  if (precision.status === 'not-measured') return 'notMeasured';
  return precision.lowestError >= floor ? 'reached' : 'notReached';
}

/** Where an error stands on a scale from zero to twice the floor, as a share; what is larger stands at its end. */
export function placeOnScale(error: number, floor: number): number {
  return Math.min(1, Math.max(0, error / (2 * floor)));
}

/** With one decimal; what is not zero is never written as zero, and what is not all never as all. */
export function shareToText(share: number, language: Language): string {
  const percent = share * 100;
  const shown = percent > 0 && percent < 0.1 ? 0.1 : percent < 100 ? Math.min(percent, 99.9) : percent;
  return `${formatNumber(shown, language, 1)}\u00a0%`;
}

/** With the two decimals of the hub, which rounds down: it never seems to reach the floor when it does not. */
export function errorToText(error: number, language: Language): string {
  return formatNumber(error, language, 2);
}
