import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@datalab/server/platform/db/open-database.ts';
import { Secret, TOTP } from 'otpauth';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, openPage, openStage, settle, type Visit } from './browser.ts';
import { type RunningDatalab, startDatalab } from './datalab.ts';

const password = 'groene fiets in de regen';
const ann = 'ann@brandweer.example';
const ben = 'ben@brandweer.example';

const stage = openStage();
let directory = '';
let datalab: RunningDatalab;
let visit: Visit;
let page: Page;
let secret = '';
let backupCodes: string[] = [];
let keys: { readonly session: CDPSession; readonly id: string };

/** Passkeys are made for a name, and the own machine has one. */
const address = (path = ''): string => `${datalab.url.replace('127.0.0.1', 'localhost')}${path}`;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'datalab-factors-'));
  datalab = await startDatalab({ directory, demo: false });
  visit = await openPage(stage.browser);
  page = visit.page;
  page.setDefaultTimeout(15_000);
  keys = await addVirtualAuthenticator(page);
});
afterAll(async () => {
  await visit.context.close();
  await datalab.stop();
  await rm(directory, { recursive: true, force: true });
});

/** A security key of the browser's own that has its user's finger on it. */
async function addVirtualAuthenticator(on: Page): Promise<typeof keys> {
  const session = await on.context().newCDPSession(on);
  await session.send('WebAuthn.enable');
  const { authenticatorId: id } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  return { session, id };
}

async function send(on: Page, method: 'POST' | 'PUT', path: string, data?: object): Promise<unknown> {
  const url = address(`/api/v1${path}`);
  const { origin } = new URL(url);
  const answer = await on.request.fetch(url, { method, headers: { origin }, ...(data && { data }) });
  expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
  return answer.json();
}

/** Of the half minute that begins next: the one of now may have been used. */
async function nextCode(): Promise<string> {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + 30_000 });
}

async function signIn(on: Page, email: string): Promise<void> {
  await on.goto(address());
  await on.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(email);
  await on.getByLabel('Password').fill(password);
  await on.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function signOut(on: Page): Promise<void> {
  await on.context().clearCookies();
  await on.goto(address());
  await on.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
}

/** As when everybody has been away for an hour: the sessions are there, the proofs are old. */
async function letProofsAge(): Promise<void> {
  await datalab.stop();
  const database = await openDatabase({ dataDir: directory });
  await database.execute(`update "session" set "provenAt" = "provenAt" - interval '1 hour'`);
  await database.close();
  datalab = await startDatalab({ directory, demo: false });
}

async function look(on: Page, name: string): Promise<void> {
  await expectAccessible(on);
  for (const width of [1280, 320]) {
    await on.setViewportSize({ width, height: 900 });
    expect(await on.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    const pictures = process.env['PICTURES'];
    if (pictures !== undefined) {
      await on.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
    }
  }
  await on.setViewportSize({ width: 1280, height: 900 });
}

describe('codes of an app', () => {
  it('are set up with a QR code and a code that is right, and come with ten backup codes', async () => {
    const organisation = { slug: 'brandweer', name: { nl: 'Brandweer', en: 'Brandweer' }, kind: 'region' };
    const first = { code: datalab.setUpCode, organisation, name: 'Ann Aerts', email: ann, password };
    await send(page, 'POST', '/first-person', first);
    await page.goto(address('/me'));
    await settle(page);
    await look(page, 'me');
    await page.getByRole('button', { name: 'Turn on Codes of an app' }).click();
    await page.getByRole('img', { name: 'QR code with the key for your app' }).waitFor();
    await look(page, 'totp');
    secret = ((await page.locator('.totp-secret').textContent()) ?? '').replaceAll(' ', '');
    await page.getByRole('textbox', { name: 'Code from the app' }).fill('123 456');
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('alert').waitFor();
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() - 30_000 });
    await page.getByRole('textbox', { name: 'Code from the app' }).fill(code);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('heading', { name: 'Your backup codes' }).waitFor();
    await look(page, 'backup-codes');
    backupCodes = await page.locator('.backup-codes li').allTextContents();
    expect(backupCodes).toHaveLength(10);
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('You have 10 backup codes left.').waitFor();
  });

  it('are asked after the password, and there is no session before', async () => {
    await signOut(page);
    await signIn(page, ann);
    await page.getByRole('heading', { name: 'One more step' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'One more step' }).waitFor();
    await look(page, 'second-step');
    expect((await page.request.get(address('/api/v1/session/factors'))).status()).toBe(401);
    await page.getByRole('textbox', { name: 'Code of your app' }).fill(await nextCode());
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Good day, Ann' }).waitFor();
  });

  it('can be replaced by a backup code, once', async () => {
    const [code = ''] = backupCodes;
    for (const [tried, seen] of [
      [code, 'Good day, Ann'],
      [code, 'One more step'],
    ] as const) {
      await signOut(page);
      await signIn(page, ann);
      await page.getByRole('textbox', { name: 'Code of your app' }).fill(tried);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('heading', { name: seen }).waitFor();
    }
    await page.getByText('This code is not right.', { exact: false }).waitFor();
    await page.getByRole('textbox', { name: 'Code of your app' }).fill(backupCodes[1] ?? '');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Good day, Ann' }).waitFor();
  });
});

describe('a passkey', () => {
  it('is added, named, and signs in without a password', async () => {
    await page.goto(address('/me'));
    await page.getByRole('textbox', { name: 'Name of the passkey' }).fill('Laptop');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    const item = page.getByRole('listitem').filter({ hasText: 'Laptop' });
    await item.getByRole('button', { name: 'Another name Laptop' }).click();
    await item.getByRole('textbox', { name: 'Name of the passkey' }).fill('Laptop of work');
    await item.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Another name Laptop of work' }).waitFor();
    await settle(page);
    await look(page, 'passkeys');
    await signOut(page);
    await look(page, 'sign-in');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByRole('heading', { name: 'Good day, Ann' }).waitFor();
  });

  it('that is not there says so, and leaves the other ways', async () => {
    await signOut(page);
    const { credentials } = await keys.session.send('WebAuthn.getCredentials', { authenticatorId: keys.id });
    await keys.session.send('WebAuthn.clearCredentials', { authenticatorId: keys.id });
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByText('The browser stopped without a passkey.', { exact: false }).waitFor();
    for (const credential of credentials) {
      await keys.session.send('WebAuthn.addCredential', { authenticatorId: keys.id, credential });
    }
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByRole('heading', { name: 'Good day, Ann' }).waitFor();
  });
});

describe('an organisation that demands a second factor', () => {
  it('leads a person without one to it, who can do nothing else before', async () => {
    const colleague = { name: 'Ben Bos', email: ben, roles: ['steward'] };
    const { code } = (await send(page, 'POST', '/organisations/brandweer/persons', colleague)) as {
      code: string;
    };
    const other = await openPage(stage.browser);
    await send(other.page, 'POST', '/accounts', { code, name: 'Ben Bos', email: ben, password });
    await other.page.goto(address());
    await other.page.getByRole('heading', { name: 'Good day, Ben' }).waitFor();

    await page.goto(address('/people'));
    await page.getByRole('checkbox', { name: /^Everybody needs a second step/ }).check();
    await page.getByText('Now 1 person has none.', { exact: false }).waitFor();
    await settle(page);
    await look(page, 'people');

    await other.page.goto(address('/people'));
    await other.page.getByRole('heading', { name: 'First a second step' }).waitFor();
    await look(other.page, 'demanded');
    expect((await other.page.request.get(address('/api/v1/organisations'))).status()).toBe(403);
    await addVirtualAuthenticator(other.page);
    await other.page.getByRole('textbox', { name: 'Name of the passkey' }).fill('Key ring');
    const { promise: kept, resolve: letSessionThrough } = Promise.withResolvers<void>();
    await other.page.route('**/api/v1/session', async (route) => {
      await kept;
      await route.continue();
    });
    await other.page.getByRole('button', { name: 'Add a passkey' }).click();
    // Whoever is quicker than the server still reads the old session at this moment.
    await other.page.getByRole('button', { name: 'I have kept them' }).click();
    letSessionThrough();
    await other.page.getByRole('heading', { name: 'People at Brandweer' }).waitFor({ timeout: 15_000 });
    expect(other.complaints).toEqual([]);
    await other.context.close();
  });
});

describe('what cannot be undone', () => {
  it('asks who has been away to show who they are, and goes on with what was typed', async () => {
    await letProofsAge();
    await page.goto(address('/people'));
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Cas Cornelissen');
    await page.getByRole('textbox', { name: 'E-mail address', exact: true }).fill('cas@brandweer.example');
    const make = page.getByRole('button', { name: 'Make a link', exact: true });
    const dialog = page.getByRole('dialog', { name: 'Show that it is you' });

    await make.click();
    await dialog.getByRole('textbox', { name: 'Code of your app' }).waitFor();
    await look(page, 'proof');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByText('First prove once more that it is you.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe(
      'Cas Cornelissen',
    );

    await make.click();
    await dialog.getByRole('textbox', { name: 'Code of your app' }).fill('999 999 999');
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await dialog.getByText('This code is not right.', { exact: false }).waitFor();
    await dialog.getByRole('button', { name: 'Use your passkey' }).click();
    await page.getByText('Link for Cas Cornelissen').waitFor();
    expect(await dialog.count()).toBe(0);
  });

  it('leaves the browser nothing to complain of', () => {
    expect(visit.complaints).toEqual([]);
  });
});
