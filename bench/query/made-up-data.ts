import { type Engine, quoteLiteral } from '@datalab/warehouse';

/** Sizes of the made-up town. */
export const town = { months: 36, neighbourhoods: 140, ages: 20 } as const;

export const categories = ['litter', 'noise', 'vandalism', 'other'] as const;
export const channels = ['phone', 'web', 'counter'] as const;
export const ages = Array.from(
  { length: town.ages },
  (_, index) => `${String(5 * index).padStart(2, '0')}-${String(5 * index + 4).padStart(2, '0')}`,
);

/** Reports of persons; the benefits of a fifth of them, to link to; and all residents, to divide by. */
export type MadeUpName = 'reports' | 'benefits' | 'residents';

/** Ten reports per person on average, from a few to hundreds. */
export function personsOf(rows: number): number {
  return Math.floor(rows / 10);
}

/**
 * Writes the rows of a data set to a Parquet file. Every property comes from a number of its own in one hash: of
 * `hash(i, 1)` and `hash(i, 2)`, modulo small numbers, DuckDB gives few of the possible combinations.
 */
export async function writeRows(engine: Engine, name: MadeUpName, rows: number, file: string): Promise<void> {
  await engine.run(`COPY (${selects[name](rows)}) TO ${quoteLiteral(file)} (FORMAT parquet)`);
}

const selects: Readonly<Record<MadeUpName, (rows: number) => string>> = {
  reports: (rows) =>
    `SELECT ${[
      monthOf(draw('i', 2, town.months)),
      ...placeOf('p'),
      `${pick(ages, draw('p', 2, town.ages))} AS age`,
      `${pick(categories, draw('i', 3, categories.length))} AS category`,
      `${pick(channels, draw('i', 4, channels.length))} AS channel`,
      `CAST(least(20000, 20 * pow(${share('i', 5)}, -0.6)) AS INTEGER) AS amount`,
      'CAST(p AS VARCHAR) AS pseudonym',
      'CAST(i AS VARCHAR) AS record_id',
    ].join(', ')} FROM (SELECT i, ${skewedPerson(rows)} AS p FROM range(${rows}) AS numbers(i))`,
  benefits: (rows) =>
    `SELECT ${[
      monthOf(draw('p', 4, town.months)),
      ...placeOf('p'),
      'CAST(p AS VARCHAR) AS pseudonym',
      'CAST(p AS VARCHAR) AS record_id',
    ].join(', ')} FROM range(${personsOf(rows)}) AS numbers(p) WHERE ${draw('p', 3, 5)} = 0`,
  residents: (rows) =>
    `SELECT ${[...placeOf('p'), 'CAST(p AS VARCHAR) AS pseudonym', 'CAST(p AS VARCHAR) AS record_id'].join(
      ', ',
    )} FROM range(${personsOf(rows)}) AS numbers(p)`,
};

/** A number from 0 that is independent of what other properties draw. */
function draw(of: 'i' | 'p', property: number, below: number): string {
  return `CAST(hash(${of} * 16 + ${property}) % ${below} AS INTEGER)`;
}

/** Above 0 and at most 1. */
function share(of: 'i' | 'p', property: number): string {
  return `((1 + hash(${of} * 16 + ${property}) % 1000000) / 1000000.0)`;
}

/** The first persons have hundreds of reports, the last ones eight. */
function skewedPerson(rows: number): string {
  const uniform = '(hash(i * 16 + 1) / 18446744073709551616.0)';
  return `least(CAST(floor(${personsOf(rows)} * pow(${uniform}, 1.3)) AS BIGINT), ${personsOf(rows) - 1})`;
}

function pick(values: readonly string[], at: string): string {
  return `[${values.map(quoteLiteral).join(', ')}][1 + ${at}]`;
}

function monthOf(at: string): string {
  return `strftime(DATE '2023-01-01' + INTERVAL (${at}) MONTH, '%Y-%m') AS month`;
}

/** Ten neighbourhoods to a district; a person lives in one. */
function placeOf(person: 'p'): string[] {
  const area = draw(person, 1, town.neighbourhoods);
  return [
    `'BU9999' || lpad(CAST(${area} // 10 AS VARCHAR), 2, '0') || lpad(CAST(${area} % 10 AS VARCHAR), 2, '0') AS neighbourhood`,
    `'WK9999' || lpad(CAST(${area} // 10 AS VARCHAR), 2, '0') AS district`,
    `'GM9999' AS municipality`,
  ];
}
