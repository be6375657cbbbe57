import type { Difference, Release } from './release.ts';
import type { ReleaseIndex } from './release-index.ts';

interface Candidate {
  readonly cells: readonly string[];
  readonly count: number;
  readonly hits: ReadonlySet<Difference>;
}

/** A cell to suppress, and the differences that this resolves. */
export interface SuppressedCell {
  /** The id of the cell in the new table. */
  readonly cell: string;
  /** The differences that it resolves and that the cells before it in the list did not. */
  readonly resolves: readonly Difference[];
}

/**
 * The new cells to suppress so that none of the differences can be calculated; as few as a greedy choice finds. Each
 * turn takes the cell in most of the remaining differences; of those the one with the fewest units, of those the first
 * by id. A cell that later choices made redundant is shown again. The same differences give the same cells. Source:
 * Chvátal, "A greedy heuristic for the set-covering problem" (1979).
 */
export function cellsToSuppress(differences: readonly Difference[]): readonly SuppressedCell[] {
  const candidates = new Map<string, Candidate & { readonly hits: Set<Difference> }>();
  for (const difference of differences) {
    for (const { cells, count, fresh } of [...difference.plus, ...difference.minus]) {
      if (!fresh) continue;
      const key = JSON.stringify(cells);
      const candidate = candidates.get(key) ?? { cells, count, hits: new Set() };
      candidate.hits.add(difference);
      candidates.set(key, candidate);
    }
  }
  const hitsOf = (key: string): ReadonlySet<Difference> => candidates.get(key)?.hits ?? new Set();
  const needed = dropRedundant(choose(candidates), hitsOf);
  const open = new Set(differences);
  return needed.flatMap((key) => {
    const resolves = [...hitsOf(key)].filter((difference) => open.delete(difference));
    return (candidates.get(key)?.cells ?? []).map((cell) => ({ cell, resolves }));
  });
}

/**
 * Suppresses cells of a new table until no difference is left, and returns the table as it may be shown. Longer sums of
 * shown cells can still bound a suppressed cell; tables without noise go through `suppress` as well.
 * @throws RangeError as `ReleaseIndex.check` does
 */
export function suppressDifferences(
  index: ReleaseIndex,
  release: Release,
): { readonly release: Release; readonly suppressed: readonly SuppressedCell[] } {
  let current = release;
  const suppressed: SuppressedCell[] = [];
  for (;;) {
    const { differences } = index.check(current);
    if (differences.length === 0) return { release: current, suppressed };
    const turn = cellsToSuppress(differences);
    const hidden = new Set(turn.map(({ cell }) => cell));
    suppressed.push(...turn);
    const cells = current.cells.map((cell) => (hidden.has(cell.id) ? { ...cell, shown: false } : cell));
    current = { ...current, cells };
  }
}

function choose(candidates: ReadonlyMap<string, Candidate>): string[] {
  const open = new Map([...candidates].map(([key, { hits }]) => [key, new Set(hits)]));
  const chosen: string[] = [];
  while (open.size > 0) {
    const [best] = [...open].sort(
      ([a, one], [b, other]) =>
        other.size - one.size ||
        (candidates.get(a)?.count ?? 0) - (candidates.get(b)?.count ?? 0) ||
        (a < b ? -1 : 1),
    );
    if (best === undefined) break;
    const [key, resolved] = best;
    chosen.push(key);
    open.delete(key);
    for (const [other, left] of open) {
      for (const difference of resolved) left.delete(difference);
      if (left.size === 0) open.delete(other);
    }
  }
  return chosen;
}

/** From the last choice backwards: a key is dropped when the others resolve all that it resolves. */
function dropRedundant(
  chosen: readonly string[],
  hitsOf: (key: string) => ReadonlySet<Difference>,
): readonly string[] {
  return chosen.reduceRight<readonly string[]>((kept, key) => {
    const others = kept.filter((other) => other !== key);
    const isRedundant = [...hitsOf(key)].every((difference) =>
      others.some((other) => hitsOf(other).has(difference)),
    );
    return isRedundant ? others : kept;
  }, chosen);
}
