import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isPersonNumber } from '@datalab/pseudonyms';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreeOnSharing, openDemoParties } from './agreement.ts';
import { expectAccessible, openAs, openStage, settle, type Visit } from './browser.ts';
import { leadToSharing, openSession, type Session } from './edition.ts';

const edition = `delivering-${randomUUID().slice(0, 8)}`;
const share = `/editions/${edition}/share`;
const areas = ['BU99990000', 'BU99990001'];

const stage = openStage();
let directory: string;
let steward: Visit;
let engineer: Visit;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'datalab-deliver-'));
  // The folder of Datalab as the page means it, without the files of the test ending up in the repository.
  await symlink(join(import.meta.dirname, '..', 'datalab'), inDirectory('datalab'));
  const sessions = await Promise.all(
    ['lotte.visser', 'willem.jansen', 'ruben.smit@politie', 'sanne.kok@politie'].map(asDemoPerson),
  );
  const [facilitator, manager, police, sanne] = sessions as [Session, Session, Session, Session];
  const { question } = await leadToSharing({
    slug: edition,
    title: 'Delivering in a browser',
    facilitator,
    deciders: [
      { organisation: 'municipality', session: manager },
      { organisation: 'police', session: police },
    ],
    dataSets: ['nuisance-reports', 'population'],
  });
  const { parties, end } = await openDemoParties(stage.url);
  const reports = { id: 'nuisance-reports', owner: 'police', personsMax: 100_000 };
  const population = { id: 'population', owner: 'municipality', personsMax: null, bases: [] };
  await agreeOnSharing({
    ...{ slug: edition, facilitator, question, parties },
    dataSets: [{ ...reports, bases: ['public-task', 'police-research'] }, population],
  });
  await end();
  const grant = await sanne.call<{ token: string; space: string; keyholderUrl: string }>(
    'POST',
    '/editions/care-at-home-and-nuisance/data-sets/nuisance-reports/keyholder-grants',
    { declaredPersons: 3000 },
  );
  const contract = await sanne.call<{ contract: string }>('GET', '/data-sets/nuisance-reports/contract');
  await writeFile(inDirectory('nuisance-reports.odcs.yaml'), contract.contract);
  await writeFile(inDirectory('reports.csv'), reportsFile());
  await run(
    `./datalab pseudonymise reports.csv --contract nuisance-reports.odcs.yaml --space ${grant.space} ` +
      `--keyholder ${grant.keyholderUrl} --token ${grant.token} --out elsewhere.parquet`,
  );
  await Promise.all(sessions.map(({ end }) => end()));
  steward = await openAs(stage, 'Sanne Kok');
  engineer = await openAs(stage, 'Meryem Kaya');
});

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

describe('a file with identities', () => {
  it('is turned into a delivery by the command the page shows, dropped, followed and landed', async () => {
    const { page } = steward;
    await openPanel(page, 'Nuisance reports');
    await page.getByRole('textbox', { name: /how many persons/ }).fill('a few');
    await page.getByRole('button', { name: 'Get the command' }).click();
    await page.getByText('Give a whole number').waitFor();
    await page.getByRole('textbox', { name: /how many persons/ }).fill('100');
    await page.getByRole('button', { name: 'Get the command' }).click();
    const [token, askToken, command] = await Promise.all(
      ['token', 'ask-token', 'command'].map(async (name) =>
        ((await page.locator(`.deliver-${name}`).first().textContent()) ?? '').trim(),
      ),
    );
    await expectAccessible(page);
    expect(command).not.toContain(token);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the areas' }).click();
    await (await download).saveAs(inDirectory((await download).suggestedFilename()));
    expect(command).toContain(`--areas ${(await download).suggestedFilename()}`);
    await run(`${askToken}\n${command?.replace('YOUR-FILE.csv', 'reports.csv')}`, token);

    await drop(page, 'nuisance-reports.parquet', await readFile(inDirectory('nuisance-reports.parquet')));
    await deskOf(page, 'Nuisance reports').getByText('Version v0001').waitFor({ timeout: 60_000 });
    await deskOf(page, 'Nuisance reports').getByRole('link', { name: 'See the check' }).click();
    await settle(page);
    const text = await textOf(page);
    expect(text).toContain('30 read = 29 accepted + 1 rejected');
    expect(text).toMatch(/1 row was already rejected on the computer of the organisation/);
    expect(text).not.toMatch(/\b9999\d{5}\b/);
    await expectCalm(page);
  });

  it('is not sent at all as it is', async () => {
    const { page } = steward;
    await openPanel(page, 'Nuisance reports');
    await drop(page, 'reports.csv', Buffer.from(reportsFile()));
    expect(await alertOf(page)).toMatch(/was not sent.*names or numbers.*step 1/);
    await expectCalm(page);
  });

  it.each([
    ['made for another edition', 'elsewhere.parquet', whole, /another edition.*again for this one/],
    ['that broke on the way', 'broken.parquet', broken, /not a delivery.*command on this page/],
    ['that holds nothing', 'nothing.parquet', hollow, /not a delivery.*command on this page/],
  ])('as a delivery %s is refused with what to do', async (_, name, spoil, words) => {
    const { page } = steward;
    await openPanel(page, 'Nuisance reports');
    await drop(page, name, spoil(await readFile(inDirectory('elsewhere.parquet'))));
    await expectRefused(page, 'Nuisance reports', name, words);
  });
});

describe('a file without persons', () => {
  const header = 'month;neighbourhood;inhabitants';
  const good = `2024-01;${areas[0]};1200`;

  it.each([
    ['of a wrong type', 'map.png', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0', 'latin1'), /CSV, Excel or Parquet/],
    ['that is empty', 'empty.csv', Buffer.alloc(0), /empty.*Export the data again/],
  ])('%s is refused at once', async (_, name, content, words) => {
    const { page } = engineer;
    await openPanel(page, 'Population');
    await drop(page, name, content);
    expect(await alertOf(page)).toMatch(words);
    await expectCalm(page);
  });

  it.each([
    ['without rows', lines(header), /only column names/],
    [
      'with a column missing',
      lines('month;inhabitants', '2024-01;5'),
      /missing: neighbourhood\..*first line/,
    ],
    ['with a column too many', lines(`${header};street`, `${good};Dam`), /not agreed: street\..*Remove/],
    ['with a column twice', lines(`${header};month`, `${good};2024-01`), /more than once: month/],
    ['with another separator', lines(header, good).replaceAll(';', ','), /separated by “,”.*Export/],
    ['in two encodings', twoEncodings(), /Save it as UTF-8.*line 3/],
    ['of which no row is right', lines(header, '2024-13;BU1;many'), /None of 1 row.*See below/],
    ['that is not whole', Buffer.from('PAR1 and nothing that belongs to it PAR1'), /damaged.*Export/],
  ])('%s is refused with what, where and what to do', async (name, content, words) => {
    const { page } = engineer;
    await openPanel(page, 'Population');
    await drop(page, `${name}.csv`, Buffer.from(content));
    await expectRefused(page, 'Population', `${name}.csv`, words);
  });

  it('that is a delivery of another data set is refused', async () => {
    const { page } = engineer;
    await openPanel(page, 'Population');
    await drop(page, 'other.parquet', await readFile(inDirectory('elsewhere.parquet')));
    await expectRefused(page, 'Population', 'other.parquet', /contract nuisance-reports.*population/);
  });

  it('is stopped on request, while a second one at the same time is told to wait', async () => {
    const large = inDirectory('large.csv');
    await writeFile(large, `${header}\n${`${good}\n`.repeat(1_500_000)}`);
    const other = await openAs(stage, 'Meryem Kaya');
    await openPanel(other.page, 'Population');
    const { page } = engineer;
    await openPanel(page, 'Population');
    await page.locator('input[type=file]').setInputFiles(large);
    await page.getByRole('button', { name: 'Stop the delivery' }).waitFor();
    await drop(other.page, 'second.csv', Buffer.from(lines(header, good)));
    expect(await alertOf(other.page)).toMatch(/running already.*Wait/);
    await expectCalm(other.page);
    await page.getByRole('button', { name: 'Stop the delivery' }).click();
    await deskOf(page, 'Population').getByText('not delivered yet').waitFor();
    await deskOf(page, 'Population').getByText('Earlier deliveries').click();
    await deskOf(page, 'Population').getByText('stopped').waitFor();
    await other.context.close();
  });

  it('lands its right rows, and says of each other row what is wrong, in the language of the reader', async () => {
    const { page } = engineer;
    const bad = [
      '2024-13;BU99990000;5',
      '2024-01;BU00000000;5',
      '2024-01;BU99990000;5;6',
      '2024-01;BU99990000;x',
    ];
    await openPanel(page, 'Population');
    await drop(page, 'population.csv', Buffer.from(lines(header, good, ...bad)));
    await deskOf(page, 'Population').getByText('Version v0001').waitFor({ timeout: 60_000 });
    await deskOf(page, 'Population').getByRole('link', { name: 'See the check' }).click();
    await settle(page);
    await page.getByRole('heading', { name: 'What was wrong' }).waitFor();
    const english = await textOf(page);
    expect(english).toContain('5 read = 1 accepted + 4 rejected');
    expect(english).toMatch(/2024-13.*not an existing month, written as yyyy-mm/);
    expect(english).toContain('This neighbourhood does not exist in the agreed division');
    expect(english).toContain('This row has 4 fields instead of 3');
    await expectCalm(page);
    const phone = await openAs(stage, 'Meryem Kaya', { width: 390, height: 844, language: 'nl' });
    await phone.page.goto(page.url());
    await phone.page.getByRole('heading', { name: 'Wat er niet klopte' }).waitFor();
    const dutch = await textOf(phone.page);
    expect(dutch).toMatch(/2024-13.*geen bestaande maand, geschreven als jjjj-mm/);
    expect(dutch).toContain('Deze rij heeft 4 velden in plaats van 3');
    await expectCalm(phone.page);
    await phone.context.close();
  });
});

it('the browser had nothing to complain of', () => {
  expect([...steward.complaints, ...engineer.complaints]).toEqual([]);
});

function asDemoPerson(name: string): Promise<Session> {
  const [person, domain] = name.split('@');
  const email = `${person}@${domain === undefined ? '' : `${domain}.`}voorbeeldstad.example`;
  return openSession(stage.url, { path: '/session/demo', data: { email } });
}

function inDirectory(name: string): string {
  return join(directory, name);
}

/** Runs lines as they are pasted in a terminal, with what is typed there; rejected rows give the exit code 3. */
async function run(lines: string, typed = ''): Promise<void> {
  const running = promisify(execFile)('bash', ['-c', lines], { cwd: directory });
  running.child.stdin?.end(`${typed}\n`);
  await running.catch((error: { code?: number; stderr?: string }) => {
    if (error.code !== 3) throw new Error(`the command failed: ${error.stderr ?? ''}`);
  });
}

function deskOf(page: Page, dataSet: string) {
  return page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: dataSet, exact: true }) });
}

async function openPanel(page: Page, dataSet: string): Promise<void> {
  await page.goto(`${stage.url}${share}`);
  await settle(page);
  await deskOf(page, dataSet)
    .getByRole('button', { name: /^Deliver a/ })
    .click();
}

async function drop(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

function alertOf(page: Page): Promise<string | null> {
  return page
    .getByRole('region', { name: /^Deliver / })
    .getByRole('alert')
    .textContent();
}

/** The page of step three says so, and the page of the delivery says what to do. */
async function expectRefused(page: Page, dataSet: string, name: string, words: RegExp): Promise<void> {
  const desk = deskOf(page, dataSet);
  await desk.getByText(`The delivery ${name} was not accepted.`).waitFor({ timeout: 60_000 });
  await expectCalm(page);
  await desk.getByRole('link', { name: 'See the delivery' }).click();
  await page.getByRole('heading', { name: 'This delivery was not accepted' }).waitFor();
  const text = await textOf(page);
  expect(text).toMatch(words);
  expect(text).toContain('The earlier data are still there.');
  await expectCalm(page);
}

async function expectCalm(page: Page): Promise<void> {
  expect(await textOf(page)).not.toMatch(/\.ts:\d+|\bat \S+ \(|Error:/);
  await expectAccessible(page);
}

async function textOf(page: Page): Promise<string> {
  await settle(page);
  return ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ');
}

function lines(...rows: string[]): string {
  return `${rows.join('\n')}\n`;
}

function twoEncodings(): Buffer {
  const start = Buffer.from(`month;neighbourhood;inhabitants\n2024-01;${areas[0]} caf\u00e9;1\n`);
  return Buffer.concat([
    start,
    Buffer.from('2024-01;caf\u00e9;1\n', 'latin1'),
    Buffer.from('\u00e9\u00e9;;\n'),
  ]);
}

function whole(delivery: Buffer): Buffer {
  return delivery;
}

/** Whole on the outside, so that only the hub can see that its description is gone. */
function broken(delivery: Buffer): Buffer {
  const copy = Buffer.from(delivery);
  return copy.fill(0, Math.floor(copy.length / 2), copy.length - 4);
}

function hollow(): Buffer {
  return Buffer.from('PAR1 and nothing that belongs to it PAR1');
}

/** Thirty reports of the police about known people, one of them with a number that is none. */
function reportsFile(): string {
  const numbers = Array.from({ length: 500 }, (_, index) => String(999_990_000 + index)).filter(
    isPersonNumber,
  );
  const rows = Array.from({ length: 30 }, (_, index) => {
    const number = index === 0 ? '999990018' : (numbers[index] ?? '');
    const area = areas[index % areas.length];
    return `R${index},2024-0${1 + (index % 9)},${area},noise,inhabitant,police,${number},Jansen,01-02-1980,`;
  });
  const header =
    'report_id,month,neighbourhood,category,reported_by,follow_up,person_number,surname,birth_date,remarks';
  return lines(header, ...rows);
}
