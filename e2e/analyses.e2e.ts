import { openDatabase } from '@datalab/server/platform/db/open-database.ts';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { actOn, ask, expectAccessible, openStage, settle, startOwnDemo } from './browser.ts';

const edition = '/editions/care-at-home-and-nuisance';
const builder = `${edition}/analyses/new`;
const analyst = 'Noor de Wit';
const keptQuestions = {
  'Who directs the follow-up': ['year', 'category', 'follow_up'],
  'What reports are about': ['year', 'neighbourhood', 'category'],
} as const;
const stage = openStage(() => startOwnDemo(makeOlder));
const as = actOn(stage);

/** Two analyses as they would be kept if they had been asked, with three dimensions, before all questions were closed. */
async function makeOlder(directory: string): Promise<void> {
  const database = await openDatabase({ dataDir: directory });
  try {
    await database.execute('alter table evidence disable trigger user');
    for (const [title, by] of Object.entries(keptQuestions)) {
      await database.execute(
        `update evidence set content = content - 'checkedBeside' where analysis in
          (select analysis from analysis_versions where title->>'en' = $1)`,
        [title],
      );
      await database.execute(
        `update analysis_versions set views = jsonb_set(views, '{0,query,by}', $2::jsonb)
          where title->>'en' = $1`,
        [title, JSON.stringify(by)],
      );
    }
    await database.execute('alter table evidence enable trigger user');
  } finally {
    await database.close();
  }
}

async function idOf(page: Page, title: keyof typeof keptQuestions): Promise<string> {
  const { body } = await ask(page, 'GET', `${edition}/analyses`);
  const { analyses } = body as { analyses: { id: string; title: { en: string } }[] };
  return analyses.find((one) => one.title.en === title)?.id ?? '';
}

const part = (page: Page, name: string): Locator => page.getByRole('group', { name, exact: true });

async function whyBlocked(page: Page, choice: Locator): Promise<string | null> {
  expect(await choice.getAttribute('aria-disabled')).toBe('true');
  const id = await choice.getAttribute('aria-describedby');
  return page.locator(`[id="${id}"]`).textContent();
}

describe('the builder', () => {
  it.each([1280, 390])(
    'counts what is chosen, and offers no more than may be asked, %i wide',
    async (width) => {
      await as(
        analyst,
        builder,
        async (page) => {
          await page.getByRole('radio', { name: /Tenancies/ }).check();
          await page.getByRole('radio', { name: /^Records Every/ }).check();
          const split = part(page, 'Split by');
          await split.getByText('0 of 3 chosen.').waitFor();
          for (const name of ['Neighbourhood', 'Kind of dwelling', 'Complaint in that year']) {
            await split.getByRole('checkbox', { name }).check();
          }
          await split.getByText('3 of 3 chosen.').waitFor();
          const year = split.getByRole('checkbox', { name: 'Year', exact: true });
          expect(await whyBlocked(page, year)).toMatch(/first remove one/);
          await year.focus();
          await page.keyboard.press('Space');
          expect(await year.isChecked()).toBe(false);
          await expectAccessible(page);
          await split.getByRole('checkbox', { name: 'Complaint in that year' }).uncheck();
          await year.check();
          expect(await year.isChecked()).toBe(true);
        },
        { width },
      );
    },
  );

  it('counts people by year, never by month, and one value at a time', async () => {
    await as(analyst, builder, async (page) => {
      await page.getByRole('radio', { name: /Tenancies/ }).check();
      const split = part(page, 'Split by');
      const month = split.getByRole('checkbox', { name: 'Month', exact: true });
      expect(await whyBlocked(page, month)).toMatch(/People cannot be counted by month.*year/);
      await split.getByRole('checkbox', { name: 'Year', exact: true }).check();
      const only = part(page, 'Only a part?');
      await only.locator('summary', { hasText: 'Kind of dwelling' }).click();
      await only.getByRole('radio', { name: 'Flat' }).check();
      await only.getByRole('link', { name: 'Propose a grouping' }).first().waitFor();
      await split.getByText('2 of 3 chosen.').waitFor();
    });
  });

  it('shows why a kept question is refused, and asks the nearest one in one click', async () => {
    await as(analyst, edition, async (page) => {
      const id = await idOf(page, 'What reports are about');
      await page.goto(`${stage.url}${builder}?change=${id}`);
      await settle(page);
      await page.getByRole('button', { name: 'Calculate' }).click();
      const refusal = page.getByRole('alert').filter({ hasText: 'You use 3 dimensions at once' });
      await refusal.getByText('This comes near, and can be answered:').waitFor();
      await expectAccessible(page);
      await refusal.getByRole('button', { name: 'Ask this' }).click();
      await page.waitForURL(new RegExp(`analyses/${id}$`));
      await settle(page);
      await page.getByText('Asked under earlier rules').waitFor({ state: 'detached' });
    });
  });

  it('is answered by a table that scrolls by keyboard, within a page no wider than the phone', async () => {
    await as(
      analyst,
      edition,
      async (page) => {
        const { body } = await ask(page, 'GET', `${edition}/analyses`);
        const { analyses } = body as { analyses: { id: string; title: { en: string } }[] };
        const answered = analyses.find(({ title }) => !(title.en in keptQuestions))?.id;
        await page.goto(`${stage.url}${edition}/analyses/${answered}`);
        await settle(page);
        await page.getByRole('button', { name: 'Tabel' }).first().click();
        const table = page.locator('.table-window').first();
        await table.getByText('hoogstens', { exact: false }).first().waitFor({ state: 'attached' });
        await page.evaluate("document.querySelector('.answer-table').style.inlineSize = '60rem'");
        await table.focus();
        await page.keyboard.press('ArrowRight');
        const scrolled = "document.querySelector('.table-window').scrollLeft";
        await expect.poll(() => page.evaluate(scrolled)).toBeGreaterThan(0);
        await page.evaluate(`${scrolled} = 0`);
      },
      { width: 390, language: 'nl' },
    );
  });
});

describe('an answer of which nothing can be shown', () => {
  it('comes with the nearest coarser question, which is asked in one click', async () => {
    await as(analyst, builder, async (page) => {
      await page.getByRole('radio', { name: /^Question 1:/ }).check();
      await page.getByRole('radio', { name: /^Social support/ }).check();
      await part(page, 'Split by').getByRole('checkbox', { name: 'Kind' }).check();
      const only = part(page, 'Only a part?');
      await only.locator('summary', { hasText: 'Neighbourhood or district' }).click();
      await only.getByRole('radio', { name: 'Polderbuurt' }).check();
      await page.getByRole('textbox', { name: /Title/ }).fill('Support in the polder');
      await page.getByRole('button', { name: 'Calculate' }).click();
      await page.waitForURL(/analyses\/[0-9a-f-]{36}/);
      await settle(page);
      const nothing = page.getByRole('status').filter({ hasText: 'Not one number of this question' });
      await nothing.getByText(/only district:/).waitFor();
      await expectAccessible(page);
      await nothing.getByRole('button', { name: 'Ask this' }).click();
      await nothing.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Table' }).click();
      expect(await page.locator('td .number-published').count()).toBeGreaterThan(0);
    });
  });
});

describe('a question that was asked under earlier rules', () => {
  it('says so with the reason, keeps what was found, and is asked anew in one click', async () => {
    await as(analyst, edition, async (page) => {
      const id = await idOf(page, 'Who directs the follow-up');
      await page.goto(`${stage.url}${edition}/analyses/${id}`);
      await settle(page);
      const note = page.locator('.earlier-rules');
      await note.getByText('Asked under earlier rules').waitFor();
      await note.getByText(/You use 3 dimensions at once/).waitFor();
      await expectAccessible(page);
      await note.getByRole('button', { name: 'Ask this' }).click();
      await note.waitFor({ state: 'detached' });
      const { body } = await ask(page, 'GET', `${edition}/analyses/${id}`);
      expect(body['askedUnderEarlierRules']).toBe(false);
    });
  });
});
