import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from './files.ts';

/** Two processes on one directory would count the same volume twice. A lock of a dead process is taken over. */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, 'keyholder.lock');
  const holder = Number(await readIfThere(path));
  if (holder > 0 && holder !== process.pid && isAlive(holder)) {
    throw new Error(
      `Another process (${holder}) uses ${dataDir}. Stop it first; if it is no keyholder, remove ${path}.`,
    );
  }
  await rm(path, { force: true });
  const file = await open(path, 'wx', 0o600);
  await file.writeFile(String(process.pid));
  await file.close();
  return () => rm(path, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
