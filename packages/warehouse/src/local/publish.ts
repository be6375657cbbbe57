import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AreaDivision } from '../areas/areas.ts';
import type { VersionChecks } from '../cells/check-version.ts';
import { type CheckedRows, checkRows } from '../check/check.ts';
import type { CheckReport } from '../check/report.ts';
import { type Contract, namesPersons } from '../contract/contract.ts';
import type { EngineOptions } from '../engine/engine.ts';
import { writeJson } from '../files/write-whole.ts';
import { type LandedVersion, landRows, removeUnfinished } from '../landing/land.ts';
import type { MapPersons } from '../landing/persons.ts';
import { sealOds } from '../ods/ods.ts';
import { isOpenAboutAreas } from '../question/resolve.ts';
import { checkSource, linkedTo } from './checks.ts';
import {
  datasetDirectory,
  type LocalDataset,
  type PublishedVersion,
  readDataset,
  readDatasets,
  sourceOf,
  space,
  versionDirectory,
  writeDataset,
} from './datasets.ts';
import { keepDivision, removeDivision } from './divisions.ts';
import { WarehouseError } from './lock.ts';
import type { SecretName } from './secrets.ts';

/** The steps of publishing, in their order. */
export type PublishStep = 'inspecting' | 'checking' | 'reporting' | 'landing' | 'sealing' | 'protecting';

/** What publishing needs. */
export interface PublishOptions {
  file: string;
  fileName?: string;
  contract: Contract;
  /** Areas outside them are rejected; questions about the version list all of them. */
  areas?: AreaDivision;
  signal?: AbortSignal;
  /** `dataset` is the one that is worked at: also those that the new version is linked to are protected anew. */
  onProgress?: (step: PublishStep, dataset: string) => void;
}

/** Where a version is published. */
export interface Place {
  readonly dir: string;
  readonly secret: (name: SecretName) => Promise<Uint8Array>;
  readonly checks: VersionChecks;
  readonly createPersonMap: ((secret: Uint8Array) => MapPersons) | undefined;
  readonly now: () => Date;
  readonly engine: EngineOptions | undefined;
}

/**
 * Checks a file, lands its rows, finds out what may be shown of them, and then moves the pointer of the data set: the
 * new version is there with its protection, or not at all.
 */
export async function publish(
  place: Place,
  input: PublishOptions,
): Promise<{ report: CheckReport; version?: LandedVersion }> {
  const { dir, engine } = place;
  const { contract } = input;
  const before = await readDataset(dir, contract.id);
  await removeUnlisted(dir, contract.id, before);
  const checked = await checkRows({
    file: input.file,
    fileName: input.fileName,
    contract,
    areas: input.areas,
    workDir: join(dir, 'work'),
    signal: input.signal,
    onProgress: (step) => input.onProgress?.(step, contract.id),
    engine,
  });
  try {
    const { report } = checked;
    if (report.rows.accepted === 0) return { report };
    const name = nextVersion(before);
    try {
      const version = await land(place, input, checked, name);
      await protect(place, input, version);
      await writeJson(join(dir, 'reports', contract.id, `${name}.json`), report);
      const versions = [...(before?.versions ?? []), versionRecord(report, version, place.now())];
      await writeDataset(dir, { id: contract.id, current: name, contract, versions });
      return { report, version };
    } catch (error) {
      await removeVersion(dir, contract.id, name);
      throw error;
    }
  } finally {
    await checked.dispose();
  }
}

async function land(
  place: Place,
  { contract, areas, signal, onProgress }: PublishOptions,
  { parquet }: CheckedRows,
  version: string,
): Promise<LandedVersion> {
  const { dir, engine } = place;
  onProgress?.('landing', contract.id);
  const landed = await landRows({
    parquet,
    contract,
    areas,
    space,
    version,
    signal,
    lakeDir: join(dir, 'lake'),
    recordSecret: await place.secret('records'),
    mapPersons: await personMap(place, contract),
    engine,
  });
  if (areas) await keepDivision(dir, contract.id, version, areas);
  if (contract.store === 'ods+ads') {
    onProgress?.('sealing', contract.id);
    const key = await place.secret('ods');
    await sealOds({ parquet, contract, version, odsDir: join(dir, 'ods'), key });
  }
  return landed;
}

/** Checks the new version, and again the data sets that are linked to it: their persons can be looked up in it. */
async function protect(
  { dir, checks, secret }: Place,
  { contract, signal, onProgress }: PublishOptions,
  version: LandedVersion,
): Promise<void> {
  const { id } = contract;
  const landed = sourceOf(dir, { id, current: version.version, contract, versions: [version] });
  const current = (await readDatasets(dir)).map((dataset) => sourceOf(dir, dataset));
  const sources = new Map([...current, landed].map((source) => [source.dataset, source]));
  for (const source of [landed, ...linkedTo(landed, sources)]) {
    if (isOpenAboutAreas(source.contract)) continue;
    onProgress?.('protecting', source.dataset);
    await checkSource(source, sources, { dir, checks, secret, signal });
  }
}

async function personMap(place: Place, contract: Contract): Promise<MapPersons | undefined> {
  if (!namesPersons(contract)) return undefined;
  if (!place.createPersonMap) {
    throw new WarehouseError(
      'warehouse.no-persons',
      'This warehouse was opened without a way to pseudonymise persons.',
    );
  }
  return place.createPersonMap(await place.secret('persons'));
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
async function removeUnlisted(dir: string, id: string, dataset: LocalDataset | undefined): Promise<void> {
  const home = datasetDirectory(dir, id);
  await removeUnfinished(home);
  const listed = new Set(dataset?.versions.map(({ version }) => version));
  for (const name of await readdir(home).catch(() => [])) {
    if (/^v\d{4,}$/.test(name) && !listed.has(name)) await removeVersion(dir, id, name);
  }
  for (const name of await readdir(join(dir, 'work'))) {
    await rm(join(dir, 'work', name), { recursive: true, force: true });
  }
}

async function removeVersion(dir: string, id: string, version: string): Promise<void> {
  await rm(versionDirectory(dir, id, version), { recursive: true, force: true });
  await rm(join(dir, 'ods', id, `${version}.parquet.enc`), { force: true });
  await removeDivision(dir, id, version);
}
