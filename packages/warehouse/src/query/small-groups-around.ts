/** The size of a group around an item: small (1 up to the minimum), empty, or large enough. */
export type GroupSize = 'few' | 'nobody' | 'enough';

/** One generalisation: the attributes that are relaxed, and the size of the group around each item. */
export interface Generalisation<T> {
  readonly relaxed: readonly string[];
  sizeAround(items: readonly T[]): Promise<(item: T) => GroupSize>;
}

/**
 * Among empty items, those with a small group around them: that the item is empty then discloses something about that
 * group. All generalisations are tried: a group that depends on the secret of the small group would make the
 * suppression depend on it as well. Relaxing more attributes never makes a group smaller, so an item with enough around
 * it is not generalised further in that direction.
 * @param looks generalisations that relax less before those that relax more
 */
export async function findCellsNearSmallGroups<T>(
  items: readonly T[],
  generalisations: readonly Generalisation<T>[],
): Promise<Set<T>> {
  const disclosive = new Set<T>();
  const enough = new Map<T, (readonly string[])[]>();
  for (const { relaxed, sizeAround } of generalisations) {
    const isIn = (less: readonly string[]) => less.every((one) => relaxed.includes(one));
    const open = items.filter((item) => !disclosive.has(item) && !enough.get(item)?.some(isIn));
    if (open.length === 0) continue;
    const find = await sizeAround(open);
    for (const item of open) {
      const found = find(item);
      if (found === 'few') disclosive.add(item);
      if (found === 'enough') enough.set(item, [...(enough.get(item) ?? []), relaxed]);
    }
  }
  return disclosive;
}

/** What a number of persons or records around something is. */
export function groupSizeOf(count: number, minimumCount: number): GroupSize {
  if (count <= 0) return 'nobody';
  return count < minimumCount ? 'few' : 'enough';
}
