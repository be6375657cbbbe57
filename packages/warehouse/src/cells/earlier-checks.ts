import { readdir, readFile, rename, rm } from 'node:fs/promises';
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
import { isUnreadable } from '../files/is-unreadable.ts';
import { whereMissing } from '../files/where-missing.ts';
import {
  cubesOfKey,
  findStored,
  isOfOtherFormat,
  keyOfCubes,
  StoredCubesError,
  writeReadOnly,
} from './stored-cubes.ts';

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

/** The files of the checks of one version. */
interface FilesOfVersion {
  readonly units: readonly UnitsFile[];
  /** Files of cubes without such a file. */
  readonly lone: readonly string[];
}

/**
 * Finds the checks before a check: those of earlier versions of the data set, which lie beside the directory of this one,
 * and those of this version that were made before. What was checked and is made once more has the checks before its first
 * one. Versions that were removed are known no more. Rejects with a `StoredCubesError` when a file is damaged, or one of the
 * two files of a check is gone.
 */
export async function readEarlierChecks(dir: string, key: string): Promise<EarlierChecks> {
  const own = await filesOf(dir);
  const known = own.units.findIndex((file) => file.key === shorten(key));
  const ofVersion = known < 0 ? own.units : own.units.slice(0, known);
  const versions = [...(await filesOfEarlierVersions(dir)), { units: ofVersion, lone: own.lone }];
  const readers = versions.flatMap(({ units, lone }) => [
    ...units.map((file) => () => readCheck(file)),
    ...lone.map((file) => () => refuseLone(file)),
  ]);
  const read = await Promise.all(readers.slice(-earlierMax).map((readOne) => readOne()));
  const found = read.filter((one) => one !== undefined);
  return {
    records: found.flatMap(({ cubes, units }) => toEarlier(cubes.records, units.records)),
    persons: found.flatMap(({ cubes, units }) => toEarlier(cubes.persons, units.persons)),
  };
}

/**
 * Keeps where the units of a check are, so that later checks know it once its cubes are stored: nothing was shown of one
 * that was cut off before. What is kept of the same check stays; a file of it that is not whole is written again in its
 * place.
 */
export async function keepUnits(dir: string, key: string, units: UnitsOfVersion): Promise<void> {
  const { units: own } = await filesOf(dir);
  const kept = own.find((file) => file.key === shorten(key));
  if (kept && (await isWhole(kept, key))) return;
  for (const name of await findPending(dir, key)) await rm(join(dir, name));
  const number = String(1 + (own.at(-1)?.number ?? 0)).padStart(4, '0');
  const name = kept?.name ?? `${prefix}${number}-${shorten(key)}${suffix}${pendingSuffix}`;
  await writeReadOnly(join(dir, name), encodeUnits(units, key));
}

/** Says that the cubes of the check are stored. What it showed is known from then on, also when they are gone. */
export async function confirmUnits(dir: string, key: string): Promise<void> {
  for (const name of await findPending(dir, key))
    await rename(join(dir, name), join(dir, name.slice(0, -pendingSuffix.length))).catch(
      whereMissing(undefined),
    );
}

/** Units of the check of which nobody said that its cubes are stored. */
async function findPending(dir: string, key: string): Promise<string[]> {
  const names = await readdir(dir).catch(whereMissing<string[]>([]));
  return names.filter(
    (name) => name.startsWith(prefix) && name.endsWith(`-${shorten(key)}${suffix}${pendingSuffix}`),
  );
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
  return new Set((await filesOf(dir)).units.map(({ key }) => key));
}

const prefix = 'units-';
const suffix = '.check';
const pendingSuffix = '.new';

function shorten(key: string): string {
  return key.slice(0, 16);
}

async function filesOf(dir: string): Promise<FilesOfVersion> {
  const names = await readdir(dir).catch(whereMissing<string[]>([]));
  const units = names
    .flatMap((name): UnitsFile[] => {
      const [, number, key, pending] = /^units-(\d{4,})-([0-9a-f]{16})\.check(\.new)?$/.exec(name) ?? [];
      if (key === undefined || (pending && !names.includes(basename(cubesOfKey(dir, key))))) return [];
      return [{ dir, name, number: Number(number), key }];
    })
    .sort((one, other) => one.number - other.number);
  const keys = new Set(units.map(({ key }) => key));
  const lone = names.filter((name) => {
    const key = keyOfCubes(name);
    return key !== undefined && !keys.has(key);
  });
  return { units, lone: lone.map((name) => join(dir, name)) };
}

async function filesOfEarlierVersions(dir: string): Promise<FilesOfVersion[]> {
  const own = versionNumber(basename(dir));
  const names = await readdir(dirname(dir)).catch(whereMissing<string[]>([]));
  const earlier = names
    .filter((name) => versionNumber(name) < own)
    .sort((one, other) => versionNumber(one) - versionNumber(other));
  return Promise.all(earlier.map((name) => filesOf(join(dirname(dir), name))));
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
  try {
    const units = decodeUnits(new Uint8Array(await readFile(path)));
    const stored = await findStored(cubesOfKey(file.dir, units.key), units.key);
    if (stored === undefined) throw new StoredCubesError(path, 'earlier');
    return { cubes: decodeCubes(stored), units };
  } catch (error) {
    if (error instanceof CodecError && error.code === 'other-format') return undefined;
    if (error instanceof StoredCubesError) throw new StoredCubesError(error.file, 'earlier');
    if (isDecodingError(error) || isUnreadable(error)) throw new StoredCubesError(path, 'earlier');
    throw error;
  }
}

/** Every check keeps its units before its cubes, so they were removed: nobody knows of which sets its figures were. */
async function refuseLone(file: string): Promise<undefined> {
  if (await isOfOtherFormat(file)) return undefined;
  throw new StoredCubesError(file, 'earlier');
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
