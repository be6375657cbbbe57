/** Sets of rows of a cube, one after another: set n is `rows` from `starts[n]` up to `starts[n + 1]`. */
export interface RowSets {
  /** One more than there are sets. */
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
}

/** The same from lists. */
export function rowSetsOf(lists: readonly (readonly number[])[]): RowSets {
  const starts = new Uint32Array(lists.length + 1);
  for (const [at, { length }] of lists.entries()) starts[at + 1] = (starts[at] ?? 0) + length;
  return { starts, rows: Uint32Array.from(lists.flat()) };
}

/** How many sets there are. */
export function countSets({ starts }: RowSets): number {
  return starts.length - 1;
}
