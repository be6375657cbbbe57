import { namesPersons } from '../contract/contract.ts';
import { type Engine, quoteIdentifier, type RunOptions } from '../engine/engine.ts';
import { columnText } from '../lake/expressions.ts';
import type { QuerySource, RegisteredColumn } from '../lake/source.ts';
import { openVersion, type VersionFiles } from '../lake/version-files.ts';

/** A value of a column, with what is registered about it elsewhere in the record. */
export interface OccurringValue {
  /** Null is "no value". */
  readonly value: string | null;
  /** Persons, and records that name nobody. */
  readonly contributors: number;
  /** The values of the columns that contain it, such as the district of a neighbourhood. */
  readonly above: readonly (string | null)[];
}

/** The values of a column that occur in a version, with how many contribute to each, in alphabetical order. */
export async function readValues(
  engine: Engine,
  source: QuerySource,
  column: RegisteredColumn,
  { above = [], ...options }: RunOptions & { above?: readonly string[] } = {},
): Promise<OccurringValue[]> {
  const files = await openVersion(source);
  const person = personColumn(files);
  const contributors = namesPersons(source.contract)
    ? `count(DISTINCT ${person}) + count(*) FILTER (WHERE ${person} IS NULL)`
    : 'count(*)';
  const columns = above.map((name, index) => `min(${quoteIdentifier(name)}) AS a${index}`);
  const sql = `SELECT ${[`${columnText(column)} AS value`, `CAST(${contributors} AS DOUBLE) AS contributors`, ...columns].join(', ')}
FROM ${files.rows} GROUP BY 1 ORDER BY 1 NULLS LAST`;
  const rows = await engine.run(sql, [], options);
  return rows.map((row) => ({
    value: textOrNull(row['value']),
    contributors: Number(row['contributors']),
    above: above.map((_, index) => textOrNull(row[`a${index}`])),
  }));
}

/** The first and the last month of some persons, and of records that name nobody. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly contributors: number;
}

/** How many have which first and last month: a few rows for each pair of months. */
export async function readPeriods(
  engine: Engine,
  source: QuerySource,
  options: RunOptions = {},
): Promise<Period[]> {
  const files = await openVersion(source);
  const { rows } = files;
  const person = personColumn(files);
  const named = namesPersons(source.contract);
  const persons = `SELECT min(month) AS first, max(month) AS last, 1 AS contributors FROM ${rows}
    WHERE ${person} IS NOT NULL AND month IS NOT NULL GROUP BY ${person} UNION ALL `;
  const sql = `WITH periods AS (${named ? persons : ''}SELECT month, month, count(*) FROM ${rows}
    WHERE month IS NOT NULL${named ? ` AND ${person} IS NULL` : ''} GROUP BY month)
SELECT first, last, CAST(sum(contributors) AS DOUBLE) AS contributors FROM periods AS p(first, last, contributors) GROUP BY 1, 2`;
  const found = await engine.run(sql, [], options);
  return found.map((row) => ({
    from: String(row['first']),
    to: String(row['last']),
    contributors: Number(row['contributors']),
  }));
}

/** What is known of persons in a version. */
export interface PersonFacts {
  readonly persons: number;
  /** Records that name nobody. */
  readonly unnamed: number;
  /** The columns of which some person has several values, "no value" among them. */
  readonly several: ReadonlySet<string>;
}

/** Looks for persons with several values of a column; of a version that names nobody there are none. */
export async function readPersonFacts(
  engine: Engine,
  source: QuerySource,
  columns: readonly RegisteredColumn[],
  options: RunOptions = {},
): Promise<PersonFacts> {
  if (!namesPersons(source.contract)) return { persons: 0, unnamed: 0, several: new Set() };
  const differs = columns.map(({ name }, index) => {
    const hash = `hash(${quoteIdentifier(name)})`;
    return `min(${hash}) <> max(${hash}) AS s${index}`;
  });
  const found = columns.map(
    (_, index) => `coalesce(bool_or(s${index}) FILTER (WHERE person IS NOT NULL), false) AS s${index}`,
  );
  const files = await openVersion(source);
  const sql = `WITH persons AS (
SELECT ${[`${personColumn(files)} AS person`, 'count(*) AS records', ...differs].join(', ')} FROM ${files.rows} GROUP BY 1
)
SELECT ${['CAST(count(person) AS DOUBLE) AS persons', 'CAST(coalesce(sum(records) FILTER (WHERE person IS NULL), 0) AS DOUBLE) AS unnamed', ...found].join(', ')} FROM persons`;
  const [row = {}] = await engine.run(sql, [], options);
  const several = columns.filter((_, index) => row[`s${index}`] === true).map(({ name }) => name);
  return { persons: Number(row['persons']), unnamed: Number(row['unnamed']), several: new Set(several) };
}

/** What tells persons apart. */
function personColumn({ hasPersonIndex }: VersionFiles): string {
  return hasPersonIndex ? 'person_index' : 'pseudonym';
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
