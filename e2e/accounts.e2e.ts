import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { actOn, ask, expectAccessible, openStage, settle, startOwnDemo } from './browser.ts';

const password = 'groene fiets in de regen';
const changed = 'trage schildpad op de stoep';
const email = 'bram@brandweer.example';
const contractFile = join(import.meta.dirname, '..', 'demo', 'contracts', 'litter-reports.odcs.yaml');

let bram: Page;
let code = '';
const complaints: string[] = [];
const stage = openStage(startOwnDemo);
const as = actOn(stage);

/** A browser of a visitor who is not signed in. */
async function openAnonymousPage(): Promise<Page> {
  const context = await stage.browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isOwn = message.type() === 'error' && !message.text().includes('Failed to load resource');
    if (isOwn) complaints.push(message.text());
  });
  await page.goto(stage.url);
  await settle(page);
  return page;
}

async function signIn(page: Page, secret: string): Promise<void> {
  await page.getByText('Sign in with a password').click();
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await page.getByLabel('Password').fill(secret);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** The contract of a data set of the fire brigade's own. */
async function contractOfBram(): Promise<string> {
  const contract = await readFile(contractFile, 'utf8');
  return contract
    .replaceAll('litter-reports', 'fire-reports')
    .replace('meryem.kaya@voorbeeldstad.example', email);
}

describe('an organisation that is new in the network', () => {
  it('is added by the founding facilitator, who makes a code that is shown once', async () => {
    await as('Lotte Visser', '/organisations', async (page) => {
      await page.getByRole('textbox', { name: /organisation in Dutch/ }).fill('Brandweer');
      await page.getByRole('textbox', { name: /organisation in English/ }).fill('Fire brigade');
      await page.getByRole('button', { name: 'Add an organisation' }).click();
      const card = page.getByRole('listitem').filter({ hasText: 'Fire brigade' });
      await card.getByText('no account yet').waitFor();
      await card.getByText('Code for the first account').click();
      await card.getByRole('checkbox', { name: /data steward/ }).check();
      await card.getByRole('button', { name: /^Make a code/ }).click();
      code = (await card.locator('.account-code').textContent()) ?? '';
      expect(code).toMatch(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/);
      await page.reload();
      await settle(page);
      await card.getByRole('button', { name: /^Make a new code/ }).waitFor();
      expect(await page.locator('main').textContent()).not.toContain(code);
    });
  });

  it('comes in with the code and a password that the holder chooses', async () => {
    bram = await openAnonymousPage();
    await bram.getByRole('link', { name: 'I have a code for a new account' }).click();
    await bram.getByRole('heading', { name: 'Open an account with a code' }).waitFor();
    await expectAccessible(bram);
    await bram.getByLabel('Code').fill(code.toLowerCase());
    await bram.getByRole('textbox', { name: 'Your name' }).fill('Bram Bakker');
    await bram.getByRole('textbox', { name: 'Your e-mail address' }).fill(email);
    const choose = async (secret: string, again: string) => {
      await bram.getByLabel('Password', { exact: true }).fill(secret);
      await bram.getByLabel('Password once more').fill(again);
      await bram.getByRole('button', { name: 'Open my account' }).click();
    };
    await choose(password, 'something else entirely');
    await bram.getByText('This is not the same as above.').waitFor();
    await choose('brambakker123', 'brambakker123');
    await bram.getByText('This password is easy to guess', { exact: false }).waitFor();
    await expectAccessible(bram);
    await choose(password, password);
    await bram.getByRole('heading', { name: 'Good day, Bram' }).waitFor();
    await bram.getByText('Not active until another person has confirmed who you are').waitFor();
    await expectAccessible(bram);
  });

  it('is told on the page of its people that it waits, and can register nothing to deliver', async () => {
    await bram.goto(`${stage.url}/people`);
    await settle(bram);
    await bram.getByText('Your organisation is not confirmed yet').waitFor();
    await bram.getByText('waiting for confirmation: data steward').waitFor();
    await expectAccessible(bram);
    const refused = await ask(bram, 'POST', '/data-sets', { contract: await contractOfBram() });
    expect([refused.status, refused.body['code']]).toEqual([403, 'session.role-waits']);
  });

  it('is not confirmed by the facilitator who made the code', async () => {
    await as('Lotte Visser', '/organisations', async (page) => {
      await page.getByText('waiting for confirmation', { exact: true }).waitFor();
      expect(await page.getByRole('button', { name: /^Confirm/ }).count()).toBe(0);
      const path = '/organisations/brandweer/confirmation';
      expect((await ask(page, 'POST', path, { spoken: true })).status).toBe(403);
    });
  });

  it('waits on the first page of the privacy officer, who confirms it after having spoken to them', async () => {
    await as('Fatma Demir', '/', async (page) => {
      const item = page.getByRole('listitem').filter({ hasText: 'Confirm that Bram Bakker speaks for' });
      await item.getByRole('link').click();
      await page.getByText('Does Bram Bakker speak for Fire brigade?').waitFor();
      await settle(page);
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Confirm Bram Bakker' }).click();
      await page.getByText('Only tick this if you really spoke to the person.').waitFor();
      await page.getByRole('checkbox', { name: /^Yes, I spoke to Bram Bakker/ }).check();
      await page.getByRole('button', { name: 'Confirm Bram Bakker' }).click();
      await page.getByText('Bram Bakker is confirmed.').waitFor();
      await page.getByText(/^Confirmed by Fatma Demir on/).waitFor();
    });
  });

  it('can register its data set from then on', async () => {
    await bram.reload();
    await settle(bram);
    expect(await bram.getByText('Your organisation is not confirmed yet').count()).toBe(0);
    const done = await ask(bram, 'POST', '/data-sets', { contract: await contractOfBram() });
    expect(done.status).toBe(201);
  });
});

describe('the own account', () => {
  it('changes its password on its page, and the old one opens nothing', async () => {
    await bram.goto(`${stage.url}/me`);
    await settle(bram);
    await bram.getByLabel('Current password').fill(password);
    await bram.getByLabel('New password', { exact: true }).fill(changed);
    await bram.getByLabel('New password once more').fill(changed);
    await bram.getByRole('button', { name: 'Change my password' }).click();
    await bram.getByText('Your password is changed.', { exact: false }).waitFor();
    await expectAccessible(bram);
    const other = await openAnonymousPage();
    await signIn(other, password);
    await other.getByText('This e-mail address and password do not belong together.').waitFor();
    await other.getByLabel('Password').fill(changed);
    await other.getByRole('button', { name: 'Sign in', exact: true }).click();
    await other.getByRole('heading', { name: 'Good day, Bram' }).waitFor();
    await other.context().close();
  });
});

describe('the facilitator of an organisation', () => {
  it('makes a code for a colleague, and takes it back', async () => {
    await as('Lotte Visser', '/people', async (page) => {
      await page.getByRole('textbox', { name: 'Name' }).fill('Nina Nieuw');
      await page.getByRole('textbox', { name: 'E-mail address' }).fill('nina@voorbeeldstad.example');
      await page.getByRole('button', { name: 'Make a code', exact: true }).click();
      await page.getByText('Code for Nina Nieuw').waitFor();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Withdraw Nina Nieuw' }).click();
      await page.getByText('The code is withdrawn.').waitFor();
    });
  });

  it('blocks a person, whose page then asks to sign in, and lets them in again', async () => {
    const context = await stage.browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
    context.setDefaultTimeout(15_000);
    const willem = await context.newPage();
    await willem.goto(stage.url);
    await willem.getByRole('button', { name: /Willem Jansen/ }).click();
    await willem.getByRole('heading', { name: 'Good day, Willem' }).waitFor();
    await as('Lotte Visser', '/people', async (page) => {
      const card = page.getByRole('listitem').filter({ hasText: 'Willem Jansen' });
      await card.getByText('Block access').click();
      await card.getByRole('textbox', { name: 'Why?' }).fill('Works elsewhere now');
      await card.getByRole('button', { name: 'Block', exact: true }).click();
      await card.getByText(/^Blocked by Lotte Visser on .*: Works elsewhere now$/).waitFor();
      await willem.reload();
      await willem.getByRole('heading', { name: 'Choose who you are' }).waitFor();
      await card.getByRole('button', { name: 'Let in again Willem Jansen' }).click();
      await card.getByText('Block access').waitFor();
    });
    await context.close();
  });

  it.each([
    ['/people', 'nl'],
    ['/organisations', 'nl'],
    ['/people', 'en'],
    ['/organisations', 'en'],
  ] as const)('reads %s on a phone, in %s', async (path, language) => {
    await as('Lotte Visser', path, (page) => page.locator('main h2').first().waitFor(), {
      width: 390,
      language,
    });
  });

  it('leaves the browser nothing to complain of', () => {
    expect(complaints).toEqual([]);
  });
});
