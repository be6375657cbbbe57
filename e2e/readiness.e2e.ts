import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { actOn, openStage, settle } from './browser.ts';

const edition = '/editions/care-at-home-and-nuisance';
const stage = openStage();
const as = actOn(stage);

const rowOf = (page: Page, organisation: string) => page.getByRole('row').filter({ hasText: organisation });

describe('how ready the partners are (49)', () => {
  it('is answered by keyboard alone, statement by statement, and what is chosen survives leaving the page', async () => {
    await as('Daan Mulder', `${edition}/readiness`, async (page) => {
      await page.getByRole('link', { name: 'Give my answers' }).focus();
      await page.keyboard.press('Enter');
      const statements = page.getByRole('group').filter({ has: page.getByRole('radio') });
      await statements.first().waitFor();
      expect(await statements.count()).toBeLessThanOrEqual(15);
      await statements.first().getByRole('radio').first().focus();
      await page.keyboard.press('ArrowDown');
      await page.reload();
      await settle(page);
      expect(await statements.first().getByRole('radio').nth(1).isChecked()).toBe(true);
      await page.getByRole('button', { name: 'Send my answers' }).click();
      expect(await page.getByText('Choose a level, or say').count()).toBe((await statements.count()) - 1);
      for (const statement of (await statements.all()).slice(1)) {
        await statement.getByRole('radio', { name: 'I do not know' }).focus();
        await page.keyboard.press('Space');
      }
      await page.keyboard.press('Enter');
      await rowOf(page, 'Work and Income').getByText('only you see this').waitFor();
    });
  });

  it.each([390, 768, 1440])(
    'shows levels and spread of organisations at %i pixels, never who and never one mark',
    async (width) => {
      await as(
        'Lotte Visser',
        `${edition}/readiness`,
        async (page) => {
          const police = rowOf(page, 'Police, Voorbeeldstad team');
          await police.getByText('3 answers').first().waitFor();
          expect(await police.getByRole('img').count()).toBe(6);
          await rowOf(page, 'Het Baken').getByText('too few answers to show').waitFor();
          const text = (await page.locator('main').textContent()) ?? '';
          expect(text).not.toMatch(/Karim|Sanne|Tom Peters/);
          await page.getByText('appoint a key user').first().waitFor();
          await page.getByRole('heading', { name: 'Own people or support from outside?' }).waitFor();
          await page.getByText(/Only at the start: .*Data and registration/).waitFor();
        },
        { width },
      );
    },
  );

  it('compares with the round before, in Dutch too', async () => {
    await as(
      'Lotte Visser',
      `${edition}/readiness`,
      async (page) => {
        const police = rowOf(page, 'Politie, team Voorbeeldstad');
        await police.getByText('was trede 2').first().waitFor();
        await police.getByText('Eerder').click();
        await police.getByText(/Ronde 1,/).waitFor();
      },
      { language: 'nl' },
    );
  });

  it('changes the plan where it is made: the advice stands in the room of the step', async () => {
    await as('Joris Bakker', `${edition}/share`, async (page) => {
      const advice = page.getByRole('region', { name: 'Advice for this step' });
      await advice.getByText(/Plan more time for the data of De Dorpel/).waitFor();
      await advice.getByText('4 extra weeks').waitFor();
    });
  });
});

describe('the advised rung (5, 49)', () => {
  it('stands next to a question that is higher, with the reason it was kept', async () => {
    await as('Lotte Visser', `${edition}/prioritise`, async (page) => {
      const question = page.getByRole('listitem').filter({ hasText: 'rent arrears' }).last();
      await question.getByText('Advice: describe').waitFor();
      await question.getByText(/registration of De Dorpel housing association is at level 1/).waitFor();
      await question.getByText(/Higher than advised/).waitFor();
    });
  });

  it('asks for a reason when a higher level is asked, on a phone too', async () => {
    await as(
      'Lotte Visser',
      `${edition}/prioritise`,
      async (page) => {
        await page.getByRole('button', { name: 'Ask a question' }).click();
        const dialog = page.getByRole('dialog', { name: 'Ask a question' });
        await dialog.getByRole('textbox').first().fill('Do neighbours move away more often?');
        await dialog
          .getByRole('combobox', { name: /Which goal/ })
          .selectOption({ label: 'Quiet living, for the neighbours too' });
        await dialog.getByRole('combobox', { name: /answer do/ }).selectOption('prescriptive');
        await dialog.getByText(/^Advice:/).waitFor();
        await dialog.getByRole('button', { name: 'Ask a question' }).click();
        await dialog.getByText('Fill this in').waitFor();
        await dialog.getByRole('textbox', { name: /Why higher/ }).fill('The council asks for options');
        await dialog.getByRole('button', { name: 'Ask a question' }).click();
        const question = page.getByRole('listitem').filter({ hasText: 'Do neighbours move away' }).last();
        await question.getByText('Higher than advised: The council asks for options').waitFor();
      },
      { width: 390 },
    );
  });
});
