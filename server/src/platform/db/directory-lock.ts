import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileLock, LockHeld, lockFile } from '@datalab/file-lock';

export class DirectoryInUse extends Error {
  readonly code = 'EDIRECTORYINUSE';

  constructor(directory: string, heldBy: string) {
    super(
      `Another server uses the data directory ${directory}: ${heldBy}. Stop that server, or choose another directory ` +
        'with --data. Its lock ends by itself when it has stopped, also after a crash: there is no file to remove.',
    );
    this.name = 'DirectoryInUse';
  }
}

/** Keeps other servers out of a data directory, also those in another container: the embedded database does not. */
export async function lockDirectory(directory: string): Promise<FileLock> {
  await mkdir(directory, { recursive: true });
  try {
    return await lockFile(join(directory, 'in-use.lock'));
  } catch (error) {
    throw error instanceof LockHeld ? new DirectoryInUse(directory, error.heldBy) : error;
  }
}
