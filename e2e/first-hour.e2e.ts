import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { expectAccessible, hubUrl, openAs, openPage, openStage, settle, type Visit } from './browser.ts';
import { startDatalab } from './datalab.ts';
import { startMailServer } from './mail-server.ts';

const images = join(import.meta.dirname, '..', 'docs', 'images');
const password = 'groene fiets in de regen';
const owner = { name: 'Lotte Visser', email: 'lotte@town.example' };
const partner = { name: 'Ruben Smit', email: 'ruben@police.example' };
const areasFile = join('demo', 'partners', 'areas', 'voorbeeldstad-2024.geojson');

let directory: string;
let setUpCode: string;
let mail: Awaited<ReturnType<typeof startMailServer>>;
let beganAt: number;
let lotte: Visit;
let ruben: Visit;
let invitation: string;

const stage = openStage(async () => {
  directory = await mkdtemp(join(tmpdir(), 'datalab-first-hour-'));
  beganAt = performance.now();
  const datalab = await startDatalab({ directory, demo: false });
  setUpCode = datalab.setUpCode ?? '';
  return datalab;
});

beforeAll(async () => {
  mail = await startMailServer();
  lotte = await openPage(stage.browser);
  ruben = await openPage(stage.browser);
});

afterAll(async () => {
  await mail.stop();
  await rm(directory, { recursive: true, force: true });
});

describe('the first hour, from an empty directory', () => {
  it('begins with the code of the terminal, and with no other', async () => {
    const { page } = lotte;
    await page.goto(stage.url);
    await settle(page);
    await page.getByRole('textbox', { name: 'Set-up code' }).fill('AAAA-AAAA-AAAA-AAAA');
    await page.getByRole('textbox', { name: /organisation in Dutch/ }).fill('Voorbeeldstad');
    await page.getByRole('textbox', { name: 'Your name' }).fill(owner.name);
    await page.getByRole('textbox', { name: 'E-mail address' }).fill(owner.email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Password once more').fill(password);
    await page.getByRole('button', { name: 'Set up Datalab' }).click();
    await page.getByText('This is not the code of the last start', { exact: false }).waitFor();
    await expectGood(page);
    await page.goto(`${stage.url}/#${setUpCode}`);
    await page.reload();
    await settle(page);
    expect(await page.getByRole('textbox', { name: 'Your name' }).inputValue()).toBe(owner.name);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Password once more').fill(password);
    await picture(page, 'first-hour-account');
    await page.getByRole('button', { name: 'Set up Datalab' }).click();
    await page.getByRole('heading', { name: 'How do messages leave?' }).waitFor();
  });

  it('says what is wrong with a mail server, and sends a message through one that works', async () => {
    const { page } = lotte;
    await settle(page);
    const save = page.getByRole('button', { name: 'Save and send me a test message' });
    await page.getByRole('textbox', { name: 'Mail server' }).fill('127.0.0.1');
    await page.getByRole('textbox', { name: 'Port' }).fill('1');
    await save.click();
    await page.getByText('The mail server does not answer.', { exact: false }).waitFor();
    await expectGood(page);
    await page.getByRole('textbox', { name: 'Port' }).fill(String(mail.port));
    await save.click();
    await page.getByText(`The mail server took the message for ${owner.email}`, { exact: false }).waitFor();
    expect(mail.recipients).toEqual([owner.email]);
    await picture(page, 'first-hour-mail');
  });

  it('can be left, and says on the first page what comes next', async () => {
    const { page } = lotte;
    await page.getByRole('link', { name: 'To my day' }).click();
    await page.getByRole('heading', { name: 'First steps' }).waitFor();
    await expectGood(page);
    await picture(page, 'first-hour-next');
    await page.getByRole('link', { name: 'Load neighbourhoods' }).click();
    await page.getByRole('heading', { name: 'Which neighbourhoods and districts?' }).waitFor();
  });

  it('loads the areas of the municipality and draws them', async () => {
    const { page } = lotte;
    await page
      .locator('input[type=file]')
      .setInputFiles(join(inject('preparedDemo').dataDirectory, areasFile));
    await page.getByRole('button', { name: 'Load these areas' }).click();
    await page.getByText(/^Loaded: \d+ neighbourhoods\.$/).waitFor();
    const drawn = page.locator('svg.area-map path');
    expect(await drawn.count()).toBeGreaterThan(10);
    await expectGood(page);
    await picture(page, 'first-hour-areas');
    await page.getByRole('link', { name: 'On to Partner' }).click();
  });

  it('invites a partner with a link that is shown once', async () => {
    const { page } = lotte;
    await page.getByRole('heading', { name: 'Who will you work with?' }).waitFor();
    await page.getByRole('textbox', { name: /organisation in Dutch/ }).fill('Politie');
    await page.getByRole('textbox', { name: /organisation in English/ }).fill('Police');
    await page.getByRole('button', { name: 'Invite an organisation' }).click();
    invitation = (await page.locator('.account-link').textContent()) ?? '';
    expect(invitation.startsWith(`${stage.url}/first-account#`)).toBe(true);
    await page.getByText('invited', { exact: true }).waitFor();
    await expectGood(page);
    await picture(page, 'first-hour-partner');
    await page.getByRole('link', { name: 'On to Edition' }).click();
  });

  it('starts the first edition and asks the partner to take part', async () => {
    const { page } = lotte;
    await page.getByRole('heading', { name: 'Your first edition' }).waitFor();
    await page.getByRole('textbox', { name: /called/i }).fill('Quiet streets');
    await page.getByRole('textbox', { name: /aim|achieve/i }).fill('Fewer calls at night');
    await page.getByRole('textbox', { name: /theme/i }).fill('Safety');
    expect(await page.getByRole('checkbox', { name: 'Police' }).isChecked()).toBe(true);
    await expectGood(page);
    await picture(page, 'first-hour-edition');
    await page.getByRole('button', { name: 'Start the edition' }).click();
    await page.getByRole('heading', { level: 1, name: 'Quiet streets' }).waitFor();
  });

  it('lets the partner in, whose organisation takes part', async () => {
    const { page } = ruben;
    await page.goto(invitation);
    await settle(page);
    await page.getByText('Lotte Visser invites Police.', { exact: false }).waitFor();
    await page.getByRole('textbox', { name: 'Your name' }).fill(partner.name);
    await page.getByRole('textbox', { name: 'Your e-mail address' }).fill(partner.email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Password once more').fill(password);
    await page.getByRole('button', { name: 'Open my account' }).click();
    await page.getByRole('heading', { name: 'Good day, Ruben' }).waitFor();
    await page.goto(`${stage.url}/editions/quiet-streets/prioritise`);
    await settle(page);
    await page.getByRole('button', { name: 'Decide now' }).first().click();
    await page.getByRole('textbox', { name: /^Why does Police take part/ }).fill('We hear it every night.');
    await page.getByRole('button', { name: 'We take part', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const answer = await lotte.page.request.get(`${stage.url}/api/v1/editions/quiet-streets`);
    const { participations } = (await answer.json()) as { participations: { decision: string }[] };
    expect(participations.map(({ decision }) => decision)).toEqual(['in', 'in']);
    const seconds = Math.round((performance.now() - beganAt) / 1000);
    process.stdout.write(
      `From an empty directory to an edition of two organisations: ${seconds} s by machine.\n`,
    );
  });

  it('tells a stranger at the front door what Datalab is and where to begin', async () => {
    const stranger = await openPage(stage.browser);
    await stranger.page.goto(stage.url);
    await settle(stranger.page);
    await stranger.page.getByRole('heading', { name: 'Where to begin' }).waitFor();
    await expectGood(stranger.page);
    await picture(stranger.page, 'front-door');
    expect(stranger.complaints).toEqual([]);
    await stranger.context.close();
  });

  it.each(['nl', 'en'] as const)('fits in 320 px, in %s', async (language) => {
    const narrow = await openPage(stage.browser, { width: 320, height: 700, language });
    await narrow.page.goto(stage.url);
    await settle(narrow.page);
    await expectFits(narrow.page);
    await narrow.context.addCookies(await lotte.context.cookies());
    for (const path of ['/', '/set-up/mail', '/set-up/areas', '/set-up/partner', '/set-up/edition']) {
      await narrow.page.goto(`${stage.url}${path}`);
      await settle(narrow.page);
      await expectFits(narrow.page);
    }
    expect(narrow.complaints).toEqual([]);
    await narrow.context.close();
  });

  it('gives the browser nothing to complain of', () => {
    expect([lotte.complaints, ruben.complaints]).toEqual([[], []]);
  });
});

describe('the tour of the demo', () => {
  const guides = ['Lotte Visser', 'Sanne Kok', 'Fatma Demir', 'Noor de Wit', 'Tom Peters', 'Willem Jansen'];

  it.each(guides)('leads %s by keyboard past pages that are there', async (name) => {
    const { context, page, complaints } = await openAs({ browser: stage.browser, url: hubUrl() }, name);
    await page.goto(hubUrl());
    await settle(page);
    const open = page.getByRole('button', { name: 'Tour', exact: true });
    await open.press('Enter');
    const tour = page.locator('section.tour');
    const total = Number(/of (\d)/.exec((await tour.textContent()) ?? '')?.[1]);
    const visited = new Set<string>();
    for (let stop = 1; stop <= total; stop += 1) {
      await tour.getByText(`${stop} of ${total}`).waitFor();
      const go = tour.getByRole('button', { name: 'Go to this stop' });
      const onward = tour.getByRole('button', { name: stop === total ? 'Done' : 'Next' });
      await go.or(onward).waitFor();
      if (await go.isVisible()) await go.press('Enter');
      await onward.waitFor();
      await settle(page);
      expect(await page.title()).not.toMatch(/not here|not found|went wrong|cannot/i);
      visited.add(new URL(page.url()).pathname);
      if (stop === 2) {
        if (name === guides[0]) await expectAccessible(page);
        await tour.getByRole('button', { name: 'Close Tour' }).press('Enter');
        await tour.waitFor({ state: 'detached' });
        await open.press('Enter');
        await tour.getByText(`2 of ${total}`).waitFor();
      }
      await onward.press('Enter');
    }
    await tour.waitFor({ state: 'detached' });
    expect(visited.size).toBe(total);
    expect(total).toBeGreaterThanOrEqual(4);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is not there outside the demo', async () => {
    expect(await lotte.page.getByRole('button', { name: 'Tour', exact: true }).count()).toBe(0);
  });
});

/** What every page owes: nothing grave for axe, and nothing beside the window. */
async function expectGood(page: Page): Promise<void> {
  await settle(page);
  await expectAccessible(page);
  await expectFits(page);
}

async function expectFits(page: Page): Promise<void> {
  const { width = 0 } = page.viewportSize() ?? {};
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
}

/** One picture of `docs/how-to/begin-with-datalab.md`; `PICTURES=1 npm run test:e2e` puts it in its folder. */
async function picture(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate('scrollTo(0, 0)');
  const taken = await page.screenshot({ animations: 'disabled' });
  expect(taken.length).toBeGreaterThan(20_000);
  if (process.env['PICTURES'] === undefined) return;
  await mkdir(images, { recursive: true });
  await writeFile(join(images, `${name}.png`), taken);
}
