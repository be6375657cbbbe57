import { bandOf, type Dimension, type Lattice } from '@datalab/query-control';

/** A dimension as it is read from the records, once for all lattices that have it. */
export type ReadDimension = Pick<Dimension, 'name' | 'kind' | 'finest'>;

/** The version has a value that its description lacks; counting it would leave records out. */
export class UnlistedValueError extends Error {
  readonly code = 'cells.unlisted-value';

  constructor(dimension: string) {
    super(`The version has a value of ${dimension} that its lattice does not list.`);
    this.name = 'UnlistedValueError';
  }
}

/**
 * The dimensions that some of the lattices have and a record by itself tells: not the band, for which all records of the
 * person count. Each with the finest values of all lattices together.
 */
export function readDimensionsOf(lattices: readonly Lattice[]): ReadDimension[] {
  const read = new Map<string, ReadDimension>();
  for (const { name, kind, finest } of lattices.flatMap(({ dimensions }) => dimensions)) {
    if (kind === 'band') continue;
    const known = read.get(name)?.finest ?? [];
    read.set(name, { name, kind, finest: [...new Set([...known, ...finest])] });
  }
  return [...read.values()];
}

/** Turns the codes that were read into those of one lattice. */
export interface CodeTranslation {
  /**
   * The codes of the first `count` entries, which are all of one person with so many records in the version; of
   * `undefined` records where they name no person. Overwritten by the next call.
   */
  translate(
    read: readonly Uint16Array[],
    count: number,
    recordsOfPerson: number | undefined,
  ): readonly Uint16Array[];
}

/**
 * Prepares the translation. With `ofPersons` a person has one value of each dimension that is not `severalPerPerson`:
 * the first in `finest` of those that its records have.
 */
export function createCodeTranslation(
  { dimensions }: Lattice,
  readDimensions: readonly ReadDimension[],
  ofPersons: boolean,
): CodeTranslation {
  const columns = dimensions.map((dimension) => createColumn(dimension, readDimensions, ofPersons));
  return {
    translate: (read, count, recordsOfPerson) =>
      columns.map((column) => column(read, count, recordsOfPerson)),
  };
}

type Column = (
  read: readonly Uint16Array[],
  count: number,
  recordsOfPerson: number | undefined,
) => Uint16Array;

function createColumn(
  dimension: Dimension,
  readDimensions: readonly ReadDimension[],
  ofPersons: boolean,
): Column {
  let codes = new Uint16Array(64);
  const fill = (code: number, count: number) => {
    if (code < 0) throw new UnlistedValueError(dimension.name);
    return codes.fill(code, 0, count);
  };
  const reserve = (count: number) => {
    if (codes.length < count) codes = new Uint16Array(count * 2);
  };
  if (dimension.kind === 'band') {
    return (_read, count, records) => {
      reserve(count);
      return fill(dimension.finest.indexOf(records === undefined ? null : bandOf(records)), count);
    };
  }
  const place = readDimensions.findIndex(({ name }) => name === dimension.name);
  const own = Int32Array.from(readDimensions[place]?.finest ?? [], (value) =>
    dimension.finest.indexOf(value),
  );
  const isOnePerPerson = ofPersons && !dimension.severalPerPerson;
  return (read, count) => {
    reserve(count);
    const from = read[place] as Uint16Array;
    let first = dimension.finest.length;
    for (let at = 0; at < count; at++) {
      const code = own[from[at] as number] ?? -1;
      if (code < 0) throw new UnlistedValueError(dimension.name);
      codes[at] = code;
      if (code < first) first = code;
    }
    return isOnePerPerson ? fill(first, count) : codes;
  };
}
