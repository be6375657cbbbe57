import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileLock, LockHeld, lockFile } from '@datalab/file-lock';

export class DirectoryInUse extends Error {
  readonly code = 'EDIRECTORYINUSE';

  constructor(directory: string, pid: number) {
    super(
      `Another process (${pid}) uses the data directory ${directory}. Stop that process, or choose another directory with --data.`,
    );
    this.name = 'DirectoryInUse';
  }
}

/** Keeps other processes out of a data directory, because the embedded database does not. */
export async function lockDirectory(directory: string): Promise<FileLock> {
  await mkdir(directory, { recursive: true });
  try {
    return await lockFile(join(directory, 'in-use.lock'));
  } catch (error) {
    throw error instanceof LockHeld ? new DirectoryInUse(directory, error.pid) : error;
  }
}
