import { categories, channels } from './made-up-data.ts';

/** One question of the matrix, with what one would write by hand for it. */
export interface Case {
  readonly measure: MeasureName;
  readonly filter: FilterName;
  readonly table: TableName;
  readonly question: object;
  /** The bare figure, in SQL that DuckDB, PostgreSQL and ClickHouse all read. */
  readonly plain: string;
  /** The same, and of each cell the persons and the largest contribution of one of them. */
  readonly informed: string;
}

export type MeasureName = keyof typeof measures;
export type FilterName = keyof typeof filters;
export type TableName = keyof typeof tables;

const tables = {
  '140': ['neighbourhood'],
  '2,800': ['neighbourhood', 'age'],
  '5,040': ['month', 'neighbourhood'],
  '100,800': ['month', 'neighbourhood', 'age'],
} as const;

interface Filter {
  readonly where: readonly object[];
  readonly also?: readonly object[];
  readonly sql: readonly string[];
}

const [, category] = categories;
const [, channel] = channels;
const byCategory = { where: { column: 'category', in: [category] }, sql: `category = '${category}'` };
const byChannel = { where: { column: 'channel', in: [channel] }, sql: `channel = '${channel}'` };

const filters = {
  none: { where: [], sql: [] },
  one: { where: [byCategory.where], sql: [byCategory.sql] },
  two: { where: [byCategory.where, byChannel.where], sql: [byCategory.sql, byChannel.sql] },
  'one and a period': {
    where: [byCategory.where, { column: 'month', from: '2024-02', to: '2024-09' }],
    sql: [byCategory.sql, "month BETWEEN '2024-02' AND '2024-09'"],
  },
  'also in': {
    where: [],
    also: [{ in: 'benefits' }],
    sql: ['pseudonym IN (SELECT pseudonym FROM benefits)'],
  },
} as const satisfies Readonly<Record<string, Filter>>;

interface Measure {
  readonly asked: object;
  readonly bare: string;
  /** What the table of contributions (`contribution`, `persons`, ...) gives besides persons and the largest. */
  readonly contribution: string;
  readonly isRate?: true;
}

const measures = {
  records: { asked: { count: 'records' }, bare: 'count(*)', contribution: 'count(*)' },
  persons: { asked: { count: 'persons' }, bare: 'count(DISTINCT person_index)', contribution: 'count(*)' },
  sum: { asked: { sum: 'amount' }, bare: 'sum(amount)', contribution: 'sum(amount)' },
  mean: { asked: { mean: 'amount' }, bare: 'avg(amount)', contribution: 'sum(amount)' },
  rate: {
    asked: { rate: 'records', per: 1000, of: 'residents' },
    bare: 'count(*)',
    contribution: 'count(*)',
    isRate: true,
  },
} as const satisfies Readonly<Record<string, Measure>>;

/** All combinations, the smaller tables first. */
export const cases: readonly Case[] = keysOf(tables).flatMap((table) =>
  keysOf(measures).flatMap((measure) => keysOf(filters).map((filter) => toCase(measure, filter, table))),
);

/** One of them. */
export function findCase(wanted: Pick<Case, 'measure' | 'filter' | 'table'>): Case {
  return toCase(wanted.measure, wanted.filter, wanted.table);
}

function toCase(measure: MeasureName, filter: FilterName, table: TableName): Case {
  const { asked, ...given }: Measure = measures[measure];
  const { where, also = [], sql }: Filter = filters[filter];
  const by = tables[table];
  const parts = { by, rows: `reports${sql.length > 0 ? ` WHERE ${sql.join(' AND ')}` : ''}` };
  const question = { from: 'reports', measures: [asked], by, where, also };
  return {
    measure,
    filter,
    table,
    question,
    plain: toPlain(given, parts),
    informed: toInformed(given, parts),
  };
}

interface Parts {
  readonly by: readonly string[];
  readonly rows: string;
}

type Written = Omit<Measure, 'asked'>;

function toPlain({ bare, isRate }: Written, { by, rows }: Parts): string {
  const cells = `SELECT ${by.join(', ')}, ${bare} AS figure FROM ${rows} GROUP BY ${by.join(', ')}`;
  return isRate ? divide(cells) : cells;
}

function toInformed({ contribution, isRate }: Written, { by, rows }: Parts): string {
  const names = by.join(', ');
  const each = `SELECT ${names}, person_index, ${contribution} AS contribution, count(*) AS counted
    FROM ${rows} GROUP BY ${names}, person_index`;
  const cells = `SELECT ${names}, sum(contribution) AS figure, sum(counted) AS records, count(*) AS persons,
    max(contribution) AS largest FROM (${each}) AS contributions GROUP BY ${names}`;
  return isRate ? divide(cells) : cells;
}

/** Per thousand residents of the neighbourhood. */
function divide(cells: string): string {
  return `SELECT cells.*, 1000.0 * figure / residents FROM (${cells}) AS cells JOIN (
    SELECT neighbourhood, count(DISTINCT person_index) AS residents FROM residents GROUP BY neighbourhood
  ) AS denominators ON denominators.neighbourhood = cells.neighbourhood`;
}

function keysOf<Key extends string>(named: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(named).filter((key): key is Key => key in named);
}
