import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { actOn, openStage, settle, startOwnDemo } from './browser.ts';

const edition = '/editions/care-at-home-and-nuisance';
const releases = `${edition}/releases`;
const officer = 'Fatma Demir';
const analyst = 'Noor de Wit';
const stage = openStage(startOwnDemo);
const as = actOn(stage);

/** The card of a data set, once its check is there. */
async function checkedCard(page: Page, name: string) {
  const card = page.getByRole('region', { name, exact: true });
  await card.getByRole('img').waitFor();
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
    { width: 390, language: 'nl' },
    { width: 1280, language: 'en' },
    { width: 1280, language: 'nl' },
  ] as const)(
    'shows the verdict and the share for each data set, at $width pixels in $language',
    async (options) => {
      await as(
        officer,
        releases,
        async (page) => {
          const isDutch = options.language === 'nl';
          const card = await checkedCard(page, isDutch ? 'Overlastmeldingen' : 'Nuisance reports');
          const picture = isDutch
            ? /Mensen: tabellen van twee .* Laagste fout: .* Registraties: [\d,]+\s% van de cijfers getoond, /
            : /People: no tables of two .* Lowest error: .* Records: [\d.]+\s% of the figures shown, /;
          await card.getByRole('img', { name: picture }).waitFor();
          await card.getByText(isDutch ? 'Wat dit betekent' : 'What this means').click();
          await card.getByText(isDutch ? /groep van een tot negen/ : /group of one to nine/).waitFor();
        },
        options,
      );
    },
  );

  it('draws the lowest error against the floor, and says what is closed, why and what would open it', async () => {
    await as(officer, edition, async (page) => {
      await page.route('**/releases/checks/nuisance-reports', (route) => route.fulfill({ json: check }));
      await page.goto(`${stage.url}${releases}`);
      const card = page.getByRole('region', { name: 'Nuisance reports', exact: true });
      const people =
        'People: 80 % of the figures shown, which count 99 % of the whole. Lowest error: 1.43, with a floor of 2.';
      const records =
        'Records: 100 % of the figures shown, which count 100 % of the whole. Lowest error: 2.05, with a floor of 2.';
      await card.getByRole('img', { name: `${people} ${records}` }).waitFor();
      await card.getByText('People: Small groups are not protected well enough yet.').waitFor();
      const months =
        /People: Questions by month cannot be asked\. Otherwise the lowest error would be 1\.4, .* Longer periods would open it\./;
      await card.getByText(months).waitFor();
      await card.getByText('Records: Small groups are protected well enough.').waitFor();
      await card.getByText(/There are too many combinations to check\. Fewer characteristics/).waitFor();
      if (process.env['CARD'] !== undefined) await card.screenshot({ path: process.env['CARD'] });
    });
  });

  it('is not for the analyst, nor for the facilitator', async () => {
    for (const name of [analyst, 'Lotte Visser']) {
      await as(name, edition, async (page) => {
        for (const path of [releases, `${releases}/shown`, `${releases}/checks/nuisance-reports`]) {
          const answer = await page.request.get(`${stage.url}/api/v1${path}`);
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

/** A result as it was kept under earlier rules, for whom this answer is. */
async function openEarlier(page: Page, forOfficer: boolean): Promise<void> {
  const answer = await page.request.get(`${stage.url}/api/v1${edition}/analyses`);
  const { analyses } = (await answer.json()) as { analyses: { evidence: string | null }[] };
  const id = analyses.find(({ evidence }) => evidence !== null)?.evidence ?? '';
  await page.route(`**/api/v1/evidence/${id}`, async (route) => {
    const json = (await (await route.fetch()).json()) as object;
    const held = forOfficer ? {} : { answers: [], finding: null };
    await route.fulfill({ json: { ...json, ...held, underEarlierRules: true } });
  });
  await page.goto(`${stage.url}/evidence/${id}`);
}

describe('a result of earlier rules', () => {
  it.each([1280, 390])(
    'says why its figures are not shown, and leads to the question, at %i',
    async (width) => {
      await as(
        analyst,
        edition,
        async (page) => {
          await openEarlier(page, false);
          await page.getByText('only the privacy officer still sees them').waitFor();
          expect(await page.getByRole('button', { name: /Download|Calculate/ }).count()).toBe(0);
          await page.getByRole('heading', { name: 'How we know' }).waitFor();
          await page.getByRole('link', { name: 'Ask the question again, under the rules of today' }).focus();
          await page.keyboard.press('Enter');
          await page.waitForURL(/\/analyses\//);
        },
        { width },
      );
    },
  );

  it('is read by the privacy officer, and cannot be computed again', async () => {
    await as(officer, edition, async (page) => {
      await openEarlier(page, true);
      await page.getByText('Only you still see them, as privacy officer.').waitFor();
      await page.getByRole('button', { name: 'Download the evidence' }).waitFor();
      expect(await page.getByRole('button', { name: 'Calculate it once more' }).count()).toBe(0);
    });
  });
});

describe('what is taken along', () => {
  it('stands on the page of the privacy officer, with who opened a result', async () => {
    const opened = await as(analyst, edition, async (page) => {
      const answer = await page.request.get(`${stage.url}/api/v1${edition}/analyses`);
      const { analyses } = (await answer.json()) as { analyses: { evidence: string | null }[] };
      const id = analyses.find(({ evidence }) => evidence !== null)?.evidence ?? '';
      await page.goto(`${stage.url}/evidence/${id}`);
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download the evidence' }).click(),
      ]);
      expect(file.suggestedFilename()).toMatch(/\.json$/);
      return id;
    });
    await as('Lotte Visser', edition, async (page) => {
      const file = await page.request.get(`${stage.url}/api/v1${edition}/report/file?language=en`);
      expect(file.ok()).toBe(true);
    });
    await as(officer, `${releases}?kind=download`, async (page) => {
      await page.getByText('Download: care-at-home-and-nuisance-report.html').waitFor();
      const row = page.getByRole('row').filter({ hasText: analyst }).first();
      await row.getByRole('link', { name: 'Download' }).waitFor();
      expect(await row.getByRole('link').getAttribute('href')).toContain(opened);
      await page.goto(`${stage.url}/evidence/${opened}`);
      await settle(page);
      await page.goto(`${stage.url}${releases}?kind=opened`);
      await page.getByRole('row').filter({ hasText: officer }).first().waitFor();
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
      await item.getByText('What it costs').waitFor({ timeout: 600_000 });
      await item.getByText(/Records:.*Suppressed figures: from [\d.]+\s% to [\d.]+\s%/).waitFor();
      await item.getByRole('button', { name: 'Approve' }).click();
      await item.getByText('Add a short reason.').waitFor();
      await item.getByLabel('Why: Loud trouble').fill('It costs little.');
      await item.getByRole('button', { name: 'Approve' }).click();
      await item.getByText('In use').waitFor();
      await item.getByText(/Decided by Fatma Demir on .*: It costs little\./).waitFor();
      await page.goto(`${stage.url}/audit?edition=care-at-home-and-nuisance`);
      await settle(page);
      await page
        .getByRole('listitem')
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
        // The check with the grouping that was approved just now may still be made; what can be chosen waits for it.
        await page.getByRole('radio', { name: /^A period of your own/ }).check({ timeout: 240_000 });
        await page.getByLabel('From month', { exact: true }).selectOption({ label: 'January 2025' });
        await page.getByLabel('Up to and including month').selectOption({ label: 'December 2025' });
        await page.getByLabel('Name in Dutch').fill('Het jaar');
        await page.getByLabel('Name in English').fill('The year');
        await page.getByLabel('What is this needed for?').fill('A year');
        await page.getByRole('button', { name: 'Propose' }).click();
        await page.getByText('This can be asked already, without a grouping.').waitFor({ timeout: 240_000 });
      },
      { width: 390 },
    );
  });
});
