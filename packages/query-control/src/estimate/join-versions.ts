import type { Cube } from '../cube/cube.ts';
import type { Dimension, DimensionValue, Lattice, Node } from '../lattice/lattice.ts';

/** One version of a data set with what is suppressed of it. */
export interface ShownVersion {
  readonly cube: Cube;
  readonly suppressed: Uint8Array;
}

/** All that was shown of the versions of a data set, as one cube with the version in which a record arrived. */
export interface JoinedVersions {
  readonly cube: Cube;
  readonly suppressed: Uint8Array;
  /** Per row the row of the last version that it is, or -1: figures of earlier versions cannot be suppressed any more. */
  readonly rowOfLast: Int32Array;
}

interface JoinedRow {
  readonly node: Node;
  readonly count: number;
  readonly cellKey: number;
  readonly suppressed: boolean;
  readonly rowOfLast: number;
}

/**
 * Joins the versions of a data set to which records are added and from which none go, oldest first. A node of a version
 * holds what arrived up to that version. What arrived in one version is a set as well: small ones are small groups,
 * and where nothing arrived that is a zero that everybody can see.
 * @throws RangeError when something that could be asked of an earlier version is not in the lattice of the last one
 */
export function joinVersions(versions: readonly ShownVersion[]): JoinedVersions {
  const last = versions.at(-1);
  if (last === undefined) throw new RangeError('There is no version to join');
  const lattice = withArrival(last.cube.lattice, versions.length);
  const rows = versions.flatMap((version, at) => rowsOfVersion(version, versions[at - 1], last.cube, at));
  return {
    cube: toCube(last.cube, lattice, rows),
    suppressed: Uint8Array.from(rows, ({ suppressed }) => Number(suppressed)),
    rowOfLast: Int32Array.from(rows, ({ rowOfLast }) => rowOfLast),
  };
}

/** A dimension of the version in which a record arrived: up to version v is value 2v + 1, in version v is value 2v + 2. */
function withArrival({ dimensions, ...limits }: Lattice, versions: number): Lattice {
  const numbers = Array.from({ length: versions }, (_, version) => version);
  const values = numbers.flatMap((version): DimensionValue[] => [
    { level: 'until', value: `${version}`, codes: numbers.slice(0, version + 1) },
    { level: 'in', value: `${version}`, codes: [version] },
  ]);
  const arrival: Dimension = {
    name: 'arrival',
    kind: 'category',
    finest: numbers.map((version) => `${version}`),
    values,
    severalPerPerson: false,
  };
  return { ...limits, dimensions: [...dimensions, arrival] };
}

function rowsOfVersion(
  { cube, suppressed }: ShownVersion,
  before: ShownVersion | undefined,
  last: Cube,
  version: number,
): JoinedRow[] {
  const toLast = createMapping(cube.lattice, last.lattice);
  const ofBefore = before === undefined ? undefined : createMapping(cube.lattice, before.cube.lattice);
  const rows: JoinedRow[] = [];
  for (let row = 0; row < cube.size; row++) {
    const node = nodeAt(cube, row);
    const mapped = toLast(node);
    if (mapped === undefined)
      throw new RangeError('The last version cannot be asked what an earlier one could');
    const count = cube.counts[row] ?? 0;
    const cellKey = cube.cellKeys[row] ?? 0;
    const known = ofBefore?.(node);
    const rowBefore = known === undefined ? undefined : before?.cube.rowOf(known);
    const countBefore = rowBefore === undefined ? 0 : (before?.cube.counts[rowBefore] ?? 0);
    const keyBefore = rowBefore === undefined ? 0 : (before?.cube.cellKeys[rowBefore] ?? 0);
    const isSame = before !== undefined && count === countBefore && cellKey === keyBefore;
    const wasShown = rowBefore !== undefined && before?.suppressed[rowBefore] === 0;
    const isShown = suppressed[row] === 0;
    const rowOfLast = cube === last ? (last.rowOf(mapped) ?? -1) : -1;
    // A figure that is shown for the first time is new, also of a set that was there.
    if (!isSame || (isShown && !wasShown)) {
      rows.push({ node: [...mapped, 2 * version + 1], count, cellKey, suppressed: !isShown, rowOfLast });
    }
    if (before === undefined) continue;
    const isVisibleZero = isSame && isShown && wasShown;
    const arrived = count - countBefore;
    if (arrived > 0 || isVisibleZero) {
      rows.push({
        node: [...mapped, 2 * version + 2],
        count: arrived,
        cellKey: (cellKey - keyBefore) >>> 0,
        suppressed: !isVisibleZero,
        rowOfLast: -1,
      });
    }
  }
  return [...rows, ...emptyYet(cube, last, version)];
}

/** Of values that came with a later version everybody knows that nothing was there yet. */
function emptyYet(cube: Cube, last: Cube, version: number): JoinedRow[] {
  const toCube = createMapping(last.lattice, cube.lattice);
  const none = last.lattice.dimensions.map(() => 0);
  return last.lattice.dimensions.flatMap(({ values }, dimension) =>
    values.flatMap((_, value) => {
      const node = none.with(dimension, value + 1);
      if (toCube(node) !== undefined) return [];
      const isOnlyNew = isOfNewCodes(last.lattice, cube.lattice, dimension, value);
      const joined = [...node, 2 * version + 1];
      return isOnlyNew ? [{ node: joined, count: 0, cellKey: 0, suppressed: false, rowOfLast: -1 }] : [];
    }),
  );
}

function isOfNewCodes(last: Lattice, earlier: Lattice, dimension: number, value: number): boolean {
  const own = last.dimensions[dimension];
  const known = new Set(earlier.dimensions.find(({ name }) => name === own?.name)?.finest);
  return own?.values[value]?.codes.every((code) => !known.has(own.finest[code] ?? null)) ?? false;
}

/** Finds the node of one lattice that is called the same in another. */
function createMapping(from: Lattice, to: Lattice): (node: Node) => Node | undefined {
  const positions = to.dimensions.map((dimension) =>
    from.dimensions.findIndex(({ name }) => name === dimension.name),
  );
  const values = to.dimensions.map(({ values: known }, at) => {
    const own = from.dimensions[positions[at] ?? -1]?.values ?? [];
    return [
      0,
      ...own.map(
        (one) => 1 + known.findIndex(({ level, value }) => level === one.level && value === one.value),
      ),
    ];
  });
  const isWhole = from.dimensions.every(({ name }) => to.dimensions.some((other) => other.name === name));
  return (node) => {
    if (!isWhole) return undefined;
    const mapped = values.map((own, at) => {
      const value = node[positions[at] ?? -1] ?? 0;
      return value === 0 ? 0 : own[value] === 0 ? -1 : (own[value] ?? -1);
    });
    return mapped.includes(-1) ? undefined : mapped;
  };
}

function nodeAt({ nodes, lattice }: Cube, row: number): Node {
  const width = lattice.dimensions.length;
  return [...nodes.subarray(row * width, (row + 1) * width)];
}

function toCube(last: Cube, lattice: Lattice, rows: readonly JoinedRow[]): Cube {
  const counts = Float64Array.from(rows, ({ count }) => count);
  const byNode = new Map(rows.map(({ node }, row) => [node.join(' '), row]));
  return {
    unit: last.unit,
    lattice,
    size: rows.length,
    nodes: Uint16Array.from(rows.flatMap(({ node }) => [...node])),
    counts,
    cellKeys: Uint32Array.from(rows, ({ cellKey }) => cellKey),
    contributors: counts,
    largest: new Float64Array(2 * rows.length),
    sums: new Map(),
    rowOf: (node) => byNode.get(node.join(' ')),
  };
}
