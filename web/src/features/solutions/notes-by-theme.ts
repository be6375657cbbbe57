import type { Insight } from '@datalab/server/modules/solutions/insights.contract.ts';

/** Notes that were put together stand together, most votes first; single ones come after them. */
export function notesByTheme(
  insights: readonly Insight[],
): readonly { theme: string | null; notes: readonly Insight[] }[] {
  const notes = insights
    .filter(({ state }) => state === 'note')
    .toSorted((one, other) => other.votes - one.votes);
  return [...Map.groupBy(notes, ({ theme }) => theme)]
    .map(([theme, members]) => ({ theme, notes: members }))
    .toSorted((one, other) => Number(one.theme === null) - Number(other.theme === null));
}
