import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { actOn, ask, expectAccessible, openAs, openStage, settle, startOwnDemo } from './browser.ts';

const password = 'groene fiets in de regen';
const changed = 'trage schildpad op de stoep';
const reset = 'zeven sokken aan de waslijn';
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
  await page.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(email);
  await page.getByLabel('Password').fill(secret);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function expectNoSidewaysScroll(page: Page, width: number): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
}

/** The contract of a data set of the fire brigade's own. */
async function contractOfBram(): Promise<string> {
  const contract = await readFile(contractFile, 'utf8');
  return contract
    .replaceAll('litter-reports', 'fire-reports')
    .replace('meryem.kaya@voorbeeldstad.example', email);
}

describe('an organisation that is new in the network', () => {
  it('is invited by an organisation that is confirmed, with a link that is shown once', async () => {
    await as('Lotte Visser', '/organisations', async (page) => {
      await page.getByRole('textbox', { name: /organisation in Dutch/ }).fill('Brandweer');
      await page.getByRole('textbox', { name: /organisation in English/ }).fill('Fire brigade');
      await page.getByRole('button', { name: 'Invite an organisation' }).click();
      await page.getByText('Link for Fire brigade').waitFor();
      await expectAccessible(page);
      code = (await page.locator('.account-code').textContent()) ?? '';
      expect(code).toMatch(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/);
      expect(await page.locator('.account-link').textContent()).toBe(`${stage.url}/first-account#${code}`);
      await page.reload();
      await settle(page);
      const card = page.getByRole('listitem').filter({ hasText: 'Fire brigade' });
      await card.getByText('no account yet').waitFor();
      await card.getByRole('button', { name: /^Make a new link/ }).waitFor();
      expect(await page.locator('main').textContent()).not.toContain(code);
    });
  });

  it('comes in with the link and a password that the holder chooses', async () => {
    bram = await openAnonymousPage();
    await bram.goto(`${stage.url}/first-account#${code}`);
    await bram.getByRole('heading', { name: 'Open your account' }).waitFor();
    await bram.getByText('Lotte Visser invites Fire brigade.', { exact: false }).waitFor();
    await settle(bram);
    expect(bram.url()).toBe(`${stage.url}/first-account`);
    await expectAccessible(bram);
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
    await expectAccessible(bram);
    const later = await openAnonymousPage();
    await later.goto(`${stage.url}/first-account#${code}`);
    await later.getByText('This link has been used. Was it you? Then sign in.', { exact: false }).waitFor();
    await later.context().close();
  });

  it('is told on the page of its people that it waits, and can register nothing to deliver', async () => {
    await bram.goto(`${stage.url}/people`);
    await settle(bram);
    await bram.getByText('Your organisation is not confirmed yet').waitFor();
    const card = bram.getByRole('listitem').filter({ hasText: 'Bram Bakker' }).first();
    await card.getByText('Change this account').click();
    await card.getByText('Change roles').click();
    await card.getByRole('checkbox', { name: 'data steward' }).check();
    await card.getByRole('button', { name: /^Save the roles/ }).click();
    await bram.getByText('waiting for confirmation: data steward').waitFor();
    await expectAccessible(bram);
    await bram.goto(stage.url);
    await bram.getByText('Your organisation is not confirmed yet').waitFor();
    await bram.getByText('Not active until another person has confirmed who you are').waitFor();
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

  it('tells the network what it wants to work on', async () => {
    await bram.goto(`${stage.url}/organisations`);
    await settle(bram);
    await bram.getByText('Declare what you want to work on').click();
    await bram.getByRole('checkbox', { name: 'safety' }).check();
    await bram.getByRole('button', { name: 'Declare the intention' }).click();
    await bram.getByText(/^Declared by Bram Bakker on/).waitFor();
    await expectAccessible(bram);
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

describe('a forgotten password', () => {
  it('is replaced with a link of an administrator where no mail goes out, and ends every session', async () => {
    const visitor = await openAnonymousPage();
    await visitor.getByRole('link', { name: 'I forgot my password' }).click();
    await visitor.getByRole('textbox', { name: 'E-mail address' }).fill(email);
    await visitor.getByRole('button', { name: 'Send me a link' }).click();
    await visitor.getByText('Datalab sends no mail here.', { exact: false }).waitFor();
    await expectAccessible(visitor);
    const invited = { name: 'Mila', email: 'mila@brandweer.example', roles: ['administrator'] };
    const made = await ask(bram, 'POST', '/organisations/brandweer/persons', invited);
    const mila = await openAnonymousPage();
    const opening = { code: made.body['code'], name: 'Mila', email: invited.email, password };
    expect((await ask(mila, 'POST', '/accounts', opening)).status).toBe(201);
    await mila.goto(`${stage.url}/people`);
    const card = mila.getByRole('listitem').filter({ hasText: 'Bram Bakker' }).first();
    await card.getByText('Change this account').click();
    await card.getByText('Forgotten password').click();
    await card.getByRole('button', { name: /^Make a link for a new password/ }).click();
    const link = (await mila.locator('.account-link').textContent()) ?? '';
    await visitor.goto(link);
    await visitor.getByLabel('New password', { exact: true }).fill(reset);
    await visitor.getByLabel('New password once more').fill(reset);
    await settle(visitor);
    await expectAccessible(visitor);
    await visitor.getByRole('button', { name: 'Keep my new password' }).click();
    await visitor.getByText('Your new password is kept.', { exact: false }).waitFor();
    await bram.reload();
    await bram.getByRole('heading', { name: 'Choose who you are' }).waitFor();
    await signIn(bram, reset);
    await bram.getByRole('heading', { level: 1, name: 'My account' }).waitFor();
    await bram.getByText('Mila made a link for a new password for Bram Bakker').waitFor();
    await bram.getByText('Chrome on Linux').waitFor();
    await settle(bram);
    await expectAccessible(bram);
    await mila.context().close();
    await visitor.context().close();
  });
});

describe('the administrator of an organisation', () => {
  it('makes a link for a colleague, and takes it back', async () => {
    await as('Willem Jansen', '/people', async (page) => {
      await page.getByRole('textbox', { name: 'Name' }).fill('Nina Nieuw');
      await page.getByRole('textbox', { name: 'E-mail address' }).fill('nina@voorbeeldstad.example');
      await page.getByRole('button', { name: 'Make a link', exact: true }).click();
      await page.getByText('Link for Nina Nieuw').waitFor();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Withdraw Nina Nieuw' }).click();
      await page.getByText('The link is withdrawn.').waitFor();
    });
  });

  it('blocks a person, whose page then asks to sign in, and lets them in again', async () => {
    const context = await stage.browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
    context.setDefaultTimeout(15_000);
    const noor = await context.newPage();
    await noor.goto(stage.url);
    await noor.getByRole('button', { name: /Noor de Wit/ }).click();
    await noor.getByRole('heading', { name: 'Good day, Noor' }).waitFor();
    await as('Willem Jansen', '/people', async (page) => {
      const card = page.getByRole('listitem').filter({ hasText: 'Noor de Wit' });
      await card.getByText('Change this account').click();
      await card.getByText('Block access').click();
      await card.getByRole('textbox', { name: 'Why?' }).fill('Works elsewhere now');
      await card.getByRole('button', { name: 'Block', exact: true }).click();
      await card.getByText(/^Blocked by Willem Jansen on .*: Works elsewhere now$/).waitFor();
      await noor.reload();
      await noor.getByRole('heading', { name: 'Choose who you are' }).waitFor();
      await card.getByRole('button', { name: 'Let in again Noor de Wit' }).click();
      await card.getByText('Change this account').waitFor();
    });
    await context.close();
  });

  it('takes a role away while a form of that person is open, who reads what to do', async () => {
    const tom = await openAs(stage, 'Ilse van Dam');
    tom.page.setDefaultTimeout(15_000);
    await tom.page.goto(`${stage.url}/organisations`);
    await tom.page.getByText('Declare what you want to work on').click();
    await tom.page.getByRole('checkbox', { name: 'housing and living environment' }).check();
    await settle(tom.page);
    const { body } = await ask(tom.page, 'GET', '/session');
    const { id } = body['person'] as { id: string };
    expect((await ask(tom.page, 'PUT', `/persons/${id}/roles`, { roles: ['participant'] })).status).toBe(409);
    const { persons } = (await ask(tom.page, 'GET', '/organisations/housing-association/accounts'))
      .body as unknown as { persons: { id: string; name: string }[] };
    const joris = persons.find(({ name }) => name === 'Joris Bakker')?.id;
    const shared = { roles: ['steward', 'participant', 'administrator'] };
    expect((await ask(tom.page, 'PUT', `/persons/${joris}/roles`, shared)).status).toBe(200);
    const other = await openAs(stage, 'Joris Bakker');
    await other.page.goto(`${stage.url}/people`);
    const card = other.page.getByRole('listitem').filter({ hasText: 'Ilse van Dam' }).first();
    await card.getByText('Change this account').click();
    await card.getByText('Change roles').click();
    await card.getByRole('checkbox', { name: 'manager' }).uncheck();
    await card.getByRole('checkbox', { name: 'administrator' }).uncheck();
    await card.getByRole('checkbox', { name: 'participant' }).check();
    await card.getByRole('button', { name: /^Save the roles/ }).click();
    await other.page.getByText('The roles of Ilse van Dam count from now on.').waitFor();
    await expectAccessible(other.page);
    await tom.page.getByRole('button', { name: 'Declare the intention' }).click();
    await tom.page.getByText('Your roles changed while you were working here.', { exact: false }).waitFor();
    await tom.page
      .getByText('An administrator or a manager of your organisation does this.')
      .first()
      .waitFor();
    await settle(tom.page);
    await expectAccessible(tom.page);
    await other.context.close();
    await tom.context.close();
  });

  it.each(['nl', 'en'] as const)('reads the pages about people on a phone, in %s', async (language) => {
    const narrow = { width: 320, language };
    await as(
      'Willem Jansen',
      '/people',
      async (page) => {
        for (const path of ['/organisations', '/me']) {
          await expectNoSidewaysScroll(page, narrow.width);
          await expectAccessible(page);
          await page.goto(`${stage.url}${path}`);
          await settle(page);
        }
      },
      narrow,
    );
  });

  it('leaves the browser nothing to complain of', () => {
    expect(complaints).toEqual([]);
  });
});
