import type { Axis } from './axes.ts';
import type { LabelColumn } from './label-column.ts';

/** The rows of a table: all combinations of one entry of each axis, in the order of their labels. */
export interface RowLayout {
  readonly rowCount: number;
  /** Of each dimension of the question, in its order. */
  readonly labels: readonly LabelColumn[];
  /**
   * Of each axis the entry that a row has; absent of an axis that is not asked, which has one entry. Of an axis that is asked
   * in one dimension these are the codes of its labels.
   */
  readonly entries: readonly (Uint32Array | undefined)[];
}

/** How many rows there are. */
export function countRows(axes: readonly Axis[]): number {
  return axes.reduce((product, { entries }) => product * entries.length, 1);
}

/** Where the labels of one dimension of the question come from. */
interface Place {
  readonly axis: number;
  readonly labels: readonly (string | null)[];
  /** Of each entry of the axis its place in `labels`. */
  readonly codes: readonly number[];
  readonly column: Uint32Array;
}

/**
 * Lays out the rows in the order of their labels, dimension by dimension as the question has them. The entries of an axis
 * are in the order of their labels, so that no label is compared here.
 * @param width how many dimensions the question has
 */
export function layOutRows(axes: readonly Axis[], width: number): RowLayout {
  const rowCount = countRows(axes);
  const places = Array.from({ length: width }, (_, position) => placeOf(axes, position, rowCount));
  const own = axes.map(({ asked }) => (asked.length > 1 ? new Uint32Array(rowCount) : undefined));
  const written = own.flatMap((column, axis) => (column ? [{ axis, column }] : []));
  const from = axes.map(() => 0);
  const to = axes.map((axis) => axis.entries.length);
  let row = 0;
  /** Writes the rows of all entries that are left, by the labels from a position on. */
  const descend = (position: number): void => {
    const place = places[position];
    if (place === undefined) {
      for (const { axis, column } of written) column[row] = from[axis] ?? 0;
      row += 1;
      return;
    }
    const [begin, end] = [from[place.axis] ?? 0, to[place.axis] ?? 0];
    for (let entry = begin; entry < end; ) {
      const code = place.codes[entry] ?? 0;
      let next = entry + 1;
      while (next < end && place.codes[next] === code) next += 1;
      const first = row;
      from[place.axis] = entry;
      to[place.axis] = next;
      descend(position + 1);
      place.column.fill(code, first, row);
      entry = next;
    }
    from[place.axis] = begin;
    to[place.axis] = end;
  };
  if (rowCount > 0) descend(0);
  const entries = own.map((column, axis) => column ?? places.find((place) => place.axis === axis)?.column);
  return { rowCount, entries, labels: places.map(({ labels, column }) => ({ labels, codes: column })) };
}

function placeOf(axes: readonly Axis[], position: number, rowCount: number): Place {
  const axis = axes.findIndex(({ asked }) => asked.some((one) => one.position === position));
  const level = axes[axis]?.asked.findIndex((one) => one.position === position) ?? 0;
  const places = new Map<string | null, number>();
  const codes = (axes[axis]?.entries ?? []).map(({ labels }) => {
    const label = labels[level] ?? null;
    const place = places.get(label) ?? places.size;
    places.set(label, place);
    return place;
  });
  return { axis, labels: [...places.keys()], codes, column: new Uint32Array(rowCount) };
}
