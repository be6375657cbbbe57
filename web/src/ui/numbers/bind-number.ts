import type { FoundNumber } from '@datalab/server/platform/http/unbound-numbers.contract.ts';

/** A figure that may stand in a text. */
export interface FigureChoice {
  readonly key: string;
  /** The number as it would be shown, and what it counts. */
  readonly label: string;
  /** As a reader counts: a share in percent. Undefined for what is no number. */
  readonly size: number | undefined;
  readonly isShare?: boolean;
}

/** Puts `{name}` in the place of a number. */
export function replaceNumber(text: string, { at, text: written }: FoundNumber, name: string): string {
  return `${text.slice(0, at)}{${name}}${text.slice(at + written.length)}`;
}

/** How large a number in digits is; undefined for words and ranges. */
export function sizeOfNumber(written: string): number | undefined {
  const [digits, ...more] = written.match(/\d[\d.,\s]*/g) ?? [];
  if (digits === undefined || more.length > 0) return undefined;
  const bare = digits.replaceAll(/\s/g, '').replace(/[.,]$/, '');
  const grouped = /^\d{1,3}(?:[.,]\d{3})+$/.test(bare);
  return Number(grouped ? bare.replaceAll(/[.,]/g, '') : bare.replace(',', '.'));
}

/** Shares first for a percentage, and what lies closest to what was written; the order stays where that is not known. */
export function closestFirst(written: string, choices: readonly FigureChoice[]): FigureChoice[] {
  const size = sizeOfNumber(written);
  if (size === undefined || Number.isNaN(size)) return [...choices];
  const isPercentage = /%|procent|percent|per cent/i.test(written);
  const distance = ({ size: own, isShare = false }: FigureChoice): number => {
    if (own === undefined) return Number.POSITIVE_INFINITY;
    return Math.abs(own - size) + (isShare === isPercentage ? 0 : Number.MAX_SAFE_INTEGER);
  };
  return choices.toSorted((left, right) => {
    const [one, other] = [distance(left), distance(right)];
    return one === other ? 0 : one - other;
  });
}
