import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { AreaDivision } from '../areas/areas.ts';
import { loadAreaCodes } from '../areas/table.ts';
import type { Contract } from '../contract/contract.ts';
import {
  type Engine,
  type EngineOptions,
  openEngine,
  quoteIdentifier,
  quoteLiteral,
} from '../engine/engine.ts';
import { parquetRows, quoteTarget } from '../engine/files.ts';
import { hashOf } from './hash.ts';
import { type LakeColumn, lakeColumns, selectLakeColumns } from './lake-columns.ts';

/** Gives the stored pseudonym and the 32-bit key of each person, in the order asked. Called once, without repeats. */
export type MapPersons = (
  identities: readonly string[],
) => Promise<readonly { pseudonym: string; personKey: number }[]>;

/** What landing needs. */
export interface LandOptions {
  /** The accepted rows: `CheckedRows.parquet`. */
  parquet: string;
  contract: Contract;
  areas?: AreaDivision | undefined;
  /** Root of the lake; the version comes at `<lakeDir>/<space>/<data set>/<version>`. */
  lakeDir: string;
  /** `edition:<slug>` or `organisation:<slug>`. */
  space: string;
  /** Such as `v0001`. */
  version: string;
  /** At least 32 bytes, kept with the space: the same record gets the same key in every version. */
  recordSecret: Uint8Array;
  /** Required when the contract has a person number. */
  mapPersons?: MapPersons | undefined;
  signal?: AbortSignal | undefined;
  engine?: EngineOptions | undefined;
}

/** One immutable version of a data set. */
export interface LandedVersion {
  version: string;
  dir: string;
  rows: number;
  bytes: number;
  files: { path: string; bytes: number; sha256: string }[];
  /** Hash of the manifest, which holds the hash of every file: proof of the whole version. */
  sha256: string;
  columns: { name: string; type: string; role: string; label: string }[];
}

/** Nothing was landed; what was half written has been removed. */
export class LandingError extends Error {
  readonly code: 'landing.version-exists' | 'landing.no-persons' | 'landing.invalid';

  constructor(code: LandingError['code'], message: string) {
    super(message);
    this.name = 'LandingError';
    this.code = code;
  }
}

/** The directory of a space: `edition:care` lies in `edition-care`. */
export function spaceDirectory(space: string): string {
  if (!/^(edition|organisation):[a-z0-9]+(-[a-z0-9]+)*$/.test(space)) {
    throw new LandingError('landing.invalid', 'A space is written edition:<slug> or organisation:<slug>.');
  }
  return space.replace(':', '-');
}

/**
 * Writes accepted rows as a new immutable version: `year=YYYY/*.parquet` (zstd) with the agreed columns, `record_key`
 * and, with persons, `pseudonym`, `person_key` and `person_index`. The version appears at once, by a rename, or not at
 * all; making it the current one is up to the caller. Rows without a month go to the year of the areas, else to year 0.
 */
export function landRows(options: LandOptions): Promise<LandedVersion> {
  const { contract, parquet } = options;
  const hasRecordId = contract.columns.some((column) => column.role === 'record-id');
  return landSelected(options, {
    columns: lakeColumns(contract),
    select: selectLakeColumns(contract, parquet, options.areas !== undefined),
    hasRecordId,
  });
}

/** Rows that already have the columns of the lake, as a SELECT; `pseudonym` still holds the identity. */
export interface SelectedRows {
  columns: readonly LakeColumn[];
  select: string;
  hasRecordId: boolean;
}

/** As `landRows`, for rows that come out of a SELECT of their own. */
export async function landSelected(options: LandOptions, rows: SelectedRows): Promise<LandedVersion> {
  const { contract, signal } = options;
  if (!/^v\d{4,}$/.test(options.version))
    throw new LandingError('landing.invalid', 'A version is written v0001.');
  if (options.recordSecret.length < 32)
    throw new LandingError('landing.invalid', 'The record secret is too short.');
  const home = join(options.lakeDir, spaceDirectory(options.space), contract.id);
  const target = join(home, options.version);
  if (await stat(target).catch(() => undefined)) throw versionExists(options.version, contract.id);
  const building = join(home, `${landingPrefix}${options.version}-${randomBytes(6).toString('hex')}`);
  await mkdir(building, { recursive: true });
  const engine = await openEngine({
    tempDirectory: `${building}-spill`,
    keepOrder: false,
    ...options.engine,
  });
  try {
    await prepareTables(engine, options, rows);
    const select = withKeys(rows, contract, options.recordSecret);
    await engine.run(
      `COPY (${select}) TO ${quoteTarget(building)} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (year), OVERWRITE_OR_IGNORE)`,
      [],
      { signal },
    );
    const landed = await describe(engine, building, options, rows.columns);
    await rename(building, target).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOTEMPTY' || error.code === 'EEXIST'
        ? versionExists(options.version, contract.id)
        : error;
    });
    return { ...landed, dir: target };
  } finally {
    engine.close();
    await rm(building, { recursive: true, force: true });
    await rm(`${building}-spill`, { recursive: true, force: true });
  }
}

/** How directories of versions that are still being written begin; a reader passes over them. */
export const landingPrefix = '.landing-';

/** Removes what landings that were cut off have left in the directory of a data set. Not while one is under way. */
export async function removeUnfinished(datasetDir: string): Promise<string[]> {
  const names = await readdir(datasetDir).catch(() => []);
  const unfinished = names.filter((name) => name.startsWith(landingPrefix));
  for (const name of unfinished) await rm(join(datasetDir, name), { recursive: true, force: true });
  return unfinished;
}

function versionExists(version: string, dataset: string): LandingError {
  return new LandingError(
    'landing.version-exists',
    `Version ${version} of ${dataset} exists already and stays as it is.`,
  );
}

async function prepareTables(engine: Engine, options: LandOptions, rows: SelectedRows): Promise<void> {
  await loadAreaCodes(engine, options.areas);
  if (!rows.columns.some((column) => column.name === 'pseudonym')) return;
  if (!options.mapPersons) {
    throw new LandingError(
      'landing.no-persons',
      'This data set holds persons, but there is no way to pseudonymise them.',
    );
  }
  const persons = await distinctPersons(engine, rows.select, options.signal);
  const mapped = persons.length === 0 ? [] : await options.mapPersons(persons);
  if (mapped.length !== persons.length) {
    throw new LandingError('landing.no-persons', 'Not every person received a pseudonym.');
  }
  await engine.load('mapped', {
    identity: { type: 'VARCHAR', values: persons },
    pseudonym: { type: 'VARCHAR', values: mapped.map((person) => person.pseudonym) },
    person_key: { type: 'UINTEGER', values: mapped.map((person) => person.personKey) },
  });
  // In the order of the pseudonyms: the order of the identities would disclose something about them.
  await engine.run(`CREATE TABLE persons AS
    SELECT *, CAST(dense_rank() OVER (ORDER BY pseudonym) AS UINTEGER) AS person_index FROM mapped`);
  await engine.run('DROP TABLE mapped');
}

/** The different values of `pseudonym` in a SELECT. */
export async function distinctPersons(
  engine: Engine,
  select: string,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const persons: string[] = [];
  const sql = `SELECT DISTINCT pseudonym AS p FROM (${select}) WHERE pseudonym IS NOT NULL ORDER BY p`;
  for await (const batch of engine.stream(sql, [], { signal })) {
    for (const row of batch) persons.push(String(row['p']));
  }
  return persons;
}

function withKeys(rows: SelectedRows, contract: Contract, recordSecret: Uint8Array): string {
  const names = rows.columns.map((column) => quoteIdentifier(column.name));
  const hasPersons = rows.columns.some((column) => column.name === 'pseudonym');
  const hasMonth = rows.columns.some((column) => column.name === 'month');
  const others = names.filter((name) => name !== '"pseudonym"').map((name) => `s.${name}`);
  const personColumns = hasPersons ? ['p.pseudonym', 'p.person_key', 'p.person_index'] : [];
  const recordId = rows.hasRecordId ? ['s.record_id'] : [];
  const joined = `SELECT ${[...others, ...personColumns, ...recordId].join(', ')} FROM (${rows.select}) s
    ${hasPersons ? 'LEFT JOIN persons p ON p.identity = s.pseudonym' : ''}`;
  const kept = [...names, ...(hasPersons ? ['person_key', 'person_index'] : [])];
  const otherYear = contract.areaYear ?? 0;
  const year = hasMonth ? `coalesce(TRY_CAST(left(month, 4) AS INTEGER), ${otherYear})` : String(otherYear);
  const key = (parts: readonly string[]) => recordKey(parts, recordSecret);
  if (rows.hasRecordId)
    return `SELECT ${kept.join(', ')}, ${key(['record_id'])}, ${year} AS year FROM (${joined})`;
  // Equal records have keys of their own: the first, second, ... of the same content.
  const ordinal = `row_number() OVER (PARTITION BY hash(${names.join(', ')})) AS ordinal`;
  const numbered = `SELECT *, ${ordinal} FROM (${joined})`;
  return `SELECT ${kept.join(', ')}, ${key([...names, 'ordinal'])}, ${year} AS year FROM (${numbered})`;
}

function recordKey(parts: readonly string[], secret: Uint8Array): string {
  const texts = parts.map((part) => `coalesce(${part}::VARCHAR, chr(30))`).join(' || chr(31) || ');
  // 128 bits of the secret leave room for a record id in one block of SHA-256, which halves the work.
  const key = createHash('sha256').update('record-key').update(secret).digest('base64url').slice(0, 22);
  return `CAST('0x' || left(sha256(${quoteLiteral(key)} || ${texts}), 8) AS UINTEGER) AS record_key`;
}

async function describe(
  engine: Engine,
  building: string,
  options: LandOptions,
  columns: readonly LakeColumn[],
): Promise<Omit<LandedVersion, 'dir'>> {
  const paths = await parquetFiles(building);
  const files: LandedVersion['files'] = [];
  for (const path of paths) {
    const { size } = await stat(path);
    files.push({ path: relative(building, path), bytes: size, sha256: await hashOf(path) });
    await chmod(path, 0o444);
  }
  const [count] =
    paths.length === 0 ? [] : await engine.run(`SELECT count(*)::DOUBLE AS n FROM ${parquetRows(paths)}`);
  const named = columns.some(({ name }) => name === 'pseudonym');
  const landed = {
    version: options.version,
    rows: Number(count?.['n'] ?? 0),
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    files,
    columns: columns.map(({ name, type, role, label }) => ({ name, type, role, label })),
  };
  const contract = { id: options.contract.id, version: options.contract.version };
  const described = { contract, space: options.space, personIndex: named, ...landed };
  const manifest = `${JSON.stringify(described, null, 2)}\n`;
  await writeFile(join(building, '_manifest.json'), manifest, { mode: 0o444 });
  return { ...landed, sha256: createHash('sha256').update(manifest).digest('hex') };
}

async function parquetFiles(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true });
  return entries
    .filter((entry) => entry.endsWith('.parquet'))
    .sort()
    .map((entry) => join(directory, entry));
}
