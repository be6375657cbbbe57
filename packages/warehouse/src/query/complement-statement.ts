import type { Binder, Dialect } from '../lake/dialect.ts';
import {
  band,
  composeFilter,
  composeLink,
  dimensionText,
  isBand,
  personColumn,
  type Statement,
} from './compose.ts';
import type { ResolvedDimension, ResolvedFilter, ResolvedQuery } from './resolved-query.ts';
import type { RollUp } from './roll-ups.ts';

/**
 * Composes the statement that counts how much of a roll-up lies outside each cell (its complement), for a question
 * about a data set that names persons: `d1..` the dimensions of the question as text, `held` the persons in the cell,
 * `persons` those in the group and not in the cell, `contributors` (persons, and records that name no person) those
 * with records in the group outside the cell. With `slice`, of one in so many persons only: lower bounds.
 */
export function composeComplements(
  resolved: ResolvedQuery,
  rollUp: RollUp,
  dialect: Dialect,
  slice = 1,
): Statement {
  const binder = dialect.createBinder();
  const keys = resolved.dimensions.map((_, index) => `d${index + 1}`);
  const group = rollUp.keys.map((dimension) => {
    const index = resolved.dimensions.indexOf(dimension);
    return index < 0 ? 'coarse' : `d${index + 1}`;
  });
  const facts = factTables(resolved, rollUp, { dialect, binder, keys, slice });
  const who = 'pseudonym, unnamed';
  const shared = group.map((name) => `cells.${name} IS NOT DISTINCT FROM groups.${name}`);
  const list = (names: readonly string[]) => names.map((name) => `${name}, `).join('');
  const grouped = (names: readonly string[]) => (names.length > 0 ? `\nGROUP BY ${names.join(', ')}` : '');
  const cellKeys = [...new Set([...keys, ...group])];
  const sql = `WITH ${facts},
parts AS (
SELECT ${list(cellKeys)}${who}, inside, count(*) AS n FROM facts GROUP BY ${list(cellKeys)}${who}, inside
),
members AS (
SELECT ${list(group)}${who}, sum(n) AS n FROM parts GROUP BY ${list(group)}${who}
),
groups AS (
SELECT ${list(group)}count(*) AS contributors, count(pseudonym) AS persons FROM members${grouped(group)}
),
placed AS (
SELECT parts.*, sum(n) OVER (PARTITION BY ${list(group)}${who}) AS n_group FROM parts
),
cells AS (
SELECT ${list(cellKeys)}count(pseudonym) AS persons, count(CASE WHEN n = n_group THEN 1 END) AS whole
FROM placed WHERE inside${grouped(cellKeys)}
)
SELECT ${keys.map((key) => `cells.${key} AS ${key}, `).join('')}cells.persons AS held,
groups.persons - cells.persons AS persons,
groups.contributors - cells.whole AS contributors
FROM cells JOIN groups ON ${shared.length > 0 ? shared.join(' AND ') : 'TRUE'}`;
  return { sql, params: binder.values };
}

interface Composing {
  dialect: Dialect;
  binder: Binder;
  keys: string[];
  slice: number;
}

/** The records of the group, each with whether it is inside its cell. */
function factTables(
  resolved: ResolvedQuery,
  rollUp: RollUp,
  { dialect, binder, keys, slice }: Composing,
): string {
  const { source, dimensions, filters } = resolved;
  const { keys: group, filters: kept, links, dropped } = rollUp;
  const text = (dimension: ResolvedDimension) => dimensionText(dimension, dialect, binder);
  const conditions = (list: readonly ResolvedFilter[]) =>
    list
      .filter(({ dimension }) => !isBand(dimension))
      .flatMap((filter) => composeFilter(filter, text(filter.dimension), binder));
  const coarse = group.filter((dimension) => !dimensions.includes(dimension));
  const inside = [
    ...conditions(dropped.filters),
    ...dropped.links.map((link) => composeLink(link, dialect, binder)),
  ];
  const columns = [
    ...dimensions.map((dimension, index) => `${text(dimension)} AS ${keys[index]}`),
    ...coarse.map((dimension) => `${text(dimension)} AS coarse`),
    `${personColumn(resolved)} AS pseudonym`,
    `CASE WHEN ${personColumn(resolved)} IS NULL THEN record_key END AS unnamed`,
    `${inside.length > 0 ? `coalesce(${inside.join(' AND ')}, FALSE)` : 'TRUE'} AS inside`,
  ];
  const version = dialect.readVersion(source, binder);
  const where = [
    ...conditions(kept),
    ...links.map((link) => composeLink(link, dialect, binder)),
    ...(slice > 1 ? [`person_key < ${binder.bind(Math.floor(2 ** 32 / slice))}`] : []),
  ];
  const records = `SELECT ${columns.join(', ')}\nFROM ${version}${where.length > 0 ? `\nWHERE ${where.join('\n  AND ')}` : ''}`;
  if (![...dimensions, ...filters.map(({ dimension }) => dimension)].some(isBand)) {
    return `facts AS (\n${records}\n)`;
  }
  return `records AS (\n${records}\n),\n${bandTables(dimensions, rollUp, { keys, binder, isCoarse: coarse.length > 0 })}`;
}

/**
 * The band of a person is that of its records inside the selection, whatever the group adds to these. A group that is
 * itself selected by bands contains no person of other bands.
 */
function bandTables(
  dimensions: readonly ResolvedDimension[],
  { filters: kept, dropped }: RollUp,
  { keys, binder, isCoarse }: Pick<Composing, 'keys' | 'binder'> & { isCoarse: boolean },
): string {
  const ofBands = (filters: readonly ResolvedFilter[]) =>
    filters
      .filter(({ dimension }) => isBand(dimension))
      .flatMap((filter) => composeFilter(filter, band, binder));
  const selecting = ofBands(kept);
  const columns = [
    ...dimensions.map((dimension, index) =>
      isBand(dimension) ? `${band} AS ${keys[index]}` : `${keys[index]}`,
    ),
    ...(isCoarse ? ['coarse'] : []),
    'records.pseudonym AS pseudonym',
    'unnamed',
    `coalesce(${['inside', ...ofBands(dropped.filters)].join(' AND ')}, FALSE) AS inside`,
  ];
  return `tallies AS (
SELECT pseudonym, count(*) AS tally FROM records WHERE inside AND pseudonym IS NOT NULL GROUP BY pseudonym
),
facts AS (
SELECT ${columns.join(', ')}
FROM records LEFT JOIN tallies ON tallies.pseudonym = records.pseudonym${selecting.length > 0 ? `\nWHERE ${selecting.join(' AND ')}` : ''}
)`;
}
