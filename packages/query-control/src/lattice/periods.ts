/**
 * All months from one up to and including another, as `2024-03`.
 * @throws RangeError when a month is not written so, or the first comes after the last
 */
export function monthsBetween(from: string, to: string): string[] {
  const first = monthNumber(from);
  const last = monthNumber(to);
  if (first > last) throw new RangeError('A period cannot end before it begins');
  return Array.from({ length: last - first + 1 }, (_, at) => monthText(first + at));
}

/** The quarter of a month, as `2024-Q1`. */
export function quarterOf(month: string): string {
  return `${yearOf(month)}-Q${Math.floor((monthNumber(month) % 12) / 3) + 1}`;
}

/** The year of a month, as `2024`. */
export function yearOf(month: string): string {
  return month.slice(0, 4);
}

function monthNumber(month: string): number {
  const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? [];
  if (year === undefined || number === undefined) throw new RangeError('A month is written as 2024-03');
  return Number(year) * 12 + Number(number) - 1;
}

function monthText(number: number): string {
  const year = String(Math.floor(number / 12)).padStart(4, '0');
  return `${year}-${String((number % 12) + 1).padStart(2, '0')}`;
}
