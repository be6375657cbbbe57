import { type FileHandle, mkdtemp, open, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { writeWhole } from './write-whole.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'datalab-whole-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

it('has the bytes of a file on the disk before its name, and its name before it is done', async () => {
  const file = join(dir, 'file');
  await using handle = await open(dir, 'r');
  const prototype: FileHandle = Object.getPrototypeOf(handle);
  const { sync } = prototype;
  const seen: string[][] = [];
  const watched = vi.spyOn(prototype, 'sync').mockImplementation(async function (this: FileHandle) {
    seen.push([await readlink(`/proc/self/fd/${this.fd}`), ...(await readdir(dir))]);
    return sync.call(this);
  });
  await writeWhole(file, (building) => writeFile(building, 'whole')).finally(() => watched.mockRestore());
  const building = expect.stringMatching(/^file\.[0-9a-f]+\.tmp$/);
  const path = expect.stringMatching(/\/file\.[0-9a-f]+\.tmp$/);
  expect(seen).toEqual([
    [path, building],
    [dir, 'file'],
  ]);
});

it('leaves the file as it was, and nothing beside it, when writing fails half-way', async () => {
  const file = join(dir, 'file');
  await writeFile(file, 'before');
  const failing = async (building: string) => {
    await writeFile(building, 'hal');
    throw new Error('the disk is full');
  };
  await expect(writeWhole(file, failing)).rejects.toThrow('the disk is full');
  expect(await readdir(dir)).toEqual(['file']);
  expect(await readFile(file, 'utf8')).toBe('before');
});
