import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { jobRunsMigrations } from '../../platform/jobs/job-runs.ts';
import { openTestMailServer } from '../../platform/mail/mail-server.testing.ts';
import type { NewNotice } from './notices.api.ts';
import { noticesMigrations, queueLink, queueNews } from './notices.api.ts';
import { blockerKey } from './notices.contract.ts';
import { listOutbox, putMailSettings } from './notices.service.ts';
import { ownTables } from './notices.tables.ts';
import { elsewhere, fay, openNoticesBench, ownGoal, pia, sam, slug, title } from './notices.testing.ts';
import { listMyNudges, nudge } from './nudges.service.ts';

const invitation = (email: string): NewNotice => ({
  kind: 'invitation',
  to: { name: 'Pia', email },
  params: {
    edition: title,
    organisation: { nl: 'Politie', en: 'Police' },
    by: 'Fay <b>',
    intention: 'We want fewer calls.',
  },
  link: `/editions/${slug}`,
  edition: slug,
});

describe.each(engines)('notices on $name', ({ open }) => {
  let database: Database;
  let mail: Awaited<ReturnType<typeof openTestMailServer>>;
  let bench: Awaited<ReturnType<typeof openNoticesBench>>;
  beforeAll(async () => {
    database = await open([jobRunsMigrations, noticesMigrations]);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    mail = await openTestMailServer();
    bench = await openNoticesBench(database, { smtpUrl: mail.url });
  });
  afterEach(async () => {
    await bench.clear();
    await mail.close();
  });

  const queue = (notice: NewNotice): Promise<{ id: string }> =>
    database.db.transaction().execute((tx) => bench.notices.queueNotice(tx, notice));
  const states = async () =>
    (await listOutbox(bench.deps, fay, undefined)).notices.map(({ state, reason }) => ({ state, reason }));
  const untilStates = (expected: unknown) =>
    vi.waitFor(async () => expect(await states()).toEqual(expected), { timeout: 60_000, interval: 50 });

  /** Those of no edition too, which stand in nobody’s outbox. */
  const untilAllSent = () =>
    vi.waitFor(
      async () => {
        const rows = await ownTables(database.db).selectFrom('notices').select('state').execute();
        expect(rows.filter(({ state }) => state === 'waiting')).toEqual([]);
      },
      { timeout: 60_000, interval: 50 },
    );

  test('a message leaves once its cause is there, and leads to the public address alone', async () => {
    await queue(invitation('pia@police.example'));
    await untilStates([{ state: 'sent', reason: null }]);
    const source = decode(mail.taken[0]?.source ?? '');
    expect(source).toContain('Fay &lt;b&gt; nodigt Politie uit om mee te doen aan “Stille straten”.');
    expect(source.match(/https?:\/\/[^\s"<]+/g)).toEqual([
      'https://datalab.town.example/editions/quiet-streets',
      'https://datalab.town.example/editions/quiet-streets',
    ]);
  });

  test('a one-time link leaves with its code behind a #, and nothing of the code stays', async () => {
    const organisation = { nl: 'Politie', en: 'Police' };
    const to = { name: 'Pia', email: 'pia@police.example' };
    const code = 'ABCD-EFGH-JKMN-PQRS';
    const letter = { kind: 'colleague', to, code, by: 'Fay', organisation } as const;
    await database.db.transaction().execute(async (tx) => {
      expect(await queueLink(bench.notices.queueNotice, tx, letter)).toBe(true);
      const sealed = await ownTables(tx).selectFrom('notices').select('sealed').executeTakeFirstOrThrow();
      expect(sealed.sealed).not.toContain(code);
    });
    await untilAllSent();
    const source = decode(mail.taken[0]?.source ?? '');
    expect(source).toContain(`https://datalab.town.example/first-account#${code}`);
    expect(source).toContain('Fay heeft een account voor je klaargezet bij Politie.');
    const kept = await ownTables(database.db).selectFrom('notices').selectAll().executeTakeFirstOrThrow();
    expect(kept).toMatchObject({ link: '/first-account', sealed: null });
  });

  test('what happened to an account is told to its watchers, who may do without, and to its person', async () => {
    const watcher = { id: 'wim', name: 'Wim', email: 'wim@police.example' };
    const self = { id: 'pia', name: 'Pia', email: 'pia@police.example' };
    const news = { kind: 'reset-made', person: 'Pia', by: 'Fay', watchers: [watcher], self } as const;
    const tell = () =>
      database.db.transaction().execute((tx) => queueNews(bench.notices.queueNotice, tx, news));
    await tell();
    await untilAllSent();
    expect(mail.taken.flatMap((one) => one.to).sort()).toEqual([self.email, watcher.email]);
    expect(decode(mail.taken.map(({ source }) => source).join())).toContain(
      'Fay maakte een link waarmee Pia',
    );
    const without = { language: 'nl', without: ['account-news'] } as const;
    await putMailSettings(bench.deps, { ...pia, id: 'wim' }, { ...without, without: [...without.without] });
    await tell();
    await untilAllSent();
    expect(mail.taken).toHaveLength(3);
    expect(mail.taken.at(-1)?.to).toEqual([self.email]);
  });

  test('a message whose cause fails was never there', async () => {
    const failing = database.db.transaction().execute(async (tx) => {
      await bench.notices.queueNotice(tx, invitation('pia@police.example'));
      throw new Error('undo');
    });
    await expect(failing).rejects.toThrow('undo');
    await queue(invitation('sam@police.example'));
    await untilStates([{ state: 'sent', reason: null }]);
    expect(mail.taken.map(({ to }) => to)).toEqual([['sam@police.example']]);
  });

  test('a recipient that is refused fails at once, in words for the facilitator and without a name in the log', async () => {
    await queue(invitation('refused@police.example'));
    await untilStates([{ state: 'failed', reason: 'refused' }]);
    expect(bench.lines.join()).toContain('notices.refused');
    expect(bench.lines.join()).not.toContain('refused@police.example');
  });

  test('a message waits for a mail server that is away, and is sent once it is back', async () => {
    await mail.close();
    await queue(invitation('pia@police.example'));
    await vi.waitFor(async () => expect((await tries())[0]).toBe(1), { timeout: 60_000, interval: 50 });
    expect(await states()).toEqual([{ state: 'waiting', reason: null }]);
    mail = await openTestMailServer(mail.port);
    await database.execute('update jobs.job set start_after = now()');
    await untilStates([{ state: 'sent', reason: null }]);
    expect(mail.taken).toHaveLength(1);
  });

  const tries = async () => (await listOutbox(bench.deps, fay, undefined)).notices.map((one) => one.tries);

  test('a message in English, for a person who chose that', async () => {
    await putMailSettings(bench.deps, pia, { language: 'en', without: [] });
    const to = { name: pia.name, email: pia.email, person: pia.id };
    await queue({ ...invitation(pia.email), to });
    const [first] = (await listOutbox(bench.deps, fay, slug)).notices;
    expect(first?.subject).toBe('Invitation: work together on “Quiet streets”');
  });

  test('the outbox is for the leader of the edition, and for nobody else', async () => {
    await queue(invitation('pia@police.example'));
    await expect(listOutbox(bench.deps, pia, undefined)).rejects.toMatchObject({
      code: 'notices.outbox-closed',
    });
    expect(await listOutbox(bench.deps, elsewhere, slug)).toMatchObject({ editions: [], notices: [] });
    expect((await listOutbox(bench.deps, fay, 'another')).notices).toEqual([]);
    expect((await listOutbox({ ...bench.deps, demo: true }, pia, undefined)).notices).toHaveLength(1);
  });

  describe('a nudge', () => {
    const key = blockerKey(ownGoal);
    const press = (actor = fay) => nudge(bench.deps, bench.notices.queueNotice, actor, slug, key);

    test('sends a friendly message to the people who can act, and is in the log and in their day (Build 9)', async () => {
      const { nudges } = await press();
      expect(nudges).toMatchObject([{ blocker: key, by: fay.name, to: [pia.name] }]);
      await untilStates([{ state: 'sent', reason: null }]);
      expect(decode(mail.taken[0]?.source ?? '')).toContain('een doel van je eigen organisatie opschrijven');
      expect(await listMyNudges(bench.deps, pia)).toHaveLength(1);
      expect(await listMyNudges(bench.deps, sam)).toEqual([]);
      expect(bench.events).toMatchObject([{ action: 'notices.nudged', edition: slug }]);
    });

    test('goes once a day to one person about one thing, also when two facilitators press at once', async () => {
      const both = await Promise.allSettled([press(), press()]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      await expect(press()).rejects.toMatchObject({ code: 'notices.nudged-today', status: 409 });
      bench.state.now = new Date('2026-11-24T10:00:01Z');
      expect((await press()).nudges).toHaveLength(2);
    });

    test('is refused with a reason: not the leader, nothing in the way, nobody but oneself', async () => {
      await expect(press(pia)).rejects.toMatchObject({ code: 'notices.leader-only', status: 403 });
      bench.state.waitingFor = [
        { ...ownGoal, who: { ...ownGoal.who, persons: [{ id: 'fay', name: fay.name }] } },
      ];
      await expect(press()).rejects.toMatchObject({ code: 'notices.nobody-to-nudge' });
      bench.state.waitingFor = [];
      await expect(press()).rejects.toMatchObject({ code: 'notices.not-blocked', status: 409 });
    });

    test('is not mailed to a person who does not want it, and still stands in their day', async () => {
      await putMailSettings(bench.deps, pia, { language: 'nl', without: ['nudge'] });
      await press();
      expect(await states()).toEqual([{ state: 'kept', reason: 'muted' }]);
      expect(await listMyNudges(bench.deps, pia)).toHaveLength(1);
    });
  });

  test('a database with a notice that is settled without a moment does not exist', async () => {
    const { id } = await queue(invitation('pia@police.example'));
    await untilStates([{ state: 'sent', reason: null }]);
    const broken = database.db
      .transaction()
      .execute((tx) =>
        ownTables(tx).updateTable('notices').set({ settled_at: null }).where('id', '=', id).execute(),
      );
    await expect(broken).rejects.toThrow(/check/);
  });
});

describe.each(engines)('without a mail server on $name', ({ open }) => {
  test('messages are kept, to be read and passed on by hand', async () => {
    const database = await open([jobRunsMigrations, noticesMigrations]);
    const bench = await openNoticesBench(database);
    await database.db
      .transaction()
      .execute((tx) => bench.notices.queueNotice(tx, invitation('pia@police.example')));
    const { mail, notices } = await listOutbox(bench.deps, fay, undefined);
    expect(mail).toBe(false);
    expect(notices).toMatchObject([
      { state: 'kept', reason: 'no-mail', link: { path: `/editions/${slug}` } },
    ]);
    expect(notices[0]?.paragraphs).toContain('We want fewer calls.');
    await bench.clear();
    await database.close();
  });
});

/** Quoted-printable and base64 parts of a mail as text. */
function decode(source: string): string {
  return source
    .split(/\r\n--[^\r\n]+\r\n/)
    .map(decodePart)
    .join('\n');
}

function decodePart(part: string): string {
  const body = part.slice(part.indexOf('\r\n\r\n') + 4);
  if (/^Content-Transfer-Encoding: base64/im.test(part)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/^Content-Transfer-Encoding: quoted-printable/im.test(part)) return body;
  const bytes = body.replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => `%${hex}`);
  return decodeURIComponent(bytes.replaceAll(/%(?![0-9A-F]{2})/g, '%25'));
}
