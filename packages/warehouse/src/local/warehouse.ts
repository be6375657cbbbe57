import { randomBytes } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { AreaDivision } from '../areas/areas.ts';
import { checkRows } from '../check/check.ts';
import type { CheckReport } from '../check/report.ts';
import { type Contract, namesPersons } from '../contract/contract.ts';
import type { EngineOptions } from '../engine/engine.ts';
import { lakeContract } from '../landing/lake-columns.ts';
import {
  type LandedVersion,
  landRows,
  type MapPersons,
  removeUnfinished,
  spaceDirectory,
} from '../landing/land.ts';
import { sealOds } from '../ods/ods.ts';
import { WarehouseError, withLock } from './lock.ts';

/** What is kept of every version: how it came to be and what proves it. */
export interface PublishedVersion {
  version: string;
  publishedAt: string;
  rows: number;
  bytes: number;
  sha256: string;
  read: number;
  rejected: number;
  file: CheckReport['file'];
  contractVersion: string;
}

/** A data set of the warehouse. `current` is the version that questions are answered from. */
export interface LocalDataset {
  id: string;
  current: string;
  contract: Contract;
  versions: PublishedVersion[];
}

/** What the query composer needs of one data set; `contract` is in the words of the lake. */
export interface LocalSource {
  dataset: string;
  version: string;
  dir: string;
  contract: Contract;
}

/** What publishing needs. */
export interface PublishOptions {
  file: string;
  fileName?: string;
  contract: Contract;
  areas?: AreaDivision;
  signal?: AbortSignal;
  onProgress?: (step: 'inspecting' | 'checking' | 'reporting' | 'landing' | 'sealing') => void;
}

/** A warehouse in a directory, for one organisation on one machine. */
export interface LocalWarehouse {
  readonly dir: string;
  /** Checks a file and lands a new version; without one accepted row nothing is landed and `version` is absent. */
  publish(options: PublishOptions): Promise<{ report: CheckReport; version?: LandedVersion }>;
  list(): Promise<LocalDataset[]>;
  /** The data sets to compose questions from: those named, else all. */
  sources(datasets?: readonly string[]): Promise<Map<string, LocalSource>>;
  /** Secrets of this warehouse, made at first use: cell keys belong to the data, so they are kept next to the data. */
  secret(name: SecretName): Promise<Uint8Array>;
}

/** Each secret has one use. */
export type SecretName = 'records' | 'persons' | 'ods';

/** What a local warehouse is made with. */
export interface LocalWarehouseOptions {
  /** Makes local pseudonyms and person keys from a secret; needed for data sets about persons. */
  createPersonMap?: (secret: Uint8Array) => MapPersons;
  now?: () => Date;
  engine?: EngineOptions;
}

const space = 'organisation:local';

/**
 * Opens a warehouse in a directory, which is made when it is not there: `lake/` immutable versions, `ods/` sealed
 * sources, `datasets/` one pointer per data set, `reports/`, `secrets/` for its owner only. Readers need no lock:
 * a pointer changes by a rename and a version never changes.
 */
export async function openLocalWarehouse(
  directory: string,
  options: LocalWarehouseOptions = {},
): Promise<LocalWarehouse> {
  const dir = resolve(directory);
  for (const name of ['lake', 'datasets', 'reports', 'work'])
    await mkdir(join(dir, name), { recursive: true });
  await mkdir(join(dir, 'secrets'), { recursive: true, mode: 0o700 });
  const secret = (name: SecretName) => readSecret(join(dir, 'secrets', `${name}.key`));
  return {
    dir,
    secret,
    publish: (input) => withLock(join(dir, 'publish.lock'), () => publish({ dir, secret, options }, input)),
    list: () => readDatasets(dir),
    async sources(wanted) {
      const datasets = await readDatasets(dir);
      const unknown = wanted?.filter((id) => !datasets.some((dataset) => dataset.id === id)) ?? [];
      if (unknown.length > 0) {
        const known = datasets.map((dataset) => dataset.id).join(', ') || 'none';
        throw new WarehouseError(
          'warehouse.unknown-dataset',
          `There is no data set ${unknown.join(', ')} here. There are: ${known}.`,
        );
      }
      const chosen = datasets.filter((dataset) => wanted?.includes(dataset.id) ?? true);
      return new Map(chosen.map((dataset) => [dataset.id, sourceOf(dir, dataset)]));
    },
  };
}

interface Place {
  dir: string;
  secret: LocalWarehouse['secret'];
  options: LocalWarehouseOptions;
}

async function publish(place: Place, input: PublishOptions): ReturnType<LocalWarehouse['publish']> {
  const { dir } = place;
  const { contract, signal } = input;
  const before = await readDataset(dir, contract.id);
  const home = join(dir, 'lake', spaceDirectory(space), contract.id);
  await removeUnlisted(dir, home, contract.id, before);
  const workDir = join(dir, 'work');
  const checked = await checkRows({
    file: input.file,
    fileName: input.fileName,
    contract,
    areas: input.areas,
    workDir,
    signal,
    onProgress: input.onProgress,
    engine: place.options.engine,
  });
  try {
    if (checked.report.rows.accepted === 0) return { report: checked.report };
    const version = nextVersion(before);
    input.onProgress?.('landing');
    const landed = await landRows({
      parquet: checked.parquet,
      contract,
      areas: input.areas,
      space,
      version,
      signal,
      lakeDir: join(dir, 'lake'),
      recordSecret: await place.secret('records'),
      mapPersons: await personMap(place, contract),
      engine: place.options.engine,
    });
    if (contract.store === 'ods+ads') {
      input.onProgress?.('sealing');
      const key = await place.secret('ods');
      await sealOds({ parquet: checked.parquet, contract, version, odsDir: join(dir, 'ods'), key });
    }
    await writeWhole(join(dir, 'reports', contract.id, `${version}.json`), checked.report);
    const published = versionRecord(checked.report, landed, (place.options.now ?? (() => new Date()))());
    const versions = [...(before?.versions ?? []), published];
    await writeWhole(pointerPath(dir, contract.id), {
      id: contract.id,
      current: version,
      contract,
      versions,
    });
    return { report: checked.report, version: landed };
  } finally {
    await checked.dispose();
  }
}

async function personMap(place: Place, contract: Contract): Promise<MapPersons | undefined> {
  if (!namesPersons(contract)) return undefined;
  if (!place.options.createPersonMap) {
    throw new WarehouseError(
      'warehouse.no-persons',
      'This warehouse was opened without a way to pseudonymise persons.',
    );
  }
  return place.options.createPersonMap(await place.secret('persons'));
}

function versionRecord(report: CheckReport, landed: LandedVersion, at: Date): PublishedVersion {
  return {
    version: landed.version,
    publishedAt: at.toISOString(),
    rows: landed.rows,
    bytes: landed.bytes,
    sha256: landed.sha256,
    read: report.rows.read,
    rejected: report.rows.rejected,
    file: report.file,
    contractVersion: report.contract.version,
  };
}

function nextVersion(dataset: LocalDataset | undefined): string {
  const numbers = dataset?.versions.map(({ version }) => Number(version.slice(1))) ?? [];
  return `v${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}`;
}

/** What a publication that was cut off has left: half-written versions, and versions no pointer knows. */
async function removeUnlisted(
  dir: string,
  home: string,
  id: string,
  dataset: LocalDataset | undefined,
): Promise<void> {
  await removeUnfinished(home);
  const listed = new Set(dataset?.versions.map(({ version }) => version));
  for (const name of await readdir(home).catch(() => [])) {
    if (!/^v\d{4,}$/.test(name) || listed.has(name)) continue;
    await rm(join(home, name), { recursive: true, force: true });
    await rm(join(dir, 'ods', id, `${name}.parquet.enc`), { force: true });
  }
  for (const name of await readdir(join(dir, 'work'))) {
    await rm(join(dir, 'work', name), { recursive: true, force: true });
  }
}

function sourceOf(dir: string, dataset: LocalDataset): LocalSource {
  return {
    dataset: dataset.id,
    version: dataset.current,
    dir: join(dir, 'lake', spaceDirectory(space), dataset.id, dataset.current),
    contract: lakeContract(dataset.contract),
  };
}

function pointerPath(dir: string, id: string): string {
  return join(dir, 'datasets', `${id}.json`);
}

async function readDatasets(dir: string): Promise<LocalDataset[]> {
  const names = (await readdir(join(dir, 'datasets'))).filter((name) => name.endsWith('.json')).sort();
  const found = await Promise.all(names.map((name) => readDataset(dir, name.slice(0, -'.json'.length))));
  return found.filter((dataset) => dataset !== undefined);
}

async function readDataset(dir: string, id: string): Promise<LocalDataset | undefined> {
  const text = await readFile(pointerPath(dir, id), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as LocalDataset;
  } catch {
    throw new WarehouseError(
      'warehouse.damaged',
      `The pointer of ${id} cannot be read; put it back from a backup.`,
    );
  }
}

async function writeWhole(path: string, content: unknown): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  const building = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  await writeFile(building, `${JSON.stringify(content, null, 2)}\n`);
  await rename(building, path);
}

/** Reads a secret, making it first when it is not there; of two processes that make it at once the first wins. */
async function readSecret(path: string): Promise<Uint8Array> {
  const found = await readFile(path).catch(() => undefined);
  if (!found) await makeSecret(path);
  const secret = found ?? (await readFile(path));
  if (secret.length !== 32)
    throw new WarehouseError('warehouse.damaged', `The secret at ${path} is not whole.`);
  return secret;
}

async function makeSecret(path: string): Promise<void> {
  const building = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  await writeFile(building, randomBytes(32), { mode: 0o600, flag: 'wx' });
  await link(building, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(building);
}
