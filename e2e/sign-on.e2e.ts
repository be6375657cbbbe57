import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  levels,
  startProvider,
  type TestProvider,
} from '@datalab/server/platform/http/openid-provider.testing.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOn, ask, expectAccessible, openPage, openStage, settle, startOwnDemo } from './browser.ts';

const administrator = 'Willem Jansen';
const edition = 'care-at-home-and-nuisance';
const command = join(import.meta.dirname, '..', 'cli', 'src', 'main.ts');

const stage = openStage(startOwnDemo);
const as = actOn(stage);
let provider: TestProvider;
let token = '';
const directories: string[] = [];

beforeAll(async () => {
  provider = await startProvider();
  provider.people.set('sofia', {
    sub: '7f3c',
    acr: levels[1] ?? '',
    claims: {
      name: 'Sofia Smit',
      email: 'sofia.smit@voorbeeldstad.test',
      email_verified: true,
      groups: ['datalab-data'],
    },
  });
  provider.people.set('nora', {
    sub: '90bd',
    acr: levels[1] ?? '',
    claims: {
      name: 'Nora Vos',
      email: 'nora.vos@voorbeeldstad.test',
      email_verified: true,
      groups: ['datalab-ict'],
    },
  });
  provider.people.set('gerrit', {
    sub: '81aa',
    claims: { name: 'Gerrit', email: 'gerrit@elders.test', email_verified: true },
  });
});
afterAll(async () => {
  await provider.close();
  for (const directory of directories) await rm(directory, { recursive: true });
});

/** From the page to sign in, through the provider, as one of its people. */
async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto(stage.url);
  await settle(page);
  await page.getByText('Sign in with a password').click();
  await page.getByRole('textbox', { name: 'E-mail address at work' }).fill('somebody@voorbeeldstad.test');
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await chooseAtProvider(page, name);
}

async function chooseAtProvider(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { name: 'Who are you?' }).waitFor();
  await page.getByRole('link', { name, exact: true }).click();
}

describe('the sign-in of an organisation', () => {
  it('is set up by its administrator, who is told what to register and what is wrong', async () => {
    await as(administrator, '/people', async (page) => {
      await page.getByRole('link', { name: 'Sign-in of our organisation' }).click();
      await page.getByRole('heading', { name: 'Sign-in of our organisation', level: 1 }).waitFor();
      await page.getByText(`${stage.url}/api/v1/sign-on/municipality/callback`).waitFor();
      const fill = (name: string | RegExp, text: string) => page.getByRole('textbox', { name }).fill(text);
      await fill(/^Address of the sign-in service/, 'https://169.254.169.254');
      await fill(/^Name of Datalab/, 'datalab');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('This address is in a private network', { exact: false }).waitFor();
      await expectAccessible(page);
      await provider.register(stage.url, 'municipality');
      await fill(/^Address of the sign-in service/, provider.issuer);
      await fill(/^Level that is needed/, levels[1] ?? '');
      await fill(/^E-mail addresses end in/, 'voorbeeldstad.test');
      await page.getByRole('checkbox', { name: 'A colleague without an account gets one' }).check();
      await page.getByRole('checkbox', { name: 'Show our name on the page to sign in' }).check();
      await fill(/^Name of the field with the groups/, 'groups');
      await page.getByRole('button', { name: 'Add a group' }).click();
      await fill('Group 1', 'datalab-data');
      await page.getByRole('checkbox', { name: /^data engineer/ }).check();
      await page.getByRole('checkbox', { name: /^data steward/ }).check();
      await page.getByRole('button', { name: 'Add a group' }).click();
      await fill('Group 2', 'datalab-ict');
      await page
        .getByRole('checkbox', { name: /^administrator/ })
        .nth(1)
        .check();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText(`Colleagues sign in through ${provider.issuer}.`).waitFor();
    });
  });

  it('lets a colleague in, with the roles that the groups give', async () => {
    const { context, page, complaints } = await openPage(stage.browser);
    await signInAs(page, 'sofia');
    await page.getByRole('heading', { name: 'Good day, Sofia' }).waitFor();
    await page.goto(`${stage.url}/people`);
    const card = page.getByRole('listitem').filter({ hasText: 'Sofia Smit' });
    await card.getByText('data engineer, data steward').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('tells a person without an account what to do, and stands on the page to sign in by its name', async () => {
    const { context, page, complaints } = await openPage(stage.browser, { width: 390 });
    await page.goto(stage.url);
    await settle(page);
    await page.getByText('Sign in with a password').click();
    await page.getByRole('link', { name: /^Sign in through Municipality/ }).waitFor();
    await expectAccessible(page);
    await signInAs(page, 'gerrit');
    await page.getByRole('heading', { name: 'Signing in through your organisation did not work' }).waitFor();
    await page.getByText('Your organisation asks for a stronger sign-in', { exact: false }).waitFor();
    await page.getByRole('link', { name: 'Try again' }).waitFor();
    await expectAccessible(page);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('a colleague with an account at the organisation', () => {
  it('opens the account here with it, by a link of the administrator', async () => {
    const code = await inviteAs('Nora Vos', 'nora.vos@voorbeeldstad.test');
    const { context, page, complaints } = await openPage(stage.browser, { width: 390 });
    await page.goto(`${stage.url}/first-account#${code}`);
    await page.getByText('with the account that you have there already', { exact: false }).waitFor();
    await look(page, 'first-account');
    await page.getByRole('button', { name: 'Open my account with it' }).click();
    await chooseAtProvider(page, 'nora');
    await page.getByRole('heading', { name: 'Good day, Nora' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('proves there who they are, and comes back to the page they were on', async () => {
    const hourAgo = Math.floor(Date.now() / 1000) - 3600;
    provider.claim = (claims) => ({ ...claims, auth_time: hourAgo });
    const { context, page, complaints } = await openPage(stage.browser);
    await signInAs(page, 'nora');
    await page.getByRole('heading', { name: 'Good day, Nora' }).waitFor();
    provider.claim = undefined;
    await page.goto(`${stage.url}/service-accounts?from=here`);
    await settle(page);
    await fillServiceAccount(page, 'Asked too late');
    const dialog = page.getByRole('dialog', { name: 'Show that it is you' });
    await look(page, 'proof');
    await dialog.getByRole('link', { name: 'Sign in at your organisation again' }).click();
    await chooseAtProvider(page, 'nora');
    await page.waitForURL(`${stage.url}/service-accounts?from=here`);
    await settle(page);
    await fillServiceAccount(page, 'Asked in time');
    await page.getByText('Token for Asked in time').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('links it to the account they had', async () => {
    const email = 'mo.bakker@voorbeeldstad.test';
    const code = await inviteAs('Mo Bakker', email);
    provider.people.set('mo', {
      sub: 'a11c',
      acr: levels[1] ?? '',
      claims: { name: 'Mo', groups: ['datalab-data'] },
    });
    const { context, page, complaints } = await openPage(stage.browser);
    const account = { code, name: 'Mo Bakker', email, password: 'groene fiets in de regen' };
    const headers = { origin: stage.url };
    await context.request.post(`${stage.url}/api/v1/accounts`, { headers, data: account });
    await page.goto(`${stage.url}/me`);
    await settle(page);
    await look(page, 'me');
    await page.getByRole('button', { name: 'Link my sign-in' }).click();
    await chooseAtProvider(page, 'mo');
    await page.getByText(`You sign in through ${provider.issuer}.`, { exact: false }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
    const again = await openPage(stage.browser);
    await signInAs(again.page, 'mo');
    await again.page.getByRole('heading', { name: 'Good day, Mo' }).waitFor();
    await again.context.close();
  });
});

/** The code with which a colleague opens an account, made by the administrator. */
async function inviteAs(name: string, email: string): Promise<string> {
  return as(administrator, '/people', async (page) => {
    const invitation = { name, email, roles: ['participant'] };
    const { body } = await ask(page, 'POST', '/organisations/municipality/persons', invitation);
    return String(body['code']);
  });
}

async function fillServiceAccount(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Name/ }).fill(name);
  await page.getByRole('checkbox', { name: 'Read the catalogue' }).check();
  await page.getByRole('button', { name: 'Make the account' }).click();
}

/** Holds a page to what every page owes on the way, and keeps a picture of it where `PICTURES` says. */
async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  const pictures = process.env['PICTURES'];
  if (pictures !== undefined)
    await page.screenshot({ path: join(pictures, `sign-on-${name}.png`), fullPage: true });
}

async function lookNarrowAndWide(page: Page, name: string): Promise<void> {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await look(page, `${name}-${width}`);
  }
}

describe('an account for a script', () => {
  it('is made by the administrator, who sees its token once', async () => {
    await as(administrator, '/service-accounts', async (page) => {
      await page.getByRole('textbox', { name: /^Name/ }).fill('Nightly delivery');
      await page.getByRole('combobox', { name: 'Owner' }).selectOption({ label: 'Sofia Smit' });
      await page.getByRole('button', { name: 'Make the account' }).click();
      await page.getByText('Choose at least one thing', { exact: false }).waitFor();
      await page.getByRole('checkbox', { name: 'Deliver data' }).check();
      await page.getByRole('checkbox', { name: 'Read how far deliveries are' }).check();
      await page.getByRole('textbox', { name: 'Edition (address)' }).fill(edition);
      await page.getByRole('textbox', { name: 'Data set (address)' }).fill('population');
      await page.getByRole('button', { name: 'Make the account' }).click();
      await page.getByText('Token for Nightly delivery').waitFor();
      token = (await page.locator('.service-token').textContent()) ?? '';
      expect(token).toMatch(/^dlb_[\w-]{43}$/);
      await page.reload();
      await settle(page);
      await page.getByText(`delivers population in ${edition}`).waitFor();
      expect(await page.locator('main').textContent()).not.toContain(token);
    });
  });

  it('delivers from a script, and nothing else', async () => {
    const rows = 'month;neighbourhood;inhabitants\n2024-01;BU99990000;1200\n2024-01;BU99990001;1300\n';
    const { directory, file } = await fileOf('population.csv', rows);
    const delivered = await runScript(directory, ['--edition', edition, '--data-set', 'population'], file);
    expect(delivered.stdout).toMatch(
      new RegExp(`population in ${edition} .*: landed as v\\d+, 0 rows rejected`),
    );
    expect(delivered).toMatchObject({ exitCode: 0, stderr: '' });
    const wrong = await fileOf('wrong.csv', 'neither,these,columns\n1,2,3\n');
    const refused = await runScript(
      wrong.directory,
      ['--edition', edition, '--data-set', 'population'],
      wrong.file,
    );
    expect(refused.stdout).toContain(`population in ${edition}`);
    expect(refused.stdout).toContain('refused');
    expect(refused.exitCode).toBe(2);
    const other = await runScript(directory, ['--edition', edition, '--data-set', 'nuisance-reports'], file);
    expect(other.stderr).toContain('session.outside-scope');
    expect(`${delivered.stdout}${delivered.stderr}${other.stderr}`).not.toContain(token);
  });

  it('is named in the log, and stops when it is revoked', async () => {
    await as(administrator, '/service-accounts', async (page) => {
      await page.getByText('Last used:', { exact: false }).waitFor();
      await page.getByRole('button', { name: 'Revoke Nightly delivery' }).click();
      await page.getByText('revoked', { exact: true }).waitFor();
    });
    await as('Fatma Demir', '/audit', async (page) => {
      await page.getByText('Nightly delivery').filter({ visible: true }).first().waitFor();
    });
    const { directory, file } = await fileOf('again.csv', 'neither,these,columns\n1,2,4\n');
    const refused = await runScript(directory, ['--edition', edition, '--data-set', 'population'], file);
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.stderr).toContain('session.token-refused');
  });

  it.each([
    ['/people/sign-in', 'nl'],
    ['/service-accounts', 'nl'],
    ['/people/sign-in', 'en'],
    ['/service-accounts', 'en'],
  ] as const)(
    'and the sign-in of the organisation are read on a phone: %s, in %s',
    async (path, language) => {
      const name = `${path.split('/').at(-1)}-${language}`;
      await as(
        administrator,
        path,
        async (page) => {
          await page.locator('main h2').first().waitFor();
          await lookNarrowAndWide(page, name);
        },
        { width: 320, language },
      );
    },
  );

  it.each(['nl', 'en'] as const)(
    'and what went wrong at the provider, and the page to sign in, are read on a phone, in %s',
    async (language) => {
      const { context, page, complaints } = await openPage(stage.browser, { width: 320, language });
      await page.goto(`${stage.url}/sign-on?organisation=municipality&problem=identity.sign-on-too-weak`);
      await settle(page);
      await lookNarrowAndWide(page, `problem-${language}`);
      await page.goto(stage.url);
      await settle(page);
      await page.locator('summary').click();
      await page.getByRole('link', { name: /Municipality|Gemeente/ }).waitFor();
      await lookNarrowAndWide(page, `entry-${language}`);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});

async function fileOf(name: string, content: string): Promise<{ directory: string; file: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'datalab-script-'));
  directories.push(directory);
  const file = join(directory, name);
  await writeFile(file, content);
  return { directory, file };
}

interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as a script runs it: the token in its environment, and no other setting. */
function runScript(directory: string, options: readonly string[], file: string): Promise<Run> {
  const { PATH } = process.env;
  const env = { PATH, TMPDIR: directory, DATALAB_TOKEN: token };
  const child = spawn(process.execPath, [command, 'deliver', file, '--hub', stage.url, ...options], { env });
  const heard = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      heard[name] += text;
    });
  return new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, ...heard })));
}
