import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inEnglish } from '@datalab/server/platform/http/local-text.testing.ts';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { people } from '../demo/src/people.ts';
import { actOn, ask, openStage, settle, startOwnDemo } from './browser.ts';
import { leadToSharing, openSession, type Session } from './edition.ts';

const slug = 'agreed-in-one-sitting';
const edition = `/editions/${slug}`;
const stage = openStage(startOwnDemo);
const as = actOn(stage);
const folder = join(import.meta.dirname, '..', 'docs', 'images');

/** Who decides, advises and signs; one data set of each. */
const partners = [
  {
    organisation: 'municipality',
    dataSet: 'Population',
    id: 'population',
    decides: 'Meryem Kaya',
    signs: 'Willem Jansen',
    names: 'Lotte Visser',
  },
  {
    organisation: 'police',
    dataSet: 'Nuisance reports',
    id: 'nuisance-reports',
    decides: 'Sanne Kok',
    signs: 'Ruben Smit',
    names: 'Ruben Smit',
  },
  {
    organisation: 'housing-association',
    dataSet: 'Tenancies',
    id: 'tenancies',
    decides: 'Joris Bakker',
    signs: 'Joris Bakker',
    names: 'Joris Bakker',
  },
  {
    organisation: 'mental-health-care',
    dataSet: 'Mental health care',
    id: 'mental-health-care',
    decides: 'Anna Vermeer',
    signs: 'Anna Vermeer',
    names: 'Anna Vermeer',
  },
  {
    organisation: 'benefits-agency',
    dataSet: 'Benefits',
    id: 'benefits',
    decides: 'Daan Mulder',
    signs: 'Daan Mulder',
    names: 'Daan Mulder',
  },
] as const;

beforeAll(async () => {
  const facilitator = await sessionOf('Lotte Visser');
  const administrator = await sessionOf('Willem Jansen');
  for (const kind of ['ground', 'special-exception'] as const) {
    await administrator.call('POST', '/legal-bases', {
      id: `sitting-${kind}`,
      kind,
      reference: kind === 'ground' ? 'Article 6(1)(e)' : 'Article 9(2)(j)',
      name: inEnglish(kind === 'ground' ? 'Public task' : 'Statistics'),
      check: inEnglish('Is it in a law?'),
      validFrom: null,
      validTo: null,
      source: 'GDPR',
      checked: true,
    });
  }
  const [first, second, ...others] = await Promise.all(
    partners.map(async ({ organisation, decides }) => ({
      organisation,
      session: await sessionOf(
        organisation === 'municipality' ? 'Lotte Visser' : deciderOf(organisation, decides),
      ),
    })),
  );
  if (first === undefined || second === undefined) throw new Error('there are five partners');
  await leadToSharing({
    slug,
    title: 'Agreed in one sitting',
    facilitator,
    deciders: [first, second, ...others],
    dataSets: [],
  });
});

describe('from a plan to an agreement in force (issue 14.1, 14.2, 14.6)', () => {
  it('is done by five organisations and their privacy officers in one sitting', async () => {
    const began = performance.now();
    await plan();
    for (const partner of partners) await decide(partner);
    await as('Lotte Visser', `${edition}/share`, async (page) => {
      await page.getByRole('button', { name: 'Close the plan' }).click();
      await page.getByRole('heading', { name: 'You do not have to do anything now' }).waitFor();
      await page.getByText(/^Hanna Meijer: give advice/).waitFor();
    });
    for (const { organisation } of partners) await advise(organisation);
    for (const { names, signs } of partners) await nameSignatory(names, signs);
    await as('Lotte Visser', `${edition}/share`, async (page) => {
      await page.getByRole('button', { name: 'Lay down to be signed' }).click();
      await page.getByText('waits for signatures').waitFor();
    });
    for (const { signs } of partners) await sign(signs);
    const minutes = (performance.now() - began) / 60_000;
    process.stdout.write(
      `From the first plan to the last signature, by hand of a test: ${minutes.toFixed(1)} minutes\n`,
    );
    await as('Joris Bakker', `${edition}/share`, async (page) => {
      await page.getByRole('heading', { name: /^The agreement is in force until/ }).waitFor();
      await page.locator('button:enabled', { hasText: 'Deliver a file' }).waitFor();
    });
  });

  it('says on one page what may, what only coarser and what not, each with its reason', async () => {
    await as('Karim Haddad', `${edition}/what-may`, async (page) => {
      const text = await textOf(page);
      expect(text).toMatch(/Not allowed ?Reported by ?Only we can judge who reported\./);
      expect(text).toMatch(/Allowed, but coarser.*neighbourhood \(by district\).*A district is enough\./);
      expect(text).toContain('To see where nuisance and care meet.');
      expect(text).toContain('Deciding about a person');
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('button').count()).toBe(0);
      await page.emulateMedia({ media: 'screen' });
      await picture(page, 'what-may');
    });
  });

  it('keeps a condition of a privacy officer as a check in the text that everybody signed', async () => {
    await as('Daan Mulder', `${edition}/agreement`, async (page) => {
      await page.getByText('Areas with fewer than 100 inhabitants do not come in.').waitFor();
      expect(await page.getByText('signed', { exact: true }).count()).toBe(5);
      await page.getByRole('link', { name: 'Read it in short' }).click();
      await page.getByRole('link', { name: 'Read the full text' }).waitFor();
      expect(await page.getByRole('heading', { name: 'When something goes wrong' }).count()).toBe(0);
      await picture(page, 'agreement');
    });
  });
});

describe('what somebody may not do', () => {
  it('is said with who decides, and no choice is offered', async () => {
    await as('Noor de Wit', `${edition}/plan/nuisance-reports`, async (page) => {
      await page.getByText('Police, Voorbeeldstad team decides on this.').waitFor();
      expect(await page.getByRole('radio').count()).toBe(0);
    });
  });

  it('is said on the desk of others too', async () => {
    await as('Noor de Wit', '/privacy', async (page) => {
      await page.getByText('This is for a privacy officer.').waitFor();
    });
  });
});

describe('the stop button', () => {
  it('stops deliveries at once, says who and why to everybody, and is lifted by who pressed it', async () => {
    await as('Hanna Meijer', '/privacy', async (page) => {
      const desk = page.getByRole('listitem').filter({ hasText: 'Agreed in one sitting' });
      await desk.getByText('in force').first().waitFor();
      await picture(page, 'privacy-desk');
      await desk.getByRole('link', { name: /^See/ }).click();
      await page.getByRole('button', { name: 'Stop sharing' }).click();
      await page.getByRole('button', { name: 'Stop now' }).click();
      await page.getByText('Add a short reason.').waitFor();
      await page.getByLabel('Why do you stop sharing?').fill('A file may be in the wrong hands.');
      await page.getByRole('button', { name: 'Stop now' }).click();
      await page.getByRole('heading', { name: 'Sharing has been stopped' }).waitFor();
    });
    await as('Joris Bakker', `${edition}/share`, async (page) => {
      await page
        .getByText(/Police, Voorbeeldstad team stopped sharing .*A file may be in the wrong hands\./)
        .waitFor();
      expect(await page.getByRole('button', { name: /^Deliver/ }).count()).toBe(0);
      const grant = await ask(page, 'GET', `/editions/${slug}/sharing/agreed/tenancies`);
      expect(grant).toMatchObject({ status: 409, body: { code: 'sharing.stopped' } });
    });
    await as('Hanna Meijer', `${edition}/privacy`, async (page) => {
      await page.getByLabel('Why can it go on?').fill('It was found.');
      await page.getByRole('button', { name: 'Let sharing go on' }).click();
      await page.getByRole('heading', { name: 'Sharing goes on' }).waitFor();
    });
  });
});

describe('a change of what holds', () => {
  it('starts with what holds, and an owner takes back alone what it allowed', async () => {
    await as('Joris Bakker', `${edition}/plan/tenancies`, async (page) => {
      await page.getByRole('heading', { name: 'Share less' }).click();
      await page.getByRole('group', { name: 'Which columns no longer?' }).getByLabel('Rent arrears').check();
      await page.getByLabel('Why?').fill('We found a mistake in it.');
      await page.getByRole('button', { name: 'Stop sharing these columns' }).click();
      await page.getByText('This is not shared any more.').waitFor();
      await page.goto(`${stage.url}${edition}/agreement`);
      await page.getByRole('heading', { name: 'Version 2' }).waitFor();
      await page.getByText('less is shared').waitFor();
      await page.getByText(/Column: Tenancies, Rent arrears/).waitFor();
    });
  });
});

const pages = [
  ['Lotte Visser', `${edition}/share`],
  ['Lotte Visser', `${edition}/plan`],
  ['Sanne Kok', `${edition}/plan/nuisance-reports`],
  ['Lotte Visser', `${edition}/what-may`],
  ['Willem Jansen', `${edition}/agreement`],
  ['Fatma Demir', `${edition}/privacy`],
  ['Fatma Demir', '/privacy'],
  ['Lotte Visser', '/lead-times'],
  ['Willem Jansen', '/legal-bases'],
] as const;

describe('every page about sharing', () => {
  it.each([
    { width: 320, language: 'nl' },
    { width: 390, language: 'en' },
    { width: 1440, language: 'nl' },
  ] as const)('fits and can be read by everybody at $width pixels ($language)', async (options) => {
    for (const [name, path] of pages) await as(name, path, async () => undefined, options);
  });
});

async function plan(): Promise<void> {
  await as('Lotte Visser', `${edition}/share`, async (page) => {
    await page.getByRole('heading', { name: 'Ask for the first data set' }).waitFor();
    await page.getByRole('link', { name: 'Ask for a data set' }).click();
    for (const { id, dataSet } of partners) {
      await page.getByLabel('Data set', { exact: true }).selectOption(id);
      await page.getByRole('button', { name: 'Ask for this' }).click();
      await page.getByRole('link', { name: dataSet, exact: true }).waitFor();
    }
    await page.getByLabel('What are the data for?').fill('To see where nuisance and care meet.');
    await page.getByLabel(/^What are they not for\?/).fill('Deciding about a person');
    await page.getByLabel('From', { exact: true }).fill(inDays(0));
    await page.getByLabel('Up to and including').fill(inDays(300));
    await page.getByLabel('Review on').fill(inDays(200));
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('To see where nuisance and care meet.').waitFor();
    for (const { id } of partners.slice(1)) await linkAll(page, id);
    await page.getByRole('link', { name: 'Population', exact: true }).click();
    await linkByKeyboard(page);
  });
}

/** By what the buttons do, for all columns at once. */
async function linkAll(page: Page, dataSet: string): Promise<void> {
  const { body } = await ask(page, 'GET', `/editions/${slug}/sharing`);
  const { plan: planned, questions } = body as unknown as {
    plan: { dataSet: string; columns: { name: string; staysAtOwner: boolean }[] }[];
    questions: { id: string }[];
  };
  const columns = planned
    .find((one) => one.dataSet === dataSet)
    ?.columns.filter(({ staysAtOwner }) => !staysAtOwner)
    .map(({ name }) => ({ column: name, questions: questions.map(({ id }) => id) }));
  const answer = await ask(page, 'PUT', `/editions/${slug}/sharing/data-sets/${dataSet}/questions`, {
    columns,
  });
  expect(answer.status).toBe(200);
}

async function linkByKeyboard(page: Page): Promise<void> {
  const groups = page.getByRole('group', { name: /^The questions that/ });
  await groups.first().waitFor();
  for (const group of await groups.all()) {
    await group.getByRole('button').first().focus();
    await page.keyboard.press('Enter');
    await group.getByRole('button', { pressed: true }).waitFor();
  }
}

async function decide({ organisation, dataSet, decides }: (typeof partners)[number]): Promise<void> {
  await as(deciderOf(organisation, decides), `${edition}/share`, async (page) => {
    await page.getByRole('heading', { name: new RegExp(`You decide about ${dataSet}`) }).waitFor();
    await page.getByRole('link', { name: 'Decide now' }).click();
    await settle(page);
    if (organisation === 'police') await refuse(page, 'Reported by', 'Only we can judge who reported.');
    if (organisation === 'housing-association') await coarsen(page, 'neighbourhood', 'A district is enough.');
    await page.getByRole('button', { name: /^Decide as proposed on/ }).click();
    await setTerms(page);
    await page.getByText('This part of the plan is complete.').waitFor();
    if (organisation === 'police') await picture(page, 'data-plan');
  });
}

async function refuse(page: Page, column: string, reason: string): Promise<void> {
  const decision = page.getByRole('group', { name: `Decision on ${column}` });
  await decision.getByRole('radio', { name: 'not allowed' }).focus();
  await page.keyboard.press('Space');
  await page.getByLabel('Why?').fill(reason);
  await page.getByRole('button', { name: 'Decide', exact: true }).click();
  await page.getByText('Decided.').waitFor();
  await page.getByRole('paragraph').filter({ hasText: reason }).waitFor();
}

async function coarsen(page: Page, column: string, reason: string): Promise<void> {
  await page
    .getByRole('group', { name: `Decision on ${column}` })
    .getByRole('radio', { name: 'coarser' })
    .click();
  await page.getByLabel('How coarse?').selectOption({ label: 'by district' });
  await page.getByLabel('Why?').fill(reason);
  await page.getByRole('button', { name: 'Decide', exact: true }).click();
  await page.getByText('Decided.').waitFor();
  await page.getByRole('paragraph').filter({ hasText: reason }).waitFor();
}

async function setTerms(page: Page): Promise<void> {
  await page.getByLabel('First month').fill('2024-01');
  await page.getByLabel('Last month').fill('2025-12');
  await page.getByLabel('At most this many rows').fill('100000');
  const persons = page.getByLabel('At most this many persons');
  if ((await persons.count()) > 0) await persons.fill('50000');
  await page.getByLabel('Keep up to and including').fill(inDays(300));
  await page.getByLabel(/^Public task \(Article 6/).check();
  await page.getByLabel(/^Statistics \(Article 9/).check();
  await page.getByLabel('Why will less not do?').fill('Fewer months show no change.');
  await page.getByRole('button', { name: 'Save' }).click();
}

async function advise(organisation: string): Promise<void> {
  await as(officerOf(organisation), `${edition}/share`, async (page) => {
    await page.getByRole('link', { name: 'Give advice' }).click();
    await settle(page);
    if (organisation === 'police') {
      await page.getByRole('radio', { name: /^positive, with conditions/ }).click();
      await page.getByLabel('Leave out under this many inhabitants').fill('100');
      await page.getByLabel('Why this condition?').fill('Few people live there.');
    }
    await page.getByLabel('Your advice in words').fill('Enough, and no more than that.');
    await page.getByRole('button', { name: 'Give this advice' }).click();
    await page.getByText('Your advice is given.').waitFor();
    if (organisation === 'police') await picture(page, 'advice');
  });
}

async function nameSignatory(names: string, signs: string): Promise<void> {
  await as(names, `${edition}/agreement`, async (page) => {
    await page.getByLabel('Who signs?').selectOption({ label: signs });
    await page.getByLabel('By which mandate?').fill('Mandate decision 2026, article 4');
    await page.getByRole('button', { name: 'Name', exact: true }).click();
    await page.getByRole('button', { name: 'Name somebody else' }).waitFor();
  });
}

async function sign(name: string): Promise<void> {
  await as(name, `${edition}/share`, async (page) => {
    await page.getByRole('link', { name: 'Read and sign' }).click();
    await page.getByRole('button', { name: 'I have read this and sign' }).click();
    await page.getByText('Signed.').waitFor();
  });
}

function deciderOf(organisation: string, fallback: string): string {
  return organisation === 'police' ? 'Ruben Smit' : fallback;
}

function officerOf(organisation: string): string {
  const officer = people.find(
    (person) => person.organisation === organisation && person.roles.includes('privacy-officer'),
  );
  if (officer === undefined) throw new Error(`nobody of ${organisation} is privacy officer`);
  return officer.name;
}

function sessionOf(name: string): Promise<Session> {
  const email = people.find((person) => person.name === name)?.email;
  return openSession(stage.url, { path: '/session/demo', data: { email } });
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

async function textOf(page: Page): Promise<string> {
  await settle(page);
  return ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ');
}

/** Of the how-to pages; `PICTURES=1 npm run test:e2e` puts them in their folder. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env['PICTURES'] === undefined) return;
  await page.evaluate('window.scrollTo(0, 0)');
  await writeFile(join(folder, `${name}.png`), await page.screenshot());
}
