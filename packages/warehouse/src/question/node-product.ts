import {
  type CountedUnit,
  type Cube,
  createNodeBlocks,
  type NodeBlocks,
  type RowSets,
} from '@datalab/query-control';
import type { Axis } from './axes.ts';
import type { RowLayout } from './lay-out-rows.ts';

/** What may be asked of a data set in one unit. A cube is one. */
export type NodeIndex = Pick<Cube, 'lattice' | 'rowOf'>;

/** Of one axis, per entry and for all of them together, the values that it is the sum of. */
export interface Covers {
  /** The place of the axis in the lattice. */
  readonly dimension: number;
  readonly entries: readonly (readonly number[])[];
  readonly total: readonly number[] | undefined;
}

/** The nodes that are products of the covers of all axes. */
export interface NodeProduct {
  /** The axes that are not "all" in a row that is not in the lattice, or undefined where all rows are. */
  findUnaskable(): readonly number[] | undefined;
  nodeCount(): number;
  /** Per row the nodes that partition it. */
  rowsOf(layout: RowLayout): RowSets;
  /** The nodes of all rows together; undefined where no nodes are the total. */
  readonly total: RowSets | undefined;
}

/** The covers of an axis in a unit; undefined where an entry has none. Persons are counted in single nodes only. */
export function coversOf(unit: CountedUnit, axis: Axis, own: Axis, dimension: number): Covers | undefined {
  const byLabels = new Map(own.entries.map(({ labels, codes }) => [JSON.stringify(labels), codes]));
  const cover = (codes: readonly number[]): readonly number[] | undefined => {
    if (unit === 'records' || codes.length === 0) return own.covering.findCover(codes);
    const value = own.covering.findValue(codes);
    return value === undefined ? undefined : [value];
  };
  const entries = axis.entries.map(({ labels }) => cover(byLabels.get(JSON.stringify(labels)) ?? []));
  if (!entries.every((one) => one !== undefined)) return undefined;
  return { dimension, entries, total: cover(own.selected) };
}

/** @param most at most so many dimensions at once */
export function createNodeProduct(index: NodeIndex, most: number, covers: readonly Covers[]): NodeProduct {
  const blockOf = createNodeBlocks(index);
  const isAskable = (used: number): boolean => countBits(used) <= most && blockOf(used) !== undefined;
  return {
    findUnaskable() {
      const masks = covers.reduce<number[]>(
        (made, { dimension, entries }) =>
          made.flatMap((mask) => kindsOf(entries).map((isUsed) => mask | (isUsed ? 1 << dimension : 0))),
        [0],
      );
      const wrong = masks.find((mask) => !isAskable(mask));
      return wrong === undefined
        ? undefined
        : covers.flatMap(({ dimension }, axis) => ((wrong & (1 << dimension)) === 0 ? [] : [axis]));
    },
    nodeCount: () =>
      covers.reduce((size, { entries }) => size * entries.reduce((sum, { length }) => sum + length, 0), 1),
    rowsOf: (layout) => fillRows(layout, covers, blockOf),
    total: totalOf(covers, blockOf, isAskable),
  };
}

/** Whether a node is in the lattice depends only on the dimensions that it uses: an entry that uses its own, or not. */
function kindsOf(entries: readonly (readonly number[])[]): boolean[] {
  const isUsed = entries.some((values) => values.length > 0 && !isAll(values));
  return [...(isUsed ? [true] : []), ...(entries.some(isAll) ? [false] : [])];
}

function isAll(values: readonly number[]): boolean {
  return values.length === 1 && values[0] === 0;
}

function countBits(mask: number): number {
  let bits = 0;
  for (let left = mask; left !== 0; left &= left - 1) bits += 1;
  return bits;
}

function totalOf(
  covers: readonly Covers[],
  blockOf: NodeBlocks,
  isAskable: (used: number) => boolean,
): RowSets | undefined {
  const totals = covers.flatMap(({ dimension, total }) =>
    total ? [{ dimension, entries: [total], total }] : [],
  );
  if (totals.length < covers.length) return undefined;
  const isEmpty = totals.some(({ total }) => total.length === 0);
  const used = totals.reduce(
    (mask, { dimension, total }) => (isAll(total) ? mask : mask | (1 << dimension)),
    0,
  );
  if (!isEmpty && !isAskable(used)) return undefined;
  return fillRows({ rowCount: 1, labels: [], entries: totals.map(() => undefined) }, totals, blockOf);
}

/** The covers of an axis that not every row has "all" of. */
interface Factor {
  readonly dimension: number;
  readonly covers: readonly (readonly number[])[];
  readonly column: Uint32Array | undefined;
}

function fillRows({ rowCount, entries }: RowLayout, covers: readonly Covers[], blockOf: NodeBlocks): RowSets {
  const factors = covers.flatMap(({ dimension, entries: own }, axis): Factor[] =>
    own.every(isAll) ? [] : [{ dimension, covers: own, column: entries[axis] }],
  );
  const starts = new Uint32Array(rowCount + 1);
  for (let row = 0; row < rowCount; row++) {
    let size = 1;
    for (const factor of factors) size *= coverOf(factor, row).length;
    starts[row + 1] = (starts[row] ?? 0) + size;
  }
  const rows = new Uint32Array(starts[rowCount] ?? 0);
  for (let row = 0; row < rowCount; row++) {
    if (starts[row] !== starts[row + 1]) fillRow(rows, starts[row] ?? 0, row, factors, blockOf);
  }
  return { starts, rows };
}

function coverOf({ covers, column }: Factor, row: number): readonly number[] {
  return covers[column?.[row] ?? 0] ?? [];
}

/** Writes the nodes of one row from a place on. The last factor counts fastest. */
function fillRow(
  rows: Uint32Array,
  from: number,
  row: number,
  factors: readonly Factor[],
  blockOf: NodeBlocks,
): void {
  let used = 0;
  for (const factor of factors) if (!isAll(coverOf(factor, row))) used |= 1 << factor.dimension;
  const block = blockOf(used);
  if (block === undefined) throw new RangeError('A row of a table is not in the lattice');
  rows[from] = block.first;
  let width = 1;
  for (const factor of factors) {
    const values = coverOf(factor, row);
    const stride = block.strides[factor.dimension] ?? 0;
    for (let at = width - 1; at >= 0; at--) {
      const base = rows[from + at] ?? 0;
      for (let value = values.length - 1; value >= 0; value--) {
        rows[from + at * values.length + value] = base + Math.max(0, (values[value] ?? 0) - 1) * stride;
      }
    }
    width *= values.length;
  }
}
