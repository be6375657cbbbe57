import { open } from 'node:fs/promises';

/** Has a file, or the names in a directory, written to the disk. */
export async function syncToDisk(path: string): Promise<void> {
  await using handle = await open(path, 'r');
  await handle.sync();
}
