import { join } from 'node:path';
import { LockHeld, lockFile } from '@datalab/file-lock';

/** Two processes on one directory would count the same volume twice. */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  try {
    const lock = await lockFile(join(dataDir, 'keyholder.lock'));
    return () => lock.release();
  } catch (error) {
    if (!(error instanceof LockHeld)) throw error;
    throw new Error(`Another process (${error.pid}) uses ${dataDir}. Stop it first.`);
  }
}
