import { type CheckedCubes, decodeCubes, type Protection, ruleParameters } from '@datalab/query-control';
import type { AreaDivision } from '../areas/areas.ts';
import type { VersionChecks } from '../cells/check-version.ts';
import { fileOfCheck, findStored, keyOfCheck, type VersionToCheck } from '../cells/stored-cubes.ts';
import { namesPersons } from '../contract/contract.ts';
import { isOpenAboutAreas } from '../question/resolve.ts';
import type { LocalSource } from './datasets.ts';
import { findDivision, keepDivision } from './divisions.ts';
import type { SecretName } from './secrets.ts';

/** What the check of a version found, in one unit: what may be shown of it, and how well small groups are protected. */
export type UnitProtection = Pick<Protection, 'lowestError' | 'shares' | 'closed'>;

/**
 * How far the protection of a data set is: its current version was checked, will be at its first question, or is open
 * data about areas, which are public as they are.
 */
export type DatasetProtection =
  | { readonly status: 'checked'; readonly records: UnitProtection; readonly persons?: UnitProtection }
  | { readonly status: 'unchecked' }
  | { readonly status: 'open' };

/** The current versions of a warehouse, by name. */
export type LocalSources = ReadonlyMap<string, LocalSource>;

/** How versions are checked. */
export interface Checking {
  readonly dir: string;
  readonly checks: VersionChecks;
  readonly secret: (name: SecretName) => Promise<Uint8Array>;
  readonly signal?: AbortSignal | undefined;
  /** Instead of those that are kept with the version; they are kept from then on. */
  readonly areas?: AreaDivision | undefined;
}

/** The check of a version: read where it is stored, else made and stored. Rejects as `VersionChecks` does. */
export async function checkSource(
  source: LocalSource,
  sources: LocalSources,
  { dir, checks, secret, signal, areas }: Checking,
): Promise<CheckedCubes> {
  const cubes = await checks.check(await toVersion(source, sources, { dir, secret, areas }), { signal });
  if (areas) await keepDivision(dir, source.dataset, source.version, areas);
  return cubes;
}

/** What the stored check of a version says; none is made. */
export async function findProtection(
  source: LocalSource,
  sources: LocalSources,
  place: Pick<Checking, 'dir' | 'secret'>,
): Promise<DatasetProtection> {
  if (isOpenAboutAreas(source.contract)) return { status: 'open' };
  const version = await toVersion(source, sources, place);
  const key = keyOfCheck(version);
  const stored = await findStored(fileOfCheck(version, key), key);
  if (!stored) return { status: 'unchecked' };
  const { records, persons } = decodeCubes(stored);
  return {
    status: 'checked',
    records: records.protection,
    ...(persons ? { persons: persons.protection } : {}),
  };
}

/** The data sets in which the persons of this one can be, and whose persons can be in this one. */
export function linkedTo({ dataset, contract }: LocalSource, sources: LocalSources): LocalSource[] {
  if (!namesPersons(contract)) return [];
  return [...sources.values()].filter((other) => other.dataset !== dataset && namesPersons(other.contract));
}

async function toVersion(
  source: LocalSource,
  sources: LocalSources,
  { dir, secret, areas }: Pick<Checking, 'dir' | 'secret' | 'areas'>,
): Promise<VersionToCheck> {
  return {
    source,
    linked: new Map(linkedTo(source, sources).map((other) => [other.dataset, other])),
    areas: areas ?? (await findDivision(dir, source.dataset, source.version)),
    parameters: ruleParameters,
    noiseSecret: await secret('records'),
  };
}
