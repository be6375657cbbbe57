/** The first day of a month that is written as `2025-01`. */
export function monthToDate(month: string): Date | undefined {
  const match = /^(\d{4})-(\d{2})$/.exec(month);
  return match ? new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, 1)) : undefined;
}
