import { createTownRecords, type TownRecords } from '@datalab/demo/records';
import {
  bandOf,
  type ColumnDescription,
  type DataSetDescription,
  type Microdata,
  recordsPerPerson,
} from '@datalab/query-control';

/** One data set of the demo town as it lands. */
export interface TownSet {
  readonly name: string;
  readonly description: DataSetDescription;
  readonly microdata: Microdata;
}

interface TownRow {
  readonly month: string;
  readonly neighbourhood: string | null;
  readonly person: object | undefined;
  readonly values: Readonly<Record<string, string>>;
}

interface TownTable {
  readonly name: string;
  /** Records and persons have the same key in every delivery. */
  readonly keys: ReadonlyMap<object, number>;
  readonly rows: readonly TownRow[];
  readonly columns: readonly string[];
  readonly severalPerPerson: readonly string[];
  /** The yes of a property that a person has once one of its records has it. */
  readonly ever?: Readonly<Record<string, string>>;
  readonly specialCategory: boolean;
}

/** All data sets of the town that hold records of persons or events, with the months up to and including one. */
export function createTownSets(until?: string, town: TownRecords = createTownRecords()): TownSet[] {
  const tables = tablesOf(town).map((table) => ({
    ...table,
    keys: keysOf(table.rows),
    rows: table.rows.filter(({ month }) => until === undefined || month <= until),
  }));
  return tables.map((table) => toSet(table, tables, town));
}

function tablesOf({ tables, litter }: TownRecords): Omit<TownTable, 'keys'>[] {
  const residence = <
    T extends { readonly month: string; readonly person: { readonly neighbourhood: string } },
  >(
    happenings: readonly T[],
    values: (happening: T) => Record<string, string>,
  ): TownRow[] =>
    happenings.map((each) => ({
      month: each.month,
      neighbourhood: each.person.neighbourhood,
      person: each.person,
      values: values(each),
    }));
  return [
    {
      name: 'tenancies',
      rows: residence(tables.tenancies.sound, ({ dwelling, complaint }) => ({ dwelling, complaint })),
      columns: ['dwelling', 'complaint'],
      severalPerPerson: [],
      ever: { complaint: 'yes' },
      specialCategory: false,
    },
    {
      name: 'social-support',
      rows: residence(tables.support.sound, ({ kind }) => ({ kind })),
      columns: ['kind'],
      severalPerPerson: ['kind'],
      specialCategory: false,
    },
    {
      name: 'mental-health-care',
      rows: residence(tables.care.sound, ({ kind }) => ({ kind })),
      columns: ['kind'],
      severalPerPerson: [],
      specialCategory: true,
    },
    {
      name: 'benefits',
      rows: residence(tables.benefits.sound, ({ kind }) => ({ kind })),
      columns: ['kind'],
      severalPerPerson: [],
      specialCategory: false,
    },
    {
      name: 'nuisance-reports',
      rows: tables.nuisance.sound.map(({ month, neighbourhood, category, reportedBy, followUp, person }) => ({
        month,
        neighbourhood: neighbourhood === '' ? null : neighbourhood,
        person,
        values: { category, reported_by: reportedBy, follow_up: followUp },
      })),
      columns: ['category', 'reported_by', 'follow_up'],
      severalPerPerson: ['area', 'category', 'reported_by', 'follow_up'],
      specialCategory: true,
    },
    {
      name: 'litter-reports',
      rows: litter.map(({ month, neighbourhood, kind }) => ({
        month,
        neighbourhood,
        person: undefined,
        values: { kind },
      })),
      columns: ['kind'],
      severalPerPerson: [],
      specialCategory: false,
    },
  ];
}

function toSet(table: TownTable, all: readonly TownTable[], town: TownRecords): TownSet {
  const persons = [...new Set(table.rows.flatMap(({ person }) => person ?? []))];
  const links = persons.length === 0 ? [] : all.filter((other) => other !== table && hasPersons(other));
  return {
    name: table.name,
    description: describe(table, links, town),
    microdata: toMicrodata(table, links, persons),
  };
}

function hasPersons({ rows }: TownTable): boolean {
  return rows.some(({ person }) => person !== undefined);
}

function describe(table: TownTable, links: readonly TownTable[], { map }: TownRecords): DataSetDescription {
  const { rows, columns, severalPerPerson, ever = {}, specialCategory } = table;
  const months = rows.map(({ month }) => month).sort();
  const named = rows.filter(({ person }) => person !== undefined).length;
  return {
    time: { from: months[0] ?? '', to: months.at(-1) ?? '', hasNoValue: false },
    area: {
      level: 'neighbourhood',
      areas: map.neighbourhoods.map(({ code, district }) => ({ code, district, municipality: 'town' })),
      hasNoValue: rows.some(({ neighbourhood }) => neighbourhood === null),
      severalPerPerson: severalPerPerson.includes('area'),
    },
    columns: columns.map((name): ColumnDescription => {
      const categories = [...new Set(rows.map(({ values }) => values[name] ?? ''))].sort();
      const partition = ever[name] === undefined ? {} : { ever: ever[name] };
      const several = severalPerPerson.includes(name) || ever[name] !== undefined;
      return {
        name,
        kind: 'category',
        categories,
        hasNoValue: false,
        severalPerPerson: several,
        ...partition,
      };
    }),
    links: links.map(({ name, specialCategory: isSpecial }) => ({
      dataset: name,
      specialCategory: isSpecial,
    })),
    persons: named === 0 ? 'none' : named === rows.length ? 'all' : 'some',
    specialCategory,
  };
}

function toMicrodata(
  { rows, columns, keys }: TownTable,
  links: readonly TownTable[],
  persons: readonly object[],
): Microdata {
  const numbers = new Map(persons.map((person, at) => [person, at]));
  const personOf = Int32Array.from(rows, ({ person }) => (person ? (numbers.get(person) ?? -1) : -1));
  const recordsOf = new Uint32Array(persons.length);
  for (const person of personOf) if (person >= 0) recordsOf[person] = (recordsOf[person] ?? 0) + 1;
  const linked = links.map(({ name, rows: others }) => {
    const members = new Set(others.map(({ person }) => person));
    const column = rows.map(({ person }) =>
      person === undefined ? null : members.has(person) ? 'yes' : 'no',
    );
    return [`in.${name}`, column] as const;
  });
  const bands = [...personOf].map((person) => (person < 0 ? null : bandOf(recordsOf[person] ?? 0)));
  return {
    values: new Map<string, readonly (string | null)[]>([
      ['time', rows.map(({ month }) => month)],
      ['area', rows.map(({ neighbourhood }) => neighbourhood)],
      ...columns.map((name) => [name, rows.map(({ values }) => values[name] ?? null)] as const),
      ...linked,
      [recordsPerPerson, bands],
    ]),
    recordKeys: Uint32Array.from(rows, (row) => keys.get(row) ?? 0),
    persons: personOf,
    personKeys: Uint32Array.from(persons, (person) => keys.get(person) ?? 0),
    amounts: new Map(),
  };
}

function keysOf(rows: readonly TownRow[]): Map<object, number> {
  const persons = new Set(rows.flatMap(({ person }) => person ?? []));
  return new Map([...rows, ...persons].map((each, at) => [each, madeUpKey(at)]));
}

function madeUpKey(at: number): number {
  let mixed = Math.imul(at + 1, 0x9e3779b1) ^ 0x85ebca6b;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
