/** How a month is written. */
export const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Every month from the first to the last of a list. */
export function monthsBetween(months: readonly string[]): string[] {
  const sorted = [...months].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return [];
  const length = monthNumber(last) - monthNumber(first) + 1;
  return Array.from({ length }, (_, index) => {
    const number = monthNumber(first) + index;
    return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
  });
}

function monthNumber(month: string): number {
  const [year, ofYear] = month.split('-').map(Number);
  return (year ?? 0) * 12 + (ofYear ?? 1) - 1;
}
