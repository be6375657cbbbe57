import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { actOn, ask, expectAccessible, openStage, startOwnDemo } from './browser.ts';

const edition = '/editions/care-at-home-and-nuisance';
/** A demo of its own, because two organisations leave it. */
const stage = openStage(startOwnDemo);
const as = actOn(stage);

async function stepOut(page: Page, reason: string): Promise<string> {
  await page.getByRole('button', { name: 'Step out' }).click();
  const dialog = page.getByRole('dialog', { name: 'Step out' });
  await dialog.getByText('This leaves').waitFor();
  const told = (await dialog.textContent()) ?? '';
  await expectAccessible(page);
  await dialog.getByRole('textbox').fill(reason);
  await dialog.getByRole('button', { name: /Step out and take/ }).click();
  await page.getByText(/has stepped out\. What you brought is gone/).waitFor();
  return told;
}

describe('an organisation that leaves half-way', () => {
  it('is told beforehand what leaves and what gets a mark, gives a reason, and is out (20)', async () => {
    await as(
      'Anna Vermeer',
      `${edition}/prioritise`,
      async (page) => {
        const told = await stepOut(page, 'We have no time for this now.');
        expect(told).toMatch(/1 delivered data set with about [\d,.]+ rows/);
        expect(told).toMatch(/analys[ei]s: the figures stay/);
        await expect
          .poll(() => page.getByRole('link', { name: 'Care at home and nuisance' }).count())
          .toBe(0);
        expect((await ask(page, 'GET', edition)).status).toBe(403);
      },
      { width: 390 },
    );
  });

  it('leaves its figures published with a mark, without new calculations or citations', async () => {
    await as('Noor de Wit', `${edition}/analyse`, async (page) => {
      const card = page.getByRole('article').filter({ hasText: 'source withdrawn' }).first();
      await card.getByText(/withdrew on/).waitFor();
      await card.getByRole('link').first().click();
      await page.getByRole('button', { name: 'Calculate it once more' }).click();
      await page.getByText(/withdrew the data/).waitFor();
      const wall = (await ask(page, 'GET', `${edition}/insights`)).body as {
        citable: { id: string }[];
      };
      const { analyses } = (await ask(page, 'GET', `${edition}/analyses`)).body as {
        analyses: { id: string; withdrawn: unknown[] }[];
      };
      const gone = analyses.filter(({ withdrawn }) => withdrawn.length > 0).map(({ id }) => id);
      expect(gone.length).toBeGreaterThan(0);
      expect(wall.citable.filter(({ id }) => gone.includes(id))).toEqual([]);
      const options = (await ask(page, 'GET', `${edition}/query-options`)).body as unknown as {
        dataSet: string;
      }[];
      expect(options.map(({ dataSet }) => dataSet)).not.toContain('mental-health-care');
    });
  });

  it('can leave in step five too (20)', async () => {
    await as('Lotte Visser', `${edition}/solve`, async (page) => {
      const { body } = await ask(page, 'GET', `${edition}/questions`);
      const questions = body['questions'] as { id: string; status: string }[];
      for (const { id } of questions.filter(({ status }) => ['new', 'to-analyse'].includes(status))) {
        const dropped = { status: 'dropped', note: 'Goes to a next edition' };
        await ask(page, 'PATCH', `${edition}/questions/${id}`, dropped);
      }
      expect((await ask(page, 'POST', `${edition}/steps/analyse/completion`)).status).toBe(200);
    });
    await as('Ruben Smit', `${edition}/prioritise`, (page) => stepOut(page, 'Our priorities changed.'));
    await as('Lotte Visser', `${edition}/solve`, async (page) => {
      const marks = page.getByText('source withdrawn');
      await marks.first().waitFor();
      expect(await marks.count()).toBeGreaterThan(2);
    });
  });
});
