import type { Microdata } from './count-cube.ts';

/** Some records with the same values; each is of another person unless `persons` says how many there are. */
export interface People {
  readonly records: number;
  readonly persons?: number;
  readonly values: Readonly<Record<string, string | null>>;
}

/** Microdata in which each item is about persons of its own. */
export function microdataOf(items: readonly People[]): Microdata {
  const persons: number[] = [];
  const rows: Readonly<Record<string, string | null>>[] = [];
  let first = 0;
  for (const { records, persons: distinct = records, values } of items) {
    for (let at = 0; at < records; at++) {
      persons.push(first + (at % distinct));
      rows.push(values);
    }
    first += distinct;
  }
  const names = Object.keys(items[0]?.values ?? {});
  return {
    values: new Map(names.map((name) => [name, rows.map((row) => row[name] ?? null)])),
    recordKeys: Uint32Array.from(rows, (_, at) => Math.imul(at + 1, 0x9e3779b1)),
    persons: Int32Array.from(persons),
    personKeys: Uint32Array.from({ length: first }, (_, at) => Math.imul(at + 1, 0x85ebca6b)),
    amounts: new Map(),
  };
}
