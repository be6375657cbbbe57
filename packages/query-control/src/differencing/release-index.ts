import {
  type CellStore,
  createCellStore,
  type StoredRelease,
  type StoredVariable,
  selectionAt,
  setAt,
  storeRelease,
  tentatively,
} from './cell-store.ts';
import type { Combination } from './combination.ts';
import {
  intersection,
  projectRegions,
  type Region,
  regionDifference,
  regionOf,
} from './region-difference.ts';
import {
  checkDifferencing,
  checkRelease,
  type Difference,
  type Differences,
  type DifferenceTerm,
  type DifferencingSettings,
  defaultDifferencing,
  type Release,
  type RemainingCodes,
} from './release.ts';
import { searchStore, searchZeroDifferences } from './search.ts';
import { nameInBox, type StoredVersion } from './versions.ts';
import type { CellRegion, ZeroDifference } from './zero-difference.ts';

/** Everything that was released, ready to be compared with. */
export interface ReleaseIndex {
  /**
   * Adds a release that was shown. To rebuild an index, add the releases of a log in order.
   * @throws RangeError when the id is taken, a cell cannot be compared (see checkRelease), or a cell has another count
   * than the same cell of the same version; the index is unchanged then
   */
  add(release: Release): void;
  /**
   * The differences that a new table would disclose, by itself and together with all earlier releases. Does not change
   * the index. Cells that were shown before, with the same region and version, disclose nothing new and are not fresh.
   * @throws RangeError as `add` does, except for the id
   */
  check(release: Release): Differences;
  /**
   * The pairs of a new cell and another one of the same version with the same count, where one contains the other and
   * units could be in between. See `suppressZeroDifferences`. Does not change the index.
   * @throws RangeError as `check` does
   */
  zeroDifferences(release: Release): readonly ZeroDifference[];
}

/**
 * Creates an empty index. It finds, among shown cells of one data set and unit:
 *
 * 1. A - B, where A contains B, in one version or across versions;
 * 2. one region in two versions, with a small change, or with the same number of different units;
 * 3. within a version and with `termsMax` 2: A - B - C, where B and C are disjoint parts of A, and A + B - C, where A
 *    and B cover C. These are all combinations of three cells in which no unit has a negative count;
 * 4. with `termsMax` above 2: A minus disjoint cells of one table.
 *
 * Longer combinations are a matter for the attacker (`attack`) over all tables together. Source: Handbook on
 * Statistical Disclosure Control, chapter 5, on linked tables and differencing; attacks by containment as in Denning
 * and Schlörer, "Inference controls for statistical databases", Computer 16 (1983).
 * @throws RangeError when a setting is out of range
 */
export function createReleaseIndex(settings: Partial<DifferencingSettings> = {}): ReleaseIndex {
  const choices = { ...defaultDifferencing, ...settings };
  checkDifferencing(choices);
  const stores = new Map<string, CellStore>();
  const ids = new Set<string>();
  const storeOf = ({ dataset, unit }: Release): CellStore =>
    stores.get(JSON.stringify([dataset, unit])) ?? createCellStore(dataset, unit);

  return {
    add(release) {
      if (ids.has(release.id)) throw new RangeError(`A release called ${release.id} was added before`);
      checkRelease(release);
      const store = storeOf(release);
      tentatively(store, () => storeRelease(store, release), { keep: true });
      stores.set(JSON.stringify([store.dataset, store.unit]), store);
      ids.add(release.id);
    },
    check(release) {
      checkRelease(release);
      const store = storeOf(release);
      const freshFrom = store.counts.length;
      return tentatively(store, () => compare(store, storeRelease(store, release), freshFrom, choices), {
        keep: false,
      });
    },
    zeroDifferences(release) {
      checkRelease(release);
      const store = storeOf(release);
      const freshFrom = store.counts.length;
      const find = (): ZeroDifference[] => {
        storeRelease(store, release);
        return [...searchZeroDifferences(store, freshFrom)].map((pair) =>
          describeZeroDifference(store, pair, freshFrom),
        );
      };
      return tentatively(store, find, { keep: false });
    },
  };
}

function compare(
  store: CellStore,
  table: StoredRelease,
  freshFrom: number,
  settings: DifferencingSettings,
): Differences {
  const combinations: Combination[] = [];
  let complete = true;
  for (const combination of searchStore(store, table, freshFrom, settings)) {
    complete = combinations.length < settings.differencesMax;
    if (!complete) break;
    combinations.push(combination);
  }
  const toTerm = (cell: number): DifferenceTerm => termOf(store, cell, freshFrom);
  const differences = combinations.map(
    ({ kind, plus, minus, count }): Difference => ({
      ...describe(store, { kind, plus, minus, count }),
      plus: plus.map(toTerm),
      minus: minus.map(toTerm),
      left: { count, unit: store.unit },
    }),
  );
  return { differences, complete };
}

function termOf(store: CellStore, cell: number, freshFrom: number): DifferenceTerm {
  return {
    release: store.releases[store.releaseOf[cell] ?? 0]?.id ?? '',
    version: versionOf(store, cell)?.name ?? '',
    cells: [...(store.ids[cell] ?? [])],
    count: store.counts[cell] ?? 0,
    fresh: cell >= freshFrom,
  };
}

function versionOf({ versions, versionOf: positions }: CellStore, cell: number): StoredVersion | undefined {
  return versions[positions[cell] ?? -1];
}

function describeZeroDifference(
  store: CellStore,
  { outer, inner }: { readonly outer: number; readonly inner: number },
  freshFrom: number,
): ZeroDifference {
  const limited = store.variables.filter(
    (variable) => setAt(variable, outer) > 0 || setAt(variable, inner) > 0,
  );
  const isSame = (variable: StoredVariable) => setAt(variable, outer) === setAt(variable, inner);
  const regionWithin = (cell: number, kept: readonly StoredVariable[]): CellRegion => {
    const { ofOthers = new Map() } = versionOf(store, cell) ?? {};
    return Object.fromEntries(
      kept
        .filter((variable) => setAt(variable, cell) > 0)
        .map((variable) => [nameInBox(variable.name, { ofOthers }), selectionAt(variable, cell)]),
    );
  };
  return {
    outer: termOf(store, outer, freshFrom),
    inner: termOf(store, inner, freshFrom),
    where: projectRegions(store, regionDifference(store, outer, [inner])),
    around: subsetsOf(limited)
      .filter((kept) => kept.length < limited.length && !kept.every(isSame))
      .map((kept) => ({
        variables: kept.map(({ name }) => name),
        outer: regionWithin(outer, kept),
        inner: regionWithin(inner, kept),
      })),
  };
}

function subsetsOf<T>(items: readonly T[]): T[][] {
  const subsets: T[][] = [[]];
  for (const item of items) subsets.push(...subsets.map((some) => [...some, item]));
  return subsets;
}

function describe(
  store: CellStore,
  { kind, plus, minus }: Combination,
): { readonly kind: Difference['kind']; readonly where: readonly RemainingCodes[] } {
  const [one = 0, other = one] = plus;
  const [taken = 0] = minus;
  const wholes = plus.map((cell) => regionOf(store, cell));
  const project = (boxes: readonly Region[]) => projectRegions(store, boxes.length > 0 ? boxes : wholes);
  if (kind === 'change') return { kind, where: project(wholes) };
  if (kind === 'nested') return { kind: 'rest', where: project(regionDifference(store, one, minus)) };
  const outside = [...regionDifference(store, one, [taken]), ...regionDifference(store, other, [taken])];
  return {
    kind: outside.length > 0 ? 'rest' : 'both',
    where: project([...outside, ...intersection(store, one, other)]),
  };
}
