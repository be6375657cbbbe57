import { describe, expect, it } from 'vitest';
import { actOn, openStage, settle } from './browser.ts';

const debts = '/editions/debts-in-time';
const care = '/editions/care-at-home-and-nuisance';
const stage = openStage();
const as = actOn(stage);

const widths = [390, 768, 1440];

describe('the facilitator of an edition', () => {
  it('asks the people who can act by keyboard alone, once a day, and everybody sees that they were asked', async () => {
    await as('Lotte Visser', debts, async (page) => {
      const ask = page.getByRole('button', { name: 'Send a reminder Daan Mulder' });
      await ask.focus();
      await page.keyboard.press('Enter');
      await page.getByText('Daan Mulder gets a friendly message.').waitFor();
      await ask.waitFor({ state: 'detached' });
      const asked = page.getByRole('listitem').filter({ hasText: 'Daan Mulder to add a goal' });
      await asked.getByText(/asked .* by Lotte Visser/).waitFor();
    });
    await as('Daan Mulder', debts, async (page) => {
      await page
        .getByText(/by Lotte Visser/)
        .first()
        .waitFor();
      expect(await page.getByRole('button', { name: /Send a reminder/ }).count()).toBe(0);
    });
  });

  it('reaches the person who was asked in their day, on a phone, with a link to where it is done', async () => {
    await as(
      'Joris Bakker',
      '/',
      async (page) => {
        const card = page.getByRole('listitem').filter({ hasText: 'Lotte Visser asked you this' });
        await card.getByRole('link').first().click();
        await page.waitForURL(/debts-in-time\/prioritise/);
      },
      { width: 390 },
    );
  });

  it.each(widths)('reads what went out, and copies it where nothing is sent, at %i px', async (width) => {
    await as(
      'Lotte Visser',
      '/outbox?edition=debts-in-time',
      async (page) => {
        await page.getByText('No mail server is set up').waitFor();
        const first = page
          .getByRole('listitem')
          .filter({ hasText: 'To Joris Bakker' })
          .filter({ hasText: 'reminder from a person' });
        await first.getByText('Read the message').click();
        const body = await first.textContent();
        expect(body).toContain('besluiten of je organisatie meedoet');
        expect(body).toContain('not sent');
      },
      { width },
    );
  });
});

it('each person chooses their own mails, and the choice stays', async () => {
  await as('Sanne Kok', '/me', async (page) => {
    const reminders = page.getByRole('checkbox', { name: /nearly due/ });
    await reminders.focus();
    await page.keyboard.press('Space');
    await page.getByText('Saved.').waitFor();
    await page.reload();
    await settle(page);
    expect(await page.getByRole('checkbox', { name: /nearly due/ }).isChecked()).toBe(false);
    await page.getByRole('checkbox', { name: /nearly due/ }).check();
    await page.getByText('Saved.').waitFor();
  });
});

describe('the overview of editions (32)', () => {
  it.each(widths)(
    'groups them by how far they are and keeps the choice in the address, at %i px',
    async (width) => {
      await as(
        'Lotte Visser',
        '/editions',
        async (page) => {
          await page.getByRole('heading', { name: /^In progress/ }).waitFor();
          await page.getByRole('heading', { name: /^Being prepared/ }).waitFor();
          const choice = page.getByRole('option', { name: /^Being prepared \(\d+\)$/, includeHidden: true });
          const label = (await choice.textContent()) ?? '';
          const count = Number(/\d+/.exec(label)?.[0]);
          await page.getByRole('combobox', { name: 'Status' }).selectOption({ label });
          await page.waitForURL(/status=starting/);
          await expect
            .poll(() => page.getByRole('heading', { level: 3 }).count(), { timeout: 60_000 })
            .toBe(count);
          await page.reload();
          await settle(page);
          expect(await page.getByRole('heading', { level: 3 }).count()).toBe(count);
        },
        { width },
      );
    },
  );
});

describe('the timeline of an edition', () => {
  it.each(widths)('shows when each step ran and who did what, at %i px', async (width) => {
    await as(
      'Ruben Smit',
      care,
      async (page) => {
        await page.getByRole('link', { name: 'Look at the timeline' }).click();
        await page.getByRole('heading', { level: 1, name: /^Timeline of/ }).waitFor();
        await settle(page);
        const bars = page.getByRole('list').filter({ hasText: 'Prioritise' }).first();
        expect(await bars.getByRole('listitem').count()).toBe(5);
        await page.getByText('finished step 3').waitFor({ state: 'hidden' });
        await page.getByRole('heading', { name: 'Step 1: Prioritise' }).first().click();
        await page.getByText('finished step 1').waitFor();
        await page.getByRole('listitem').filter({ hasText: 'decided that' }).first().waitFor();
      },
      { width },
    );
  });

  it('prints without buttons and menus', async () => {
    await as('Lotte Visser', `${care}/timeline`, async (page) => {
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
      expect(await page.getByText('finished step 1').isVisible()).toBe(true);
      await page.emulateMedia({ media: 'screen' });
    });
  });
});
