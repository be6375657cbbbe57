import { createHash } from 'node:crypto';
import { namesPersons } from '../contract/contract.ts';
import { quoteIdentifier, quoteLiteral } from '../engine/engine.ts';
import { measureColumns, registeredColumns, type SourceContract } from '../lake/source.ts';

/** Tables to put before a statement, of which the last, by this name, is the version with other keys. */
export interface NoiseKeys {
  readonly tables: readonly string[];
  readonly name: string;
}

/**
 * Keys of the noise that are the same in every edition that gets the same records: made of a secret of the organisation
 * that delivers and the content of the record, without the pseudonym, and an order among equals. The key of a person is
 * made of its first record, so that it stays when records are added; persons with equal first records are put in the
 * order of all their records. Equal persons have no order of their own: which of them is first differs by edition.
 * @param version what to read the stored version from
 */
export function composeNoiseKeys(version: string, contract: SourceContract, secret: Uint8Array): NoiseKeys {
  const columns = [...registeredColumns(contract).map(({ name }) => name), ...measureColumns(contract)];
  const texts = columns.map((name) => `coalesce(${quoteIdentifier(name)}::VARCHAR, chr(30))`);
  const content = texts.length === 0 ? "''" : texts.join(' || chr(31) || ');
  const read = `contents AS (SELECT *, ${content} AS content FROM ${version})`;
  if (!namesPersons(contract)) {
    const numbered = 'row_number() OVER (PARTITION BY content)';
    const records = `SELECT * REPLACE (${keyOf(secret, 'record', ['content', numbered])} AS record_key) FROM contents`;
    return { tables: [read, `keyed AS (${records})`], name: 'keyed' };
  }
  const persons = `named AS (
SELECT pseudonym, min(content) AS first, sha256(string_agg(content, chr(29) ORDER BY content)) AS whole
FROM contents WHERE pseudonym IS NOT NULL GROUP BY pseudonym
)`;
  const numberedPerson = 'row_number() OVER (PARTITION BY first ORDER BY whole, pseudonym)';
  const keysOfPersons = `noise AS (SELECT pseudonym, whole, ${keyOf(secret, 'person', ['first', numberedPerson])} AS person_noise FROM named)`;
  const numberedRecord = 'row_number() OVER (PARTITION BY content ORDER BY noise.whole, contents.pseudonym)';
  const keyed = `keyed AS (
SELECT contents.* REPLACE (${keyOf(secret, 'record', ['content', numberedRecord])} AS record_key, noise.person_noise AS person_key)
FROM contents LEFT JOIN noise ON noise.pseudonym = contents.pseudonym
)`;
  return { tables: [read, persons, keysOfPersons, keyed], name: 'keyed' };
}

/** 32 bits of a hash with a key of its own for each kind. */
function keyOf(secret: Uint8Array, kind: 'record' | 'person', parts: readonly string[]): string {
  const key = createHash('sha256').update(`noise-of-${kind}`).update(secret).digest('base64url').slice(0, 22);
  const text = parts.map((part) => `(${part})::VARCHAR`).join(' || chr(31) || ');
  return `CAST('0x' || left(sha256(${quoteLiteral(key)} || ${text}), 8) AS UINTEGER)`;
}
