import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckReport } from '../check/report.ts';
import type { Contract } from '../contract/contract.ts';
import { whereMissing } from '../files/where-missing.ts';
import { writeJson } from '../files/write-whole.ts';
import { lakeContract } from '../landing/lake-columns.ts';
import { spaceDirectory } from '../landing/land.ts';
import { WarehouseError } from './lock.ts';

/** What is kept of every version: how it came to be and what proves it. */
export interface PublishedVersion {
  version: string;
  publishedAt: string;
  rows: number;
  bytes: number;
  /** Of its manifest, which holds the hash of every file. */
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

/** What a question needs of one data set; `contract` is in the words of the lake. */
export interface LocalSource {
  dataset: string;
  version: string;
  dir: string;
  manifestSha256: string | undefined;
  contract: Contract;
}

/** The one space of a local warehouse. */
export const space = 'organisation:local';

/** Where the versions of a data set lie. */
export function datasetDirectory(dir: string, id: string): string {
  return join(dir, 'lake', spaceDirectory(space), id);
}

/** Where a version of a data set lies. */
export function versionDirectory(dir: string, id: string, version: string): string {
  return join(datasetDirectory(dir, id), version);
}

/** What tells of a data set which version counts. */
export interface LocalPointer extends Pick<LocalDataset, 'id' | 'current' | 'contract'> {
  readonly versions: readonly Pick<PublishedVersion, 'version' | 'sha256'>[];
}

/** The current version of a data set in the words of the lake. */
export function sourceOf(dir: string, { id, current, contract, versions }: LocalPointer): LocalSource {
  return {
    dataset: id,
    version: current,
    dir: versionDirectory(dir, id, current),
    manifestSha256: versions.find(({ version }) => version === current)?.sha256,
    contract: lakeContract(contract),
  };
}

/** All data sets by name, in the order of their names. */
export async function readDatasets(dir: string): Promise<LocalDataset[]> {
  const names = (await readdir(join(dir, 'datasets'))).filter((name) => name.endsWith('.json')).sort();
  const found = await Promise.all(names.map((name) => readDataset(dir, name.slice(0, -'.json'.length))));
  return found.filter((dataset) => dataset !== undefined);
}

/** Undefined where there is none of that name. Throws `warehouse.damaged` when its pointer cannot be read. */
export async function readDataset(dir: string, id: string): Promise<LocalDataset | undefined> {
  const text = await readFile(pointerPath(dir, id), 'utf8').catch(whereMissing(undefined));
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

/** Moves the pointer of a data set: from now on questions are answered from its current version. */
export async function writeDataset(dir: string, dataset: LocalDataset): Promise<void> {
  await writeJson(pointerPath(dir, dataset.id), dataset);
}

function pointerPath(dir: string, id: string): string {
  return join(dir, 'datasets', `${id}.json`);
}
