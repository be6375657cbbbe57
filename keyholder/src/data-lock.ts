import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type FileLock, LockHeld, lockFile } from '@datalab/file-lock';

/**
 * Two processes on one directory would count the same volume twice. `waitMs`: how long to wait for another one that may
 * be ending, as the keyholder of a server that was killed does.
 */
export async function lockDataDir(dataDir: string, waitMs: number): Promise<() => Promise<void>> {
  try {
    const lock = await lockInTime(join(dataDir, 'keyholder.lock'), performance.now() + waitMs);
    return () => lock.release();
  } catch (error) {
    if (!(error instanceof LockHeld)) throw error;
    throw new Error(`Another process uses ${dataDir}: ${error.heldBy}. Stop it first.`);
  }
}

async function lockInTime(path: string, deadline: number): Promise<FileLock> {
  for (;;) {
    try {
      return await lockFile(path);
    } catch (error) {
      if (!(error instanceof LockHeld) || performance.now() >= deadline) throw error;
    }
    await pause(50);
  }
}
