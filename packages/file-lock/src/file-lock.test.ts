import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LockHeld, lockFile } from './file-lock.ts';

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'file-lock-'));
  path = join(directory, 'in-use.lock');
});

afterEach(() => rm(directory, { recursive: true }));

async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

function leave(holder: object): Promise<void> {
  return writeFile(path, JSON.stringify(holder));
}

async function countWinners(): Promise<number> {
  const tries = await Promise.allSettled(Array.from({ length: 24 }, () => lockFile(path)));
  for (const attempt of tries) {
    if (attempt.status === 'rejected') expect(attempt.reason).toBeInstanceOf(LockHeld);
  }
  return tries.filter(({ status }) => status === 'fulfilled').length;
}

describe('a lock', () => {
  it('keeps the next one out until it is released, and leaves nothing', async () => {
    const lock = await lockFile(path);
    await expect(lockFile(path)).rejects.toMatchObject({ pid: process.pid });
    await lock.release();
    await lock.release();
    await (await lockFile(path)).release();
    expect(await readdir(directory)).toEqual([]);
  });

  it('is taken over from a process that is gone', async () => {
    await leave({ pid: await endedProcess(), started: '1', token: 'stale' });
    await (await lockFile(path)).release();
    expect(await readdir(directory)).toEqual([]);
  });

  it('is taken over from a process whose number is used again', async () => {
    await leave({ pid: process.pid, started: 'earlier', token: 'stale' });
    await (await lockFile(path)).release();
  });

  it('is taken over when it cannot be read', async () => {
    await writeFile(path, 'half a li');
    await (await lockFile(path)).release();
  });

  it('is taken over when somebody died while taking it over', async () => {
    const gone = { pid: await endedProcess(), started: '1', token: 'stale' };
    await leave(gone);
    await writeFile(`${path}.after-stale`, JSON.stringify({ ...gone, token: 'also-stale' }));
    await (await lockFile(path)).release();
    expect(await readdir(directory)).toEqual([]);
  });

  it('is never released by who no longer holds it', async () => {
    const lost = await lockFile(path);
    await leave({ pid: process.pid, started: 'other', token: 'other' });
    await lost.release();
    expect(await readdir(directory)).toEqual(['in-use.lock']);
  });

  it('has one winner among many, free or stale, time after time', async () => {
    const gone = await endedProcess();
    for (let round = 0; round < 20; round += 1) {
      await rm(path, { force: true });
      expect(await countWinners()).toBe(1);
      await leave({ pid: gone, started: '1', token: `stale-${round}` });
      expect(await countWinners()).toBe(1);
    }
  });
});
