/** Values of a column that exist although no record may have them, such as all neighbourhoods of the town. */
export type Domains = Readonly<Partial<Record<string, readonly string[]>>>;

/** A value per dimension, in the order of the question. */
export type CellValues = (string | null)[];

/** A text that two combinations share only when they are the same. */
export function cellValuesKey(values: readonly (string | null)[]): string {
  return values.map((value) => (value === null ? '-' : `${value.length}:${value}`)).join();
}
