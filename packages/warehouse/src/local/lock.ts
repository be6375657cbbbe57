import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';

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
 * Runs work while holding a lock file, so that two who change the same thing do so one after the other. A lock left by
 * a process of this machine that is gone is taken over. Throws `warehouse.busy` when someone else holds it.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const mine = `${process.pid} ${hostname()} ${randomBytes(6).toString('hex')}`;
  if (!(await take(path, mine))) {
    const holder = await readFile(path, 'utf8').catch(() => '');
    if (isAlive(holder) || !(await removeStale(path, holder)) || !(await take(path, mine))) {
      throw new WarehouseError(
        'warehouse.busy',
        'Another publication is under way in this warehouse. Wait until it is done and try again.',
      );
    }
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string, content: string): Promise<boolean> {
  const handle = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return undefined;
    throw error;
  });
  if (!handle) return false;
  try {
    await handle.writeFile(content);
  } finally {
    await handle.close();
  }
  return true;
}

function isAlive(holder: string): boolean {
  const [pid, host] = holder.split(' ');
  if (!pid || host !== hostname()) return true;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Moves the lock aside and looks at it once more: someone may have taken it over in between. */
async function removeStale(path: string, holder: string): Promise<boolean> {
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return false;
  const isSame = (await readFile(aside, 'utf8')) === holder;
  if (isSame) await rm(aside, { force: true });
  else await rename(aside, path);
  return isSame;
}
