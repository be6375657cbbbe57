import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { header, personNumbers, reportsContract, startDatalab } from './datalab.testing.ts';

let place: string;
let TMPDIR: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'work-directory-'));
  TMPDIR = join(place, 'tmp');
  await mkdir(TMPDIR);
});
afterEach(() => rm(place, { recursive: true, force: true }));

async function prepare(persons: number): Promise<string[]> {
  const rows = personNumbers(persons).map((number) => `${number},2024-01,BU99990001,noise,1`);
  await writeFile(join(place, 'contract.yaml'), reportsContract);
  await writeFile(join(place, 'reports.csv'), [header, ...rows].join('\n'));
  return ['check', join(place, 'reports.csv'), '--contract', join(place, 'contract.yaml')];
}

describe('temporary files with identities', () => {
  it('of a command that was killed are removed by the next one, and those of a running one are not', async () => {
    const check = await prepare(20_000);
    const running = startDatalab(check, { TMPDIR });
    await untilTaken();
    running.kill('SIGSTOP');
    const [held = ''] = await directories();
    expect((await startDatalab(check, { TMPDIR }).ended).exitCode).toBe(0);
    expect(await directories()).toEqual([held]);
    running.kill('SIGKILL');
    await running.ended;
    expect(await directories()).toEqual([held]);
    expect((await startDatalab(check, { TMPDIR }).ended).exitCode).toBe(0);
    expect(await ours()).toEqual([]);
  });

  it('without a lock are removed too, and directories with another name are not', async () => {
    await mkdir(join(TMPDIR, 'datalab-delivery-abc123', 'check-1'), { recursive: true });
    await writeFile(join(TMPDIR, 'datalab-delivery-abc123', 'check-1', 'stage.parquet'), 'x');
    await mkdir(join(TMPDIR, 'other'));
    await startDatalab(await prepare(1), { TMPDIR }).ended;
    expect(await ours()).toEqual([]);
    expect(await readdir(TMPDIR)).toContain('other');
  });
});

async function directories(): Promise<string[]> {
  return (await ours()).filter((name) => !name.includes('.lock'));
}

async function ours(): Promise<string[]> {
  return (await readdir(TMPDIR)).filter((name) => name.startsWith('datalab-'));
}

async function untilTaken(): Promise<void> {
  for (;;) {
    const [first] = await directories();
    if (first !== undefined && (await readdir(join(TMPDIR, first))).length > 0) return;
    await sleep(2);
  }
}
