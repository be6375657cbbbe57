/** True under `npm run long`: the same tests as always, with many more tries each. */
const isLong = process.env['LONG'] === '1';

/** How often a test tries what can only be tried, not proved: `short` in every run, `long` under `npm run long`. */
export function runs(short: number, long: number): number {
  return isLong ? long : short;
}
