import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** A lock that is held until it is released or its process ends. */
export interface FileLock {
  /** Lets go. Calling it twice is harmless. */
  release(): Promise<void>;
}

/** Somebody else holds the lock; `pid` is their process number on this machine. */
export class LockHeld extends Error {
  readonly path: string;
  readonly pid: number;

  constructor(path: string, pid: number) {
    super(`Process ${pid} holds ${path}.`);
    this.name = 'LockHeld';
    this.path = path;
    this.pid = pid;
  }
}

interface Holder {
  readonly pid: number;
  /** Moment the process started, so that a re-used process number is not taken for the old holder. */
  readonly started: string;
  readonly token: string;
}

/**
 * Takes the lock at `path`, in a directory that exists, or throws `LockHeld`. A lock whose process is gone, or that
 * cannot be read, is taken over by exactly one of those who try.
 */
export async function lockFile(path: string): Promise<FileLock> {
  const mine: Holder = { pid: process.pid, started: processStart(process.pid), token: randomUUID() };
  await claim(path, mine);
  return {
    release: async () => {
      const holder = await readHolder(path);
      if (holder !== 'absent' && holder?.token === mine.token) await rm(path, { force: true });
    },
  };
}

const takeoverPauseMs = 10;

async function claim(path: string, mine: Holder): Promise<void> {
  while (!(await place(path, mine))) {
    const holder = await readHolder(path);
    if (holder === 'absent') continue;
    if (holder !== undefined && isRunning(holder)) throw new LockHeld(path, holder.pid);
    if (await takeOver(path, holder, mine)) return;
    await pause(takeoverPauseMs);
  }
}

/** Makes the lock in one step, whole or not at all; false when there is one already. */
async function place(path: string, mine: Holder): Promise<boolean> {
  const draft = await writeDraft(path, mine);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Replaces a stale lock; only the holder of the lock named after it may, and only while it is still there. */
async function takeOver(path: string, stale: Holder | undefined, mine: Holder): Promise<boolean> {
  const guard = `${path}.after-${stale?.token ?? 'unreadable'}`;
  try {
    await claim(guard, mine);
  } catch (error) {
    if (error instanceof LockHeld) return false;
    throw error;
  }
  try {
    const current = await readHolder(path);
    if (current === 'absent' || current?.token !== stale?.token) return false;
    await rename(await writeDraft(path, mine), path);
    return true;
  } finally {
    await rm(guard, { force: true });
  }
}

async function writeDraft(path: string, mine: Holder): Promise<string> {
  const draft = `${path}.${randomUUID()}.draft`;
  await writeFile(draft, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
  return draft;
}

/** Undefined when the lock cannot be read as one. */
async function readHolder(path: string): Promise<Holder | undefined | 'absent'> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return 'absent';
  try {
    const { pid, started, token } = JSON.parse(text) as Holder;
    return typeof pid === 'number' && /^[\w-]+$/.test(token) ? { pid, started, token } : undefined;
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

/** Clock ticks since boot at which the process started (Linux, see proc(5)); elsewhere the number has to do. */
function processStart(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
