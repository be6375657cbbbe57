import type { Contract, ContractColumn } from '../contract/contract.ts';
import type { Engine } from '../engine/engine.ts';
import { parquetRows } from '../engine/files.ts';
import { plainDigitsSql } from './hidden-digits.ts';
import { called } from './numbers-in-names.ts';
import { UnusableFileError } from './report.ts';
import { elevenTest } from './rules.ts';

/** The different numbers of eight or nine digits in a column, whole values and parts of a text alike. */
export interface PersonNumberCounts {
  numbers: number;
  /** Of these, those that pass the eleven-test. */
  passing: number;
  /** Of those, the ones that are called a person number, by the text before them or by the name of the column. */
  named: number;
}

/**
 * Whether a column holds person numbers. One number that is called so is enough. Of the others one in eleven passes the
 * eleven-test by chance, so it takes more than chance gives:
 *
 * - all of at least five pass (by chance, of exactly five: 6 in a million columns), or
 * - so many pass that chance gives that in less than one column in a million, by Chernoff's bound on the binomial
 *   distribution, and at least one and a half times as many as chance gives, so that in a million numbers a slight
 *   pattern in how they were given out proves nothing.
 *
 * So 5 of 5 are found, 9 of 12, 12 of 20, 28 of 100, 143 of 1,000. A column of which half are person numbers is always
 * found from 30 different numbers on, one of 20 in a quarter of the cases; where fewer than one in twenty is a person
 * number, none is found. Nor are up to four different numbers that nothing calls person numbers. RSINs, the numbers of
 * organisations, are refused too, also as part of a VAT number: they have the same form and test.
 */
export function holdsPersonNumbers({ numbers, passing, named }: PersonNumberCounts): boolean {
  if (named > 0) return true;
  if (passing === numbers) return passing >= allPassingMin;
  const share = passing / numbers;
  return share >= chance * 1.5 && numbers * divergence(share, chance) >= Math.log(columnsPerFalseAlarm);
}

const chance = 1 / 11;
const allPassingMin = 5;
const columnsPerFalseAlarm = 1_000_000;

/** Kullback-Leibler divergence of two shares in nats; 0 < share < 1. */
function divergence(share: number, expected: number): number {
  return share * Math.log(share / expected) + (1 - share) * Math.log((1 - share) / (1 - expected));
}

/**
 * Refuses rows with person numbers in a column of another role, whatever that role: nothing but the role makes
 * pseudonyms of them. `parquet` is the checked file. Throws `UnusableFileError`, which names columns and no number.
 */
export async function refusePersonNumbers(
  engine: Engine,
  contract: Contract,
  parquet: string,
  name: string,
  signal?: AbortSignal,
): Promise<void> {
  const found: { column: string; count: number }[] = [];
  for (const inStage of await columnsWithNumbers(engine, contract, parquet, signal)) {
    const counts = await countPersonNumbers(engine, numbersIn(inStage, parquet), signal);
    if (holdsPersonNumbers(counts)) found.push({ column: inStage.column.name, count: counts.passing });
  }
  if (found.length === 0) return;
  const list = found.map(({ column, count }) => `${column} (${count})`).join(', ');
  throw new UnusableFileError(
    'columns.person-numbers',
    `${name} holds person numbers in columns that are not agreed to hold them: ${list}.`,
    {
      detail: 'In brackets: how many different numbers pass the eleven-test.',
      hint: 'Remove the numbers from the file. If the data set is about persons, give their column the role person-number in the contract: then they become pseudonyms before anything leaves your organisation.',
      params: { file: name, columns: found.map(({ column }) => column), count: sum(found) },
    },
  );
}

function sum(found: readonly { count: number }[]): number {
  return found.reduce((total, { count }) => total + count, 0);
}

interface ColumnOfStage {
  readonly column: ContractColumn;
  /** Its name in the checked file. */
  readonly value: string;
  /** Some values are such a number, or a code that is one but for a few letters. */
  readonly hasPlain: boolean;
  /** Some are another text with room for such a number. */
  readonly hasOther: boolean;
}

/** The columns with at least one value that has room for such a number, found in one pass over the file. */
async function columnsWithNumbers(
  engine: Engine,
  contract: Contract,
  parquet: string,
  signal: AbortSignal | undefined,
): Promise<ColumnOfStage[]> {
  const columns = contract.columns
    .map((column, index) => ({ column, value: `c${index}` }))
    .filter(
      ({ column }) => isNumeric(column) || (column.logicalType === 'string' && !formed.has(column.role)),
    );
  if (columns.length === 0) return [];
  const kinds = columns.map(({ column, value }) => `${kindOf(column, value)} AS ${value}`);
  const marks = columns.map(
    ({ value }) =>
      `bool_or(${value} = ${plain}) AS plain_${value}, bool_or(${value} = ${other}) AS other_${value}`,
  );
  const query = `SELECT ${marks.join(', ')} FROM (SELECT ${kinds.join(', ')} FROM ${parquetRows(parquet)} WHERE ok)`;
  const [row] = await engine.run(query, [], { signal });
  return columns
    .map(({ column, value }) => ({
      column,
      value,
      hasPlain: row?.[`plain_${value}`] === true,
      hasOther: row?.[`other_${value}`] === true,
    }))
    .filter(({ hasPlain, hasOther }) => hasPlain || hasOther);
}

async function countPersonNumbers(
  engine: Engine,
  numbers: string,
  signal: AbortSignal | undefined,
): Promise<PersonNumberCounts> {
  const each = `SELECT digits, bool_or(named) AS named FROM (${numbers}) GROUP BY digits`;
  const numbered = `SELECT named, digits - ${marker('digits >= 1000000000')} AS number FROM (${each})`;
  const judged = `SELECT named, ${elevenTest('number')} AS passes FROM (${numbered})`;
  const [row] = await engine.run(
    `SELECT count(*)::DOUBLE AS numbers, (count(*) FILTER (passes))::DOUBLE AS passing,
      (count(*) FILTER (passes AND named))::DOUBLE AS named FROM (${judged})`,
    [],
    { signal },
  );
  return {
    numbers: Number(row?.['numbers'] ?? 0),
    passing: Number(row?.['passing'] ?? 0),
    named: Number(row?.['named'] ?? 0),
  };
}

/** What stands before the digits of a number to keep zeros in front: a 1 before nine of them, or else before eight. */
function marker(hasNine: string): string {
  return `CASE WHEN ${hasNine} THEN 1000000000 ELSE 100000000 END`;
}

const digits = '[0-9](?:[ .-]?[0-9]){7,8}';
/** The digits of a code with at most two letters on either side, too few to call it a person number. */
const plainCode = '^[A-Za-z]{0,2}([0-9]{8,9})[A-Za-z]{0,2}$';

/**
 * A SELECT of `digits` (eight or nine, as an INTEGER that begins with a 1 of its own) and `named`, of a column that can
 * hold such numbers.
 */
function numbersIn({ column, value, hasPlain, hasOther }: ColumnOfStage, parquet: string): string {
  const title = `${column.name} ${column.label}`.replaceAll(/[_-]/g, ' ');
  // An age band or the digits of a postcode has no room for such a number: one is no coincidence.
  const isCalled = new RegExp(called, 'i').test(title) || column.coarsened === true;
  const rows = `${parquetRows(parquet)} WHERE ok AND ${kindOf(column, value)}`;
  if (isNumeric(column)) {
    const digits = `${value}::INTEGER + ${marker(`${value} >= 100000000`)}`;
    return `SELECT ${digits} AS digits, ${isCalled} AS named FROM ${rows} = ${plain}`;
  }
  const found: string[] = [];
  if (hasPlain) {
    const digits = `regexp_extract(${value}, '${plainCode}', 1)`;
    found.push(
      `SELECT concat('1', ${digits})::INTEGER AS digits, ${isCalled} AS named FROM ${rows} = ${plain}`,
    );
  }
  if (hasOther)
    found.push(
      numbersInTexts(`SELECT DISTINCT ${plainDigitsSql(value)} AS text FROM ${rows} = ${other}`, isCalled),
    );
  return found.join(' UNION ALL ');
}

function numbersInTexts(texts: string, isCalled: boolean): string {
  // A letter against a number ends it, as any other sign does.
  const alone = `regexp_extract_all(regexp_replace(text, '\\p{L}', '|', 'g'), '\\b${digits}\\b')`;
  const afterName = `regexp_extract_all(text, '(?i)(?:${called})[^0-9]{0,15}(${digits})(?:[^0-9]|$)', 1)`;
  const found = (list: string, named: boolean) =>
    `SELECT unnest(${list}) AS found, ${named} AS named FROM texts`;
  return `(WITH texts AS (${texts})
    SELECT concat('1', regexp_replace(found, '[^0-9]', '', 'g'))::INTEGER AS digits, named
    FROM (${found(alone, isCalled)} UNION ALL ${found(afterName, true)}))`;
}

function isNumeric({ logicalType }: ContractColumn): boolean {
  return logicalType === 'integer' || logicalType === 'number';
}

const plain = 1;
const other = 2;

/** How a value may hold eight or nine digits, as SQL: `plain`, `other`, or 0 where it has no room for them. */
function kindOf(column: ContractColumn, value: string): string {
  if (isNumeric(column)) {
    const isWhole = column.logicalType === 'integer' ? '' : ` AND ${value} = trunc(${value})`;
    return `CASE WHEN ${value} BETWEEN 10000000 AND 999999999${isWhole} THEN ${plain} ELSE 0 END`;
  }
  const hasRoom = `regexp_matches(${plainDigitsSql(value)}, '[0-9]([^0-9A-Za-z]*[0-9]){7}')`;
  return `CASE WHEN regexp_matches(${value}, '${plainCode}') THEN ${plain} WHEN ${hasRoom} THEN ${other} ELSE 0 END`;
}

/** Roles for which the check verified that every value has the form of a month or an area code. */
const formed: ReadonlySet<string> = new Set([
  'person-number',
  'month',
  'neighbourhood',
  'district',
  'municipality',
]);
