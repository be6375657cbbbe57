import type { WorkbookCell } from './cells.ts';
import { type NumberFormat, plainNumber } from './number-formats.ts';

const dayMs = 86_400_000;
/** 31 December 9999, the last day Excel shows. */
const lastDay1900 = 2_958_465;
const epoch1904 = Date.UTC(1904, 0, 1);
const epoch1900 = Date.UTC(1899, 11, 31);
/** Lotus took 1900 for a leap year, and Excel with it: day 60 does not exist, and later ones are one too many. */
const leapDay1900 = 60;

/** The value of a cell with a number in it. What has no meaning in its format stays a number, and is not guessed at. */
export function numberCell(
  digits: string,
  format: NumberFormat,
  is1904: boolean,
): Pick<WorkbookCell, 'kind' | 'text'> {
  const value = Number(digits);
  if (digits.trim() === '' || !Number.isFinite(value)) return { kind: 'text', text: digits };
  const number = { kind: 'number', text: exactDigits(digits, value) } as const;
  if (format === plainNumber) return number;
  if (format.kind === 'padded-number') {
    const isWhole = /^\d+$/.test(number.text) && number.text.length < format.digits;
    return isWhole ? { kind: format.kind, text: number.text.padStart(format.digits, '0') } : number;
  }
  if (format.kind === 'duration') {
    const text = clockText(value * dayMs, format.showsSeconds);
    return value < 0 ? number : { kind: 'duration', text };
  }
  if (value < 0 || value >= lastDay1900 + 1) return number;
  // A time of day is saved as part of a day that does not exist.
  if (format.kind === 'time' || (value < 1 && !is1904)) {
    const text = clockText((value % 1) * dayMs, format.showsSeconds).padStart(5, '0');
    return { kind: 'time', text: text.length === 7 ? `0${text}` : text };
  }
  const ms = momentOf(value, is1904);
  return ms === undefined ? number : { kind: 'date', text: new Date(ms).toISOString().slice(0, 19) };
}

/** Whole numbers keep every digit, also those past 2^53; others the fewest that tell them apart. */
function exactDigits(digits: string, value: number): string {
  return /^-?(0|[1-9]\d*)$/.test(digits) ? digits : String(value);
}

function momentOf(serial: number, is1904: boolean): number | undefined {
  if (is1904) return epoch1904 + Math.round(serial * dayMs);
  if (Math.floor(serial) === leapDay1900) return undefined;
  return epoch1900 + Math.round((serial > leapDay1900 ? serial - 1 : serial) * dayMs);
}

function clockText(ms: number, showsSeconds: boolean): string {
  const seconds = Math.floor(Math.round(ms) / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const text = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}`;
  return showsSeconds ? `${text}:${two(seconds % 60)}` : text;
}
