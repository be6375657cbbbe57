const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/**
 * The citizen service number (BSN) in its one form of nine digits, or undefined when the text is none.
 * White space around it is dropped and a number of eight digits gets its leading zero back, which
 * spreadsheets take away. It passes the eleven-test: the digits weighted 9, 8, 7, 6, 5, 4, 3, 2 and -1 sum
 * to a multiple of eleven. Passing does not mean that the number was ever issued.
 */
export function normalisePersonNumber(text: string): string | undefined {
  const trimmed = text.trim();
  if (!/^\d{8,9}$/.test(trimmed)) return undefined;
  const digits = trimmed.padStart(9, '0');
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return sum % 11 === 0 && digits !== '000000000' ? digits : undefined;
}

/** Whether the text is a citizen service number, by form and eleven-test: see {@link normalisePersonNumber}. */
export function isPersonNumber(text: string): boolean {
  return normalisePersonNumber(text) !== undefined;
}
