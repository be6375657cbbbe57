import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AreaDivision } from '../areas/areas.ts';
import { loadAreaCodes } from '../areas/table.ts';
import type { Contract } from '../contract/contract.ts';
import { type Engine, type EngineOptions, openEngine } from '../engine/engine.ts';
import { parquetFolder } from '../engine/files.ts';
import { syncToDisk } from '../files/sync-to-disk.ts';
import type { VersionFile } from '../lake/manifest.ts';
import { type LakeColumn, lakeColumns, selectLakeColumns } from './lake-columns.ts';
import { LandingError } from './landing-error.ts';
import { type MapPersons, mapPersonsOf } from './persons.ts';
import { sealVersion } from './seal-version.ts';
import { type SelectedRows, writeRows, writeRowsByPerson } from './write-rows.ts';

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
  /** So many rows are in a file of persons, more or less. Default: a million. */
  rowsPerFile?: number | undefined;
}

/** One immutable version of a data set. */
export interface LandedVersion {
  version: string;
  dir: string;
  rows: number;
  bytes: number;
  files: VersionFile[];
  /** Hash of the manifest, which holds the hash of every file: proof of the whole version. */
  sha256: string;
  columns: { name: string; type: string; role: string; label: string }[];
}

/** The directory of a space: `edition:care` lies in `edition-care`. */
export function spaceDirectory(space: string): string {
  if (!/^(edition|organisation):[a-z0-9]+(-[a-z0-9]+)*$/.test(space)) {
    throw new LandingError('landing.invalid', 'A space is written edition:<slug> or organisation:<slug>.');
  }
  return space.replace(':', '-');
}

/**
 * Writes accepted rows as a new immutable version: `rows/*.parquet` (zstd) with the agreed columns, `record_key`, `year`
 * and, with persons, `pseudonym`, `person_key` and `person_index`. All rows of a person follow one another in one file. The
 * version appears at once, by a rename, or not at all, and is on the disk then; making it the current one is up to the
 * caller. The year of rows without a month is that of the areas, else 0.
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

/** As `landRows`, for rows that come out of a SELECT of their own. */
export async function landSelected(options: LandOptions, rows: SelectedRows): Promise<LandedVersion> {
  const { contract, version } = options;
  if (!/^v\d{4,}$/.test(version)) throw new LandingError('landing.invalid', 'A version is written v0001.');
  if (options.recordSecret.length < 32)
    throw new LandingError('landing.invalid', 'The record secret is too short.');
  const home = join(options.lakeDir, spaceDirectory(options.space), contract.id);
  const target = join(home, version);
  if (await stat(target).catch(() => undefined)) throw versionExists(version, contract.id);
  const building = join(home, `${landingPrefix}${version}-${randomBytes(6).toString('hex')}`);
  const firstMade = await mkdir(join(building, 'rows'), { recursive: true });
  const spillDir = `${building}-spill`;
  const engine = await openEngine({
    memoryLimit: '384MB',
    tempDirectory: spillDir,
    keepOrder: false,
    ...options.engine,
  });
  try {
    const landed = await layDown(engine, building, options, rows, spillDir);
    await rename(building, target).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOTEMPTY' || error.code === 'EEXIST'
        ? versionExists(version, contract.id)
        : error;
    });
    await syncParents(target, firstMade);
    return { ...landed, dir: target };
  } finally {
    engine.close();
    await rm(building, { recursive: true, force: true });
    await rm(spillDir, { recursive: true, force: true });
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

async function layDown(
  engine: Engine,
  building: string,
  options: LandOptions,
  rows: SelectedRows,
  spillDir: string,
): Promise<Omit<LandedVersion, 'dir'>> {
  const { contract, recordSecret, signal, rowsPerFile = 1_000_000 } = options;
  const writing = { contract, recordSecret, signal, rowsPerFile, spillDir, rowsDir: join(building, 'rows') };
  await loadAreaCodes(engine, options.areas);
  const personIndex = rows.columns.some(({ name }) => name === 'pseudonym');
  if (personIndex) {
    const persons = await mapPersonsOf(engine, rows.select, options.mapPersons, signal);
    await writeRowsByPerson(engine, rows, persons, writing);
  } else await writeRows(engine, rows, writing);
  const [count] = await engine.run(
    `SELECT count(*)::DOUBLE AS n FROM ${parquetFolder(join(building, 'rows'))}`,
  );
  const columns = rows.columns.map(toFacts);
  const facts = { version: options.version, rows: Number(count?.['n'] ?? 0), columns };
  const { id, version } = contract;
  const sealed = await sealVersion(building, {
    contract: { id, version },
    space: options.space,
    personIndex,
    ...facts,
  });
  return { ...facts, ...sealed };
}

function toFacts({ name, type, role, label }: LakeColumn): LandedVersion['columns'][number] {
  return { name, type, role, label };
}

/** The name of the version, and those of the directories that were made for it, are on the disk as well. */
async function syncParents(target: string, firstMade: string | undefined): Promise<void> {
  let dir = dirname(target);
  await syncToDisk(dir);
  while (firstMade !== undefined && dir.startsWith(firstMade)) {
    dir = dirname(dir);
    await syncToDisk(dir);
  }
}
