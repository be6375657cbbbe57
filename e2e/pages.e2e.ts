import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import { questionsRoutes } from '@datalab/server/modules/analyses/questions.contract.ts';
import { deliveriesRoutes } from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import { impactRoutes } from '@datalab/server/modules/impact/impact.contract.ts';
import { incidentsRoutes } from '@datalab/server/modules/incidents/incidents.contract.ts';
import { pictureRoutes } from '@datalab/server/modules/picture/picture.contract.ts';
import { solutionsRoutes } from '@datalab/server/modules/solutions/solutions.contract.ts';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people } from '../demo/src/people.ts';
import { signIn } from '../demo/src/story/client.ts';
import { bringForms } from './assessment-form.ts';
import { actOn, ask, enterAs, openPage, openStage, settle } from './browser.ts';
import { care, debts, litter, pages, stranger } from './page-addresses.ts';

const nobody = '00000000-0000-4000-8000-000000000000';
const web = join(import.meta.dirname, '..', 'web', 'src');
const stage = openStage();
const as = actOn(stage);

const narrow = { width: 320, height: 800 } as const;
const narrowPages = new Map<string, Page>();
const open: BrowserContext[] = [];
const ids: Record<string, string | undefined> = {};

beforeAll(async () => {
  const names = new Set(Object.values(pages).map(([name]) => name));
  for (const name of names) {
    const { context, page } = await openPage(stage.browser, narrow);
    if (name !== stranger) await enterAs(context, stage.url, name);
    open.push(context);
    narrowPages.set(name, page);
  }
  Object.assign(ids, await findIds());
  ids['file'] = await bringForms(stage.url, narrowPages);
});

afterAll(async () => {
  for (const context of open) await context.close();
});

const breach = {
  title: 'A file went to the wrong address',
  what: 'A spreadsheet was mailed to somebody outside.',
  kinds: ['confidentiality' as const],
  edition: 'care-at-home-and-nuisance',
  dataSets: [],
  from: null,
  until: null,
  discoveredAt: new Date(Date.now() - 3_600_000).toISOString(),
  persons: 40,
};

/** One of each kind of thing that the demo made, and a breach. */
async function findIds(): Promise<Record<string, string | undefined>> {
  const noor = people.find(({ name }) => name === 'Noor de Wit');
  const { call } = await signIn(stage.url, noor?.email ?? '', AbortSignal.timeout(60_000));
  const at = { params: { edition: 'care-at-home-and-nuisance' } };
  const [{ analyses }, { documents }, { solutions }, desks, { questions }, incident] = await Promise.all([
    call(analysesRoutes.listAnalyses, at),
    call(pictureRoutes.getPicture, at),
    call(solutionsRoutes.listSolutions, at),
    call(deliveriesRoutes.listDeliverySlots, at),
    call(questionsRoutes.listQuestions, at),
    call(incidentsRoutes.reportIncident, { body: breach }),
  ]);
  const [analysis] = analyses;
  return {
    analysis: analysis?.id,
    evidence: analysis?.evidence ?? undefined,
    document: documents[0]?.id,
    question: questions[0]?.id,
    incident: incident.id,
    solution: solutions[0]?.id,
    delivery: desks.flatMap(({ current }) => current?.id ?? [])[0],
  };
}

async function openNarrow([name, path]: readonly [string, string]): Promise<Page> {
  const page = narrowPages.get(name);
  if (page === undefined) throw new Error(`${name} has no page`);
  await page.goto(stage.url + path.replace(/\{(\w+)\}/, (_, kind: string) => ids[kind] ?? ''));
  await settle(page);
  return page;
}

/** Links of one name that lead to different places, by what a screen reader says of them. */
const readAmbiguousLinks = `(() => {
  const targets = new Map();
  for (const link of document.querySelectorAll('a[href]')) {
    const copy = link.cloneNode(true);
    for (const silent of copy.querySelectorAll('[aria-hidden="true"]')) silent.remove();
    const name = (link.ariaLabel ?? copy.textContent).replace(/\\s+/g, ' ').trim();
    targets.set(name, (targets.get(name) ?? new Set()).add(link.href));
  }
  return [...targets]
    .filter(([name, places]) => name === '' || places.size > 1)
    .map(([name, places]) => name + ': ' + [...places].join(' '));
})()`;

describe('every page', () => {
  it('is among those that are looked at here', async () => {
    const files = globSync('**/*.routes.ts', { cwd: web });
    const sources = await Promise.all(files.map((file) => readFile(join(web, file), 'utf8')));
    const paths = sources.flatMap((text) => [...text.matchAll(/path: '([^']+)'/g)].map(([, path]) => path));
    const known = new Set(Object.keys(pages).map((key) => key.split(' ')[0]));
    expect(paths.length).toBeGreaterThan(25);
    expect(paths.filter((path) => !known.has(path))).toEqual([]);
  });

  it.each(Object.entries(pages))(
    '%s fits in 320 pixels, has a title, and its links say where they lead',
    async (route, place) => {
      const page = await openNarrow(place);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(narrow.width);
      expect(await page.locator('h1').count()).toBe(1);
      expect(await page.title()).toMatch(/.+ · Datalab$/);
      expect(await page.evaluate(readAmbiguousLinks)).toEqual([]);
      if (!/^\/(editions\/\$edition|evidence)/.test(route)) return;
      const crumbs = page.getByRole('navigation', { name: 'You are here' });
      expect(await crumbs.getByRole('link').first().textContent()).toBe('Editions');
      expect(await crumbs.locator('li').last().getAttribute('aria-current')).toBe('page');
      const steps = page.getByRole('navigation', { name: 'The five steps' });
      expect(await steps.getByRole('link').count()).toBe(5);
      if (/^\/editions\/\$edition( |$)/.test(route)) return;
      expect(await crumbs.getByRole('link').nth(1).getAttribute('href')).toMatch(/^\/editions\/[a-z-]+$/);
    },
  );
});

/** What was measured, in the words of the page; each demo protects its counts with a key of its own. */
async function sayWhatCame(page: Page): Promise<RegExp> {
  const { body } = await ask(page, 'GET', `${litter}/indicators`);
  const { indicators } = impactRoutes.listIndicators.response.parse(body);
  const lower = indicators.find(({ judgement }) => judgement.headline.code.endsWith('-compared-lower'));
  return new RegExp(`about ${lower?.judgement.headline.params['percent']}\\s% lower`);
}

describe('an edition', () => {
  it('that is new shows first what to do first, and leads to the very place', async () => {
    await as(
      'Joris Bakker',
      debts,
      async (page) => {
        const first = page.getByRole('region', { name: 'Do this first' });
        await first.getByText('You can do that.').waitFor();
        expect(await page.getByText('Findings come from').count()).toBe(0);
        await first.getByRole('link', { name: /step 1/i }).click();
        await page.waitForURL(/prioritise#taking-part-/);
        await settle(page);
        const decide = page.getByRole('button', { name: /^Decide now/ });
        await expect.poll(() => isInView(decide), { timeout: 60_000 }).toBe(true);
      },
      { width: 390, height: 800 },
    );
  });

  it('that is finished shows what came of it, here and on the home page', async () => {
    await as('Lotte Visser', litter, async (page) => {
      const outcome = page.getByRole('region', { name: 'What came of it' });
      await outcome.getByText(await sayWhatCame(page)).waitFor();
      await outcome.getByRole('link', { name: 'Read the report' }).waitFor();
      await page.getByRole('heading', { name: 'What we learned' }).waitFor();
      const steps = page.getByRole('navigation', { name: 'The five steps' });
      expect(await steps.getByText('in progress').count()).toBe(0);
    });
    await as('Lotte Visser', '/', async (page) => {
      const card = page
        .getByRole('listitem')
        .filter({ has: page.getByRole('heading', { name: 'Litter on the street' }) });
      await card.getByText(await sayWhatCame(page)).waitFor();
      expect(await card.locator('.steps-bar').count()).toBe(0);
    });
  });
});

describe('what goes wrong', () => {
  it.each([
    ['an edition that nobody knows', '/editions/nowhere', 'This is not here', 'editions'],
    ['a page of it', '/editions/nowhere/canvas', 'This is not here', 'editions'],
    ['an analysis', `${care}/analyses/${nobody}`, 'This is not here', 'edition'],
    ['evidence', `/evidence/${nobody}`, 'This is not here', 'editions'],
    ['a delivery', `${care}/deliveries/${nobody}`, 'This is not here', 'edition'],
    ['the log, which is not for everybody', '/audit', 'This page is not for you', 'home'],
    ['a page that there is not', '/nowhere', 'This page does not exist', 'editions'],
  ])('%s has a heading and a way on', async (_, path, title, way) => {
    const page = await openNarrow(['Noor de Wit', path]);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    expect(await page.title()).toBe(`${title} · Datalab`);
    const main = page.locator('main');
    const names = { edition: 'Go to the edition', editions: 'Go to all editions', home: 'Go to my day' };
    await main.getByRole('link', { name: names[way as keyof typeof names] }).waitFor();
    await main.getByRole('link', { name: names.home }).waitFor();
  });

  it('an edition of others is refused with the way back', async () => {
    const { context, page } = await openPage(stage.browser, narrow);
    await enterAs(context, stage.url, 'Ruben Smit');
    await page.goto(`${stage.url}${litter}`);
    await page.getByRole('heading', { level: 1, name: /not for you|not here/ }).waitFor();
    await page.getByRole('link', { name: 'Go to all editions' }).click();
    await page.getByRole('heading', { level: 1, name: 'Editions' }).waitFor();
    await context.close();
  });

  it('a session that ended is said at the button, and signing in leads back with what was typed', async () => {
    const { context, page } = await openPage(stage.browser, { width: 390, height: 700 });
    await enterAs(context, stage.url, 'Lotte Visser');
    await page.goto(`${stage.url}${debts}/prioritise`);
    await settle(page);
    await page.getByRole('button', { name: 'Add a goal' }).click();
    await page.getByLabel('What do we want to achieve?').fill('Help that comes in time');
    await context.clearCookies();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    const signIn = page.getByRole('link', { name: 'Sign in and come back here' });
    await expect.poll(() => isInView(signIn), { timeout: 60_000 }).toBe(true);
    await signIn.click();
    await page.getByRole('button', { name: /Lotte Visser/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Why, what, how' }).waitFor();
    await page.getByRole('button', { name: 'Add a goal' }).click();
    expect(await page.getByLabel('What do we want to achieve?').inputValue()).toBe('Help that comes in time');
    await context.close();
  });

  it('a lost connection is said, and so is its return', async () => {
    const page = await openNarrow(['Lotte Visser', '/editions']);
    await page.context().setOffline(true);
    const said = page.getByText('No connection to Datalab.');
    await said.waitFor();
    await page.context().setOffline(false);
    await said.waitFor({ state: 'detached' });
  });

  it('a form that is not complete brings its problem to where one looks, each time', async () => {
    await as(
      'Joris Bakker',
      `${care}/solve`,
      async (page) => {
        await page.getByRole('button', { name: 'Put up a note' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel('What is your insight?').fill('It helps.');
        const send = dialog.locator('button[type="submit"]');
        const problem = dialog.locator('.field-problem');
        for (const _ of ['first', 'again']) {
          await send.click();
          await expect.poll(() => isInView(problem), { timeout: 60_000 }).toBe(true);
          expect(await page.evaluate('document.activeElement.type')).toBe('checkbox');
        }
        await page.keyboard.press('Escape');
      },
      { width: 390, height: 700 },
    );
  });
});

async function isInView(part: ReturnType<Page['locator']>): Promise<boolean> {
  if ((await part.count()) === 0) return false;
  const box = await part.first().boundingBox();
  const height = part.page().viewportSize()?.height ?? 0;
  return box !== null && box.y >= 0 && box.y + box.height <= height;
}

const measureShifts = `
  window.shifts = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifts += entry.value;
  }).observe({ type: 'layout-shift' });
`;
const twoFrames = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

it.each([
  ['the evidence', 'Noor de Wit', '/evidence/{evidence}'],
  ['what changed', 'Lotte Visser', `${litter}/impact`],
  ['an edition', 'Lotte Visser', care],
])('%s does not jump when a chart or map arrives', async (_, name, path) => {
  const { context, page } = await openPage(stage.browser, { width: 1280, height: 900 });
  await enterAs(context, stage.url, name);
  const arrive = Promise.withResolvers<void>();
  await page.route(/assets\/draw-.*\.js/, async (route) => {
    await arrive.promise;
    await route.continue();
  });
  await page.goto(stage.url + path.replace('{evidence}', ids['evidence'] ?? ''));
  await page.locator('.chart-canvas').first().waitFor({ state: 'attached' });
  await settle(page);
  await page.evaluate(measureShifts);
  arrive.resolve();
  await page.locator('.chart-canvas svg').first().waitFor();
  await page.evaluate(twoFrames);
  expect(await page.evaluate('window.shifts')).toBeLessThan(0.01);
  await context.close();
});

describe('the log', () => {
  it('is narrowed by person, kind, day and words, and the address keeps it', async () => {
    await as('Fatma Demir', '/audit', async (page) => {
      await page.getByLabel('Person').selectOption({ label: 'Lotte Visser, Municipality of Voorbeeldstad' });
      await page.getByLabel('About').selectOption({ label: 'Editions and steps' });
      await page.getByLabel('Words').fill('finished step');
      await page.getByRole('button', { name: 'Search' }).click();
      await page.waitForURL(/person=.*kind=editions|kind=editions.*person=/);
      await page.waitForURL(/q=finished/);
      await page.reload();
      await settle(page);
      const lines = page.locator('.event-words');
      const said = await lines.allTextContents();
      expect(said.length).toBeGreaterThan(2);
      expect(said.filter((line) => !/^Lotte Visser finished step/.test(line))).toEqual([]);
      await page.getByLabel('From').fill('2001-01-01');
      await page.waitForURL(/from=2001-01-01/);
      await page.getByLabel('Up to and including').fill('2001-01-02');
      await page.getByText('Nothing in the log matches this.').waitFor();
      await page.getByRole('link', { name: 'Show everything again' }).first().click();
      await page.waitForURL(/\/audit$/);
    });
  });

  it('says on a phone what was done too, and is taken along for a Dutch spreadsheet, which it tells', async () => {
    await as(
      'Fatma Demir',
      '/audit?kind=editions',
      async (page) => {
        const words = page.locator('.event-words').first();
        await words.scrollIntoViewIfNeeded();
        expect(await isInView(words)).toBe(true);
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'Bewaar als CSV' }).click(),
        ]);
        expect(download.suggestedFilename()).toBe('logboek.csv');
        const text = await readFile(await download.path(), 'utf8');
        expect(text.startsWith('\uFEFFNummer;Wanneer;Wie;')).toBe(true);
        expect(text).toContain(';rondde stap 1 af;');
        await page.goto(`${stage.url}/audit?kind=audit`);
        await settle(page);
        await page
          .getByText(/bewaarde \d+ regels van het logboek als bestand/)
          .first()
          .waitFor();
      },
      { width: 320, height: 800, language: 'nl' },
    );
  });

  it('is taken along by nobody who may not read it', async () => {
    const page = await openNarrow(['Noor de Wit', '/']);
    expect(await ask(page, 'POST', '/audit-events/exports', { format: 'csv' })).toMatchObject({
      status: 403,
    });
    expect(await ask(page, 'GET', '/audit-events/choices')).toMatchObject({ status: 403 });
  });
});
