import type { ProtectedValue } from '../../platform/http/common.contract.ts';
import type { FigureStyle } from '../../platform/http/figure-style.contract.ts';

/** A figure as it is shown: the digits that its margin carries, and no more. */
export type ShownFigure =
  | { readonly kind: 'number'; readonly value: number; readonly margin?: number; readonly decimals: number }
  | { readonly kind: 'range'; readonly from: number; readonly to: number; readonly decimals: number }
  | { readonly kind: 'words'; readonly words: 'suppressed' | 'uncertain' | 'underMinimum' | 'missing' };

/** The figures under this count are not shown; what `under-minimum` stands for. */
export const minimumCount = 10;

/**
 * Rounds to the leading digit of the margin, and the margin up, so that what is shown is as true as what is kept. A
 * share comes out in percent.
 */
export function toShownFigure(value: ProtectedValue, style: FigureStyle): ShownFigure {
  const scale = style === 'share' ? 100 : 1;
  switch (value.status) {
    case 'suppressed':
      return { kind: 'words', words: suppressedWords(value.reason) };
    case 'missing':
      return { kind: 'words', words: 'missing' };
    case 'range':
      return rangeToShown(value.from * scale, value.to * scale, style);
    case 'zero':
      return { kind: 'number', value: 0, decimals: 0 };
    case 'published':
      return numberToShown(value.value * scale, value.margin && value.margin * scale, style);
  }
}

function suppressedWords(reason: 'too-uncertain' | 'under-minimum' | undefined) {
  if (reason === undefined) return 'suppressed';
  return reason === 'too-uncertain' ? 'uncertain' : 'underMinimum';
}

const decimalsMax: Readonly<Record<FigureStyle, number>> = { count: 0, decimal: 1, share: 0 };

function numberToShown(value: number, margin: number | undefined, style: FigureStyle): ShownFigure {
  const most = style === 'share' && value > 0 && value < 0.5 ? 1 : decimalsMax[style];
  if (!margin) return { kind: 'number', value, decimals: most };
  const power = Math.max(leadingPower(margin), -most);
  const rounded = roundTo(value, power, Math.round);
  const shownMargin = roundTo(margin + Math.abs(rounded - value), power, Math.ceil);
  return { kind: 'number', value: rounded, margin: shownMargin, decimals: Math.max(0, -power) };
}

/** Outwards, so that the shown range contains the kept one. */
function rangeToShown(from: number, to: number, style: FigureStyle): ShownFigure {
  const power = -decimalsMax[style];
  return {
    kind: 'range',
    from: roundTo(from, power, Math.floor),
    to: roundTo(to, power, Math.ceil),
    decimals: decimalsMax[style],
  };
}

/** A little less than exact counts as exact: 0.02 * 100 is 2.0000000000000004 in binary. */
function roundTo(value: number, power: number, round: (value: number) => number): number {
  const steps = Number((value / 10 ** power).toPrecision(12));
  return Number((round(steps) * 10 ** power).toPrecision(12));
}

function leadingPower(margin: number): number {
  return Math.floor(Math.log10(margin) + 1e-9);
}
