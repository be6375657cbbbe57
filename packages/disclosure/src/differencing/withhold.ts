import type { Difference, Release } from './release.ts';
import type { ReleaseIndex } from './release-index.ts';

interface Candidate {
  readonly cells: readonly string[];
  readonly count: number;
  readonly hits: ReadonlySet<Difference>;
}

/** A cell that is better not shown, and which differences that takes away. */
export interface Withheld {
  /** The id of the cell in the new table. */
  readonly cell: string;
  /** The differences that end with it, and did not with the cells before it in the list. */
  readonly resolves: readonly Difference[];
}

/**
 * New cells without which none of the differences can be made; as few as the greedy choice finds. Each turn takes the
 * cell in the most differences that are left, of those the one with the fewest units, of those the first by id; a cell
 * that the later ones made needless is put back. The same differences give the same cells.
 * Source: Chvátal, "A greedy heuristic for the set-covering problem" (1979).
 */
export function cellsToWithhold(differences: readonly Difference[]): readonly Withheld[] {
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
  const needed = dropNeedless(choose(candidates), hitsOf);
  const open = new Set(differences);
  return needed.flatMap((key) => {
    const resolves = [...hitsOf(key)].filter((difference) => open.delete(difference));
    return (candidates.get(key)?.cells ?? []).map((cell) => ({ cell, resolves }));
  });
}

/**
 * Withholds cells of a new table until no difference is left, and gives the table as it may be shown. What was withheld
 * can itself be bounded by longer sums of shown cells; tables without noise go through `suppress` as well.
 * @throws RangeError as `ReleaseIndex.check` does
 */
export function withholdDifferences(
  index: ReleaseIndex,
  release: Release,
): { readonly release: Release; readonly withheld: readonly Withheld[] } {
  let current = release;
  const withheld: Withheld[] = [];
  for (;;) {
    const { differences } = index.check(current);
    if (differences.length === 0) return { release: current, withheld };
    const turn = cellsToWithhold(differences);
    const hidden = new Set(turn.map(({ cell }) => cell));
    withheld.push(...turn);
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

/** From the last chosen back: a key goes when the others reach all that it reaches. */
function dropNeedless(
  chosen: readonly string[],
  hitsOf: (key: string) => ReadonlySet<Difference>,
): readonly string[] {
  return chosen.reduceRight<readonly string[]>((kept, key) => {
    const others = kept.filter((other) => other !== key);
    const isNeedless = [...hitsOf(key)].every((difference) =>
      others.some((other) => hitsOf(other).has(difference)),
    );
    return isNeedless ? others : kept;
  }, chosen);
}
