/** The district or municipality that a Dutch area code lies in: BU04791110 lies in WK047911, in GM0479. */
export function containingArea(code: string, level: string): string | undefined {
  const digits = /^(?:BU(\d{8})|WK(\d{6}))$/.exec(code);
  const number = digits?.[1] ?? digits?.[2];
  if (!number) return undefined;
  return level === 'district' ? `WK${number.slice(0, 6)}` : `GM${number.slice(0, 4)}`;
}
