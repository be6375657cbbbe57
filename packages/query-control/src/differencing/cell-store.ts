import type { CountedUnit } from '../cube/cube.ts';
import { type CodeSet, createCodeSet, everyCode, positionsOf } from './code-set.ts';
import type { CodeSelection, Release, ReleasedCell } from './release.ts';
import { readVersionedName, type StoredVersion, versionOfBox } from './versions.ts';

/**
 * The shown cells of one data set and unit, each distinct region of a version once, in columns: a cell is a position, a
 * region is the position of a code set per variable. Memory grows with distinct cells and with appearances of cells in
 * releases, not with the lengths of code lists.
 */
export interface CellStore {
  readonly dataset: string;
  readonly unit: CountedUnit;
  readonly variables: StoredVariable[];
  readonly versions: StoredVersion[];
  readonly releases: StoredRelease[];
  /** For each cell the true count. */
  readonly counts: number[];
  /** For each cell the fingerprint of its units, where it is known. */
  readonly fingerprints: (number | undefined)[];
  /** For each cell the position in `versions`. */
  readonly versionOf: number[];
  /** For each cell the position in `releases` of the first that had it. */
  readonly releaseOf: number[];
  /** For each cell the ids in that first release. */
  readonly ids: string[][];
  /** For each cell its version and box in one string. */
  readonly keys: string[];
  /** For each key the position of the cell. */
  readonly positions: Map<string, number>;
}

export interface StoredVariable {
  readonly name: string;
  /** Whether one person may have several codes of it. */
  several: boolean;
  readonly codes: string[];
  readonly codePositions: Map<string, number>;
  /** The distinct sets; the first is every code. */
  readonly sets: CodeSet[];
  /** For each set its kind and codes in one string. */
  readonly setKeys: string[];
  readonly setPositions: Map<string, number>;
  /** For each cell the position in `sets`; shorter than the number of cells where the rest has every code. */
  readonly column: number[];
}

export interface StoredRelease {
  readonly id: string;
  /** The version of the data set. */
  readonly version: string;
  /** The shown cells, each once. */
  readonly cells: readonly number[];
}

/** An empty store. */
export function createCellStore(dataset: string, unit: CountedUnit): CellStore {
  return {
    dataset,
    unit,
    variables: [],
    versions: [],
    releases: [],
    counts: [],
    fingerprints: [],
    versionOf: [],
    releaseOf: [],
    ids: [],
    keys: [],
    positions: new Map(),
  };
}

/** The position in `sets` of the codes that a cell covers of a variable. */
export function setAt({ column }: StoredVariable, cell: number): number {
  return column[cell] ?? 0;
}

/** The codes that a cell covers of a variable. */
export function codesAt(variable: StoredVariable, cell: number): CodeSet {
  return variable.sets[setAt(variable, cell)] ?? everyCode;
}

/** The codes that a cell covers of a variable, as a release has them. */
export function selectionAt(variable: StoredVariable, cell: number): CodeSelection {
  const set = codesAt(variable, cell);
  const codes = positionsOf(set).map((position) => variable.codes[position] ?? '');
  return set.except ? { except: codes } : codes;
}

/** The position of a set, new or not. */
export function placeSet(variable: StoredVariable, selection: CodeSelection): number {
  const except = 'except' in selection;
  const codes = except ? selection.except : selection;
  const positions = [...new Set(codes.map((code) => placeCode(variable, code)))].sort((a, b) => a - b);
  const key = keyOfSet(positions, except);
  const known = variable.setPositions.get(key);
  if (known !== undefined) return known;
  const position = variable.sets.push(createCodeSet(positions, except)) - 1;
  variable.setKeys.push(key);
  variable.setPositions.set(key, position);
  return position;
}

/**
 * Adds the shown cells of a release to the store. A region that is already stored for the version is not added again.
 * @throws RangeError when a region has another count than it had before in the same version
 */
export function storeRelease(store: CellStore, release: Release): StoredRelease {
  for (const name of release.severalPerPerson ?? []) placeVariable(store, name).several = true;
  const cells = new Set<number>();
  for (const cell of release.cells) if (cell.shown) cells.add(storeCell(store, release, cell));
  const stored = { id: release.id, version: release.version, cells: [...cells] };
  store.releases.push(stored);
  return stored;
}

/** Runs `act` on the store and rolls back what it added, unless `keep` is set and `act` succeeded. */
export function tentatively<T>(store: CellStore, act: () => T, { keep }: { readonly keep: boolean }): T {
  const { variables, versions, releases, counts, fingerprints, versionOf, releaseOf, ids, keys } = store;
  const columns = [variables, versions, releases, counts, fingerprints, versionOf, releaseOf, ids];
  const lengths = columns.map(({ length }) => length);
  const size = counts.length;
  const marks = variables.map(({ several, codes, sets }) => ({
    several,
    codes: codes.length,
    sets: sets.length,
  }));
  let done = false;
  try {
    const result = act();
    done = keep;
    return result;
  } finally {
    if (!done) {
      for (const key of keys.splice(size)) store.positions.delete(key);
      for (const [at, column] of columns.entries()) column.length = lengths[at] ?? 0;
      for (const [at, mark] of marks.entries()) {
        const variable = variables[at];
        if (variable !== undefined) rewindVariable(variable, mark, size);
      }
    }
  }
}

function rewindVariable(
  variable: StoredVariable,
  mark: { readonly several: boolean; readonly codes: number; readonly sets: number },
  size: number,
): void {
  variable.several = mark.several;
  for (const code of variable.codes.splice(mark.codes)) variable.codePositions.delete(code);
  variable.sets.length = mark.sets;
  for (const key of variable.setKeys.splice(mark.sets)) variable.setPositions.delete(key);
  variable.column.length = Math.min(variable.column.length, size);
}

function storeCell(store: CellStore, release: Release, cell: ReleasedCell): number {
  const { counts, fingerprints, versionOf, releaseOf, ids, keys, positions } = store;
  const sets: (readonly [StoredVariable, number])[] = [];
  const names = Object.entries(cell.box).flatMap(([nameInBox, selection]) => {
    const name = readVersionedName(nameInBox);
    const variable = placeVariable(store, name.variable);
    const set = placeSet(variable, selection);
    if (set === 0) return [];
    sets.push([variable, set]);
    return [name];
  });
  const version = placeVersion(store, versionOfBox(release.version, names));
  const box = sets.map(([{ name }, set]) => `${JSON.stringify(name)}:${set}`).sort();
  const key = [version, ...box].join(' ');
  const known = positions.get(key);
  if (known !== undefined) {
    if (counts[known] !== cell.count) {
      throw new RangeError(
        `Cell ${cell.id} of release ${release.id} has another count than the same cell of an earlier release of the same version`,
      );
    }
    if (releaseOf[known] === store.releases.length) ids[known]?.push(cell.id);
    return known;
  }
  const position = counts.push(cell.count) - 1;
  fingerprints.push(cell.fingerprint);
  for (const [{ column }, set] of sets) {
    while (column.length < position) column.push(0);
    column.push(set);
  }
  versionOf.push(version);
  releaseOf.push(store.releases.length);
  ids.push([cell.id]);
  keys.push(key);
  positions.set(key, position);
  return position;
}

function placeVariable({ variables }: CellStore, name: string): StoredVariable {
  const known = variables.find((variable) => variable.name === name);
  if (known !== undefined) return known;
  const everyKey = keyOfSet([], true);
  const variable: StoredVariable = {
    name,
    several: false,
    codes: [],
    codePositions: new Map(),
    sets: [everyCode],
    setKeys: [everyKey],
    setPositions: new Map([[everyKey, 0]]),
    column: [],
  };
  variables.push(variable);
  return variable;
}

function placeVersion({ versions }: CellStore, version: StoredVersion): number {
  const known = versions.findIndex(({ name }) => name === version.name);
  return known >= 0 ? known : versions.push(version) - 1;
}

function placeCode({ codes, codePositions }: StoredVariable, code: string): number {
  const known = codePositions.get(code);
  if (known !== undefined) return known;
  const position = codes.push(code) - 1;
  codePositions.set(code, position);
  return position;
}

function keyOfSet(positions: readonly number[], except: boolean): string {
  return `${except ? '-' : '+'}${positions.join(',')}`;
}
