import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOn, launchBrowser, settle, startOwnDemo } from './browser.ts';
import type { RunningDatalab } from './datalab.ts';

const edition = '/editions/care-at-home-and-nuisance';
const releases = `${edition}/releases`;
const officer = 'Fatma Demir';
const analyst = 'Noor de Wit';
let browser: Browser;
let demo: RunningDatalab;
const as = actOn(() => ({ browser, url: demo.url }));

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startOwnDemo()]);
});

afterAll(async () => {
  await browser.close();
  await demo.stop();
});

/** The card of a data set, once its check is there. */
async function checkedCard(page: Page, name: string) {
  const card = page.getByRole('region', { name, exact: true });
  await card
    .getByText(/figures in tables of two and three characteristics|cijfers in tabellen/)
    .first()
    .waitFor();
  return card;
}

/** What the check of a data set could have found: one unit under the floor, one above it, and parts that are closed. */
const check = {
  dataSet: 'nuisance-reports',
  version: 'v0001',
  floor: 2,
  units: [
    {
      unit: 'persons',
      precision: { status: 'measured', lowestError: 1.43 },
      suppressed: { figures: 0.2, counts: 0.01 },
      closed: [
        {
          part: 'months',
          reason: 'below-floor',
          lowestError: 1.4,
          suppressedShare: 0.38,
          opensWith: 'coarser-time',
        },
      ],
    },
    {
      unit: 'records',
      precision: { status: 'measured', lowestError: 2.05 },
      suppressed: { figures: 0, counts: 0 },
      closed: [
        {
          part: 'third-dimension',
          reason: 'too-large',
          lowestError: null,
          suppressedShare: null,
          opensWith: 'fewer-dimensions',
        },
      ],
    },
  ],
};

describe('how the figures are protected, for the privacy officer', () => {
  it.each([
    { width: 390, language: 'en' },
    { width: 1440, language: 'en' },
    { width: 1440, language: 'nl' },
  ] as const)(
    'shows the verdict and the share for each data set, at $width pixels in $language',
    async (options) => {
      await as(
        officer,
        releases,
        async (page) => {
          const isDutch = options.language === 'nl';
          const card = await checkedCard(page, isDutch ? 'Overlastmeldingen' : 'Nuisance reports');
          await card.getByRole('heading', { name: isDutch ? 'Personen' : 'People' }).waitFor();
          const verdict = isDutch ? /kleine groep|Kleine groepen/ : /small group|Small groups/;
          await card.getByText(verdict).first().waitFor();
        },
        options,
      );
    },
  );

  it('draws the lowest error against the floor, and says what is closed, why and what would open it', async () => {
    await as(officer, edition, async (page) => {
      await page.route('**/releases/checks/nuisance-reports', (route) => route.fulfill({ json: check }));
      await page.goto(`${demo.url}${releases}`);
      const card = page.getByRole('region', { name: 'Nuisance reports', exact: true });
      await card.getByRole('img', { name: 'Lowest error: 1.43. Floor: 2.' }).waitFor();
      await card.getByText('Small groups are not protected well enough yet.').waitFor();
      const months =
        /Questions by month cannot be asked\. Otherwise the lowest error would be 1\.4, .* Longer periods would open it\./;
      await card.getByText(months).waitFor();
      await card.getByRole('img', { name: 'Lowest error: 2.05. Floor: 2.' }).waitFor();
      await card.getByText('Small groups are protected well enough.').waitFor();
      await card.getByText(/There are too many combinations to check\. Fewer characteristics/).waitFor();
      if (process.env['CARD'] !== undefined) await card.screenshot({ path: process.env['CARD'] });
    });
  });

  it('is not for the analyst, nor for the facilitator', async () => {
    for (const name of [analyst, 'Lotte Visser']) {
      await as(name, edition, async (page) => {
        for (const path of [releases, `${releases}/shown`, `${releases}/checks/nuisance-reports`]) {
          const answer = await page.request.get(`${demo.url}/api/v1${path}`);
          expect([path, answer.status()]).toEqual([path, 403]);
        }
      });
    }
  });

  it('starts with a calm page where nothing was delivered or asked yet', async () => {
    await as(officer, '/editions/debts-in-time/releases', async (page) => {
      await page.getByText('Nothing was asked yet').waitFor();
      await page.getByRole('link', { name: 'To the analyses' }).waitFor();
    });
  });
});

describe('what was asked', () => {
  it('is a list that leads to each result, and is narrowed by person and kind in the address', async () => {
    await as(officer, releases, async (page) => {
      const rows = page.getByRole('row').filter({ hasText: analyst });
      await rows.first().waitFor();
      await page.getByLabel('What', { exact: true }).selectOption({ label: 'Downloads only' });
      await page.waitForURL(/kind=download/);
      await page.getByLabel('What', { exact: true }).selectOption({ label: 'Results only' });
      await page.getByLabel('Who', { exact: true }).selectOption({ label: analyst });
      await page.waitForURL(/person=.*kind=result|kind=result.*person=/);
      await rows.first().getByRole('link', { name: 'Result' }).click();
      await page.waitForURL(/\/evidence\//);
    });
  });
});

describe('a grouping', () => {
  it('is proposed by an analyst from where a question is put together, with the keyboard', async () => {
    await as(analyst, `${edition}/groupings`, async (page) => {
      const choose = async (label: string, option: string) => {
        await page.getByLabel(label, { exact: true }).focus();
        await page.keyboard.type(option);
      };
      await choose('Data set', 'Nuisance reports');
      await page.getByLabel('Column', { exact: true }).waitFor();
      await choose('Column', 'Kind of nuisance');
      for (const kind of ['Noise', 'Vandalism']) {
        await page.getByRole('checkbox', { name: kind }).focus();
        await page.keyboard.press('Space');
      }
      for (const [label, text] of [
        ['Name in Dutch', 'Herrie'],
        ['Name in English', 'Loud trouble'],
      ] as const) {
        await page.getByLabel(label).focus();
        await page.keyboard.type(text);
      }
      await page.getByRole('button', { name: 'Propose' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText('Fill this in.').waitFor();
      await page.getByLabel('What is this needed for?').focus();
      await page.keyboard.type('What keeps people awake');
      await page.getByRole('button', { name: 'Propose' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText('Proposed. Below you see when there is a decision.').waitFor();
      await page.getByText('Kind of nuisance: Noise, Vandalism').waitFor();
    });
  });

  it('is approved by the privacy officer, who first sees what it costs, and stands in the log', async () => {
    await as(officer, releases, async (page) => {
      await page.getByText('1 grouping waits for a decision:').waitFor();
      const item = page.getByRole('listitem').filter({ hasText: 'Loud trouble' });
      await item.getByText('What it costs').waitFor();
      await item.getByText(/Records:.*Suppressed figures: from [\d.]+\s% to [\d.]+\s%/).waitFor();
      await item.getByRole('button', { name: 'Approve' }).click();
      await item.getByText('Add a short reason.').waitFor();
      await item.getByLabel('Why: Loud trouble').fill('It costs little.');
      await item.getByRole('button', { name: 'Approve' }).click();
      await item.getByText('In use').waitFor();
      await item.getByText(/Decided by Fatma Demir on .*: It costs little\./).waitFor();
      await page.goto(`${demo.url}/audit?edition=care-at-home-and-nuisance`);
      await settle(page);
      await page
        .getByRole('row')
        .filter({ hasText: 'approved the grouping “Loud trouble” of Nuisance reports' })
        .waitFor();
    });
  });

  it('is refused when it can be asked already, and its maker reads why', async () => {
    await as(
      analyst,
      `${edition}/groupings`,
      async (page) => {
        await page.getByLabel('Data set', { exact: true }).selectOption({ label: 'Nuisance reports' });
        await page.getByRole('radio', { name: /^A period of your own/ }).check();
        await page.getByLabel('From month', { exact: true }).selectOption({ label: 'January 2025' });
        await page.getByLabel('Up to and including month').selectOption({ label: 'December 2025' });
        await page.getByLabel('Name in Dutch').fill('Het jaar');
        await page.getByLabel('Name in English').fill('The year');
        await page.getByLabel('What is this needed for?').fill('A year');
        await page.getByRole('button', { name: 'Propose' }).click();
        await page.getByText('This can be asked already, without a grouping.').waitFor();
      },
      { width: 390 },
    );
  });
});
