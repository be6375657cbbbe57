import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes JSON so that it appears whole or not at all; directories are made. */
export async function writeWhole(path: string, content: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const building = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  await writeFile(building, `${JSON.stringify(content, null, 2)}\n`);
  await rename(building, path);
}
