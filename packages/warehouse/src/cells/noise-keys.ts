import { createHash } from 'node:crypto';
import { quoteIdentifier, quoteLiteral } from '../engine/engine.ts';
import { measureColumns, registeredColumns, type SourceContract } from '../lake/source.ts';
import type { VersionFiles } from '../lake/version-files.ts';

/*
 * Keys of the noise that are the same in every edition that gets the same records: made of a secret of the organisation
 * that delivers and of what the records say, without pseudonyms.
 *
 * - What a record says is 64 bits: one hash with a key for each column and one for the numbers, taken together by XOR. An
 *   engine hashes each value of a column of categories once, not each record.
 * - The key of a person is made of its first record, so that it stays when records are added; persons with equal first
 *   records are put in the order of all their records. Equal persons have no order of their own: which of them is first
 *   differs by edition.
 * - The key of a record is made of what it says and of its person. Equal records of one person have one key, which counts
 *   as often: they are in the same sets, whatever is asked. So are equal records that name nobody.
 */

const table = 'noise_of_persons';

/** The rows of a table expression with the column `person`: a number from 1, that of the landing where it gave one. */
export function numberedRows({ hasPersonIndex }: VersionFiles, rows: string): string {
  const number = hasPersonIndex
    ? 'person_index'
    : 'CASE WHEN pseudonym IS NOT NULL THEN dense_rank() OVER (ORDER BY pseudonym) END';
  return `(SELECT *, ${number} AS person FROM ${rows})`;
}

/** The rows of a table expression with the column `content`: 64 bits of what the record says. */
export function withContentKey(rows: string, contract: SourceContract, secret: Uint8Array): string {
  const columns = registeredColumns(contract).map(({ name }) => hashOfColumns(secret, [name]));
  const measures = measureColumns(contract);
  const hashes = [...columns, ...(measures.length > 0 ? [hashOfColumns(secret, measures)] : [])];
  const content = hashes.length === 0 ? '0::UBIGINT' : hashes.reduce((one, other) => `xor(${one}, ${other})`);
  return `(SELECT *, ${content} AS content FROM ${rows})`;
}

function hashOfColumns(secret: Uint8Array, names: readonly string[]): string {
  const texts = names.map((name) => `coalesce(${quoteIdentifier(name)}::VARCHAR, chr(30))`);
  return keyedHash(secret, `column ${names.join('\u001f')}`, texts.join(' || chr(31) || '));
}

/** 64 bits of a hash with a key of its own for each purpose. */
function keyedHash(secret: Uint8Array, purpose: string, text: string): string {
  const key = createHash('sha256')
    .update(`noise-of-${purpose}`)
    .update(secret)
    .digest('base64url')
    .slice(0, 22);
  return `CAST('0x' || left(sha256(${quoteLiteral(key)} || ${text}), 16) AS UBIGINT)`;
}

/**
 * Makes the table with the noise of each person: a statement to be run before the others are read. The first record of a
 * person is that of the earliest month.
 */
export function composeNoiseOfPersons(
  files: VersionFiles,
  contract: SourceContract,
  secret: Uint8Array,
): string {
  const hasMonth = registeredColumns(contract).some(({ kind }) => kind === 'month');
  const month = hasMonth ? "coalesce(TRY_CAST(replace(month, '-', '') AS UBIGINT), 0)" : '0::UBIGINT';
  const rows = withContentKey(numberedRows(files, files.rows), contract, secret);
  const noise = keyedHash(secret, 'person', 'first::VARCHAR || chr(31) || number::VARCHAR');
  return `CREATE OR REPLACE TABLE ${table} AS
WITH persons AS (
SELECT person, min((${month} << 44) | (content >> 20)) AS first, sum(content) AS whole
FROM ${rows} WHERE person IS NOT NULL GROUP BY person
), numbered AS (
SELECT person, first, row_number() OVER (PARTITION BY first ORDER BY whole, person) AS number FROM persons
)
SELECT person, ${noise} AS noise FROM numbered ORDER BY person`;
}

/** Adds the noise of its person to each row of `version`. */
export const joinNoise = `\nLEFT JOIN ${table} ON ${table}.person = version.person`;

/** The columns `record_key` and, with persons, `person_key` of the rows of `version`. */
export function noiseKeys(named: boolean): string[] {
  const noise = `coalesce(${table}.noise, 0)`;
  const person = `CAST(${noise} & 4294967295 AS BIGINT) AS person_key`;
  return [
    `${mixed('version.content', named ? noise : '0::UBIGINT')} AS record_key`,
    ...(named ? [person] : []),
  ];
}

/** 32 bits of two times 64: both halves of the product of what both have in their low and in their high half. */
function mixed(one: string, other: string): string {
  const both = `xor(${one}, ${other})`;
  const product = `((${both} & 4294967295) * (${both} >> 32))`;
  return `CAST(xor(${product} & 4294967295, ${product} >> 32) AS BIGINT)`;
}
