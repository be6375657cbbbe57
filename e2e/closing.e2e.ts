import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOn, ask, expectAccessible, openStage, settle, startOwnDemo } from './browser.ts';
import { startDatalab } from './datalab.ts';

const litter = '/editions/litter-on-the-street';
const care = '/editions/care-at-home-and-nuisance';
const lesson = 'Ask the neighbours first.';
let directory: string;
/** A demo of its own, because this story finishes things. */
const stage = openStage(startOwnDemo);
const as = actOn(stage);
let archive: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'datalab-closing-'));
});

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

describe('an edition that is finished', () => {
  it.each([390, 768, 1440])(
    'shows what people think of it and what they learned, at %i px (34, 52)',
    async (width) => {
      await as(
        'Lotte Visser',
        `${litter}/closing`,
        async (page) => {
          await page.getByText(/This edition was finished on/).waitFor();
          await page.getByText('What 5 people think of it').waitFor();
          const spread = page.getByRole('table', { name: 'All answers' });
          expect(await spread.getByRole('row').count()).toBe(8);
          await page.getByText(/Do not place the bins everywhere at once/).waitFor();
          expect(await page.getByRole('button', { name: /my view|Write down/ }).count()).toBe(0);
        },
        { width },
      );
    },
  );

  it.each([320, 1440])(
    'says over editions how the cooperation was, what it cost and what it saved, at %i px (107, 108)',
    async (width) => {
      await as(
        'Lotte Visser',
        '/editions/outcomes',
        async (page) => {
          const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: /Litter/ }) });
          await row.getByText('165', { exact: true }).waitFor();
          expect(await row.getByText('not told').count()).toBe(1);
          expect(await row.getByText(/of 5 mostly or fully/).count()).toBe(2);
          await expectAccessible(page);
          await page.goto(`${stage.url}${litter}/closing`);
          await page.getByText(/Noor de Wit is the evaluator, since/).waitFor();
          expect(await page.getByRole('button', { name: 'Ask', exact: true }).count()).toBe(0);
          await page.getByRole('button', { name: 'Change what your organisation told' }).click();
          await page.getByRole('textbox', { name: 'Euros saved' }).fill('a lot');
          await page.getByRole('button', { name: 'Save', exact: true }).click();
          await page.getByText('Give a whole number of 0 or more').waitFor();
          await expectAccessible(page);
        },
        { width },
      );
    },
  );

  it('still takes what was seen on the spot, and shows it with its date', async () => {
    await as('Joris Bakker', `${litter}/solve`, async (page) => {
      await page
        .getByRole('button', { name: /^Add what we saw on the spot/ })
        .first()
        .click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').fill('The corner by the school is clean since spring');
      await dialog.getByRole('button', { name: 'It is true' }).click();
      const seen = page.getByRole('listitem').filter({ hasText: 'The corner by the school is clean' }).last();
      await seen.getByText(/Joris Bakker, \d+ \w+ \d{4}/).waitFor();
    });
  });

  it('changes no more, whichever person asks and however', async () => {
    await as('Lotte Visser', `${litter}/solve`, async (page) => {
      await page.getByText(/This edition was finished on/).waitFor();
      const refused = { status: 409, body: { code: 'editions.finished' } };
      const words = { language: 'en', text: 'Late' };
      const goal = { organisation: null, text: words, successCriterion: null };
      expect(await ask(page, 'POST', `${litter}/goals`, goal)).toMatchObject(refused);
      const late = { category: 'data', text: words, forWhom: words };
      expect(await ask(page, 'POST', `${litter}/lessons`, late)).toMatchObject(refused);
      expect(await ask(page, 'POST', `${litter}/steps/solve/completion`)).toMatchObject({
        status: 409,
        body: { code: 'editions.changed-meanwhile' },
      });
      expect(
        await ask(page, 'POST', `${litter}/canvas/boxes/core/versions`, { text: words, basedOn: 0 }),
      ).toMatchObject(refused);
    });
  });
});

describe('the report of an edition', () => {
  it('is one document that says what was found with the address of its evidence', async () => {
    await as('Lotte Visser', `${litter}/report`, async (page) => {
      const headings = await page.getByRole('heading', { level: 2 }).allTextContents();
      expect(headings).toEqual([
        'In short',
        'Who took part',
        'What we wanted to reach',
        'What we knew already',
        'Which data we shared',
        'What we found',
        'What we learned from it',
        'What we do',
        'What changed',
        'What participants think of it',
        'What we learned and passed on',
        'Appendix: how we know this',
      ]);
      const found = page.getByRole('region', { name: 'What we found' });
      const address = await found.getByRole('link').first().getAttribute('href');
      expect(address).toMatch(/^\/evidence\//);
      const { body } = await ask(page, 'GET', address ?? '');
      expect(await page.getByRole('region', { name: /Appendix/ }).textContent()).toContain(body['hash']);
    });
    await as('Lotte Visser', `${litter}/report`, () => Promise.resolve(), { width: 390, language: 'nl' });
  });

  it('prints as a PDF with numbered pages, tags, an outline and nothing cut off', async () => {
    const bytes = await as(
      'Lotte Visser',
      `${care}/report`,
      async (page) => {
        await page.emulateMedia({ media: 'print' });
        const tooWide = await page.evaluate(
          `[...document.querySelectorAll('.report :not(caption)')].filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline' && one.clientWidth > 0).map((one) => one.outerHTML.slice(0, 100))`,
        );
        expect(tooWide).toEqual([]);
        expect(await page.locator('header.header').isVisible()).toBe(false);
        const pdf = await page.pdf({ preferCSSPageSize: true, tagged: true, outline: true });
        await page.emulateMedia({ media: 'screen' });
        return pdf;
      },
      { language: 'nl' },
    );
    await writeFile(join(directory, 'verslag.pdf'), bytes);
    if (process.env['PDF_TO'] !== undefined) await writeFile(process.env['PDF_TO'], bytes);
    const raw = bytes.toString('latin1');
    for (const sign of ['/StructTreeRoot', '/Outlines', '/MarkInfo', '/Lang (nl'])
      expect(raw).toContain(sign);
    expect(raw).toMatch(/\/MediaBox \[0 0 59[45]\S* 84[12]/);
  });

  it('is read back by the hub itself in the right order, page by page', async () => {
    const bytes = await readFile(join(directory, 'verslag.pdf'));
    await as('Lotte Visser', '/', async (page) => {
      const words = { language: 'en', text: 'Reading back' };
      const body = { slug: 'reading-back', title: words, aim: words, theme: words };
      expect(await ask(page, 'POST', '/editions', body)).toMatchObject({ status: 201 });
      const added = await page.request.post(`${stage.url}/api/v1/editions/reading-back/documents`, {
        headers: { origin: stage.url },
        multipart: { file: { name: 'verslag.pdf', mimeType: 'application/pdf', buffer: bytes } },
      });
      const { id, pages: count } = (await added.json()) as { id: string; pages: number };
      expect(count).toBeGreaterThanOrEqual(4);
      expect(count).toBeLessThan(30);
      const read = await ask(page, 'GET', `/editions/reading-back/documents/${id}`);
      const pages = read.body['pages'] as { page: number; text: string }[];
      for (const { page: number, text } of pages) expect(text).toContain(`${number} / ${count}`);
      const whole = pages.map(({ text }) => text).join('\n');
      const order = [
        'In het kort',
        'Wie meededen',
        'Wat we vonden',
        'Wat we daaruit leerden',
        'Hoe mensen beschermd zijn',
      ];
      const places = order.map((heading) => whole.indexOf(heading));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(places[0]).toBeGreaterThan(0);
      expect(whole).not.toContain('Read the report');
    });
  });

  it('is kept as one file that needs nothing else', async () => {
    await as('Ruben Smit', `${care}/report`, async (page) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Keep as a file' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('care-at-home-and-nuisance-report.html');
      const file = join(directory, 'report.html');
      await download.saveAs(file);
      const asked: string[] = [];
      const alone = await page.context().newPage();
      alone.on('request', (request) => asked.push(request.url()));
      await alone.goto(`file://${file}`);
      await alone.getByRole('heading', { name: 'What we found' }).waitFor();
      await expectAccessible(alone);
      expect(asked).toEqual([`file://${file}`]);
      await alone.close();
    });
  });
});

describe('closing in the browser', () => {
  it('opens with step five, and takes lessons before that', async () => {
    await as('Ruben Smit', `${care}/closing`, async (page) => {
      await page.getByText('You can finish from step 5.', { exact: false }).waitFor();
      expect(await page.getByRole('button', { name: 'Give my view' }).isDisabled()).toBe(true);
      await page.getByRole('button', { name: 'Write down a lesson' }).click();
      await page.getByRole('textbox', { name: /What did we learn/ }).fill(lesson);
      await page.getByRole('textbox', { name: /Who is it for/ }).fill('Everybody');
      await page.getByRole('button', { name: 'Write down', exact: true }).click();
      await page.getByRole('listitem').filter({ hasText: lesson }).waitFor();
    });
  });

  it('takes an evaluation by keyboard, kept for its writer until it is sent (34)', async () => {
    await as('Lotte Visser', `${care}/closing`, async (page) => {
      const { body } = await ask(page, 'GET', `${care}/questions`);
      for (const { id, status } of body['questions'] as { id: string; status: string }[]) {
        if (status !== 'to-analyse') continue;
        await ask(page, 'PATCH', `${care}/questions/${id}`, { status: 'dropped', note: 'Next edition' });
      }
      expect(await ask(page, 'POST', `${care}/steps/analyse/completion`)).toMatchObject({ status: 200 });
    });
    await as(
      'Ruben Smit',
      `${care}/closing`,
      async (page) => {
        await page.getByRole('button', { name: 'Give my view' }).focus();
        await page.keyboard.press('Enter');
        const first = page.getByRole('group', { name: /Together we saw something/ });
        await first.getByRole('radio', { name: 'mostly' }).focus();
        await page.keyboard.press('Space');
        await page.getByRole('button', { name: 'Send', exact: true }).click();
        await page.getByText('Choose an answer for 6 more statements.').waitFor();
        await page.getByRole('button', { name: 'Keep for later' }).click();
        await page.getByRole('button', { name: 'Continue with my view' }).click();
        expect(await first.getByRole('radio', { name: 'mostly' }).isChecked()).toBe(true);
        for (const group of await page.getByRole('group').all()) {
          const know = group.getByRole('radio', { name: 'fully' });
          if ((await know.count()) === 1) await know.check();
        }
        await page.getByRole('textbox', { name: /What did it achieve/ }).fill('We know whom to call');
        await page.getByRole('button', { name: 'Send', exact: true }).click();
        await page.getByText('Your evaluation was sent.', { exact: false }).waitFor();
        await page.getByText('One person gave a view', { exact: false }).waitFor();
      },
      { width: 390 },
    );
  });

  it('tells the facilitator what is still open and who can clear it', async () => {
    await as('Lotte Visser', `${care}/closing`, async (page) => {
      const ending = page.getByRole('region', { name: 'Not ready to finish yet' });
      await ending
        .getByText(/Nobody of .* has said yet what this edition was worth/)
        .first()
        .waitFor();
      expect(await ask(page, 'POST', `${care}/steps/solve/completion`)).toMatchObject({ status: 409 });
      await ending
        .getByRole('button', { name: /Say why not/ })
        .last()
        .click();
      await page.getByRole('textbox', { name: 'Reason' }).fill('Everybody there has another job now');
      await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click();
      await ending.getByText('does not evaluate: Everybody there has another job now').waitFor();
    });
  });
});

describe('an edition that travels (33)', () => {
  it('leaves as one archive, without people unless asked', async () => {
    archive = join(directory, 'litter.zip');
    await as('Lotte Visser', `${litter}/closing`, async (page) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: /Export the edition/ }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('litter-on-the-street.zip');
      await download.saveAs(archive);
    });
    await as('Ruben Smit', `${care}/closing`, async (page) => {
      expect(await page.getByRole('link', { name: /Export the edition/ }).count()).toBe(0);
      const answer = await page.request.get(`${stage.url}/api/v1${care}/export`);
      expect(answer.status()).toBe(403);
    });
  });

  it('starts another one on another hub, in step one with drafts', async () => {
    const elsewhere = await startDatalab({ directory: join(directory, 'elsewhere'), demo: false });
    try {
      const context = await stage.browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      const made = await page.request.post(`${elsewhere.url}/api/v1/first-person`, {
        headers: { origin: elsewhere.url },
        data: {
          code: elsewhere.setUpCode,
          organisation: {
            slug: 'other-town',
            name: { nl: 'Andere stad', en: 'Other town' },
            kind: 'municipality',
          },
          name: 'Fay Facilitator',
          email: 'fay@other-town.example',
          password: 'a long enough password',
        },
      });
      expect(made.status()).toBe(201);
      await page.goto(`${elsewhere.url}/editions/new`);
      await settle(page);
      await page.getByRole('link', { name: 'Start from a template' }).click();
      const broken = join(directory, 'broken.zip');
      await writeFile(broken, 'this is no archive');
      await page.getByLabel('Exported edition').setInputFiles(broken);
      await page.getByText('This is not an export of an edition', { exact: false }).waitFor();
      await page.getByLabel('Exported edition').setInputFiles(archive);
      await page.getByRole('heading', { name: 'Litter on the street' }).waitFor();
      await expectAccessible(page);
      await page
        .getByRole('textbox', { name: /title|name|called/i })
        .first()
        .fill('Clean streets');
      await page.getByRole('button', { name: 'Start the edition' }).click();
      await page.getByText('The drafts below come from “Litter on the street”.', { exact: false }).waitFor();
      const answer = await page.request.get(`${elsewhere.url}/api/v1/editions/clean-streets`);
      const edition = (await answer.json()) as { goals: { sharp: boolean }[]; participations: object[] };
      expect(edition).toMatchObject({ status: 'starting', currentStep: 'prioritise', dataSets: [] });
      expect(edition.goals).toMatchObject([{ sharp: false, organisation: null }]);
      expect(edition.participations).toHaveLength(1);
      const asked = await page.request.get(`${elsewhere.url}/api/v1/editions/clean-streets/questions`);
      expect(((await asked.json()) as { questions: object[] }).questions).toHaveLength(2);
      await page.getByRole('link', { name: /Read what else is in it/ }).click();
      await page.getByText('4 lessons').click();
      await page
        .getByText('Begin with one data set', { exact: false })
        .or(page.getByText('One data set of reports', { exact: false }))
        .waitFor();
      const whole = await page.request.get(`${elsewhere.url}/api/v1/editions/clean-streets/template`);
      expect(await whole.text()).not.toMatch(/Visser|Mulder|@/);
      await context.close();
    } finally {
      await elsewhere.stop();
    }
  });
});
