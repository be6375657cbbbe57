import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openTestDatabase } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { jobRunsMigrations } from '../../platform/jobs/job-runs.ts';
import { openMailPost } from '../../platform/mail/mail-post.ts';
import { openTestMailServer } from '../../platform/mail/mail-server.testing.ts';
import type { MailServerInput } from './mail-server.contract.ts';
import { getMailServer, putMailServer, testMailServer } from './mail-server.service.ts';
import { type NoticesDeps, noticesMigrations } from './notices.api.ts';
import { listOutbox } from './notices.service.ts';
import { fay, openNoticesBench, pia, slug, title } from './notices.testing.ts';

const anna = { ...fay, id: 'anna', email: 'anna@town.example', roles: ['administrator'] };
const publicUrl = 'https://datalab.town.example';
const from = 'Datalab <datalab@town.example>';
const secret = 'groene fiets in de regen';

let database: Database;
let bench: Awaited<ReturnType<typeof openNoticesBench>>;
let server: Awaited<ReturnType<typeof openTestMailServer>>;
let secretsDirectory: string;
let deps: NoticesDeps;

beforeAll(async () => {
  database = await openTestDatabase([jobRunsMigrations, noticesMigrations]);
  server = await openTestMailServer();
});
beforeEach(async () => {
  secretsDirectory = await mkdtemp(join(tmpdir(), 'datalab-mail-'));
  const nothing = { isDemo: false, environment: undefined, publicUrl: undefined };
  bench = await openNoticesBench(database, undefined, openMailPost({ ...nothing, secretsDirectory }));
  deps = bench.deps;
});
afterEach(async () => {
  await bench.clear();
  await rm(secretsDirectory, { recursive: true });
});
afterAll(async () => {
  await server.close();
  await database.close();
});

const own = (): Extract<MailServerInput, { way: 'server' }> => ({
  way: 'server',
  host: '127.0.0.1',
  port: server.port,
  user: null,
  password: null,
  from,
  publicUrl,
});

test('an administrator sets a mail server, and the message to try it arrives at their own address', async () => {
  expect(await getMailServer(deps, anna)).toEqual({ decidedBy: 'settings', way: null, server: null });
  await expect(testMailServer(deps, anna)).rejects.toMatchObject({ code: 'notices.mail-not-set' });
  await putMailServer(deps, anna, own());
  expect(await testMailServer(deps, anna)).toEqual({ to: 'anna@town.example' });
  const [taken] = server.taken;
  expect(taken?.to).toEqual(['anna@town.example']);
  expect(taken?.source).toMatch(/^Subject: Proefbericht van Datalab/m);
});

test('the password is never given back, and stays only with the server and the user it was given for', async () => {
  const withPassword = { ...own(), host: 'mail.town.example', user: 'datalab', password: secret };
  await putMailServer(deps, anna, withPassword);
  const shown = await getMailServer(deps, anna);
  expect(shown.server).toMatchObject({ user: 'datalab', hasPassword: true });
  expect(JSON.stringify([shown, bench.events, bench.lines])).not.toContain(secret);
  await putMailServer(deps, anna, { ...withPassword, password: null, from: 'datalab@town.example' });
  expect(await deps.mailPost.readChoice()).toMatchObject({ server: { password: secret } });
  const elsewhere = { ...withPassword, password: null, host: 'mail.elsewhere.example' };
  await expect(putMailServer(deps, anna, elsewhere)).rejects.toMatchObject({
    code: 'notices.mail-password-again',
  });
  await putMailServer(deps, anna, own());
  expect(await deps.mailPost.readChoice()).toMatchObject({ server: { password: null } });
});

test('a message that is queued after the choice leaves without a new start', async () => {
  const invitation = {
    kind: 'invitation',
    to: { name: 'Pia', email: pia.email },
    params: { edition: title, organisation: title, by: 'Fay', intention: '' },
    link: `/editions/${slug}`,
    edition: slug,
  } as const;
  await database.db.transaction().execute((tx) => bench.notices.queueNotice(tx, invitation));
  expect((await listOutbox(deps, fay, slug)).notices).toMatchObject([{ state: 'kept', reason: 'no-mail' }]);
  await putMailServer(deps, anna, own());
  await database.db.transaction().execute((tx) => bench.notices.queueNotice(tx, invitation));
  await vi.waitFor(() => expect(server.taken.at(-1)?.to).toEqual([pia.email]), { timeout: 60_000 });
  await putMailServer(deps, anna, { way: 'without' });
  expect(await listOutbox(deps, fay, slug)).toMatchObject({ mail: false });
});

test('what cannot be a sender is refused before anything is kept', async () => {
  await expect(putMailServer(deps, anna, { ...own(), from: 'nobody' })).rejects.toMatchObject({
    code: 'notices.mail-sender-invalid',
  });
  expect(await getMailServer(deps, anna)).toMatchObject({ way: null });
});

test('where the environment or the demo decides, the page only reads', async () => {
  const settings = { publicUrl, secretsDirectory, environment: { smtpUrl: server.url, from } };
  const named = { ...deps, mailPost: openMailPost({ ...settings, isDemo: false }) };
  await expect(putMailServer(named, anna, own())).rejects.toMatchObject({
    code: 'notices.mail-from-environment',
  });
  expect(await getMailServer(named, anna)).toMatchObject({ decidedBy: 'environment', way: 'server' });
  const demo = { ...deps, mailPost: openMailPost({ ...settings, isDemo: true }) };
  await expect(putMailServer(demo, anna, own())).rejects.toMatchObject({ code: 'notices.mail-not-in-demo' });
});
