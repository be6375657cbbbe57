import type { DisclosureParameters } from '@datalab/query-control';

/** How likely each noise is by true count, for an attacker who knows the noise table; 0 where it cannot be. */
export function noiseChances({
  rows,
}: DisclosureParameters['countTable']): (count: number, noise: number) => number {
  const most = Math.max(...rows.flatMap((steps) => steps.map(({ noise }) => Math.abs(noise))));
  const chances = rows.map((steps) => {
    const ofRow = new Float64Array(2 * most + 1);
    let before = 0;
    for (const { noise, upper } of steps) {
      ofRow[noise + most] = (ofRow[noise + most] ?? 0) + upper - before;
      before = upper;
    }
    return ofRow;
  });
  const last = chances.length - 1;
  return (count, noise) => chances[count < last ? count : last]?.[noise + most] ?? 0;
}
