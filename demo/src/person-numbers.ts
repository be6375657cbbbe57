import type { Random } from './random.ts';

/** The eleven-test of the Dutch citizen service number: weights 9 to 2, and -1 for the last digit. */
export function passesElevenTest(number: string): boolean {
  if (!/^\d{9}$/.test(number)) return false;
  const sum = [...number].reduce((total, digit, k) => total + Number(digit) * (k === 8 ? -1 : 9 - k), 0);
  return sum % 11 === 0;
}

/** Distinct numbers that pass the eleven-test and begin with 999, the range kept for fictitious persons. */
export function fictitiousPersonNumbers(count: number, random: Random): string[] {
  const numbers: string[] = [];
  for (let first = 99_900_000; first < 100_000_000; first++) {
    let sum = 0;
    for (let weight = 2, rest = first; weight <= 9; weight++, rest = Math.floor(rest / 10)) {
      sum += weight * (rest % 10);
    }
    if (sum % 11 < 10) numbers.push(`${first}${sum % 11}`);
  }
  return random.shuffle(numbers).slice(0, count);
}
