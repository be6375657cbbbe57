import type { Combination, Search } from './combination.ts';

/**
 * A minus three or more disjoint cells of one table. Shown cells are never small (the minimum sees to that), so the
 * remainder can only be small when as much as possible is subtracted: one attempt for each set of variables by which
 * the table partitions A. Larger cells go first, so that a district goes before its neighbourhoods.
 */
export function* findPartitionDifferences(
  search: Search,
  outer: number,
  insideFresh: readonly number[],
): Generator<Combination> {
  const { store, relations, freshFrom, table } = search;
  if (outer < freshFrom) {
    const inside = table.cells.filter(
      (cell) => cell !== outer && relations.isInside(cell, outer) && relations.isOfOneState(cell, outer),
    );
    yield* findPartitionDifferencesOf(search, outer, inside);
    return;
  }
  const isInside = new Uint8Array(store.counts.length);
  for (const cell of insideFresh) isInside[cell] = 1;
  const seen = new Set<string>();
  for (const { cells, version } of store.releases) {
    if (version !== table.version) continue;
    const inside = cells.filter((cell) => isInside[cell] === 1);
    for (const difference of findPartitionDifferencesOf(search, outer, inside)) {
      const key = difference.minus.join(' ');
      if (!seen.has(key)) yield difference;
      seen.add(key);
    }
  }
}

function* findPartitionDifferencesOf(
  search: Search,
  outer: number,
  inside: readonly number[],
): Generator<Combination> {
  const { store, relations, freshFrom, settings } = search;
  const { counts } = store;
  if (inside.length < 3) return;
  const whole = counts[outer] ?? 0;
  const partitions = Map.groupBy(inside, (cell) => relations.narrowedIn(cell, outer));
  for (const cells of partitions.values()) {
    const taken: number[] = [];
    let left = whole;
    for (const cell of cells.toSorted((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)) {
      if (taken.length >= settings.termsMax) break;
      if (counts[cell] === 0 || !taken.every((other) => relations.hasNoUnitInCommon(cell, other))) continue;
      taken.push(cell);
      left -= counts[cell] ?? 0;
    }
    const hasFresh = outer >= freshFrom || taken.some((cell) => cell >= freshFrom);
    if (!hasFresh || taken.length < 3 || left <= 0 || left >= settings.minimumCount) continue;
    yield { kind: 'nested', plus: [outer], minus: taken, count: left };
  }
}
