import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogger } from '../log/logger.ts';
import { closeToOthers, openDataDirectory, spaceToFolderName } from './data-directory.ts';
import { createSpaceProtection } from './space-protection.ts';
import { createSpaceSecrets } from './space-secrets.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'datalab-files-'));
});
afterEach(() => rm(root, { recursive: true }));

test('a space has one secret, also when many ask for it at once for the first time', async () => {
  const { secrets } = await openDataDirectory(root);
  const store = createSpaceSecrets(secrets);
  const answers = await Promise.all(Array.from({ length: 8 }, () => store.get('edition:care')));
  expect(new Set(answers.map((secret) => Buffer.from(secret.pseudonymSecret).toString('hex'))).size).toBe(1);
  expect(await readdir(secrets)).toEqual(['edition-care.json']);
});

test('two spaces have different secrets, and both secrets of a space differ', async () => {
  const { secrets } = await openDataDirectory(root);
  const store = createSpaceSecrets(secrets);
  const [care, work] = [await store.get('edition:care'), await store.get('edition:work')];
  expect(care.pseudonymSecret).not.toEqual(work.pseudonymSecret);
  expect(care.pseudonymSecret).not.toEqual(care.recordSecret);
});

test('only the owner of the process may read a secret', async () => {
  const { secrets } = await openDataDirectory(root);
  await createSpaceSecrets(secrets).get('organisation:police');
  expect((await stat(join(secrets, 'organisation-police.json'))).mode & 0o777).toBe(0o600);
});

test('what is kept is for the owner of the process only', async () => {
  const data = join(root, 'data');
  const { lake, incoming, areas, secrets } = await openDataDirectory(data);
  for (const path of [data, lake, incoming, areas, secrets])
    expect([path, (await stat(path)).mode & 0o777]).toEqual([path, 0o700]);
});

test('a data directory that let others in is closed to them', async () => {
  const data = join(root, 'wide');
  await mkdir(data, { mode: 0o755 });
  expect(await closeToOthers(data)).toBe(true);
  expect((await stat(data)).mode & 0o777).toBe(0o700);
});

test('a destroyed secret does not come back', async () => {
  const { secrets } = await openDataDirectory(root);
  const store = createSpaceSecrets(secrets);
  const before = await store.get('edition:care');
  await store.destroy('edition:care');
  expect((await store.get('edition:care')).pseudonymSecret).not.toEqual(before.pseudonymSecret);
});

test('settings of a space with less noise than the check allows are used, and its owner is told what to do, once', async () => {
  const { secrets } = await openDataDirectory(root);
  const settings = (variance: number) =>
    JSON.stringify({
      minimumCount: 10,
      counts: { maxNoise: 5, variance, smallMax: 2 },
      sums: { maxNoise: 5, variance, smallMax: 0, delta: 0.5 },
      dominancePercent: 10,
    });
  await writeFile(join(secrets, 'edition-care.protection.json'), settings(3));
  await writeFile(join(secrets, 'edition-work.protection.json'), settings(4));
  const lines: string[] = [];
  const protection = createSpaceProtection(
    secrets,
    createLogger((line) => lines.push(line)),
  );
  for (const space of ['edition:care', 'edition:care', 'edition:work', 'edition:other']) {
    await protection.get(space);
  }
  expect((await protection.get('edition:care')).counts.variance).toBe(3);
  expect((await protection.get('edition:other')).counts.variance).toBe(5);
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'warn',
    event: 'protection.little-noise',
    file: 'edition-care.protection.json',
    advice: 'Set both variances to 5.',
  });
});

test.each(['edition:../secrets', 'edition:', 'other:care', 'edition:a/b', 'edition:A'])(
  'the name %s is not a space and leads to no folder',
  (name) => {
    expect(() => spaceToFolderName(name)).toThrow('edition:<slug>');
  },
);
