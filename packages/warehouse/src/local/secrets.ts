import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { WarehouseError } from './lock.ts';

/** Each secret has one use. */
export type SecretName = 'records' | 'persons' | 'ods';

/** Reads a secret, making it first when it is not there; of two processes that make it at once the first wins. */
export async function readSecret(path: string): Promise<Uint8Array> {
  const found = await readFile(path).catch(() => undefined);
  if (!found) await makeSecret(path);
  const secret = found ?? (await readFile(path));
  if (secret.length !== 32)
    throw new WarehouseError('warehouse.damaged', `The secret at ${path} is not whole.`);
  return secret;
}

async function makeSecret(path: string): Promise<void> {
  const building = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  await writeFile(building, randomBytes(32), { mode: 0o600, flag: 'wx' });
  await link(building, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(building);
}
