import { LockHeld, lockFile } from '@datalab/file-lock';

/** Something is wrong with the warehouse as a whole; nothing was done. */
export class WarehouseError extends Error {
  readonly code:
    | 'warehouse.busy'
    | 'warehouse.unknown-dataset'
    | 'warehouse.no-persons'
    | 'warehouse.damaged';

  constructor(code: WarehouseError['code'], message: string) {
    super(message);
    this.name = 'WarehouseError';
    this.code = code;
  }
}

/**
 * Runs work while holding the lock at `path`, so that two processes that change the same thing do so one after the
 * other. Throws `warehouse.busy` when someone else holds it.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = await lockFile(path).catch((error: unknown) => {
    if (!(error instanceof LockHeld)) throw error;
    throw new WarehouseError(
      'warehouse.busy',
      `Another publication is under way in this warehouse, by ${error.heldBy}. Wait until it is done and try again.`,
    );
  });
  try {
    return await work();
  } finally {
    await lock.release();
  }
}
