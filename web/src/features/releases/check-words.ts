import type { Precision, UnitCheck } from '@datalab/server/modules/releases/check.contract.ts';
import { formatNumber } from '../../i18n/format.ts';
import type { Language } from '../../i18n/translate.ts';

export type Verdict = 'nothingShown' | 'notReached' | 'notMeasured' | 'reached' | 'noSmallGroups';

/** What the page says first about a unit: whether small groups are protected. */
export function toVerdict(
  { precision, closed }: Pick<UnitCheck, 'precision' | 'closed'>,
  floor: number,
): Verdict {
  if (closed.some(({ part }) => part === 'data-set')) return 'nothingShown';
  if (precision.status === 'no-small-groups') return 'noSmallGroups';
  if (precision.status === 'not-measured') return 'notMeasured';
  return precision.lowestError >= floor ? 'reached' : 'notReached';
}

/** What is said of each unit; what is the same for all of them is said once, without a unit. */
export function toVerdicts(
  units: readonly UnitCheck[],
  floor: number,
): { readonly unit: UnitCheck['unit'] | null; readonly verdict: Verdict }[] {
  const each = units.map((check) => ({ unit: check.unit, verdict: toVerdict(check, floor) }));
  const [first] = each;
  const isSame = first !== undefined && each.every(({ verdict }) => verdict === first.verdict);
  return isSame ? [{ unit: null, verdict: first.verdict }] : each;
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

/** The lowest error as it is written, or why there is none. */
export function precisionToText(
  precision: Precision,
  t: (key: 'errorNone' | 'errorUnknown') => string,
  language: Language,
): string {
  if (precision.status === 'measured') return errorToText(precision.lowestError, language);
  return t(precision.status === 'no-small-groups' ? 'errorNone' : 'errorUnknown');
}

/** With the two decimals of the hub, which rounds down: it never seems to reach the floor when it does not. */
export function errorToText(error: number, language: Language): string {
  return formatNumber(error, language, 2);
}
