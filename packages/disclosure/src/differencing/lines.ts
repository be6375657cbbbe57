import type { StoredRelease } from './cell-store.ts';
import type { Combination, Search } from './search.ts';

/**
 * A minus three or more disjoint cells of one table. Shown cells are never small (the minimum sees to that), so what
 * is left is smallest, and only then can be few, when as much as possible is taken away: one try per set of variables
 * in which the table splits A. Larger cells go first, so that a district goes before its neighbourhoods.
 */
export function* findLines(search: Search, outer: number): Generator<Combination> {
  const { store, freshFrom, table } = search;
  const releases = outer < freshFrom ? [table] : store.releases;
  const seen = new Set<string>();
  for (const release of releases) {
    if (release.version !== table.version) continue;
    for (const line of findLinesIn(search, outer, release)) {
      const key = line.minus.join(' ');
      if (!seen.has(key)) yield line;
      seen.add(key);
    }
  }
}

function* findLinesIn(search: Search, outer: number, release: StoredRelease): Generator<Combination> {
  const { store, relations, freshFrom, settings } = search;
  const { counts } = store;
  const whole = counts[outer] ?? 0;
  const inside = release.cells.filter(
    (cell) => cell !== outer && (counts[cell] ?? 0) > 0 && relations.isInside(cell, outer),
  );
  const lines = Map.groupBy(inside, (cell) => relations.narrowedIn(cell, outer));
  for (const cells of lines.values()) {
    const taken: number[] = [];
    let left = whole;
    for (const cell of cells.toSorted((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)) {
      if (taken.length >= settings.termsMax) break;
      if (!taken.every((other) => relations.hasNoUnitInCommon(cell, other))) continue;
      taken.push(cell);
      left -= counts[cell] ?? 0;
    }
    const hasFresh = outer >= freshFrom || taken.some((cell) => cell >= freshFrom);
    if (!hasFresh || taken.length < 3 || left <= 0 || left >= settings.minimumCount) continue;
    yield { kind: 'nested', plus: [outer], minus: taken, count: left };
  }
}
