import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { openDatabase } from '@datalab/server/platform/db/open-database.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWorkplace, runDatalab, startDatalab, type Workplace } from '../datalab.testing.ts';
import { prepareStory } from '../demo-story.ts';

let place: Workplace;
beforeEach(async () => {
  place = await createWorkplace();
});
afterEach(() => place.remove());

describe('datalab start', () => {
  it('says when the port is taken, before it makes anything', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const run = await runDatalab(['start', '--data', place.path('data'), '--port', String(port)]);
    other.close();
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain(`Port ${port} is in use`);
    expect(await readdir(place.directory)).toEqual([]);
  });

  it('refuses what does not go together before anything is done', async () => {
    const start = ['start', '--data', place.path('data')];
    const demo = await runDatalab([...start, '--demo'], { DATABASE_URL: 'postgres://localhost/x' });
    const half = await runDatalab(start, { KEYHOLDER_URL: 'https://keyholder.example' });
    const nothing = await runDatalab(['audit', 'verify', '--data', place.path('data')]);
    expect([demo, half, nothing].map(({ exitCode }) => exitCode)).toEqual([2, 2, 2]);
    expect(demo.stderr).toContain('Leave out --demo');
    expect(half.stderr).toContain('KEYHOLDER_ADMIN_TOKEN');
    expect(nothing.stderr).toContain('no state of a server');
    expect(await readdir(place.directory)).toEqual([]);
  });

  it('refuses to trust proxies that may be anybody, before anything is done', async () => {
    const start = ['start', '--data', place.path('data')];
    const anybody = await runDatalab(start, { TRUSTED_PROXIES: '127.0.0.1, 0.0.0.0/0' });
    expect([anybody.exitCode, await readdir(place.directory)]).toEqual([2, []]);
    expect(anybody.stderr).toContain('0.0.0.0/0 is no proxy to trust');
    expect(anybody.stderr).toContain('TRUSTED_PROXIES');
  });

  it('refuses a mail server it cannot use, without showing its password, before anything is done', async () => {
    const start = ['start', '--data', place.path('data')];
    const half = await runDatalab(start, { DATALAB_SMTP_URL: 'smtp://us:secret@mail.example' });
    const mail = { DATALAB_MAIL_FROM: 'datalab@town.example', PUBLIC_URL: 'https://datalab.example' };
    const wrong = await runDatalab(start, { ...mail, DATALAB_SMTP_URL: 'us:secret@mail.example' });
    const nowhere = await runDatalab(start, {
      DATALAB_MAIL_FROM: 'datalab@town.example',
      DATALAB_SMTP_URL: 'smtp://us:secret@mail.example',
    });
    expect([half, wrong, nowhere].map(({ exitCode }) => exitCode)).toEqual([2, 2, 2]);
    expect(half.stderr).toContain('DATALAB_MAIL_FROM');
    expect(wrong.stderr).toContain('smtp://user:password@host:587');
    expect(nowhere.stderr).toContain('PUBLIC_URL');
    expect(half.stderr + wrong.stderr + nowhere.stderr).not.toContain('secret');
    expect(await readdir(place.directory)).toEqual([]);
  });
});

/** As a second container on the same volume: process numbers of its own, and none of those of the first to be seen. */
const ownNumbers = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'];
const mayUnshare = spawnSync('unshare', [...ownNumbers.slice(1), 'true']).status === 0;

describe('a server on a data directory of its own', () => {
  let shared: Workplace;
  let running: ReturnType<typeof startDatalab>;
  let data: string;
  let url: string;
  let setUpCode: string | null;
  const start = (prefix: readonly string[] = []) =>
    startDatalab(['start', '--data', data, '--port', '0', '--json'], {}, prefix);
  const untilReady = async (): Promise<{ readonly url: string; readonly setUpCode: string | null }> => {
    const [line] = await running.until(/^\{"url".*\}$/m);
    return JSON.parse(line);
  };
  const makeFirstAccount = (code: string | null): Promise<Response> =>
    fetch(`${url}/api/v1/first-person`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({
        code,
        organisation: { slug: 'town', name: { nl: 'Gemeente', en: 'Municipality' }, kind: 'municipality' },
        name: 'Lotte',
        email: 'lotte@town.example',
        password: 'a long sentence to enter with',
      }),
    });
  beforeAll(async () => {
    shared = await createWorkplace();
    data = shared.path('data');
    running = start();
  });
  afterAll(async () => {
    running.kill('SIGKILL');
    await running.ended;
    await shared.remove();
  });

  it('makes what it needs, and says where it answers and with which code the first account is made', async () => {
    const ready = await untilReady();
    url = ready.url;
    setUpCode = ready.setUpCode;
    expect(setUpCode).toMatch(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it.skipIf(!mayUnshare)(
    'is never there with another: a second is refused, also in another container (skipped where unshare is not permitted)',
    async () => {
      const second = await start(ownNumbers).ended;
      expect(second.exitCode).toBe(2);
      expect(second.stderr).toMatch(/Another server uses the data directory .*process \d+ on .*, since 20/);
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
    },
  );

  it('after kill -9 of the first, a second starts at once, with a code of its own', async () => {
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    running.kill('SIGKILL');
    await running.ended;
    running = start();
    const ready = await untilReady();
    url = ready.url;
    expect(ready.setUpCode).not.toBe(setUpCode);
    expect((await makeFirstAccount(setUpCode)).status).toBe(401);
    setUpCode = ready.setUpCode;
  });

  it('keeps audit verify out until it stops, when told, twice if need be, and leaves a log that it can judge', async () => {
    expect((await makeFirstAccount(setUpCode)).status).toBe(201);
    expect(await readdir(`${data}/secrets`)).not.toContain('set-up.code');
    const inUse = await runDatalab(['audit', 'verify', '--data', data]);
    expect(inUse.exitCode).toBe(2);
    expect(inUse.stderr).toMatch(/uses the data directory .*: process \d+ on .*, since .*Stop that server/);
    running.kill('SIGINT');
    running.kill('SIGINT');
    const { exitCode, stderr } = await running.ended;
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`There is no account yet. Make the first with this set-up code: ${setUpCode}`);
    expect(
      stderr.split('\n').filter((line) => line.startsWith('{') && line.includes(String(setUpCode))),
    ).toEqual([]);
    expect(await readdir(data)).not.toContain('in-use.lock');
    const verdict = await runDatalab(['audit', 'verify', '--data', data, '--json']);
    expect(verdict.exitCode).toBe(0);
    expect(JSON.parse(verdict.stdout)).toMatchObject({ whole: true, brokenAt: null });

    const state = await openDatabase({ dataDir: data });
    await state.execute('alter table audit_events disable trigger all');
    await state.execute("update audit_events set actor_name = 'Somebody else' where sequence = 1");
    await state.close();
    const broken = await runDatalab(['audit', 'verify', '--data', data]);
    expect(broken.exitCode).toBe(1);
    expect(broken.stdout).toContain('broken at event 1');
  });
});

describe('the story of the demo', () => {
  it('is played once, and begins anew with nothing when it was cut off', async () => {
    const data = place.path('data');
    const first = await prepareStory(data);
    expect(first.isPlayed).toBe(false);
    await mkdir(`${data}/lake/edition-half`, { recursive: true });
    const second = await prepareStory(data);
    expect(second.isPlayed).toBe(false);
    expect(await readdir(data)).toEqual(['demo']);
    await mkdir(`${data}/lake/edition-whole`, { recursive: true });
    await second.finish();
    expect((await prepareStory(data)).isPlayed).toBe(true);
    expect(await readdir(`${data}/lake`)).toEqual(['edition-whole']);
  });

  it('is never told over a platform in use', async () => {
    const data = place.path('data');
    await mkdir(`${data}/state`, { recursive: true });
    await writeFile(`${data}/state/kept`, 'yes');
    await expect(prepareStory(data)).rejects.toThrow('not the demo');
    expect(await readdir(`${data}/state`)).toEqual(['kept']);
  });
});
