/** How many are in a group around something: 1 up to the minimum, nobody, or enough. */
export type Around = 'few' | 'nobody' | 'enough';

/** A look at the groups that one way of letting go gives: what is around each item. */
export interface Look<T> {
  readonly letGo: readonly string[];
  around(items: readonly T[]): Promise<(item: T) => Around>;
}

/**
 * Of the items that hold nobody those with a few in some group around them: that nobody is there then says something
 * about these few. All ways of letting go are looked at, because a group that itself depends on what is secret about
 * the few would make what is left out depend on it. Who lets go of more finds no fewer, so that an item with enough
 * around it is looked at no further in that direction.
 * @param looks what lets go of less before what lets go of more
 */
export async function findNearFew<T>(items: readonly T[], looks: readonly Look<T>[]): Promise<Set<T>> {
  const telling = new Set<T>();
  const enough = new Map<T, (readonly string[])[]>();
  for (const { letGo, around } of looks) {
    const isIn = (less: readonly string[]) => less.every((one) => letGo.includes(one));
    const open = items.filter((item) => !telling.has(item) && !enough.get(item)?.some(isIn));
    if (open.length === 0) continue;
    const find = await around(open);
    for (const item of open) {
      const found = find(item);
      if (found === 'few') telling.add(item);
      if (found === 'enough') enough.set(item, [...(enough.get(item) ?? []), letGo]);
    }
  }
  return telling;
}

/** What a number of persons or records around something is. */
export function aroundOf(count: number, minimumCount: number): Around {
  if (count <= 0) return 'nobody';
  return count < minimumCount ? 'few' : 'enough';
}
