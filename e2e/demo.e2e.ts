import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import {
  actOn,
  expectAccessible,
  openAs,
  openPage,
  openStage,
  settle,
  type Visit,
  type VisitOptions,
} from './browser.ts';

const stage = openStage();
const as = actOn(stage);
const edition = '/editions/care-at-home-and-nuisance';

const enter = (name: string, options: VisitOptions = {}): Promise<Visit> => openAs(stage, name, options);

async function leave({ context, complaints }: Visit): Promise<void> {
  await context.close();
  expect(complaints).toEqual([]);
}

async function go(page: Page, path: string): Promise<void> {
  await page.goto(`${stage.url}${path}`);
  await settle(page);
}

it('the first start costs no more than two free cores do in half a minute', async () => {
  const lines = (await readFile(inject('preparedDemo').logFile, 'utf8')).split('\n');
  const ready = lines.find((line) => line.includes('"start.ready"')) ?? '{}';
  expect(JSON.parse(ready).cpuSeconds).toBeLessThan(60);
});

describe('the facilitator', () => {
  it('sees on one page what is done, what blocks and who must act', async () => {
    const visiting = await enter('Lotte Visser');
    const { page } = visiting;
    await go(page, edition);
    await expect
      .poll(() => page.getByRole('heading', { level: 1 }).textContent())
      .toBe('Care at home and nuisance');
    const rail = page.getByRole('navigation', { name: /step/i });
    expect(await rail.getByRole('link').count()).toBe(5);
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toMatch(
      /\d+\s±\s5 \(at most 5 off\) people account for \d+\s%\s±\s\d+ \(at most \d+ percentage points? off\) of all reports about a person/,
    );
    expect(text).toContain('Noor de Wit');
    await leave(visiting);
  });

  it('cannot pass a shut gate, and reads which single thing opens it', async () => {
    const visiting = await enter('Lotte Visser');
    const { page } = visiting;
    await go(page, '/editions/debts-in-time/prioritise');
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toMatch(/success|when/i);
    const forced = await page.request.post(
      `${stage.url}/api/v1/editions/debts-in-time/steps/prioritise/completion`,
      {
        headers: { origin: stage.url },
      },
    );
    expect(forced.status()).toBe(409);
    expect((await forced.json()) as { code: string }).toMatchObject({ code: /^editions\./ });
    await leave(visiting);
  });
});

describe('the steward', () => {
  it('finds the check report with the errors grouped by cause, and every row counted', async () => {
    const visiting = await enter('Sanne Kok');
    const { page } = visiting;
    await go(page, `${edition}/share`);
    await page.getByRole('link', { name: 'See the check' }).first().click();
    await page.waitForURL(/\/deliveries\//);
    await settle(page);
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toMatch(/accepted|rejected/i);
    expect(text).not.toMatch(/\b9\d{8}\b/);
    await leave(visiting);
  });

  it('is refused an analysis, with the reason', async () => {
    const visiting = await enter('Sanne Kok');
    const { page } = visiting;
    const answer = await page.request.post(`${stage.url}/api/v1${edition}/analyses`, {
      headers: { origin: stage.url },
      data: {
        question: '00000000-0000-4000-8000-000000000000',
        title: { language: 'en', text: 'No' },
        views: [
          {
            key: 'view',
            title: { language: 'en', text: 'View' },
            shape: 'bars',
            query: { from: 'benefits', measures: [{ count: 'persons' }] },
          },
        ],
      },
    });
    expect(answer.status()).toBe(403);
    expect((await answer.json()) as { code: string }).toMatchObject({
      code: 'analyses.role-may-not-analyse',
    });
    await leave(visiting);
  });

  it('is told before sending that a file with identities stays at home', async () => {
    const visiting = await enter('Sanne Kok');
    const { page } = visiting;
    await go(page, `${edition}/share`);
    await page.getByRole('button', { name: 'Deliver a new version' }).click();
    await page.locator('input[type=file]').setInputFiles({
      name: 'reports.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('person_number,month\n999990019,2026-01\n'),
    });
    await page.getByRole('alert').first().waitFor();
    await leave(visiting);
  });
});

describe('the analyst', () => {
  it('finds a half-written conclusion again after a reload, until it is given up', async () => {
    const visiting = await enter('Noor de Wit');
    const { page } = visiting;
    const answer = await page.request.get(`${stage.url}/api/v1${edition}/analyses`);
    const { analyses } = (await answer.json()) as { analyses: { id: string; finding: unknown }[] };
    const concluded = analyses.find(({ finding }) => finding !== null)?.id;
    await go(page, `${edition}/analyses/${concluded}`);
    const change = page.getByRole('button', { name: 'Change the conclusion' });
    const words = page.getByRole('textbox', { name: 'Conclusion', exact: true });
    await change.click();
    const agreed = await words.inputValue();
    await words.fill('Half a sentence');
    await page.reload();
    await settle(page);
    await change.click();
    expect(await words.inputValue()).toBe('Half a sentence');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await change.click();
    expect(await words.inputValue()).toBe(agreed);
    await leave(visiting);
  });

  it('computes again without renaming anything, and words a caveat in Dutch: the English one stays, with a mark', async () => {
    const visiting = await enter('Noor de Wit', { language: 'nl' });
    const { page } = visiting;
    const list = await page.request.get(`${stage.url}/api/v1${edition}/analyses`);
    const { analyses } = (await list.json()) as { analyses: { id: string; title: { en: string } }[] };
    const { id } = analyses.find(({ title }) => title.en === 'What reports are about') ?? { id: '' };
    const read = async () => {
      const answer = await page.request.get(`${stage.url}/api/v1${edition}/analyses/${id}`);
      return (await answer.json()) as Record<'title' | 'findingInput', unknown> & {
        views: { title: unknown }[];
        findingInput: { text: unknown; care: { nl: string; en: string } };
        evidence: string;
      };
    };
    const before = await read();
    await go(page, `${edition}/analyses/new?change=${id}`);
    await page.getByRole('button', { name: 'Bereken' }).click();
    await page.waitForURL(new RegExp(`analyses/${id}$`));
    const computed = await read();
    expect(computed.evidence).not.toBe(before.evidence);
    expect([computed.title, computed.views, computed.findingInput]).toEqual([
      before.title,
      before.views,
      before.findingInput,
    ]);
    await settle(page);
    await page.getByRole('button', { name: 'Pas de conclusie aan' }).click();
    const { nl, en } = before.findingInput.care;
    await page.getByText('Er is ook een Engelse tekst.').first().waitFor();
    await expectAccessible(page);
    await page.getByRole('textbox').filter({ hasText: nl }).fill(`${nl} Let op.`);
    await page.getByRole('button', { name: 'Bewaar de conclusie' }).click();
    await page.getByText('Bewaard').first().waitFor();
    const { findingInput, evidence } = await read();
    expect(findingInput.text).toEqual(before.findingInput.text);
    expect(findingInput.care).toMatchObject({ nl: `${nl} Let op.`, en, writtenIn: 'nl' });
    await leave(visiting);
    const reader = await enter('Noor de Wit');
    await go(reader.page, `/evidence/${evidence}`);
    const mark = reader.page.getByText(/^(Changed in Dutch on|The English text is older: written on) /);
    expect(await reader.page.getByText(en, { exact: true }).isVisible()).toBe(true);
    await mark.click();
    expect(await reader.page.getByText(`${nl} Let op.`).isVisible()).toBe(true);
    await expectAccessible(reader.page);
    await leave(reader);
  });

  it('puts a new analysis together, sees it, and walks back to its source', async () => {
    const visiting = await enter('Noor de Wit');
    const { page } = visiting;
    await go(page, `${edition}/analyses/new`);
    await page.getByRole('radio', { name: /rent arrears/ }).check();
    await page.getByRole('radio', { name: /Tenancies/ }).check();
    await page.getByRole('radio', { name: /Average of rent arrears/i }).check();
    await page.getByRole('checkbox', { name: /Complaint/ }).check();
    await page.getByRole('textbox', { name: /Title/ }).fill('Rent arrears with and without a complaint');
    await page.getByRole('button', { name: 'Calculate' }).click();
    await page.waitForURL(/analyses\/[0-9a-f-]{36}/);
    await settle(page);
    await expectAccessible(page);
    await page
      .getByRole('link', { name: /How we know/ })
      .first()
      .click();
    await page.waitForURL(/\/evidence\//);
    await page.getByRole('heading', { name: 'How we know' }).waitFor();
    const text = (await page.locator('main').textContent()) ?? '';
    for (const word of ['Goal', 'Question', 'Analysis', 'Nobody can be recognised'])
      expect(text).toContain(word);
    await page.getByRole('button', { name: /once more/ }).click();
    await expect.poll(() => page.locator('main').textContent(), { timeout: 60_000 }).toMatch(/same/i);
    await leave(visiting);
  });
});

describe('the privacy officer', () => {
  it('reads what was done and sees that the log is whole', async () => {
    const visiting = await enter('Fatma Demir');
    const { page } = visiting;
    await go(page, '/audit');
    await expectAccessible(page);
    await page.getByRole('button', { name: /check|verify|whole/i }).click();
    await expect
      .poll(() => page.locator('main').textContent(), { timeout: 60_000 })
      .toMatch(/whole|complete/i);
    await leave(visiting);
  });

  it('is not offered a new analysis, and the log is not offered to others', async () => {
    const visiting = await enter('Fatma Demir');
    await go(visiting.page, `${edition}/analyse`);
    expect(await visiting.page.getByRole('link', { name: 'New analysis' }).count()).toBe(0);
    await leave(visiting);
    const other = await enter('Noor de Wit');
    const refused = await other.page.request.get(`${stage.url}/api/v1/audit-events`);
    expect(refused.status()).toBe(403);
    await leave(other);
  });
});

describe('every page', () => {
  const pages = [
    '/',
    '/editions',
    '/editions/new',
    edition,
    `${edition}/prioritise`,
    `${edition}/picture`,
    `${edition}/share`,
    `${edition}/analyse`,
    `${edition}/solve`,
    `${edition}/analyses/new`,
    '/editions/debts-in-time',
    '/data',
    '/data/nuisance-reports',
    '/no-such-page',
  ];

  it.each(pages)('%s is accessible, in Dutch on a phone and in English on a screen', async (path) => {
    const look = () => Promise.resolve();
    await as('Lotte Visser', path, look, { width: 390, height: 844, language: 'nl' });
    await as('Noor de Wit', path, look);
  });

  it('of the evidence is accessible too', async () => {
    const visiting = await enter('Noor de Wit');
    const { page } = visiting;
    const answer = await page.request.get(`${stage.url}/api/v1${edition}/analyses`);
    const { analyses } = (await answer.json()) as { analyses: { evidence: string }[] };
    for (const { evidence } of analyses) {
      await go(page, `/evidence/${evidence}`);
      await expectAccessible(page);
    }
    await leave(visiting);
  });

  it('asks who you are first, shows nothing without, and opens with one click', async () => {
    const visiting = await openPage(stage.browser);
    const answer = await visiting.page.request.get(`${stage.url}/api/v1/editions`);
    expect(answer.status()).toBe(401);
    await visiting.page.goto(`${stage.url}${edition}`);
    const lotte = visiting.page.getByRole('button', { name: /Lotte Visser/ });
    await lotte.waitFor();
    await expectAccessible(visiting.page);
    await lotte.click();
    await visiting.page.getByRole('heading', { level: 1, name: 'Care at home and nuisance' }).waitFor();
    await visiting.context.close();
  });
});
