/**
 * Takes and releases the lock at its argument many times; reports how often it had it, and how often another process
 * was there too.
 */
import { closeSync, openSync, rmSync } from 'node:fs';
import { LockHeld, lockFile } from './file-lock.ts';

const [path = ''] = process.argv.slice(2);
const marker = `${path}.inside`;
const result = { held: 0, together: 0 };
const until = performance.now() + 1500;
while (performance.now() < until) {
  const lock = await lockFile(path).catch((error: unknown) => {
    if (error instanceof LockHeld) return undefined;
    throw error;
  });
  if (lock === undefined) continue;
  result.held += 1;
  if (isAlone()) rmSync(marker);
  else result.together += 1;
  await lock.release();
}
process.stdout.write(JSON.stringify(result));

function isAlone(): boolean {
  try {
    closeSync(openSync(marker, 'wx'));
    return true;
  } catch {
    return false;
  }
}
