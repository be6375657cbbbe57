import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MailMisconfigured } from './mail.ts';
import { type MailServer, openMailPost } from './mail-post.ts';
import { openTestMailServer } from './mail-server.testing.ts';

let secretsDirectory: string;
beforeEach(async () => {
  secretsDirectory = await mkdtemp(join(tmpdir(), 'datalab-mail-'));
});
afterEach(() => rm(secretsDirectory, { recursive: true }));

const nothing = { isDemo: false, environment: undefined, publicUrl: undefined };
const publicUrl = 'https://datalab.town.example';
const serverOn = (port: number): MailServer => ({
  host: '127.0.0.1',
  port,
  user: null,
  password: null,
  from: 'Datalab <datalab@town.example>',
  publicUrl,
});
const mail = {
  id: '5b7c3a52-3d0b-4f6e-9a39-3f3ad6a57a10',
  to: { name: 'Lotte', address: 'lotte@town.example' },
  subject: 'Test',
  text: 'Test',
  html: '<p>Test</p>',
};

test('what is chosen holds at once, for every server on the directory, and only for its owner to read', async () => {
  const server = await openTestMailServer();
  const post = openMailPost({ ...nothing, secretsDirectory });
  expect([await post.find(), await post.readChoice()]).toEqual([undefined, undefined]);
  await post.choose({ way: 'server', server: serverOn(server.port) });
  const other = await openMailPost({ ...nothing, secretsDirectory }).find();
  await other?.mailer.send(mail);
  expect(server.taken.map(({ to }) => to)).toEqual([['lotte@town.example']]);
  expect(other?.publicUrl).toBe(publicUrl);
  expect((await stat(join(secretsDirectory, 'mail-server.json'))).mode & 0o777).toBe(0o600);
  await post.choose({ way: 'without' });
  expect(await post.find()).toBeUndefined();
  await server.close();
});

test('a server that cannot be used as it is written is not kept', async () => {
  const post = openMailPost({ ...nothing, secretsDirectory });
  const from = 'nobody';
  await expect(post.choose({ way: 'server', server: { ...serverOn(25), from } })).rejects.toThrow(
    MailMisconfigured,
  );
  expect(await readdir(secretsDirectory)).toEqual([]);
});

test('the environment wins from what was chosen, and a demo from both', async () => {
  const chosen = openMailPost({ ...nothing, secretsDirectory });
  await chosen.choose({ way: 'server', server: serverOn(2525) });
  const environment = { smtpUrl: 'smtp://us:pass@mail.town.example', from: 'datalab@town.example' };
  const named = openMailPost({ isDemo: false, environment, publicUrl, secretsDirectory });
  expect(named.decidedBy).toBe('environment');
  expect(await named.readChoice()).toMatchObject({ server: { host: 'mail.town.example', port: 587 } });
  const demo = openMailPost({ isDemo: true, environment, publicUrl, secretsDirectory });
  expect([demo.decidedBy, await demo.find()]).toEqual(['demo', undefined]);
});

test('a mail server in the environment without a public address is refused', () => {
  const environment = { smtpUrl: 'smtp://mail.town.example', from: 'datalab@town.example' };
  expect(() => openMailPost({ ...nothing, environment, secretsDirectory })).toThrow('PUBLIC_URL');
});
