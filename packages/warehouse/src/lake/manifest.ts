import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { whereMissing } from '../files/where-missing.ts';
import { DamagedVersionError, toDamage } from './damaged-version.ts';
import type { QuerySource } from './source.ts';

/** A file of a version, by its path within the version. */
export interface VersionFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * How the rows of a version lie. Format 1: in folders `year=YYYY`, in the order of the delivery. Format 2: in `rows/`,
 * where those of a person follow one another and lie in one file.
 */
export type LakeFormat = 1 | 2;

/** What a version says of itself, as far as reading its rows needs it. */
export interface VersionManifest {
  readonly format: LakeFormat;
  /** Whether the rows have the column `person_index`. */
  readonly personIndex: boolean;
  readonly files: readonly VersionFile[];
}

/** The manifest of a format. No engine reads it: the folder of the rows holds nothing else. */
export const manifestNames: Readonly<Record<LakeFormat, string>> = {
  1: '_manifest.json',
  2: 'manifest.json',
};

/** A landed version, as far as finding its files needs it. */
export type VersionPlace = Pick<QuerySource, 'dir' | 'manifestSha256'>;

/** Reads the manifest of a version. Rejects with a `DamagedVersionError` when it is not there or not the one that landed. */
export async function readManifest({ dir, manifestSha256 }: VersionPlace): Promise<VersionManifest> {
  const newest = join(dir, manifestNames[2]);
  const older = join(dir, manifestNames[1]);
  const text = await readIfThere(newest);
  const [path, found, format] =
    text === undefined ? ([older, await readIfThere(older), 1] as const) : ([newest, text, 2] as const);
  if (found === undefined) throw new DamagedVersionError(newest, 'missing');
  const manifest = parseManifest(found, path, format);
  const isOther = manifestSha256 !== undefined && sha256Of(found) !== manifestSha256;
  if (isOther) throw new DamagedVersionError(path, 'changed');
  return manifest;
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(whereMissing(undefined)).catch(toDamage(path));
}

function parseManifest(text: string, path: string, format: LakeFormat): VersionManifest {
  const manifest = parseObject(text, path);
  const { format: said = 1, personIndex = false, files } = manifest;
  if (said !== format)
    throw new DamagedVersionError(path, typeof said === 'number' && said > 2 ? 'unknown-format' : 'changed');
  if (typeof personIndex !== 'boolean' || !isListOfFiles(files))
    throw new DamagedVersionError(path, 'changed');
  return { format, personIndex, files };
}

function parseObject(text: string, path: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) return { ...parsed };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new DamagedVersionError(path, 'changed');
}

/** Every version has rows, and so a file. */
function isListOfFiles(files: unknown): files is VersionFile[] {
  return Array.isArray(files) && files.length > 0 && files.every(isVersionFile);
}

/** A path that leads out of the version is none of its files. */
function isVersionFile(file: unknown): file is VersionFile {
  if (typeof file !== 'object' || file === null) return false;
  const { path, bytes, sha256 } = file as Partial<Record<keyof VersionFile, unknown>>;
  return (
    typeof path === 'string' &&
    /^[^/\\]+[/\\][^/\\]+\.parquet$/.test(path) &&
    !path.startsWith('..') &&
    typeof bytes === 'number' &&
    typeof sha256 === 'string'
  );
}
