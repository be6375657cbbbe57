import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataDirectory, spaceToFolderName } from './data-directory.ts';
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

test('a destroyed secret does not come back', async () => {
  const { secrets } = await openDataDirectory(root);
  const store = createSpaceSecrets(secrets);
  const before = await store.get('edition:care');
  await store.destroy('edition:care');
  expect((await store.get('edition:care')).pseudonymSecret).not.toEqual(before.pseudonymSecret);
});

test.each(['edition:../secrets', 'edition:', 'other:care', 'edition:a/b', 'edition:A'])(
  'the name %s is not a space and leads to no folder',
  (name) => {
    expect(() => spaceToFolderName(name)).toThrow('edition:<slug>');
  },
);
