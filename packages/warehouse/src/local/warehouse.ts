import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { AreaDivision } from '../areas/areas.ts';
import { createVersionChecks } from '../cells/check-version.ts';
import type { CheckReport } from '../check/report.ts';
import type { EngineOptions } from '../engine/engine.ts';
import type { LandedVersion } from '../landing/land.ts';
import type { MapPersons } from '../landing/persons.ts';
import type { Question } from '../question/question.ts';
import { ask, type LocalAnswer } from './ask.ts';
import { type DatasetProtection, findProtection } from './checks.ts';
import { type LocalDataset, type LocalSource, readDatasets, sourceOf } from './datasets.ts';
import { WarehouseError, withLock } from './lock.ts';
import { type Place, type PublishOptions, publish } from './publish.ts';
import { readSecret, type SecretName } from './secrets.ts';

/** How a question is asked of a local warehouse. */
export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * The areas that exist, instead of those that the version has: it is checked anew for them, and has them from then on.
   */
  readonly areas?: AreaDivision | undefined;
  readonly onProgress?: ((step: 'protecting' | 'answering', dataset: string) => void) | undefined;
}

/** A warehouse in a directory, for one organisation on one machine. */
export interface LocalWarehouse {
  readonly dir: string;
  /**
   * Checks a file, lands a new version and finds out what may be shown of it; without one accepted row nothing is landed
   * and `version` is absent.
   */
  publish(options: PublishOptions): Promise<{ report: CheckReport; version?: LandedVersion }>;
  list(): Promise<LocalDataset[]>;
  /** The data sets to ask about: those named, else all. */
  sources(datasets?: readonly string[]): Promise<Map<string, LocalSource>>;
  /**
   * Answers a question with protected figures. A version that was not checked when it was published is checked first.
   * Rejects with a `QuestionError` when the question cannot be answered, with the nearest one that can be.
   */
  ask(question: Question, options?: AskOptions): Promise<LocalAnswer>;
  /** How well the current version of each data set is protected, by name. */
  protections(): Promise<Map<string, DatasetProtection>>;
  /** Secrets of this warehouse, made at first use: cell keys belong to the data, so they are kept next to the data. */
  secret(name: SecretName): Promise<Uint8Array>;
}

/** What a local warehouse is made with. */
export interface LocalWarehouseOptions {
  /** Makes local pseudonyms and person keys from a secret; needed for data sets about persons. */
  createPersonMap?: (secret: Uint8Array) => MapPersons;
  now?: () => Date;
  engine?: EngineOptions;
}

/**
 * Opens a warehouse in a directory, which is made when it is not there: `lake/` immutable versions with what may be
 * shown of them, `ods/` sealed sources, `datasets/` one pointer per data set, `areas/` and `reports/` of each version,
 * `secrets/` for its owner only. Readers need no lock: a pointer changes by a rename and a version never changes.
 */
export async function openLocalWarehouse(
  directory: string,
  { createPersonMap, now = () => new Date(), engine }: LocalWarehouseOptions = {},
): Promise<LocalWarehouse> {
  const dir = resolve(directory);
  for (const name of ['lake', 'datasets', 'reports', 'work'])
    await mkdir(join(dir, name), { recursive: true });
  await mkdir(join(dir, 'secrets'), { recursive: true, mode: 0o700 });
  const secret = (name: SecretName) => readSecret(join(dir, 'secrets', `${name}.key`));
  const checks = createVersionChecks({ engine });
  const place: Place = { dir, secret, checks, createPersonMap, now, engine };
  return {
    dir,
    secret,
    publish: (input) => withLock(join(dir, 'publish.lock'), () => publish(place, input)),
    list: () => readDatasets(dir),
    sources: (wanted) => readSources(dir, wanted),
    ask: async (question, options = {}) =>
      ask(question, await readSources(dir), { dir, checks, secret, engine, ...options }),
    async protections() {
      const sources = await readSources(dir);
      const found = new Map<string, DatasetProtection>();
      for (const [id, source] of sources)
        found.set(id, await findProtection(source, sources, { dir, secret }));
      return found;
    },
  };
}

async function readSources(dir: string, wanted?: readonly string[]): Promise<Map<string, LocalSource>> {
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
}
