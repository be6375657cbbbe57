import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export class DirectoryInUse extends Error {
  readonly code = 'EDIRECTORYINUSE';

  constructor(directory: string, pid: number) {
    super(
      `Another process (${pid}) uses the data directory ${directory}. Stop that process, or choose another directory with --data.`,
    );
    this.name = 'DirectoryInUse';
  }
}

export interface DirectoryLock {
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  /** Moment the process started, so that a re-used process number is not taken for the old holder. */
  readonly started: string;
  readonly token: string;
}

/** Keeps other processes out of a directory; a lock left behind by a process that is gone is taken over. */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, 'in-use.lock');
  const mine: Holder = { pid: process.pid, started: processStart(process.pid), token: randomUUID() };
  const draft = `${path}.${mine.token}`;
  await writeFile(draft, JSON.stringify(mine), { flag: 'wx' });
  try {
    await claim(path, draft, directory);
  } finally {
    await rm(draft, { force: true });
  }
  return {
    release: async () => {
      const holder = await readHolder(path);
      if (holder?.token === mine.token) await rm(path, { force: true });
    },
  };
}

async function claim(path: string, draft: string, directory: string): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    try {
      await link(draft, path);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = await readHolder(path);
    if (holder !== undefined && isRunning(holder)) throw new DirectoryInUse(directory, holder.pid);
    await moveAside(path, `${draft}.stale`, holder);
  }
  throw new Error(`The lock of ${directory} keeps changing hands; try again`);
}

/** Two processes may find the same stale lock: whoever moved a fresh one by accident puts it back. */
async function moveAside(path: string, aside: string, expected: Holder | undefined): Promise<void> {
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = await readHolder(aside);
  if (moved?.token !== expected?.token) await link(aside, path);
  await rm(aside, { force: true });
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function isRunning(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return processStart(holder.pid) === holder.started;
}

/** Clock ticks since boot at which the process started (Linux); elsewhere the number alone has to do. */
function processStart(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
