import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  type CheckedCubes,
  CodecError,
  decodeCubes,
  decodeUnits,
  type EarlierCheck,
  encodeUnits,
  type UnitsOfVersion,
} from '@datalab/query-control';
import { cubesOfKey, findStored, StoredCubesError, writeReadOnly } from './stored-cubes.ts';

/** The checks of a data set that could be read before a check, oldest first, by what was counted. */
export interface EarlierChecks {
  readonly records: readonly EarlierCheck[];
  readonly persons: readonly EarlierCheck[];
}

/** So many checks count. Of more the oldest are not looked at: a limit of what is protected, and of the work. */
const earlierMax = 12;

/** A file beside the stored cubes of a check, in the directory of its version. */
interface UnitsFile {
  readonly dir: string;
  readonly name: string;
  /** In the order of the checks of a version. */
  readonly number: number;
  /** The first characters of the key of the check. */
  readonly key: string;
}

/**
 * Finds the checks before a check: those of earlier versions of the data set, which lie beside the directory of this one,
 * and those of this version that were made before. What was checked and is made once more has the checks before its first
 * one. Versions that were removed are known no more. Rejects with a `StoredCubesError` when a file is damaged.
 */
export async function readEarlierChecks(dir: string, key: string): Promise<EarlierChecks> {
  const own = await unitsFilesOf(dir);
  const known = own.findIndex((file) => file.key === shorten(key));
  const ofVersion = known < 0 ? own : own.slice(0, known);
  const files = [...(await filesOfEarlierVersions(dir)), ...ofVersion].slice(-earlierMax);
  const read = await Promise.all(files.map(readCheck));
  const found = read.filter((one) => one !== undefined);
  return {
    records: found.flatMap(({ cubes, units }) => toEarlier(cubes.records, units.records)),
    persons: found.flatMap(({ cubes, units }) => toEarlier(cubes.persons, units.persons)),
  };
}

/**
 * Keeps where the units of a check are, so that later checks know it. What is kept of the same check stays; a file of it
 * that is not whole is written again in its place.
 */
export async function keepUnits(dir: string, key: string, units: UnitsOfVersion): Promise<void> {
  const own = await unitsFilesOf(dir);
  const kept = own.find((file) => file.key === shorten(key));
  if (kept && (await isWhole(kept, key))) return;
  const number = 1 + (own.at(-1)?.number ?? 0);
  const name = kept?.name ?? `${prefix}${String(number).padStart(4, '0')}-${shorten(key)}${suffix}`;
  await writeReadOnly(join(dir, name), encodeUnits(units, key));
}

async function isWhole({ dir, name }: UnitsFile, key: string): Promise<boolean> {
  const bytes = new Uint8Array(await readFile(join(dir, name)));
  try {
    return decodeUnits(bytes).key === key;
  } catch (error) {
    if (isDecodingError(error)) return false;
    throw error;
  }
}

/** The first 16 characters of the keys of the checks whose units are kept. */
export async function keysWithUnits(dir: string): Promise<ReadonlySet<string>> {
  return new Set((await unitsFilesOf(dir)).map(({ key }) => key));
}

const prefix = 'units-';
const suffix = '.check';

function shorten(key: string): string {
  return key.slice(0, 16);
}

async function unitsFilesOf(dir: string): Promise<UnitsFile[]> {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .flatMap((name): UnitsFile[] => {
      const [, number, key] = /^units-(\d{4,})-([0-9a-f]{16})\.check$/.exec(name) ?? [];
      return key === undefined ? [] : [{ dir, name, number: Number(number), key }];
    })
    .sort((one, other) => one.number - other.number);
}

async function filesOfEarlierVersions(dir: string): Promise<UnitsFile[]> {
  const own = versionNumber(basename(dir));
  const names = await readdir(dirname(dir)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const earlier = names
    .filter((name) => versionNumber(name) < own)
    .sort((one, other) => versionNumber(one) - versionNumber(other));
  const files = await Promise.all(earlier.map((name) => unitsFilesOf(join(dirname(dir), name))));
  return files.flat();
}

/** NaN, which is before nothing, where it is not the name of a version. */
function versionNumber(name: string): number {
  return Number(/^v(\d{4,})$/.exec(name)?.[1]);
}

/** Undefined where it was stored in another format, by another release of this program. */
async function readCheck(
  file: UnitsFile,
): Promise<{ readonly cubes: CheckedCubes; readonly units: UnitsOfVersion } | undefined> {
  const path = join(file.dir, file.name);
  const bytes = new Uint8Array(await readFile(path));
  try {
    const units = decodeUnits(bytes);
    const stored = await findStored(cubesOfKey(file.dir, units.key), units.key);
    if (stored === undefined) throw new StoredCubesError(path, 'earlier');
    return { cubes: decodeCubes(stored), units };
  } catch (error) {
    if (error instanceof CodecError && error.code === 'other-format') return undefined;
    if (error instanceof StoredCubesError) throw new StoredCubesError(error.file, 'earlier');
    if (isDecodingError(error)) throw new StoredCubesError(path, 'earlier');
    throw error;
  }
}

function isDecodingError(error: unknown): boolean {
  return error instanceof CodecError || error instanceof RangeError || error instanceof SyntaxError;
}

function toEarlier(
  checked: CheckedCubes['records'] | undefined,
  units: UnitsOfVersion['records'],
): EarlierCheck[] {
  return checked && units ? [{ ...checked, units }] : [];
}
