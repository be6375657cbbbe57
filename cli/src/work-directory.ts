import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LockHeld, lockFile } from '@datalab/file-lock';

const prefixes = ['datalab-check-', 'datalab-delivery-'] as const;
type Prefix = (typeof prefixes)[number];

/**
 * Gives work a temporary directory that only its owner can read, and removes it afterwards. A command that is killed
 * cannot do so, and what it leaves may hold identities; the next command that needs such a directory removes it. A lock
 * next to the directory, taken before the directory is made, shows which command still runs.
 */
export async function withWorkDirectory<T>(
  prefix: Prefix,
  work: (directory: string) => Promise<T>,
): Promise<T> {
  await removeAbandoned();
  const directory = join(tmpdir(), `${prefix}${randomUUID()}`);
  const lock = await lockFile(`${directory}${lockEnd}`);
  try {
    await mkdir(directory, { mode: 0o700 });
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
    await lock.release();
  }
}

const lockEnd = '.lock';

async function removeAbandoned(): Promise<void> {
  const names = await readdir(tmpdir());
  const ours = names.filter((name) => prefixes.some((prefix) => name.startsWith(prefix)));
  const directories = new Set(ours.map((name) => name.replace(/\.lock.*$/, '')));
  for (const name of directories) await removeAbandonedOne(join(tmpdir(), name));
}

async function removeAbandonedOne(directory: string): Promise<void> {
  const path = `${directory}${lockEnd}`;
  if (!(await isMine(directory)) && !(await isMine(path))) return;
  try {
    const lock = await lockFile(path);
    await rm(directory, { recursive: true, force: true });
    await lock.release();
  } catch (error) {
    if (!(error instanceof LockHeld)) throw error;
  }
}

/** A shared temporary directory also holds what belongs to other users. */
async function isMine(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && (process.getuid === undefined || found.uid === process.getuid());
}
