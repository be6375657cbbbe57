import { createHash } from 'node:crypto';
import { chmod, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syncToDisk } from '../files/sync-to-disk.ts';
import { hashOf } from '../lake/hash.ts';
import { type LakeFormat, manifestNames, type VersionFile } from '../lake/manifest.ts';

/** What a manifest says beside the files. */
export interface VersionFacts {
  readonly personIndex: boolean;
  readonly [name: string]: unknown;
}

/** The files of a version, and the hash of the manifest that proves all of them. */
export interface SealedVersion {
  readonly files: VersionFile[];
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes the manifest of a version that was just laid down, with the hash of every file. All of it is on the disk then, so
 * that no power cut leaves a version of empty files after it was put in its place.
 */
export async function sealVersion(
  dir: string,
  facts: VersionFacts,
  format: LakeFormat = 2,
): Promise<SealedVersion> {
  const files: VersionFile[] = [];
  const folders = (await readdir(dir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  for (const folder of folders.map(({ name }) => name).sort()) {
    for (const name of (await readdir(join(dir, folder))).sort()) {
      files.push(await sealFile(dir, `${folder}/${name}`));
    }
    await syncToDisk(join(dir, folder));
  }
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const manifest = `${JSON.stringify({ format, ...facts, bytes, files }, null, 2)}\n`;
  const path = join(dir, manifestNames[format]);
  await writeFile(path, manifest, { mode: 0o444 });
  await syncToDisk(path);
  await syncToDisk(dir);
  return { files, bytes, sha256: createHash('sha256').update(manifest).digest('hex') };
}

async function sealFile(dir: string, path: string): Promise<VersionFile> {
  const file = join(dir, path);
  const { size: bytes } = await stat(file);
  const sha256 = await hashOf(file);
  await chmod(file, 0o444);
  await syncToDisk(file);
  return { path, bytes, sha256 };
}
