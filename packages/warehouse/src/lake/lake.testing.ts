import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namesPersons } from '../contract/contract.ts';
import { type Engine, openEngine, quoteLiteral } from '../engine/engine.ts';
import { sealVersion } from '../landing/seal-version.ts';
import type { QuerySource, SourceContract } from './source.ts';
import { openVersion } from './version-files.ts';

/** A record of the test lake; `person` becomes the pseudonym and its key. */
export interface LakeRow {
  month: string | null;
  neighbourhood: string | null;
  category: string | null;
  /** Only in the contracts that say so. */
  kind?: string | null;
  amount: number | null;
  person: string | null;
}

/** A temporary lake with its own engine. */
export interface Lake {
  engine: Engine;
  /** Lands rows as one version with the columns that the contract asks for, in format 1 and without numbers of persons. */
  land(dataset: string, contract: SourceContract, rows: readonly Partial<LakeRow>[]): Promise<QuerySource>;
  /** The same version with a number for each person, as landings in format 1 gave them. */
  addPersonIndex(source: QuerySource): Promise<QuerySource>;
  /** The same version in format 2, in files of so many persons. */
  orderByPerson(source: QuerySource, personsPerFile: number): Promise<QuerySource>;
  close(): Promise<void>;
}

export const incidentContract: SourceContract = {
  unit: 'event',
  accessClass: 'shared',
  columns: [
    { name: 'maand', role: 'month', logicalType: 'string' },
    { name: 'buurt', role: 'neighbourhood', logicalType: 'string' },
    { name: 'category', role: 'dimension', logicalType: 'string', allowed: ['litter', 'noise', 'other'] },
    { name: 'amount', role: 'measure', logicalType: 'number' },
  ],
};

export const personContract: SourceContract = {
  ...incidentContract,
  columns: [...incidentContract.columns, { name: 'bsn', role: 'person-number', logicalType: 'string' }],
};

export const populationContract: SourceContract = {
  unit: 'area',
  accessClass: 'open',
  columns: [
    { name: 'maand', role: 'month', logicalType: 'string' },
    { name: 'buurt', role: 'neighbourhood', logicalType: 'string' },
    { name: 'amount', role: 'measure', logicalType: 'integer' },
  ],
};

export async function createLake(): Promise<Lake> {
  const root = await mkdtemp(join(tmpdir(), "a lake [with] a 'name'-"));
  const engine = await openEngine({ memoryLimit: '512MB', threads: 2 });
  let landed = 0;
  return {
    engine,
    async land(dataset, contract, rows) {
      const version = `v${String(++landed).padStart(4, '0')}`;
      const dir = join(root, dataset, version);
      await mkdir(dir, { recursive: true });
      await loadRows(engine, version, rows);
      const named = namesPersons(contract);
      await engine.run(`COPY (SELECT month, neighbourhood,
        'WK' || neighbourhood[3:8] AS district, 'GM' || neighbourhood[3:6] AS municipality,
        category, kind, CAST(amount AS DOUBLE) AS amount, ${named ? 'person AS pseudonym, person_key, ' : ''}record_key,
        CAST(coalesce(month[1:4], '0') AS INTEGER) AS year FROM ${version})
        TO ${quoteLiteral(dir)} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (year), OVERWRITE_OR_IGNORE)`);
      await engine.run(`DROP TABLE ${version}`);
      await sealVersion(dir, { personIndex: false }, 1);
      return { dataset, version, dir, contract };
    },
    async addPersonIndex(source) {
      const dir = join(root, source.dataset, `${source.version}-quick`);
      await mkdir(dir, { recursive: true });
      const index =
        'CASE WHEN pseudonym IS NOT NULL THEN CAST(dense_rank() OVER (ORDER BY pseudonym) AS UINTEGER) END AS person_index';
      const { rows } = await openVersion(source);
      await engine.run(`COPY (SELECT *, ${index} FROM ${rows})
        TO ${quoteLiteral(dir)} (FORMAT parquet, PARTITION_BY (year), OVERWRITE_OR_IGNORE)`);
      await sealVersion(dir, { personIndex: true }, 1);
      return { ...source, dir };
    },
    async orderByPerson(source, personsPerFile) {
      const dir = join(root, source.dataset, `${source.version}-ordered`);
      await mkdir(join(dir, 'rows'), { recursive: true });
      const { rows } = await openVersion(source);
      await engine.run(`CREATE OR REPLACE TABLE ordered AS SELECT * REPLACE (
          CAST(record_key AS BIGINT) AS record_key, CAST(person_key AS BIGINT) AS person_key),
        CASE WHEN pseudonym IS NOT NULL THEN CAST(dense_rank() OVER (ORDER BY pseudonym) AS INTEGER) END AS person_index
        FROM ${rows}`);
      const [last] = await engine.run('SELECT coalesce(max(person_index), 0)::INTEGER AS n FROM ordered');
      for (let file = 0; file === 0 || file * personsPerFile < Number(last?.['n']); file++) {
        const path = join(dir, 'rows', `${String(file + 1).padStart(4, '0')}.parquet`);
        await engine.run(`COPY (SELECT * FROM ordered
          WHERE (coalesce(person_index, 1) - 1) // ${personsPerFile} = ${file} ORDER BY person_index NULLS FIRST, record_key)
          TO ${quoteLiteral(path)} (FORMAT parquet)`);
      }
      await sealVersion(dir, { personIndex: true });
      return { ...source, dir };
    },
    async close() {
      engine.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** A well-spread unsigned 32-bit number of a text (FNV-1a with a final mix). */
export function keyOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

async function loadRows(engine: Engine, table: string, rows: readonly Partial<LakeRow>[]): Promise<void> {
  const text = (pick: (row: Partial<LakeRow>) => string | number | null | undefined) => ({
    type: 'VARCHAR' as const,
    values: rows.map((row) => pick(row)?.toString() ?? null),
  });
  await engine.load(table, {
    month: text((row) => row.month),
    neighbourhood: text((row) => row.neighbourhood),
    category: text((row) => row.category),
    kind: text((row) => row.kind),
    amount: text((row) => row.amount),
    person: text((row) => row.person),
    person_key: { type: 'UINTEGER', values: rows.map((row) => (row.person ? keyOf(row.person) : null)) },
    record_key: { type: 'UINTEGER', values: rows.map((_, index) => keyOf(`record ${index}`)) },
  });
}
