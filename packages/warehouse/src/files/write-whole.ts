import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncToDisk } from './sync-to-disk.ts';

/**
 * Makes a file appear whole or not at all; when this is done it is on the disk.
 * @param write writes it under the name that is given
 */
export async function writeWhole(path: string, write: (building: string) => Promise<void>): Promise<void> {
  const building = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await write(building);
    await syncToDisk(building);
    await rename(building, path);
    await syncToDisk(dirname(path));
  } finally {
    await rm(building, { force: true });
  }
}

/** The same of a value as JSON; directories are made. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeWhole(path, (building) => writeFile(building, `${JSON.stringify(value, null, 2)}\n`));
}
