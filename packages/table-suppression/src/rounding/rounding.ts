import { missing, type ProtectedValue, suppressed, zero } from '@datalab/query-control';

/**
 * Conventional rounding to the nearest multiple of `base`, halves up (Handbook on SDC, chapter 5, rounding). Whole
 * numbers and an odd base never meet a half.
 * @throws RangeError when the base is not a whole number from 2
 */
export function roundToBase(value: number, base: number): number {
  checkBase(base);
  return base * Math.floor(value / base + 0.5) + 0;
}

/**
 * A count as the middle of its group of six: 1 to 6 become 3, 7 to 12 become 9; a zero stays `zero` (OpenSAFELY,
 * midpoint 6). A small count is never shown as a zero; over counts spread evenly the outcome is half too low.
 * @throws RangeError when the count is not a whole number from 0
 */
export function roundToMidpoint6(count: number): ProtectedValue {
  checkCount(count);
  return count === 0 ? zero : { status: 'published', value: 6 * Math.ceil(count / 6) - 3 };
}

/** First redact, then round. */
export interface RedactionRule {
  /** Counts from 1 up to and including this are suppressed. */
  readonly redactUpTo: number;
  /** The others go to the nearest multiple of this. */
  readonly base: number;
}

/** A limit of redaction that the rounding gives away (A20). */
export class RevealingRedactionError extends RangeError {
  /** The nearest limits that do fit. */
  readonly instead: readonly number[];
  constructor({ redactUpTo, base }: RedactionRule) {
    const next = lastRoundedTo(roundToBase(redactUpTo + 1, base), base);
    const before = next - base;
    const instead = [before, next].filter((limit) => limit > 0);
    super(
      `Leaving out counts up to ${redactUpTo} and then rounding to ${base} shows some of the next counts almost exactly. Use a limit of ${instead.join(' or ')}.`,
    );
    this.name = 'RevealingRedactionError';
    this.instead = instead;
  }
}

/**
 * Redacts small counts and then rounds the others (OpenSAFELY: up to 7, then to 5). A zero stays `zero`, a missing
 * count stays `missing`. Percentages and rates are to be made of the outcome (`protectRate`).
 *
 * Each shown number must stand for as many counts as the base: with a limit of 5 a shown 5 could only be 6 or 7.
 * @throws RevealingRedactionError when the limit cuts through the counts that are rounded to one number
 * @throws RangeError when a count is not a whole number from 0
 */
export function redactThenRound(
  counts: readonly (number | null)[],
  { redactUpTo, base }: RedactionRule,
): ProtectedValue[] {
  checkBase(base);
  checkCount(redactUpTo);
  if (redactUpTo !== lastRoundedTo(roundToBase(redactUpTo, base), base)) {
    throw new RevealingRedactionError({ redactUpTo, base });
  }
  return counts.map((count) => {
    if (count === null) return missing;
    checkCount(count);
    if (count === 0) return zero;
    if (count <= redactUpTo) return suppressed;
    return { status: 'published', value: roundToBase(count, base) };
  });
}

/**
 * A total of the shown cells, to publish with rounded cells: the true total, or its rounding, would disclose what was
 * suppressed. Suppressed and missing cells do not count. If all cells are zero the total is `zero`; if none is shown it
 * is `suppressed` when any cell was suppressed, and otherwise `missing`.
 */
export function totalOfShown(cells: readonly ProtectedValue[]): ProtectedValue {
  const shown = cells.flatMap((cell) => (cell.status === 'published' ? [cell.value] : []));
  if (shown.length > 0) return { status: 'published', value: shown.reduce((sum, value) => sum + value, 0) };
  if (cells.some(({ status }) => status === 'suppressed')) return suppressed;
  return cells.some(({ status }) => status === 'zero') ? zero : missing;
}

/** The largest whole number that is rounded to this multiple of the base. */
function lastRoundedTo(multiple: number, base: number): number {
  return multiple + Math.ceil(base / 2) - 1;
}

function checkBase(base: number): void {
  if (!Number.isInteger(base) || base < 2) throw new RangeError('A base must be a whole number from 2');
}

function checkCount(count: number): void {
  if (!Number.isSafeInteger(count) || count < 0)
    throw new RangeError('A count must be a whole number from 0');
}
