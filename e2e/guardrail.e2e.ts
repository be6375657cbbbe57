import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { actOn, ask, openStage, settle, startOwnDemo } from './browser.ts';

const edition = 'care-at-home-and-nuisance';
const stage = openStage(startOwnDemo);
const as = actOn(stage);

interface Asked {
  readonly id: string;
  readonly goal: string;
  readonly text: { readonly en: string };
}

async function findQuestion(page: Page, text: RegExp): Promise<Asked> {
  const { body } = await ask(page, 'GET', `/editions/${edition}/questions`);
  const found = (body['questions'] as Asked[]).find((question) => text.test(question.text.en));
  if (found === undefined) throw new Error(`no question reads ${text}`);
  return found;
}

const choose = (form: Page | Locator, label: RegExp, option: string) =>
  form.getByRole('combobox', { name: label }).selectOption({ label: option });

async function openCheck(page: Page, question: RegExp): Promise<void> {
  const line = page.getByRole('listitem').filter({ hasText: question }).last();
  await line.getByRole('link', { name: /What is it for/ }).click();
  await page.getByRole('heading', { level: 1, name: 'What is it for?' }).waitFor();
  await settle(page);
}

describe('what is done here and what is not', () => {
  it.each([
    ['nl', 320, 'Wat wij wel en niet doen', 'Het gedrag van mensen voorspellen'],
    ['en', 1280, 'What we do and do not do', 'Predicting the behaviour of people'],
  ] as const)(
    'stands on a page for everybody, in %s at %i pixels (9)',
    async (language, width, title, rule) => {
      await as(
        'Karim Haddad',
        '/',
        async (page) => {
          const menu = page.locator('summary');
          if (!(await menu.isVisible())) await page.locator('.header-menu-button').click();
          await menu.click();
          await page.getByRole('link', { name: title }).click();
          await page.getByRole('heading', { level: 1, name: title }).waitFor();
          const card = page.getByRole('listitem').filter({ hasText: rule });
          await card.getByText(language === 'nl' ? /les 4/ : /lesson 4/).waitFor();
          expect(await page.locator('main').getByRole('heading', { level: 3 }).count()).toBe(15);
        },
        { width, language },
      );
    },
  );
});

describe('the check of a question', () => {
  const nextYear = /Who will cause nuisance/;

  it('says while it is filled in that the behaviour of people is not predicted here (9)', async () => {
    await as('Ruben Smit', `/editions/${edition}/prioritise`, async (page) => {
      await openCheck(page, nextYear);
      await page.getByText(/sounds like a question about what people will do/).waitFor();
      await page.getByRole('textbox', { name: /What do you want to do/ }).fill('Visit them beforehand');
      await choose(page, /One outcome/, 'a thing, such as a house or a container');
      await choose(page, /It tells/, 'in what state a thing will be');
      await choose(page, /It is used/, 'choose the things that come first');
      const verdict = page.getByRole('region', { name: 'May this be done here?' });
      await verdict.getByText('Yes, when the rest is filled in.').waitFor();
      await choose(page, /One outcome/, 'one person');
      await choose(page, /It tells/, 'what people will do');
      await verdict.getByText('No. We do not do this here.').waitFor();
      await verdict.getByText(/A wrong prediction hurts somebody/).waitFor();
      await page.getByRole('button', { name: 'Keep this check' }).click();
      await page.getByText(/Check 1, by Ruben Smit/).waitFor();
      await page.goto(`${stage.url}/editions/${edition}/prioritise`);
      const line = page.getByRole('listitem').filter({ hasText: nextYear }).last();
      await line.getByText('not done here').waitFor();
    });
  });

  it('gets an exception only of another privacy officer, which everybody reads (12)', async () => {
    const { id } = await as('Lotte Visser', `/editions/${edition}`, (page) => findQuestion(page, nextYear));
    const reason = 'A court asked for it once';
    await as('Fatma Demir', `/editions/${edition}/questions/${id}/check`, async (page) => {
      await page.getByRole('textbox', { name: /Why is an exception needed/ }).fill(reason);
      await page.getByRole('button', { name: 'Make an exception' }).click();
      await page.getByText(`Why: ${reason}`).waitFor();
    });
    await as('Karim Haddad', '/what-we-do', async (page) => {
      const listed = page.getByRole('listitem').filter({ hasText: reason });
      await listed.getByText(/allowed this on/).waitFor();
    });
    await as('Fatma Demir', `/editions/${edition}/questions/${id}/check`, async (page) => {
      await page.getByRole('button', { name: 'End the exception' }).click();
      await page.getByText(/It ended on/).waitFor();
    });
  });

  it('lets a question look ahead at areas once all is recorded, and not before (8, 11, 13)', async () => {
    const text = 'How many reports will each neighbourhood have next year?';
    await as('Lotte Visser', `/editions/${edition}/prioritise`, async (page) => {
      const { goal } = await findQuestion(page, nextYear);
      await ask(page, 'POST', `/editions/${edition}/questions`, {
        ...{ goal, rung: 'descriptive', text: { language: 'en', text } },
      });
      await page.reload();
      await openCheck(page, /each neighbourhood have next year/);
      await page
        .getByRole('textbox', { name: /What do you want to do/ })
        .fill('Plan the neighbourhood teams');
      await choose(page, /One outcome/, 'a neighbourhood or other area');
      await choose(page, /It tells/, 'how many or how much to expect');
      await choose(page, /It is used/, 'make policy or plan staff and money');
      await page.getByRole('checkbox', { name: 'Nuisance reports' }).check();
      await page.getByRole('checkbox', { name: 'neighbourhood' }).check();
      await page.getByRole('button', { name: 'Keep this check' }).click();
      await page.getByText(/Check 1, by Lotte Visser/).waitFor();
      await choose(
        page,
        /What should the answer do/,
        'predict: what will happen next (never about one person)',
      );
      await page.getByRole('textbox', { name: /Why higher/ }).fill('The teams plan a year ahead');
      await page.getByRole('button', { name: 'Put it on this level' }).click();
      await page.getByText(/Not everything is filled in yet/).waitFor();
      const form = page.locator('form').first();
      for (const field of await form.getByRole('textbox').all()) {
        if ((await field.inputValue()) === '') await field.fill('Looked at, and written down.');
      }
      await page.getByRole('button', { name: 'Keep this check' }).click();
      await page.getByText(/Check 2, by Lotte Visser/).waitFor();
      await page.getByRole('region', { name: 'May this be done here?' }).getByText('Yes.').waitFor();
      await choose(
        page,
        /What should the answer do/,
        'predict: what will happen next (never about one person)',
      );
      await page.getByRole('button', { name: 'Put it on this level' }).click();
      await page.getByText('The question now stands on “predict”.').waitFor();
    });
  });
});
