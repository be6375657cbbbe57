import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { actOn, expectAccessible, openAs, openStage } from './browser.ts';

const impact = '/editions/litter-on-the-street/impact';
const stage = openStage();
const as = actOn(stage);

const indicator = (page: Page, name: RegExp): Locator => page.getByRole('region', { name });

/** On a phone all but the first begin folded. */
async function unfold(section: Locator, width: number): Promise<void> {
  if (width > 390) return;
  expect(await section.locator('svg.datalab-plot').isVisible()).toBe(false);
  await section.getByRole('heading', { name: /^The months, and how we know/ }).click();
}

describe('what has changed', () => {
  it.each([390, 768, 1440])(
    'is a sentence with its number, the months, and how we know, %i wide (83)',
    async (width) => {
      await as(
        'Lotte Visser',
        impact,
        async (page) => {
          const bins = indicator(page, /busiest neighbourhoods: since October 2025 about \d+.% lower/);
          await bins.getByText('line, compared with elsewhere').first().waitFor();
          await bins.locator('svg.datalab-plot').waitFor();
          await bins.getByText('When it was measured').click();
          await bins.getByText(/Measured again automatically on/).waitFor();
          await bins.getByText(/version v0002/).waitFor();
          const young = indicator(page, /around the flats/);
          await unfold(young, width);
          await young.getByText(/only 4 months since the beginning; 8 are needed/).waitFor();
          const quiet = indicator(page, /industrial estate: nothing can be said about it yet/);
          await unfold(quiet, width);
          await quiet
            .getByText(/cannot be shown/)
            .first()
            .waitFor();
        },
        { width },
      );
    },
  );

  it('is a table too, in which too few to show is different from zero, and a file of the same', async () => {
    await as('Noor de Wit', impact, async (page) => {
      const quiet = indicator(page, /industrial estate/);
      await quiet.getByRole('button', { name: 'Table' }).click();
      await quiet.getByText('too few to show').first().waitFor();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        quiet.getByRole('button', { name: /Download/ }).click(),
      ]);
      const file = await readFile(await download.path(), 'utf8');
      expect(file).toMatch(/2025-01,,,,,suppressed/);
    });
  });

  it('is said in Dutch without a word that names a cause, where the numbers do not carry one (83)', async () => {
    await as(
      'Joris Bakker',
      impact,
      async (page) => {
        const flats = indicator(page, /rond de flats/);
        const heading = await flats.getByRole('heading', { level: 2 }).first().textContent();
        expect(heading).toMatch(/van \d+ naar \d+ per maand sinds juni 2026/);
        expect(heading).not.toMatch(/\b(door|dankzij|leidde)\b/);
      },
      { language: 'nl' },
    );
  });
});

describe('people', () => {
  it('give a verdict by keyboard; one that names a cause too soon comes back with what was typed (83)', async () => {
    await as('Joris Bakker', impact, async (page) => {
      const flats = indicator(page, /around the flats/);
      await flats.getByRole('button', { name: 'Give a verdict' }).focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      const why = dialog.getByRole('textbox', { name: /Why do you think so/ });
      await why.focus();
      await page.keyboard.type('Thanks to the round there is less');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await dialog.getByText(/Take “thanks to” out of your sentence/).waitFor();
      expect(await why.inputValue()).toBe('Thanks to the round there is less');
      await why.fill('The round has only just begun; we look again in January.');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'hidden' });
      await flats.getByText('The round has only just begun; we look again in January.').waitFor();
    });
  });

  it('begin a measurement with a question that was asked before, and it is measured at once', async () => {
    await as('Willem Jansen', impact, async (page) => {
      await page.getByRole('button', { name: 'Start a measurement', exact: true }).focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: /What do we measure/ }).fill('Litter everywhere');
      await dialog
        .getByRole('combobox', { name: /With which analysis/ })
        .selectOption({ label: 'Reports of litter per month (Reports of litter)' });
      await dialog
        .getByRole('combobox', { name: /which month did it begin/ })
        .selectOption({ label: 'October 2025' });
      await dialog.getByRole('button', { name: 'Measure now' }).press('Enter');
      await dialog.waitFor({ state: 'hidden' });
      const everywhere = indicator(page, /Litter everywhere/);
      await everywhere.getByText('line before and after').first().waitFor();
      await everywhere.getByText(/There is no neighbourhood without/).waitFor();
    });
  });

  it('see which goals nothing measures yet, also in the rooms, and begin a measurement for one (83)', async () => {
    const goal = 'Clean pavements around our flats';
    await as('Joris Bakker', impact, async (page) => {
      const open = page
        .getByRole('list', { name: 'Goals that are not being measured now' })
        .getByRole('listitem');
      const line = open.filter({ hasText: goal });
      await line.getByText('This goal is not being measured yet.').waitFor();
      const before = await open.count();
      await line.getByRole('button', { name: `Start a measurement ${goal}` }).click();
      const dialog = page.getByRole('dialog');
      const belongsTo = dialog.getByRole('combobox', { name: /belong to/ });
      expect(await belongsTo.locator('option:checked').textContent()).toBe(`for the goal ${goal}`);
      await dialog.getByRole('textbox', { name: /What do we measure/ }).fill('Litter on the pavements');
      await dialog.getByRole('button', { name: 'Measure now' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await indicator(page, /Litter on the pavements/).waitFor();
      expect(await line.count()).toBe(0);
      expect(await open.count()).toBe(before - 1);
      for (const room of ['prioritise', 'solve', 'closing']) {
        await page.goto(`${stage.url}/editions/litter-on-the-street/${room}`);
        await page.getByText(/(One goal is|\d+ goals are) not being measured now\./).waitFor();
        await page.getByRole('link', { name: 'See which, or start a measurement' }).click();
        await page.getByRole('heading', { level: 1, name: 'What has changed?' }).waitFor();
      }
    });
  });

  it('see in the room of step five what it brings, and per solution whether it is followed', async () => {
    await as('Lotte Visser', '/editions/litter-on-the-street/solve', async (page) => {
      await page.getByText(/One solution was carried out. One is being followed/).waitFor();
      const card = page.getByRole('listitem').filter({ hasText: 'Extra bins where it lies' });
      await card.getByText('It helped').waitFor();
      await page.getByRole('link', { name: 'What has changed?' }).last().click();
      await page.getByRole('heading', { level: 1, name: 'What has changed?' }).waitFor();
    });
  });

  it('of organisations that did not step in do not see it', async () => {
    const { context, page } = await openAs(stage, 'Ruben Smit');
    const answer = await page.request.get(`${stage.url}/api/v1/editions/litter-on-the-street/indicators`);
    expect(answer.status()).toBe(403);
    await context.close();
  });
});

describe('what is measured', () => {
  it('gets another target with the reason, keeps what it was, and is stopped without losing anything', async () => {
    await as('Lotte Visser', impact, async (page) => {
      const quiet = indicator(page, /industrial estate/);
      const form = page.getByRole('dialog', { name: 'Change or stop' });
      await quiet.getByRole('button', { name: /^Change or stop/ }).click();
      await form.getByLabel(/Which number per month/).fill('7');
      await form.getByRole('button', { name: 'Record the change' }).click();
      await form.getByText('Add a short reason.').waitFor();
      await expectAccessible(page);
      await form.getByLabel('Why?').fill('We agreed this with the shopkeepers.');
      await form.getByRole('button', { name: 'Record the change' }).click();
      await form.waitFor({ state: 'hidden' });
      await quiet.getByText('What was changed').click();
      await quiet.getByText(/Lotte Visser, .*: We agreed this with the shopkeepers\./).waitFor();
      await quiet.getByRole('button', { name: /^Change or stop/ }).click();
      await form.getByLabel('Why?').fill('Too few reports to say anything.');
      await form.getByRole('button', { name: 'Stop this measurement' }).click();
      await quiet.getByText(/Lotte Visser stopped this measurement on .*: Too few reports/).waitFor();
      await quiet.getByText('When it was measured').waitFor();
      expect(await quiet.getByRole('button', { name: /^Change or stop/ }).count()).toBe(0);
    });
  });
});
