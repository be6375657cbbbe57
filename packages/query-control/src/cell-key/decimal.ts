/** Those that are whole numbers exactly. */
const powersOfTen = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

/**
 * A whole number times a power of ten, as near as a number comes to it: 3 and -1 give 0.3, where 3 * 0.1 is
 * 0.30000000000000004. A quotient of two numbers that are exact is the nearest there is.
 * @param whole a safe integer
 */
export function toDecimal(whole: number, exponent: number): number {
  const power = powersOfTen[Math.abs(exponent)];
  if (power === undefined) return Number(`${whole}e${exponent}`) + 0;
  return (exponent < 0 ? whole / power : whole * power) + 0;
}
