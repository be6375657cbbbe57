import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { jobRunsMigrations } from '../../platform/jobs/job-runs.ts';
import type { WaitingItem } from '../editions/editions.contract.ts';
import { editionMessages } from '../editions/messages.contract.ts';
import { solutionsMessages } from '../solutions/solutions.contract.ts';
import { accountLinkTexts, accountNewsTexts } from './account-texts.ts';
import { noticesMigrations } from './notices.api.ts';
import { noticeKinds, noticeLanguages } from './notices.contract.ts';
import { noticeToWords } from './notices.rendering.ts';
import { listOutbox, putMailSettings } from './notices.service.ts';
import { fay, openNoticesBench, ownGoal, pia, slug, title } from './notices.testing.ts';
import { askTexts, frame, noticeTexts } from './notices.texts.ts';
import { createReminders, isWorthAMail, reminderDay, selectItems } from './reminders.service.ts';

const mine = { edition: slug, editionTitle: title };
const decision: WaitingItem = { ...ownGoal, ...mine };
const task = (due: string): WaitingItem => ({
  ...mine,
  code: 'solutions.task-waits',
  params: { task: { nl: 'Bel mevrouw Jansen', en: 'Call Mrs Jansen' }, due },
  who: { organisation: 'police', role: null, persons: [{ id: 'pia', name: pia.name }] },
  since: '2026-11-20T10:00:00.000Z',
  link: `/editions/${slug}/solutions/1`,
});
const insight: WaitingItem = {
  ...task('2026-11-25'),
  code: 'solutions.insight-waits',
  params: { insight: { nl: 'Niemand heeft de regie', en: 'Nobody directs' }, due: '2026-11-25' },
  link: `/editions/${slug}/solve`,
};

describe('a reminder', () => {
  let database: Database;
  let bench: Awaited<ReturnType<typeof openNoticesBench>>;
  beforeAll(async () => {
    database = await openTestDatabase([jobRunsMigrations, noticesMigrations]);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    bench = await openNoticesBench(database);
  });
  afterEach(() => bench.clear());

  const outbox = async () => (await listOutbox({ ...bench.deps, demo: true }, fay, undefined)).notices;

  test('gathers in one mail a day what is due and what has waited a week (84)', async () => {
    bench.state.waiting = { pia: [task('2026-11-26'), insight, decision, task('2026-12-24')] };
    expect(await bench.notices.remind()).toBe(1);
    expect(await bench.notices.remind()).toBe(0);
    const [{ paragraphs, to } = { paragraphs: [], to: undefined }] = await outbox();
    expect(to).toEqual({ name: pia.name, email: pia.email });
    expect(paragraphs).toEqual([
      'Dit wacht op jou:',
      'Stille straten: een taak afmaken, uiterlijk 26 november 2026',
      'Stille straten: zeggen wat er met een inzicht gebeurt, uiterlijk 25 november 2026',
      'Stille straten: een doel van je eigen organisatie opschrijven',
    ]);
  });

  test('tells nothing that people wrote about the work, for it leaves the platform', async () => {
    bench.state.waiting = { pia: [task('2026-11-24')] };
    await bench.notices.remind();
    expect(JSON.stringify(await outbox())).not.toContain('Jansen');
  });

  test('is not repeated the next day, but comes again when a date passes and after a week', async () => {
    bench.state.waiting = { pia: [task('2026-11-24')] };
    const onDay = async (day: string) => {
      bench.state.now = new Date(`${day}T10:00:00Z`);
      return bench.notices.remind();
    };
    expect(await onDay('2026-11-23')).toBe(1);
    expect(await onDay('2026-11-24')).toBe(0);
    expect(await onDay('2026-11-25')).toBe(1);
    expect(await onDay('2026-11-26')).toBe(0);
    expect(await onDay('2026-12-02')).toBe(1);
  });

  test('does not come to a person who does not want it, nor at night or in the weekend', async () => {
    bench.state.waiting = { pia: [task('2026-11-24')] };
    bench.state.now = new Date('2026-11-22T10:00:00Z');
    expect(await bench.notices.remind()).toBe(0);
    bench.state.now = new Date('2026-11-23T10:00:00Z');
    await putMailSettings(bench.deps, pia, { language: 'nl', without: ['reminder'] });
    expect(await bench.notices.remind()).toBe(0);
  });

  test('clears away messages that were settled three months ago', async () => {
    bench.state.waiting = { pia: [task('2026-11-24')] };
    await bench.notices.remind();
    bench.state.waiting = {};
    bench.state.now = new Date('2027-02-19T10:00:00Z');
    await bench.notices.remind();
    expect(await outbox()).toHaveLength(1);
    bench.state.now = new Date('2027-02-23T10:00:00Z');
    await bench.notices.remind();
    expect(await outbox()).toEqual([]);
  });

  test('of one person that goes wrong keeps nobody else from theirs', async () => {
    bench.state.waiting = { fay: [task('2026-11-24')], pia: [task('2026-11-24')] };
    let isBroken = true;
    const deps = {
      ...bench.deps,
      listWaiting: async (actor: typeof pia) => {
        if (isBroken && actor.id === 'fay') throw new Error('about somebody');
        return bench.deps.listWaiting(actor);
      },
    };
    const remind = createReminders(deps, bench.notices.queueNotice);
    expect(await remind()).toBe(1);
    expect(bench.lines.join()).toContain('notices.reminder-failed');
    expect(bench.lines.join()).not.toContain('about somebody');
    isBroken = false;
    expect(await remind()).toBe(1);
  });
});

test.each([
  ['2026-11-23T05:59:00Z', undefined],
  ['2026-11-23T06:00:00Z', '2026-11-23'],
  ['2026-07-01T05:00:00Z', '2026-07-01'],
  ['2026-11-23T23:30:00Z', undefined],
  ['2026-11-21T10:00:00Z', undefined],
])('at %s the day to remind on is %s, in the time of the reader', (now, day) => {
  expect(reminderDay(new Date(now))).toBe(day);
});

test('what is due in four days and what waits six days is left alone', () => {
  const now = new Date('2026-11-16T09:00:00Z');
  expect(selectItems([task('2026-11-20'), decision], now, '2026-11-16')).toEqual([]);
  expect(isWorthAMail([], undefined, '2026-11-16')).toBe(false);
});

describe('the words of mail', () => {
  test('are there in Dutch and in English, with the same values to fill in', () => {
    const all = [
      ...noticeKinds.flatMap((kind) => {
        const { subject, paragraphs, link } = noticeTexts[kind];
        return [subject, ...paragraphs, link];
      }),
      ...Object.values(frame),
      ...Object.values(askTexts),
      ...Object.values(accountNewsTexts),
      ...Object.values(accountLinkTexts).flatMap(({ subject, what, label }) => [subject, what, label]),
    ];
    const valuesOf = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const { nl, en } of all) {
      expect(nl).not.toBe('');
      expect([...new Set(valuesOf(en))]).toEqual([...new Set(valuesOf(nl))]);
    }
  });

  test('say of everything that may wait what is asked', () => {
    const blockers = editionMessages.filter((code) => !code.startsWith('editions.done.'));
    const waiting = [...blockers, ...solutionsMessages.filter((code) => code.endsWith('-waits'))];
    expect(waiting.filter((code) => askTexts[code] === undefined)).toEqual([]);
  });

  test.each(noticeLanguages)('of a nudge leave nothing unfilled in %s', (language) => {
    const ask = { code: 'editions.deliveries-missing', params: { dataSet: title } };
    const organisation = { nl: 'Gemeente', en: 'Municipality' };
    const words = noticeToWords('nudge', { edition: title, organisation, by: 'Fay', ask }, language);
    expect(JSON.stringify(words)).not.toMatch(/\{\w+\}/);
    expect(words.paragraphs.join()).toContain(title[language]);
  });
});
