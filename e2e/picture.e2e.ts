import { beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, openAs, openStage, settle, type Visit, type VisitOptions } from './browser.ts';
import { leadToSharing, openSession } from './edition.ts';

const slug = 'what-lies-on-the-shelf';
const room = `/editions/${slug}/picture`;
const page = `<title>Neighbours in 2026</title><h1>Neighbours in 2026</h1>
<p>Most neighbours were complaining about noise after midnight.</p>`;
const stage = openStage();

beforeAll(async () => {
  const lotte = await enter('lotte.visser@voorbeeldstad.example');
  const ruben = await enter('ruben.smit@politie.voorbeeldstad.example');
  await leadToSharing({
    slug,
    title: 'What lies on the shelf',
    facilitator: lotte,
    deciders: [
      { organisation: 'municipality', session: lotte },
      { organisation: 'police', session: ruben },
    ],
    dataSets: [],
  });
  const { goals } = await lotte.call<{ goals: { id: string }[] }>('GET', `/editions/${slug}`);
  for (const text of ['What do people complain about?', 'Who calls?']) {
    await lotte.call('POST', `/editions/${slug}/questions`, {
      goal: goals[0]?.id,
      text: { language: 'en', text },
      rung: 'descriptive',
    });
  }
  await Promise.all([lotte.end(), ruben.end()]);
});

function enter(email: string) {
  return openSession(stage.url, { path: '/session/demo', data: { email } });
}

async function open(name: string, options: VisitOptions = {}): Promise<Visit> {
  const visiting = await openAs(stage, name, options);
  await visiting.page.goto(`${stage.url}${room}`);
  await settle(visiting.page);
  return visiting;
}

async function leave({ context, complaints }: Visit): Promise<void> {
  await context.close();
  expect(complaints).toEqual([]);
}

describe('the factual picture', () => {
  it('takes what a partner has, finds it by its words and notes what it says (21)', async () => {
    const visiting = await open('Sanne Kok');
    const { page: tab } = visiting;
    await tab.getByRole('button', { name: 'Add a document' }).click();
    await tab
      .getByLabel('A file')
      .setInputFiles({ name: 'neighbours.html', mimeType: 'text/html', buffer: Buffer.from(page) });
    await tab.getByText('“Neighbours in 2026” was added.').waitFor();
    await tab.getByRole('searchbox', { name: 'Search in all documents' }).fill('neighbour complains');
    await tab.getByRole('button', { name: 'Search' }).click();
    await tab.locator('mark', { hasText: 'complaining' }).waitFor();
    await expectAccessible(tab);
    await tab.getByRole('link', { name: 'Neighbours in 2026, part 1' }).click();
    await tab.getByRole('heading', { level: 1, name: 'Neighbours in 2026' }).waitFor();
    const words = tab.getByText('Most neighbours were complaining');
    const { height } = (await words.boundingBox()) ?? { height: 0 };
    await words.click({ clickCount: 3, position: { x: 20, y: height - 10 } });
    await expect
      .poll(() => tab.getByLabel('Which words show this?').inputValue())
      .toContain('complaining about noise after midnight');
    await tab.getByLabel('What do we know because of this?').fill('People complain about noise at night.');
    await tab.getByRole('checkbox', { name: /What do people complain about/ }).check();
    await expectAccessible(tab);
    await tab.getByRole('button', { name: 'Save' }).click();
    await tab.getByText('Finding 1 was saved.').waitFor();
    await leave(visiting);
  });

  it('lets the facilitator call a question known with the citation, and send on only what is open (22)', async () => {
    const visiting = await open('Lotte Visser', { width: 390, height: 844 });
    const { page: tab } = visiting;
    await tab.getByText('0 answered · 1 partly · 2 open').waitFor();
    const question = tab.getByRole('listitem').filter({ hasText: 'Question 2 ·' });
    await question.getByRole('radio', { name: 'We already know this' }).check();
    await question
      .getByLabel('Which finding gives the answer?')
      .selectOption('People complain about noise at night. (Neighbours in 2026, part 1)');
    await question.getByRole('button', { name: 'Sort', exact: true }).click();
    await tab.getByText('1 answered · 0 partly · 2 open').waitFor();
    await tab.getByRole('button', { name: 'Have the open question analysed' }).click();
    await tab.getByText('One question is now on the list for analysis.').waitFor();
    expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await expectAccessible(tab);
    await tab.getByRole('link', { name: 'Neighbours in 2026', exact: true }).click();
    await tab.getByRole('heading', { level: 1, name: 'Neighbours in 2026' }).waitFor();
    const download = tab.waitForEvent('download');
    await tab.getByRole('link', { name: /Download the file/ }).click();
    expect((await download).suggestedFilename()).toBe('neighbours.html');
    await leave(visiting);
  });

  it('refuses a broken PDF and one of 200 MB with the reason, and keeps nothing of them', async () => {
    const visiting = await open('Sanne Kok', { language: 'nl' });
    const { page: tab } = visiting;
    await tab.getByRole('button', { name: 'Document toevoegen' }).click();
    await tab
      .getByLabel('Een bestand')
      .setInputFiles({ name: 'broken.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 x') });
    await tab.getByRole('alert').filter({ hasText: 'beschadigd' }).waitFor();
    const large = await tab.request.post(`${stage.url}/api/v1/editions/${slug}/documents`, {
      headers: { origin: stage.url },
      multipart: {
        file: { name: 'large.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(200_000_000, '%PDF-') },
      },
    });
    expect(large.status()).toBe(413);
    expect((await large.json()) as object).toMatchObject({ code: 'picture.too-large' });
    const known = await tab.request.get(`${stage.url}/api/v1/editions/${slug}/picture`);
    expect(((await known.json()) as { documents: unknown[] }).documents).toHaveLength(1);
    await leave(visiting);
  });

  it('is closed to people who do not take part, files included', async () => {
    const lotte = await enter('lotte.visser@voorbeeldstad.example');
    const known = await lotte.call<{ documents: { id: string }[] }>('GET', `/editions/${slug}/picture`);
    await lotte.end();
    const visiting = await open('Joris Bakker');
    for (const path of ['picture', 'picture/passages?q=noise', `documents/${known.documents[0]?.id}/file`]) {
      const answer = await visiting.page.request.get(`${stage.url}/api/v1/editions/${slug}/${path}`);
      expect([path, answer.status()]).toEqual([path, 403]);
    }
    await leave(visiting);
  });
});
