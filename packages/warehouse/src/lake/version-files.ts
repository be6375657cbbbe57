import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetRows, yearFolderRows } from '../engine/files.ts';
import { DamagedVersionError, toDamage } from './damaged-version.ts';
import { hashOf } from './hash.ts';
import { readManifest, type VersionFile, type VersionPlace } from './manifest.ts';

/** The rows of a landed version, in files of which each is as it landed. */
export interface VersionFiles {
  /** The rows as a table expression with the columns of the lake and `year`. */
  readonly rows: string;
  /** Whether the rows have a number for each person, so that persons are told apart without reading text. */
  readonly hasPersonIndex: boolean;
  /**
   * The same rows in parts, of which each holds all rows of its persons: the files, where landing put the rows of a person
   * together. The persons of a part have higher numbers than those of the parts before it.
   */
  readonly parts: readonly string[];
}

/**
 * Opens a version. Its manifest is held against the hash that is kept of it. At its first use in a process each file is held
 * against the hash in the manifest, and again when it was written to since. Rejects with a `DamagedVersionError` that names
 * the file.
 */
export async function openVersion(place: VersionPlace): Promise<VersionFiles> {
  const { dir } = place;
  const { format, personIndex, files } = await readManifest(place);
  for (const file of files) await verifyFile(dir, file);
  const paths = files.map(({ path }) => join(dir, path));
  const rows = format === 1 ? yearFolderRows(paths, dir) : parquetRows(paths);
  const parts = format === 2 && personIndex ? paths.map((path) => parquetRows(path)) : [rows];
  return { rows, parts, hasPersonIndex: personIndex };
}

/** A file as it was when it was hashed. */
interface Hashed {
  readonly mark: string;
  readonly sha256: Promise<string>;
}

/** What this process has hashed, by path: it only saves reading a file again that did not change. */
const hashed = new Map<string, Hashed>();

async function verifyFile(dir: string, { path, bytes, sha256 }: VersionFile): Promise<void> {
  const file = join(dir, path);
  const found = await stat(file).catch(toDamage(file));
  if (found.size !== bytes || (await hashOnce(file, found).catch(toDamage(file))) !== sha256) {
    throw new DamagedVersionError(file, 'changed');
  }
}

function hashOnce(file: string, found: Stats): Promise<string> {
  const mark = [found.ino, found.size, found.mtimeMs, found.ctimeMs].join(' ');
  const known = hashed.get(file);
  if (known?.mark === mark) return known.sha256;
  const sha256 = hashOf(file);
  hashed.set(file, { mark, sha256 });
  sha256.catch(() => hashed.delete(file));
  return sha256;
}
