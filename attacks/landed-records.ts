import {
  bandOf,
  type Cube,
  type Dimension,
  type Lattice,
  type Microdata,
  recordsPerPerson,
} from '@datalab/query-control';
import { measureColumns } from '@datalab/warehouse';
import type { Landed } from './landed.ts';
import type { LandedSet } from './landed-versions.ts';

/** The records of a landed version in memory, so that an attack can see what the rules do with other ones. */
export async function readRecords(landed: Landed, set: LandedSet): Promise<Microdata> {
  const { source, cubes } = set;
  const { dimensions } = cubes.records.cube.lattice;
  const hasPersons = cubes.persons !== undefined;
  const amounts = measureColumns(source.contract);
  const stored = dimensions.flatMap((dimension) => columnOf(dimension) ?? []);
  const rows = await landed.readRows(
    source.dataset,
    [
      ...stored.map((column, at) => `CAST("${column}" AS VARCHAR) AS c${at}`),
      'CAST(record_key AS DOUBLE) AS record_key',
      ...(hasPersons ? ['pseudonym', 'CAST(person_key AS DOUBLE) AS person_key'] : []),
      ...amounts.map((column, at) => `CAST("${column}" AS DOUBLE) AS a${at}`),
    ].join(', '),
  );
  const numbers = new Map<string, number>();
  const personKeys: number[] = [];
  const persons = Int32Array.from(rows, ({ pseudonym, person_key: key }) => {
    if (typeof pseudonym !== 'string') return -1;
    const known = numbers.get(pseudonym) ?? numbers.size;
    if (known === numbers.size) personKeys.push(Number(key));
    numbers.set(pseudonym, known);
    return known;
  });
  const members = await readMembers(landed, dimensions);
  const names = [...numbers.keys()];
  const values = dimensions.map((dimension): [string, (string | null)[]] => {
    const at = stored.indexOf(columnOf(dimension) ?? '');
    if (at >= 0) return [dimension.name, rows.map((row) => textOrNull(row[`c${at}`]))];
    if (dimension.kind === 'band') return [dimension.name, bandsOf(persons, names.length)];
    const inside = members.get(dimension.name) ?? new Set();
    return [dimension.name, [...persons].map((person) => memberOf(names[person], inside))];
  });
  return {
    values: new Map(values),
    recordKeys: Uint32Array.from(rows, ({ record_key: key }) => Number(key)),
    persons,
    personKeys: Uint32Array.from(personKeys),
    amounts: new Map(
      amounts.map((column, at) => [
        column,
        Float64Array.from(rows, (row) => (row[`a${at}`] === null ? Number.NaN : Number(row[`a${at}`]))),
      ]),
    ),
  };
}

function columnOf({ name, kind, values }: Dimension): string | undefined {
  if (kind === 'link' || name === recordsPerPerson) return undefined;
  if (name === 'time') return 'month';
  return name === 'area' ? (values.at(-1)?.level ?? 'neighbourhood') : name;
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

async function readMembers(
  landed: Landed,
  dimensions: readonly Dimension[],
): Promise<Map<string, ReadonlySet<string>>> {
  const members = new Map<string, ReadonlySet<string>>();
  for (const { name, kind } of dimensions) {
    if (kind !== 'link') continue;
    const rows = await landed.readRows(name.slice('in.'.length), 'DISTINCT pseudonym');
    members.set(name, new Set(rows.flatMap(({ pseudonym }) => textOrNull(pseudonym) ?? [])));
  }
  return members;
}

function memberOf(pseudonym: string | undefined, inside: ReadonlySet<string>): string | null {
  if (pseudonym === undefined) return null;
  return inside.has(pseudonym) ? 'yes' : 'no';
}

function bandsOf(persons: Int32Array, size: number): (string | null)[] {
  const records = new Uint32Array(size);
  for (const person of persons) if (person >= 0) records[person] = (records[person] ?? 0) + 1;
  return [...persons].map((person) => (person < 0 ? null : bandOf(records[person] ?? 0)));
}

/** The records for which something holds. Persons keep their numbers. */
export function keepRecords(microdata: Microdata, isKept: (record: number) => boolean): Microdata {
  const kept = [...microdata.persons.keys()].filter(isKept);
  return {
    ...microdata,
    values: new Map(
      [...microdata.values].map(([name, column]) => [name, kept.map((record) => column[record] ?? null)]),
    ),
    recordKeys: Uint32Array.from(kept, (record) => microdata.recordKeys[record] ?? 0),
    persons: Int32Array.from(kept, (record) => microdata.persons[record] ?? -1),
    amounts: new Map(
      [...microdata.amounts].map(([name, column]) => [
        name,
        Float64Array.from(kept, (record) => column[record] ?? Number.NaN),
      ]),
    ),
  };
}

/**
 * Another lattice of the same records: only these levels.
 * @param dimensionsMax so many dimensions at once, whatever they are; default: as many as before
 */
export function narrowLattice(
  { lattice }: Cube,
  isKept: (dimension: Dimension, level: string) => boolean,
  dimensionsMax?: number,
): Lattice {
  const dimensions = lattice.dimensions.flatMap((dimension): Dimension[] => {
    const values = dimension.values.filter(({ level }) => isKept(dimension, level));
    const { dimensionsMax: most, ...rest } = dimension;
    const isLimited = most !== undefined && dimensionsMax === undefined;
    return values.length === 0 ? [] : [{ ...rest, values, ...(isLimited ? { dimensionsMax: most } : {}) }];
  });
  return { dimensions, dimensionsMax: dimensionsMax ?? lattice.dimensionsMax };
}
