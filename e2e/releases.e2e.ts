import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOn, hubUrl, launchBrowser, settle } from './browser.ts';
import { askNextToEarlier } from './edition.ts';

const edition = '/editions/care-at-home-and-nuisance';
const releases = `${edition}/releases`;
const officer = 'Fatma Demir';
const analyst = 'Noor de Wit';
let browser: Browser;
const as = actOn(() => ({ browser, url: hubUrl() }));

beforeAll(async () => {
  browser = await launchBrowser();
  await as(analyst, edition, (page) => askNextToEarlier(page, hubUrl(), edition));
});

afterAll(() => browser.close());

describe('what was shown, for the privacy officer', () => {
  it.each([390, 768, 1440])(
    'names the tables and the group that would be left, at %i pixels',
    async (width) => {
      await as(
        officer,
        releases,
        async (page) => {
          const told = page.getByText(
            /^Table (\d+) minus table \d+ leaves \d records?, Kind of nuisance: Vandalism, in /,
          );
          await told.first().waitFor();
          await page.getByText(/New numbers per day, from/).waitFor();
          await page.getByText('Noor de Wit', { exact: true }).waitFor();
        },
        { width },
      );
    },
  );

  it('leads to the earlier table, in Dutch too', async () => {
    await as(
      officer,
      releases,
      async (page) => {
        await page
          .getByText(/^Tabel \d+ min tabel \d+ laat over: \d registraties?, Soort/)
          .first()
          .waitFor();
        await page
          .getByRole('link', { name: /^tabel \d+$/ })
          .last()
          .click();
        await page.waitForURL(/\/evidence\//);
      },
      { language: 'nl' },
    );
  });

  it('is not for the analyst, nor for the facilitator', async () => {
    for (const name of [analyst, 'Lotte Visser']) {
      await as(name, edition, async (page) => {
        const answer = await page.request.get(`${hubUrl()}/api/v1${releases}`);
        expect(answer.status()).toBe(403);
        expect(await answer.text()).not.toMatch(/leaves|laat over/);
      });
    }
  });

  it('starts with a calm page where nothing was asked yet', async () => {
    await as(officer, '/editions/debts-in-time/releases', async (page) => {
      await page.getByText('Nothing was asked yet').waitFor();
      await page.getByRole('link', { name: 'To the analyses' }).waitFor();
    });
  });
});

/** Fills the form in with the keyboard alone. */
async function setBudget(page: Page, cellsOfEdition: string, cellsOfPerson: string, reason: string) {
  await page.getByText('Change the budget').focus();
  await page.keyboard.press('Enter');
  const type = async (label: string, text: string) => {
    await page.getByLabel(label).focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(text);
  };
  await type('New numbers for everybody together', cellsOfEdition);
  await type('New numbers for one person', cellsOfPerson);
  await type('Why a larger or smaller budget', reason);
  await page.getByRole('button', { name: 'Set this budget' }).focus();
  await page.keyboard.press('Enter');
}

describe('the query budget', () => {
  it('is decided in numbers and with a reason, and refuses more for one person than for the edition', async () => {
    await as(officer, releases, async (page) => {
      await setBudget(page, '10', '20', 'Let us talk first about what we want to know.');
      await page.getByText('This is more than for everybody together.').waitFor();
      await page.getByLabel('New numbers for one person').fill('10');
      await page.getByRole('button', { name: 'Set this budget' }).click();
      await page.getByText('Decided by Fatma Demir: Let us talk first').waitFor();
    });
  });

  it('tells an analyst who asks too much that nothing is wrong with the question, and whom to ask', async () => {
    await as(analyst, `${edition}/analyses/new`, async (page) => {
      await page.getByRole('radio', { name: /^Question 2/ }).check();
      await page.getByRole('radio', { name: /^Nuisance reports/ }).check();
      await page.getByRole('textbox', { name: 'Title' }).fill('Reports by month and kind');
      await page.getByRole('checkbox', { name: 'Kind of nuisance' }).first().check();
      await page.getByRole('checkbox', { name: 'District' }).first().check();
      await page.getByRole('button', { name: 'Calculate' }).click();
      const told = page.getByRole('alert').filter({ hasText: 'The query budget is used up' });
      await told
        .getByText(/This edition has shown 10 new numbers.*Ask Fatma Demir for a larger query budget/)
        .waitFor();
    });
  });

  it('is given back, and stands in the log as a sentence', async () => {
    await as(officer, releases, async (page) => {
      await setBudget(page, '60000', '20000', 'We talked about it.');
      await page.getByText('Decided by Fatma Demir: We talked about it.').waitFor();
      await page.goto(`${hubUrl()}/audit?edition=care-at-home-and-nuisance`);
      await settle(page);
      const line = page.getByRole('row').filter({ hasText: 'set the query budget' }).first();
      await line.getByText('Reason: We talked about it.', { exact: true }).waitFor();
      await line.getByText('The full entry').click();
      await line.getByText(/releases\.budget-decided/).waitFor();
    });
  });
});
