import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSecretsDirectory } from './identity.testing.ts';
import { createSetUpCode } from './set-up.code.ts';

const secret = 'p3FnQ0xkqvB1k7mZJ2s9eYtR4uWcHdLa';

test('only a hash of the set-up code is kept, and nothing once it was used', async () => {
  const directory = openSecretsDirectory();
  const setUpCode = createSetUpCode(directory, secret);
  expect(await setUpCode.isRight('')).toBe(false);
  const code = await setUpCode.renew();
  const kept = await readFile(join(directory, 'set-up.code'), 'utf8');
  expect(kept).not.toContain(code);
  expect(kept).not.toContain(code.replaceAll('-', ''));
  expect(await setUpCode.isRight(code)).toBe(true);
  await setUpCode.end();
  expect(await setUpCode.isRight(code)).toBe(false);
  expect(await readdir(directory)).toEqual([]);
});

test('a code counts on the server that made it, and until that server made another', async () => {
  const here = createSetUpCode(openSecretsDirectory(), secret);
  const elsewhere = createSetUpCode(openSecretsDirectory(), secret);
  const [first, other] = await Promise.all([here.renew(), elsewhere.renew()]);
  expect(await here.isRight(other)).toBe(false);
  const second = await here.renew();
  expect([await here.isRight(first), await here.isRight(second)]).toEqual([false, true]);
});
