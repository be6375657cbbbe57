import { chmod, copyFile, cp, mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ruleParameters } from '@datalab/query-control';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOpenTable } from '../answer/read-open-table.ts';
import { createVersionChecks } from '../cells/check-version.ts';
import { hashOf } from './hash.ts';
import { createLake, type Lake, personContract, populationContract } from './lake.testing.ts';
import { manifestNames } from './manifest.ts';
import type { QuerySource } from './source.ts';
import { openVersion } from './version-files.ts';

let lake: Lake;
beforeAll(async () => {
  lake = await createLake();
});
afterAll(() => lake.close());

const rows = Array.from({ length: 40 }, (_, at) => ({
  month: `2024-0${1 + (at % 3)}`,
  neighbourhood: 'BU04790101',
  amount: at,
  person: `person ${at % 15}`,
}));

async function landed(): Promise<QuerySource> {
  return lake.orderByPerson(await lake.land('reports', personContract, rows), 5);
}

async function overwrite(file: string, change: (bytes: Buffer) => void): Promise<void> {
  const bytes = await readFile(file);
  change(bytes);
  await chmod(file, 0o644);
  await writeFile(file, bytes);
}

const flip = (file: string) =>
  overwrite(file, (bytes) => {
    bytes[30] = (bytes[30] ?? 0) ^ 1;
  });

const second = 'rows/0002.parquet';

describe('a landed version', () => {
  it.each([
    ['differs in a byte', flip, 'changed'],
    ['was cut off', (file: string) => truncate(file, 20), 'changed'],
    ['is gone', (file: string) => rm(file), 'missing'],
  ] as const)(
    'is refused by the name of a file that %s, and read again once it is back',
    async (_, harm, damage) => {
      const { dir } = await landed();
      const file = join(dir, second);
      await openVersion({ dir });
      await copyFile(file, `${file}.kept`);
      await chmod(file, 0o644);
      await harm(file);
      await expect(openVersion({ dir })).rejects.toMatchObject({ code: 'lake.damaged', file, damage });
      await copyFile(`${file}.kept`, file);
      expect((await openVersion({ dir })).parts).toHaveLength(3);
    },
  );

  it('is refused with the manifest of another version, without one, and with one that is none', async () => {
    const { dir } = await landed();
    const other = await lake.orderByPerson(await lake.land('reports', personContract, rows.slice(1)), 5);
    const manifest = join(dir, manifestNames[2]);
    const changed = { code: 'lake.damaged', file: manifest, damage: 'changed' };
    await chmod(manifest, 0o644);
    await copyFile(join(other.dir, manifestNames[2]), manifest);
    const file = join(dir, 'rows/0001.parquet');
    await expect(openVersion({ dir })).rejects.toMatchObject({ code: 'lake.damaged', file });
    for (const text of [
      '{',
      '[]',
      '{"format":2}',
      '{"format":2,"personIndex":true,"files":[]}',
      '{"format":2,"personIndex":true,"files":[{"path":"../../x.parquet","bytes":1,"sha256":""}]}',
    ]) {
      await writeFile(manifest, text);
      await expect(openVersion({ dir })).rejects.toMatchObject(changed);
    }
    await rm(manifest);
    await expect(openVersion({ dir })).rejects.toMatchObject({ file: manifest, damage: 'missing' });
  });

  it('is refused when another whole version lies in its place', async () => {
    const source = await landed();
    const manifestSha256 = await hashOf(join(source.dir, manifestNames[2]));
    const kept = { ...source, manifestSha256 };
    await openVersion(kept);
    const other = await lake.orderByPerson(await lake.land('reports', personContract, rows.slice(1)), 5);
    await rm(source.dir, { recursive: true });
    await cp(other.dir, source.dir, { recursive: true });
    const file = join(source.dir, manifestNames[2]);
    const refused = { code: 'lake.damaged', file, damage: 'changed' };
    await expect(openVersion(kept)).rejects.toMatchObject(refused);
    const version = { source: kept, linked: new Map(), parameters: ruleParameters };
    await expect(createVersionChecks().check(version)).rejects.toMatchObject(refused);
    expect((await openVersion({ dir: source.dir })).parts).toHaveLength(3);
  });

  it.each([
    ['is a directory', (file: string) => mkdir(file)],
    ['leads nowhere', (file: string) => symlink(file, file)],
  ] as const)('is refused by the name of a manifest that %s', async (_, replace) => {
    const { dir } = await landed();
    const file = join(dir, manifestNames[2]);
    await rm(file);
    await replace(file);
    await expect(openVersion({ dir })).rejects.toMatchObject({
      code: 'lake.damaged',
      file,
      damage: 'unreadable',
    });
  });

  it('is refused by the name of a file that cannot be read', async () => {
    const { dir } = await landed();
    const file = join(dir, second);
    await rm(file);
    await symlink(file, file);
    await expect(openVersion({ dir })).rejects.toMatchObject({
      code: 'lake.damaged',
      file,
      damage: 'unreadable',
    });
  });

  it('of a later format is refused as such', async () => {
    const { dir } = await landed();
    const manifest = join(dir, manifestNames[2]);
    await chmod(manifest, 0o644);
    await writeFile(manifest, JSON.stringify({ format: 3, files: [] }));
    await expect(openVersion({ dir })).rejects.toMatchObject({ file: manifest, damage: 'unknown-format' });
  });

  it('of the first format is held to its hashes as well', async () => {
    const { dir } = await lake.land('reports', personContract, rows);
    await flip(join(dir, 'year=2024', 'data_0.parquet'));
    await expect(openVersion({ dir })).rejects.toMatchObject({ damage: 'changed' });
  });

  it('is neither checked nor read as open data with a damaged file', async () => {
    const source = await landed();
    await flip(join(source.dir, second));
    const refused = { code: 'lake.damaged', file: join(source.dir, second), damage: 'changed' };
    const version = { source, linked: new Map(), parameters: ruleParameters };
    await expect(createVersionChecks().check(version)).rejects.toMatchObject(refused);
    const open = { ...source, contract: populationContract };
    await expect(readOpenTable(lake.engine, open)).rejects.toMatchObject(refused);
  });
});
