import { createHash } from 'node:crypto';
import { namesPersons } from '../contract/contract.ts';
import { quoteIdentifier, quoteLiteral } from '../engine/engine.ts';
import { measureColumns, registeredColumns, type SourceContract } from '../lake/source.ts';

/** Tables to put before a statement, of which the last, by this name, is the version with other keys. */
export interface NoiseKeys {
  readonly tables: readonly string[];
  readonly name: string;
}

/** A version in which persons of the keyed version can be as well. */
export interface KeyedBeside {
  readonly dataset: string;
  /** What to read the stored version from. */
  readonly version: string;
  readonly contract: SourceContract;
  /** Of the organisation that delivers it. */
  readonly secret: Uint8Array;
}

/**
 * Keys of the noise that are the same in every edition that gets the same records: made of a secret of the organisation
 * that delivers and the content of the record, without the pseudonym, and an order among equals. The key of a person is
 * made of its first record, so that it stays when records are added; persons with equal first records are put in the
 * order of all their records. Equal persons have no order of their own: which of them is first differs by edition.
 * Somebody who is in several data sets has the key of the first of these by name, so that the same persons have the same
 * noise from whichever data set they are counted.
 */
export function composeNoiseKeys(
  { dataset, version, contract, secret }: KeyedBeside,
  beside: readonly KeyedBeside[] = [],
): NoiseKeys {
  const read = `contents AS (SELECT *, ${contentOf(contract)} AS content FROM ${version})`;
  if (!namesPersons(contract)) {
    const numbered = 'row_number() OVER (PARTITION BY content)';
    const records = `SELECT * REPLACE (${keyOf(secret, 'record', ['content', numbered])} AS record_key) FROM contents`;
    return { tables: [read, `keyed AS (${records})`], name: 'keyed' };
  }
  const others = beside.map((other, at) => ({ ...other, table: `beside${at}` }));
  const first = [{ dataset, table: 'own' }, ...others].sort((one, other) =>
    one.dataset < other.dataset ? -1 : 1,
  );
  const key = `coalesce(${first.map(({ table }) => `${table}.person_noise`).join(', ')})`;
  const joins = others
    .map(({ table }) => `\nLEFT JOIN ${table} ON ${table}.pseudonym = own.pseudonym`)
    .join('');
  const noise = `noise AS (SELECT own.pseudonym, own.whole, ${key} AS person_noise FROM own${joins})`;
  const numberedRecord = 'row_number() OVER (PARTITION BY content ORDER BY noise.whole, contents.pseudonym)';
  const keyed = `keyed AS (
SELECT contents.* REPLACE (${keyOf(secret, 'record', ['content', numberedRecord])} AS record_key, noise.person_noise AS person_key)
FROM contents LEFT JOIN noise ON noise.pseudonym = contents.pseudonym
)`;
  const tables = [
    read,
    personsTable('own', 'contents', secret),
    ...others.map((other) =>
      personsTable(
        other.table,
        `(SELECT pseudonym, ${contentOf(other.contract)} AS content FROM ${other.version})`,
        other.secret,
      ),
    ),
    noise,
    keyed,
  ];
  return { tables, name: 'keyed' };
}

function contentOf(contract: SourceContract): string {
  const columns = [...registeredColumns(contract).map(({ name }) => name), ...measureColumns(contract)];
  const texts = columns.map((name) => `coalesce(${quoteIdentifier(name)}::VARCHAR, chr(30))`);
  return texts.length === 0 ? "''" : texts.join(' || chr(31) || ');
}

/** The persons of a data set with their keys, whatever else they are in. */
function personsTable(name: string, contents: string, secret: Uint8Array): string {
  const numbered = 'row_number() OVER (PARTITION BY first ORDER BY whole, pseudonym)';
  return `${name} AS (
SELECT pseudonym, whole, ${keyOf(secret, 'person', ['first', numbered])} AS person_noise FROM (
SELECT pseudonym, min(content) AS first, sha256(string_agg(content, chr(29) ORDER BY content)) AS whole
FROM ${contents} WHERE pseudonym IS NOT NULL GROUP BY pseudonym)
)`;
}

/** 32 bits of a hash with a key of its own for each kind. */
function keyOf(secret: Uint8Array, kind: 'record' | 'person', parts: readonly string[]): string {
  const key = createHash('sha256').update(`noise-of-${kind}`).update(secret).digest('base64url').slice(0, 22);
  const text = parts.map((part) => `(${part})::VARCHAR`).join(' || chr(31) || ');
  return `CAST('0x' || left(sha256(${quoteLiteral(key)} || ${text}), 8) AS UINTEGER)`;
}
