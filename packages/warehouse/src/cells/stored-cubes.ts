import { createHash, randomBytes } from 'node:crypto';
import { chmod, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodecError, protectionRules, type RuleParameters, verifyCubes } from '@datalab/query-control';
import { type QuerySource, registeredColumns } from '../lake/source.ts';
import type { DescribedVersion } from './describe-data-set.ts';

/** A landed version to check, with all that decides the outcome. */
export interface VersionToCheck extends Omit<DescribedVersion, 'minimumCount'> {
  readonly parameters: RuleParameters;
}

/** The stored cubes of a version cannot be used: they are not as they were written. Nothing was answered from them. */
export class StoredCubesError extends Error {
  readonly code = 'cells.damaged';
  readonly file: string;

  constructor(file: string) {
    super(`${file} is damaged. Remove it to have the version checked again.`);
    this.name = 'StoredCubesError';
    this.file = file;
  }
}

/**
 * Names everything that the cubes of a version depend on: the versions of the data sets, the registered columns and
 * groups, the areas, the rules and the parameters. The same version with the same key has the same cubes.
 */
export function keyOfCheck({ source, linked, areas, groups, parameters }: VersionToCheck): string {
  const others = [...linked.values()]
    .map(identityOf)
    .sort((one, other) => (one.dataset < other.dataset ? -1 : 1));
  const division = areas && {
    neighbourhoods: [...areas.neighbourhoods.values()].map(({ code, district, municipality }) => [
      code,
      district,
      municipality,
    ]),
    districts: [...areas.districts.values()].map(({ code, municipality }) => [code, municipality]),
    municipalities: [...areas.municipalities.keys()],
  };
  const rules = protectionRules.map(({ name }) => name);
  const parts = [methodNumber, rules, identityOf(source), others, division, groups, parameters];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Raised when the same version and parameters give other cubes or another protection than before. */
const methodNumber = 2;

function identityOf({ dataset, version, contract }: QuerySource) {
  const special = 'specialCategory' in contract && contract.specialCategory === true;
  const columns = registeredColumns(contract).map(({ name, kind, categories }) => ({
    name,
    kind,
    categories,
  }));
  const measures = contract.columns.filter(({ role }) => role === 'measure').map(({ name }) => name);
  return { dataset, version, unit: contract.unit, access: contract.accessClass, special, columns, measures };
}

/** The file in the directory of a version, which goes when the version goes; no pattern for rows takes it along. */
export function fileOfCheck({ source }: VersionToCheck, key: string): string {
  return join(source.dir, `${prefix}${key.slice(0, 16)}${suffix}`);
}

const prefix = 'cells-';
const suffix = '.cubes';

/**
 * Reads the bytes of the cubes; undefined where there are none, or where they were written in another format. Rejects
 * with a `StoredCubesError` when they are damaged or belong to another key.
 */
export async function findStored(file: string, key: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const read = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!read) return undefined;
  const bytes = new Uint8Array(read);
  try {
    verifyCubes(bytes, key);
    return bytes;
  } catch (error) {
    if (error instanceof CodecError && error.code === 'other-format') return undefined;
    if (error instanceof CodecError) throw new StoredCubesError(file);
    throw error;
  }
}

/** Writes the bytes as a whole or not at all, and removes what the same version has under other keys. */
export async function store(file: string, bytes: Uint8Array, { source }: VersionToCheck): Promise<void> {
  const building = join(source.dir, `${prefix}${randomBytes(6).toString('hex')}.building`);
  try {
    await writeFile(building, bytes);
    await chmod(building, 0o444);
    await rename(building, file);
  } finally {
    await rm(building, { force: true });
  }
  const names = await readdir(source.dir);
  const older = names.filter(
    (name) => name.startsWith(prefix) && name.endsWith(suffix) && join(source.dir, name) !== file,
  );
  for (const name of older) await rm(join(source.dir, name), { force: true });
}
