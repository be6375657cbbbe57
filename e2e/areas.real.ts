import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreeOnSharing } from './agreement.ts';
import { expectAccessible, settle } from './browser.ts';
import { type RunningDatalab, startDatalab } from './datalab.ts';
import { leadToSharing, openAccount, openSession } from './edition.ts';

const root = join(import.meta.dirname, '..');
const data = join(root, '../shared/data');
const password = 'a long enough password';
const lead = { path: '/session', data: { email: 'lead@groningen.example', password } };
const team = { path: '/session', data: { email: 'team@groningen.example', password } };
const officer = { path: '/session', data: { email: 'officer@groningen.example', password } };
const guard = { path: '/session', data: { email: 'guard@police.example', password } };
const police = { path: '/session', data: { email: 'desk@police.example', password } };
const edition = 'bicycles';

let directory: string;
let datalab: RunningDatalab;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  if (!existsSync(data)) return;
  directory = await mkdtemp(join(tmpdir(), 'datalab-areas-'));
  datalab = await startDatalab({ directory, demo: false });
  const executablePath = process.env['CHROMIUM_PATH'] ?? (await chromium.executablePath());
  browser = await playwright.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  page = await openPage();
});

afterAll(async () => {
  await browser?.close();
  await datalab?.stop();
  if (directory !== undefined) await rm(directory, { recursive: true, force: true });
});

describe.skipIf(!existsSync(data))('real areas and real incidents in a browser', () => {
  it('begin with the first person, who sets up an empty Datalab and lets others in', async () => {
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Set-up code' }).fill(datalab.setUpCode ?? '');
    await page.getByRole('textbox', { name: /organisation in Dutch/ }).fill('Groningen');
    await page.getByRole('textbox', { name: 'Your name' }).fill('Tess Lead');
    await page.getByRole('textbox', { name: 'E-mail address' }).fill(lead.data.email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Password once more').fill(password);
    await page.getByRole('button', { name: 'Set up Datalab' }).click();
    await page.getByRole('heading', { name: 'How do messages leave?' }).waitFor();
    await settle(page);
    await loadMunicipality('zaanstreek_waterland_wijk_2022_wgs84.geojson', /^GM0479/);
    const facilitator = await openSession(datalab.url, lead);
    const name = { nl: 'Politie', en: 'Police' };
    await facilitator.call('POST', '/organisations', { slug: 'police', name, kind: 'police' });
    const colleague = (who: typeof lead, roles: string[]) =>
      openAccount(datalab.url, facilitator, '/organisations/groningen/persons', { ...who.data, roles });
    const ours = await colleague(team, ['participant', 'analyst', 'engineer']);
    const watching = await colleague(officer, ['privacy-officer']);
    const { person } = await watching.call<{ person: { id: string } }>('GET', '/session');
    await ours.call('POST', `/persons/${person.id}/confirmation`, { spoken: true });
    const theirs = await openAccount(datalab.url, facilitator, '/organisations/police/first-account-code', {
      ...police.data,
      roles: ['participant', 'steward'],
    });
    await watching.call('POST', '/organisations/police/confirmation', { spoken: true });
    const guarding = await openAccount(datalab.url, theirs, '/organisations/police/persons', {
      ...guard.data,
      roles: ['privacy-officer'],
    });
    const guardSession = await guarding.call<{ person: { id: string } }>('GET', '/session');
    await watching.call('POST', `/persons/${guardSession.person.id}/confirmation`, { spoken: true });
    await Promise.all([facilitator, ours, watching, theirs, guarding].map((session) => session.end()));
    await page.context().close();
  });

  it('are registered on their page: in metres, in degrees, and none lost for another grid', async () => {
    page = await openPage();
    await signIn(team.data.email);
    await page.goto(`${datalab.url}/data/register`);
    await settle(page);
    await page.getByRole('textbox', { name: 'Year of the division' }).fill('2017');
    expect(await registerAreas('zaanstad_buurt_2017_rd28992.geojson')).toBe(201);
    expect(await registerAreas('zaanstad_buurt_2017_wgs84.geojson')).toBe(201);
    expect(await registerAreas('groningen_buurt2017_wgs84.geojson')).toBe(201);
    await page.getByText('158 neighbourhoods registered for 2017.').waitFor();
    expect(await registerAreas('zaanstad_buurt_2017_rd28992.geojson')).toBe(422);
    await page.getByText(/send the file as wgs84/).waitFor();
    await expectAccessible(page);
    await registerContract('key-figures');
    await page.context().close();
  });

  it('are delivered whole by their owners: 15,947 incidents, and fifty neighbourhoods', async () => {
    page = await openPage();
    await signIn(police.data.email);
    await registerContract('bicycle-thefts');
    const [facilitator, ours, theirs, watching, guarding] = await Promise.all(
      [lead, team, police, officer, guard].map((person) => openSession(datalab.url, person)),
    );
    if (!facilitator || !ours || !theirs || !watching || !guarding) throw new Error('five people sign in');
    const { question } = await leadToSharing({
      slug: edition,
      title: 'Bicycles',
      facilitator,
      deciders: [
        { organisation: 'groningen', session: ours },
        { organisation: 'police', session: theirs },
      ],
      dataSets: ['bicycle-thefts', 'key-figures'],
    });
    const unnamed = { personsMax: null, bases: [] };
    await agreeOnSharing({
      ...{ slug: edition, facilitator, question },
      parties: [
        { organisation: 'groningen', decider: ours, signer: ours, officer: watching },
        { organisation: 'police', decider: theirs, signer: theirs, officer: guarding },
      ],
      dataSets: [
        { id: 'bicycle-thefts', owner: 'police', ...unnamed },
        { id: 'key-figures', owner: 'groningen', ...unnamed },
      ],
    });
    await deliver('Bicycle thefts', 'incidents/fietsdiefstal_incidenten_gedeidentificeerd.csv');
    await page.getByText('15,947 read = 15,947 accepted + 0 rejected').waitFor({ timeout: 60_000 });
    await expectAccessible(page);
    await page.context().close();
    page = await openPage();
    await signIn(team.data.email);
    await deliver('Key figures of neighbourhoods', 'key-figures/zaanstad_buurt_2017_kerncijfers.csv');
    await page.getByText('50 read = 50 accepted + 0 rejected').waitFor({ timeout: 60_000 });
    await facilitator.call('POST', `/editions/${edition}/steps/share/completion`);
    await Promise.all([facilitator, ours, theirs, watching, guarding].map((session) => session.end()));
  });

  it.each([
    ['bicycle-thefts', { count: 'records' }, 108],
    ['key-figures', { sum: 'aant_inw' }, 50],
  ])('of %s are drawn on a map of their own municipality', async (from, measure, areas) => {
    const analyst = await openSession(datalab.url, team);
    const { questions } = await analyst.call<{ questions: { id: string }[] }>(
      'GET',
      `/editions/${edition}/questions`,
    );
    const query = { from, measures: [measure], by: ['neighbourhood'] };
    const title = { language: 'en', text: `Where: ${from}` };
    const views = [{ key: 'where', title, shape: 'map', query }];
    const body = { question: questions[0]?.id, title, views };
    const path = `/editions/${edition}/analyses`;
    const { id } = await analyst.call<{ id: string }>('POST', path, body);
    await analyst.end();
    await page.goto(`${datalab.url}${path}/${id}`);
    await settle(page);
    const shapes = page.locator('main .chart svg g[aria-label="geo"] path');
    await shapes.first().waitFor();
    expect(await shapes.count()).toBe(areas);
    await expectAccessible(page);
    const folder = process.env['PICTURES'];
    if (folder !== undefined) await page.screenshot({ path: join(folder, `${from}.png`), fullPage: true });
  });

  it('give the browser nothing to complain of', () => {
    expect(complaints).toEqual([]);
  });
});

async function openPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  context.setDefaultTimeout(15_000);
  const opened = await context.newPage();
  opened.on('pageerror', (error) => complaints.push(error.message));
  opened.on('console', (message) => {
    const isOwn = message.type() === 'error' && !message.text().includes('Failed to load resource');
    if (isOwn) complaints.push(message.text());
  });
  await opened.goto(datalab.url);
  await settle(opened);
  return opened;
}

async function signIn(email: string): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByLabel('Password').waitFor({ state: 'detached' });
  await settle(page);
}

/** The answer of the hub to a file with areas, dropped where the page takes one. */
async function registerAreas(name: string): Promise<number> {
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  const input = page.locator('input[type=file][accept=".geojson,.json"]:enabled');
  await input.setInputFiles(join(data, 'areas', name));
  return (await answer).status();
}

/** Of a file with several municipalities one is chosen, and its areas are drawn. */
async function loadMunicipality(name: string, municipality: RegExp): Promise<void> {
  await page.goto(`${datalab.url}/set-up/areas`);
  await settle(page);
  await page.locator('input[type=file]').setInputFiles(join(data, 'areas', name));
  const choice = page.getByRole('option', { name: municipality, includeHidden: true });
  const label = (await choice.textContent()) ?? '';
  await page.getByRole('combobox', { name: 'Municipality' }).selectOption({ label });
  expect(await page.getByRole('textbox', { name: 'Year of the division' }).inputValue()).toBe('2022');
  await page.getByRole('button', { name: 'Load these areas' }).click();
  const districts = Number(/\((\d+)\)$/.exec(label)?.[1]);
  await page.getByText(`Loaded: ${districts} districts.`).waitFor();
  expect(await page.locator('svg.area-map path').count()).toBe(districts);
  await expectAccessible(page);
}

async function registerContract(name: string): Promise<void> {
  await page.goto(`${datalab.url}/data/register`);
  await settle(page);
  const contract = await readFile(join(root, 'examples', `${name}.odcs.yaml`), 'utf8');
  await page.getByRole('textbox', { name: 'The contract' }).fill(contract);
  await page.getByRole('button', { name: 'Register a contract' }).click();
  await page.waitForURL(`**/data/${name}`);
}

/** Drops a real file and goes to the report of its check. */
async function deliver(dataSet: string, file: string): Promise<void> {
  await page.goto(`${datalab.url}/editions/${edition}/share`);
  await settle(page);
  const heading = page.getByRole('heading', { name: dataSet, exact: true });
  const desk = page.getByRole('listitem').filter({ has: heading });
  await desk.getByRole('button', { name: 'Deliver a file' }).click();
  await page.locator('input[type=file]').setInputFiles(join(data, file));
  await desk.getByRole('link', { name: 'See the check' }).click({ timeout: 60_000 });
}
