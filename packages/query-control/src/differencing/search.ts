import type { CellStore, StoredRelease } from './cell-store.ts';
import type { Combination, Search } from './combination.ts';
import { createCountIndex } from './count-index.ts';
import { findPartitionDifferences } from './partition-differences.ts';
import { createRelations } from './relations.ts';
import type { DifferencingSettings } from './release.ts';

/** The cells around one new cell. */
interface Surroundings {
  /** A - B, where A contains B, in one version or in two; and one region in two versions. */
  readonly pairs: Combination[];
  /** Inside the new cell, of the same state. */
  readonly inside: number[];
  /** Around the new cell, of the same state, shown before. */
  readonly around: number[];
  /** Cover the new cell in all variables except one (the key), along which they cover part of it. */
  readonly covering: Map<number, number[]>;
  /** Covered by the new cell in all variables except one (the key); shown before. */
  readonly covered: Map<number, number[]>;
}

/** Each combination in which a new cell takes part, in a fixed order. The store may not change meanwhile. */
export function* searchStore(
  store: CellStore,
  table: StoredRelease,
  freshFrom: number,
  settings: DifferencingSettings,
): Generator<Combination> {
  const relations = createRelations(store);
  const order = createCountIndex(store, relations, table.version);
  const search: Search = { store, relations, table, freshFrom, settings, order };
  const containers = new Map<number, readonly number[]>();
  for (let cell = freshFrom; cell < store.counts.length; cell += 1) {
    const found = findSurroundings(search, cell);
    yield* found.pairs;
    if (settings.termsMax < 2) continue;
    yield* minusTwo(search, cell, found.inside);
    yield* minusWithEarlier(search, cell, found.around);
    yield* unionOfTwo(search, cell, found.covering);
    yield* unionWithEarlier(search, cell, found.covered);
    if (settings.termsMax < 3) continue;
    for (const outer of found.around) containers.set(outer, []);
    containers.set(cell, found.inside);
  }
  for (const [outer, inside] of containers) yield* findPartitionDifferences(search, outer, inside);
}

/** Each new cell with a non-empty cell of the same state and count that contains it or is contained by it. */
export function* searchZeroDifferences(
  store: CellStore,
  freshFrom: number,
): Generator<{ readonly outer: number; readonly inner: number }> {
  const { counts } = store;
  const relations = createRelations(store);
  for (let cell = freshFrom; cell < counts.length; cell += 1) {
    if (counts[cell] === 0) continue;
    const found: { outer: number; inner: number }[] = [];
    relations.forOverlapping(cell, (other, { excess, shortfall }) => {
      if (counts[other] !== counts[cell] || !relations.isOfOneState(cell, other)) return;
      if (excess === 0 && shortfall > 0) found.push({ outer: cell, inner: other });
      if (shortfall === 0 && excess > 0 && other < freshFrom) found.push({ outer: other, inner: cell });
    });
    yield* found;
  }
}

function findSurroundings({ store, relations, freshFrom, settings }: Search, cell: number): Surroundings {
  const { counts, fingerprints } = store;
  const found: Surroundings = { pairs: [], inside: [], around: [], covering: new Map(), covered: new Map() };
  const pair = (kind: Combination['kind'], more: number, less: number): void => {
    const count = (counts[more] ?? 0) - (counts[less] ?? 0);
    const minimum = kind === 'change' ? settings.changeMin : settings.minimumCount;
    if (count > 0 && count < minimum) found.pairs.push({ kind, plus: [more], minus: [less], count });
  };
  const own = counts[cell] ?? 0;
  relations.forOverlapping(cell, (other, { excess, excessAxis, shortfall, shortfallAxis }) => {
    const count = counts[other] ?? 0;
    const isEarlier = other < freshFrom;
    if (excess === 0 && shortfall === 0) {
      pair('change', cell, other);
      pair('change', other, cell);
      const [now, before] = [fingerprints[cell], fingerprints[other]];
      const areOthers = now !== undefined && before !== undefined && now !== before;
      if (areOthers && own === count)
        found.pairs.push({ kind: 'change', plus: [cell], minus: [other], count: 0 });
      return;
    }
    const isOfOneState = relations.isOfOneState(cell, other);
    if (excess === 0 && count > 0) {
      pair('nested', cell, other);
      if (isOfOneState) found.inside.push(other);
    }
    if (shortfall === 0 && isEarlier && own > 0) {
      pair('nested', other, cell);
      if (isOfOneState) found.around.push(other);
    }
    if (!isOfOneState) return;
    if (shortfall === 1) listIn(found.covering, shortfallAxis, other);
    if (excess === 1 && isEarlier) listIn(found.covered, excessAxis, other);
  });
  return found;
}

/** A - B - C, where A is new, and B and C are disjoint parts of A. */
function* minusTwo(
  { store: { counts }, relations, settings }: Search,
  cell: number,
  inside: readonly number[],
): Generator<Combination> {
  const own = counts[cell] ?? 0;
  const { minimumCount } = settings;
  const ordered = inside.toSorted((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  const amounts = ordered.map((other) => counts[other] ?? 0);
  for (const [at, one] of ordered.entries()) {
    const left = own - (amounts[at] ?? 0);
    if (left <= 0) continue;
    if (left - (amounts[at] ?? 0) >= minimumCount) break;
    for (let next = at + 1; next < ordered.length; next += 1) {
      const count = left - (amounts[next] ?? 0);
      if (count >= minimumCount) break;
      const other = ordered[next];
      if (count <= 0 || other === undefined || !relations.hasNoUnitInCommon(one, other)) continue;
      yield { kind: 'nested', plus: [cell], minus: [one, other], count };
    }
  }
}

/** A - B - C, where A was shown before and B is new; C is new, and later in the order, or was shown before. */
function* minusWithEarlier(
  { store: { counts }, relations, freshFrom, settings, order }: Search,
  cell: number,
  around: readonly number[],
): Generator<Combination> {
  const own = counts[cell] ?? 0;
  for (const outer of around) {
    const left = (counts[outer] ?? 0) - own;
    for (const other of order.insideBetween(outer, Math.max(0, left - settings.minimumCount), left)) {
      if (other >= freshFrom && other <= cell) continue;
      if (!relations.hasNoUnitInCommon(cell, other)) continue;
      yield { kind: 'nested', plus: [outer], minus: [cell, other], count: left - (counts[other] ?? 0) };
    }
  }
}

/** A + B - C, where C is new, and A and B together cover it. */
function* unionOfTwo(
  { store: { counts }, relations, settings }: Search,
  cell: number,
  covering: ReadonlyMap<number, readonly number[]>,
): Generator<Combination> {
  const own = counts[cell] ?? 0;
  if (own === 0) return;
  for (const [along, others] of covering) {
    const ordered = others.toSorted((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
    const amounts = ordered.map((other) => counts[other] ?? 0);
    for (const [at, one] of ordered.entries()) {
      const first = amounts[at] ?? 0;
      if (first >= own + settings.minimumCount) continue;
      if (first * 2 <= own) break;
      const completes = relations.isDivided(cell, along, one);
      for (let next = at + 1; next < ordered.length; next += 1) {
        const count = first + (amounts[next] ?? 0) - own;
        if (count <= 0) break;
        const other = ordered[next];
        if (count >= settings.minimumCount || other === undefined || !completes(other)) continue;
        yield { kind: 'together', plus: [one, other], minus: [cell], count };
      }
    }
  }
}

/** A + B - C, where A is new and C was shown before; B is new, and later in the order, or was shown before. */
function* unionWithEarlier(
  { store: { counts }, relations, freshFrom, settings, order }: Search,
  cell: number,
  covered: ReadonlyMap<number, readonly number[]>,
): Generator<Combination> {
  const own = counts[cell] ?? 0;
  for (const [along, others] of covered) {
    for (const target of others) {
      const lacking = (counts[target] ?? 0) - own;
      if (counts[target] === 0 || lacking <= -settings.minimumCount) continue;
      const completes = relations.isDivided(target, along, cell);
      for (const other of order.coveringBetween(target, along, lacking, lacking + settings.minimumCount)) {
        if (other === target || (other >= freshFrom && other <= cell) || !completes(other)) continue;
        const count = (counts[other] ?? 0) - lacking;
        yield { kind: 'together', plus: [cell, other], minus: [target], count };
      }
    }
  }
}

function listIn(lists: Map<number, number[]>, key: number, item: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
