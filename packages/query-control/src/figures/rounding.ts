import { toDecimal } from '../cell-key/decimal.ts';

/** A value and how far it may be off. */
export interface Rounded {
  readonly value: number;
  readonly margin: number;
}

const digitsMax = 4;
const boundDigits = 3;
const marginDigits = 2;

/**
 * Rounds a value to what its margin carries: to the power of ten that is at most half of the margin, and not finer than
 * `unitMin`. The margin grows by what rounding can change, and is rounded up to two digits: 1,234 with a margin of 23
 * becomes 1,230 with a margin of 24.
 * @param margin from 0; a value without a margin is exact, and only `unitMin` rounds it
 * @param unitMin a power of ten, such as 1 for counts; default: none
 */
export function roundToMargin(value: number, margin: number, unitMin = 0): Rounded {
  const carried = margin > 0 ? 10 ** Math.floor(Math.log10(margin / 2)) : 0;
  const unit = Math.max(carried, unitMin);
  if (unit === 0) return { value, margin };
  const shown = toMultiple(Math.round(value / unit), unit);
  const isExact = Math.abs(shown - value) <= 1e-9 * Math.max(unit, Math.abs(value));
  if (isExact) return { value: shown, margin: roundMargin(margin) };
  const widened = unit > carried ? margin + unit / 2 : Math.hypot(margin, unit / 2);
  return { value: shown, margin: roundMargin(widened) };
}

/**
 * The power of ten below what one contributor more or less changes in a value, and of which the value has at most four
 * digits: digits below it are about one contributor. Reads nothing but shown figures.
 * @param contributors a shown number of contributors, above 0
 */
export function unitOfContributor(value: number, contributors: number): number {
  if (value === 0) return 0;
  const leading = Math.floor(Math.log10(Math.abs(value)));
  const ofOne = Math.floor(Math.log10(Math.abs(value) / contributors));
  return 10 ** Math.max(leading - digitsMax + 1, Math.min(leading, ofOne));
}

function roundMargin(margin: number): number {
  return roundDigits(margin, (multiple) => Math.ceil(multiple - 1e-9), marginDigits);
}

/** In three digits, and never smaller than it is. @param value from 0 */
export function roundUp(value: number): number {
  return roundDigits(value, (multiple) => Math.ceil(multiple - 1e-9));
}

/** In three digits, and never larger than it is. @param value from 0 */
export function roundDown(value: number): number {
  return roundDigits(value, (multiple) => Math.floor(multiple + 1e-9));
}

function roundDigits(value: number, round: (multiple: number) => number, digits = boundDigits): number {
  if (value === 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(value)) - digits + 1);
  return toMultiple(round(value / unit), unit);
}

/** A multiple of a power of ten, without the digits that binary fractions add. */
function toMultiple(multiple: number, unit: number): number {
  const exponent = Math.round(Math.log10(unit));
  if (exponent >= 0 || exponent < -100) return multiple * unit + 0;
  if (Math.abs(multiple) < 1e12) return toDecimal(multiple, exponent);
  return Number((multiple * unit).toFixed(-exponent)) + 0;
}
