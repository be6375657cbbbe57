import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runs } from '../../../tools/effort.ts';
import { LockHeld, LockImpossible, lockFile } from './file-lock.ts';

let directory: string;
let path: string;
const running = new Set<ChildProcess>();

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'file-lock-'));
  path = join(directory, 'in-use.lock');
});
afterEach(async () => {
  for (const child of running) await end(child, 'SIGKILL');
  await rm(directory, { recursive: true });
});

/** As a second container on the same volume: with its own process numbers, without sight of other processes. */
const ownNumbers = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'];
const readOnly = (place: string) => {
  const script = 'mount --bind -o ro "$0" "$0" && exec "$@"';
  return ['unshare', '--mount', 'sh', '-c', script, place];
};
const may = (command: readonly string[]) => spawnSync(command[0] ?? '', command.slice(1)).status === 0;
const mayUnshare = may([...ownNumbers, 'true']);
const mayMount = may([...readOnly(tmpdir()), 'true']);

/** A real process that tries for the lock, with what it said. */
async function tryElsewhere(
  prefix: readonly string[] = [],
  fixture = 'holder.testing.ts',
): Promise<{ child: ChildProcess; said: string }> {
  const program = [process.execPath, join(import.meta.dirname, fixture), path];
  const [command = '', ...args] = [...prefix, ...program];
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  running.add(child);
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: chunk.toString().trim() };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  // Not `exit`: a program in between may end before the one that has the lock.
  const ended = once(child, 'close');
  child.kill(signal);
  await ended;
}

async function countWinners(): Promise<number> {
  const tries = await Promise.allSettled(Array.from({ length: 24 }, () => lockFile(path)));
  for (const attempt of tries) {
    if (attempt.status === 'rejected') expect(attempt.reason).toBeInstanceOf(LockHeld);
  }
  const won = tries.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
  await Promise.all(won.map((lock) => lock.release()));
  return won.length;
}

describe('a lock', () => {
  it('keeps the next one out until it is released, and leaves nothing', async () => {
    const lock = await lockFile(path);
    await expect(lockFile(path)).rejects.toMatchObject({ holder: { pid: process.pid, host: hostname() } });
    await lock.release();
    await lock.release();
    await (await lockFile(path)).release();
    expect(await readdir(directory)).toEqual([]);
  });

  it('has one winner among many, time after time', async () => {
    for (let round = 0; round < 20; round += 1) expect(await countWinners()).toBe(1);
  });

  it('stays held when its own process reads the file, as a backup would', async () => {
    const lock = await lockFile(path);
    await readFile(path);
    expect((await tryElsewhere()).said).toMatch(/^LockHeld /);
    await lock.release();
  });

  it('is never released by a process that no longer holds it', async () => {
    const lost = await lockFile(path);
    await rm(path);
    const held = await lockFile(path);
    await lost.release();
    await expect(lockFile(path)).rejects.toBeInstanceOf(LockHeld);
    await held.release();
  });
});

describe('a lock of another process', () => {
  it('says who holds it, where and since when', async () => {
    const { child, said } = await tryElsewhere();
    expect(said).toBe('held');
    await expect(lockFile(path)).rejects.toThrow(
      new RegExp(`held by process ${child.pid} on ${hostname()}, since 20\\d\\d-\\d\\d-\\d\\dT[\\d:.]+Z`),
    );
  });

  it.skipIf(!mayUnshare)(
    'keeps out a process that sees none of its processes, in both directions (skipped where unshare is not permitted)',
    async () => {
      const inside = await tryElsewhere(ownNumbers);
      expect(inside.said).toBe('held');
      expect((await tryElsewhere()).said).toMatch(/^LockHeld .*held by process 1 on /);
      expect((await tryElsewhere(ownNumbers)).said).toMatch(/^LockHeld /);
      await end(inside.child, 'SIGKILL');
    },
  );

  it('is free at once after kill -9, time after time', async () => {
    const rounds = runs(3, 50);
    for (let round = 0; round < rounds; round += 1) {
      const { child, said } = await tryElsewhere();
      expect(said).toBe('held');
      await end(child, 'SIGKILL');
      await (await lockFile(path)).release();
    }
  });

  it('stays held while its process is paused', async () => {
    const { child } = await tryElsewhere();
    child.kill('SIGSTOP');
    await expect(lockFile(path)).rejects.toBeInstanceOf(LockHeld);
    child.kill('SIGCONT');
  });

  it('has one winner when several start at once, free or left by a crash, time after time', {}, async () => {
    const rounds = runs(6, 200);
    for (let round = 0; round < rounds; round += 1) {
      const prefix = round % 2 === 1 && mayUnshare ? ownNumbers : [];
      const tries = await Promise.all([tryElsewhere(), tryElsewhere(prefix), tryElsewhere(prefix)]);
      expect(tries.filter(({ said }) => said === 'held')).toHaveLength(1);
      for (const { child } of tries) await end(child, 'SIGKILL');
    }
  });
});

describe('many processes that take it and let go', () => {
  it('are never in it together, though each removes the file that others may have opened', async () => {
    const racers = await Promise.all(Array.from({ length: 4 }, () => tryElsewhere([], 'racer.testing.ts')));
    const results = racers.map(({ said }) => JSON.parse(said) as { held: number; together: number });
    expect(results.map(({ together }) => together)).toEqual([0, 0, 0, 0]);
    expect(results.reduce((sum, { held }) => sum + held, 0)).toBeGreaterThan(100);
  });
});

describe('a lock file as version 0.1.0 wrote it', () => {
  const leave = (pid: number, started: string) =>
    writeFile(path, JSON.stringify({ pid, started, token: 'earlier' }));
  const startOf = async (pid: number) => {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  };

  it.runIf(process.platform === 'linux')('is respected while its process runs', async () => {
    await leave(process.pid, await startOf(process.pid));
    await expect(lockFile(path)).rejects.toMatchObject({ holder: { pid: process.pid } });
    expect(await readFile(path, 'utf8')).toContain('earlier');
  });

  it.each([
    ['its process is gone', () => leave(2 ** 22 + 1, '1')],
    ['its number is used again', () => leave(process.pid, 'earlier')],
    ['it cannot be read', () => writeFile(path, 'half a li')],
  ])('is taken over when %s', async (_, write) => {
    await write();
    await (await lockFile(path)).release();
    expect(await readdir(directory)).toEqual([]);
  });
});

describe('where no lock can be had', () => {
  it.skipIf(!mayMount)(
    'a file system that can only be read is named, with what to do (skipped where mounting is not permitted)',
    async () => {
      const { said } = await tryElsewhere(readOnly(directory));
      expect(said).toMatch(/^LockImpossible .*can only be read\. Choose a directory.*\(EROFS\)/);
    },
  );

  it.skipIf(process.getuid?.() === 0)(
    'a directory of another user is named (skipped for root, who may write everywhere)',
    async () => {
      await chmod(directory, 0o500);
      await expect(lockFile(path)).rejects.toMatchObject({ name: 'LockImpossible', code: 'EACCES' });
      await chmod(directory, 0o700);
    },
  );

  it('an unsupported file system is named, and what could go wrong there', () => {
    const error = new LockImpossible('/mnt/in-use.lock', 'ENOLCK');
    expect(error.message).toMatch(
      /^\/mnt\/in-use\.lock cannot be locked: .*no locks.*Use a disk.*\(ENOLCK\)/,
    );
  });

  it('a directory that is not there stays the error it is', async () => {
    await mkdir(join(directory, 'there'));
    await expect(lockFile(join(directory, 'not-there', 'x'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
