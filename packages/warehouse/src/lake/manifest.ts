import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DamagedVersionError } from './damaged-version.ts';

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

/** Reads the manifest of the version in `dir`. Rejects with a `DamagedVersionError` when there is none to be read. */
export async function readManifest(dir: string): Promise<VersionManifest> {
  const newest = join(dir, manifestNames[2]);
  const text = await readIfThere(newest);
  if (text !== undefined) return parseManifest(text, newest, 2);
  const older = join(dir, manifestNames[1]);
  const textOfOlder = await readIfThere(older);
  if (textOfOlder === undefined) throw new DamagedVersionError(newest, 'missing');
  return parseManifest(textOfOlder, older, 1);
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

function parseManifest(text: string, path: string, format: LakeFormat): VersionManifest {
  const manifest = parseObject(text, path);
  const { format: said = 1, personIndex = false, files } = manifest;
  if (said !== format)
    throw new DamagedVersionError(path, typeof said === 'number' && said > 2 ? 'unknown-format' : 'changed');
  if (typeof personIndex !== 'boolean' || !Array.isArray(files) || !files.every(isVersionFile))
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
