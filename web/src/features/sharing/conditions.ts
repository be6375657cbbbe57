import type { Party } from '@datalab/server/modules/sharing/sharing-words.contract.ts';

/** Of the platform itself; an adviser can ask for more, never for less. */
const ownMinimumCount = 10;

/** No count of persons under this is shown. */
export function minimumCountOf(parties: readonly Pick<Party, 'advice'>[]): number {
  const asked = parties.flatMap(({ advice }) =>
    (advice?.conditions ?? []).flatMap(({ check }) => (check.rule === 'minimum-count' ? [check.value] : [])),
  );
  return Math.max(ownMinimumCount, ...asked);
}
