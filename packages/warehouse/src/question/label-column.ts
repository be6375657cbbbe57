/** The labels of the rows of a table in one dimension: each label once, and of each row its place among them. */
export interface LabelColumn {
  /** Null is "no value". */
  readonly labels: readonly (string | null)[];
  readonly codes: Uint32Array;
}

/** The same from the label of each row. */
export function labelsToColumn(rows: readonly (string | null)[]): LabelColumn {
  const places = new Map<string | null, number>();
  const codes = Uint32Array.from(rows, (label) => {
    const place = places.get(label) ?? places.size;
    places.set(label, place);
    return place;
  });
  return { labels: [...places.keys()], codes };
}

/** The label of a row. */
export function labelAt({ labels, codes }: LabelColumn, row: number): string | null {
  return labels[codes[row] ?? 0] ?? null;
}

/** Rows that have the same labels in some columns. */
export interface LabelGroups {
  /** The labels of each group, in the order of the columns. */
  readonly groups: readonly (readonly (string | null)[])[];
  /** Of each row its group. */
  readonly groupOfRow: Uint32Array;
}

/** Puts rows that have the same labels together. Without columns all rows are one group. */
export function groupRows(columns: readonly LabelColumn[], rowCount: number): LabelGroups {
  const groups: (string | null)[][] = [];
  const known = new Map<number, number>();
  const groupOfRow = new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    let key = 0;
    for (const { labels, codes } of columns) key = key * labels.length + (codes[row] ?? 0);
    let group = known.get(key);
    if (group === undefined) {
      group = known.size;
      known.set(key, group);
      groups.push(columns.map((column) => labelAt(column, row)));
    }
    groupOfRow[row] = group;
  }
  return { groups, groupOfRow };
}
