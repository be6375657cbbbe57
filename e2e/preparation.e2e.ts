import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { actOn, ask, openStage, settle } from './browser.ts';

const edition = '/editions/bins-in-order';
const preparation = `${edition}/preparation`;
const stage = openStage();
const as = actOn(stage);

const question = (page: Page, text: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: text }) });

describe('a new edition', () => {
  it('shows what others did on the theme while it is typed, and begins with few fields (50)', async () => {
    await as('Lotte Visser', '/editions/new', async (page) => {
      await page.getByRole('textbox', { name: /edition called/ }).fill('Bins in order');
      await page.getByRole('textbox', { name: /achieve together/ }).fill('Fewer bins on the street');
      await page.getByRole('textbox', { name: /theme/ }).pressSequentially('Clean streets');
      const panel = page.getByRole('complementary', { name: 'Inspiration' });
      await panel.getByRole('heading', { name: 'Litter on the street' }).waitFor();
      await page.getByRole('textbox', { name: /area/ }).fill('Voorbeeldstad North');
      await page.getByRole('button', { name: 'Start the edition' }).click();
      await page.waitForURL(new RegExp(`${edition}$`));
      await page.getByText('Voorbeeldstad North').waitFor();
    });
  });

  it('cannot pass step one undecided and empty-handed, not through the address either (43, 47)', async () => {
    await as('Lotte Visser', `${edition}/prioritise`, async (page) => {
      await ask(page, 'POST', `/editions/bins-in-order/participations`, { organisation: 'police' });
      const forced = await ask(page, 'POST', `${edition}/steps/prioritise/completion`);
      expect(forced).toMatchObject({ status: 409 });
      const codes = (forced.body['problems'] as { code: string }[]).map(({ code }) => code);
      expect(codes).toEqual(expect.arrayContaining(['editions.start-undecided', 'editions.nothing-put-in']));
      await page.reload();
      await settle(page);
      await page.getByRole('button', { name: /Mail the invitation Police/ }).click();
      await page.getByRole('textbox', { name: /purpose/ }).fill('You know the streets.');
      await page.getByRole('textbox', { name: 'Name' }).fill('Bo');
      await page.getByRole('textbox', { name: 'E-mail address' }).fill('bo@politie.voorbeeldstad.example');
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page.getByText(/^Mailed on .*Bo/).waitFor();
      await page.getByRole('link', { name: 'To the preparation' }).click();
      await page.getByText('Our advice: first solve the points below.').waitFor();
      const early = await ask(page, 'POST', `${preparation}/decisions`, {
        decision: 'go',
        reasons: { language: 'en', text: 'We just want to' },
        after: 0,
      });
      expect(early).toMatchObject({ status: 409, body: { code: 'preparation.questions-unanswered' } });
    });
  });
});

describe('the problem check', () => {
  it('is answered by keyboard alone, one question after the other, and can be undone', async () => {
    await as('Lotte Visser', preparation, async (page) => {
      await page.getByRole('button', { name: 'Answer the next question' }).focus();
      await page.keyboard.press('Enter');
      for (const _ of [1, 2]) {
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('radio', { name: 'yes', exact: true }).focus();
        await page.keyboard.press('Space');
        await page.keyboard.press('Tab');
        await page.keyboard.type('Everybody sees them.');
        await dialog.getByRole('button', { name: 'Save' }).focus();
        const title = await dialog.getByRole('heading').textContent();
        await page.keyboard.press('Enter');
        await expect
          .poll(() => dialog.getByRole('heading').textContent(), { timeout: 60_000 })
          .not.toBe(title);
      }
      await page.keyboard.press('Escape');
      await page.getByText('2 of 12 answered').waitFor();
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByText('1 of 12 answered').waitFor();
    });
  });

  it('keeps what was typed when the connection is lost, and says so (bad input)', async () => {
    await as('Lotte Visser', preparation, async (page) => {
      const row = question(page, 'Do we have that data?');
      await row.getByRole('button', { name: /^Answer/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio', { name: 'partly' }).check();
      await dialog.getByRole('textbox', { name: /Why/ }).fill('Only of last year');
      await page.route('**/answers/**', (route) => route.abort());
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.getByRole('alert').waitFor();
      expect(await dialog.getByRole('textbox', { name: /Why/ }).inputValue()).toBe('Only of last year');
      await page.unroute('**/answers/**');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await row.getByText('partly').waitFor();
    });
  });

  it('takes the view of another partner next to the common answer, on a phone (44)', async () => {
    await as(
      'Ruben Smit',
      edition,
      async (page) => {
        const decision = { decision: 'in', reason: 'We see it too' };
        const joined = await ask(page, 'PUT', `${edition}/participations/police`, decision);
        expect(joined.status).toBe(200);
        await page.goto(`${stage.url}${preparation}`);
        await settle(page);
        const row = question(page, 'Can we change this together?');
        await row.getByRole('button', { name: /Say how you see it/ }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('radio', { name: 'no', exact: true }).check();
        await dialog.getByRole('textbox', { name: /Why/ }).fill('We do not buy bins');
        await dialog.getByRole('button', { name: 'Save' }).click();
        await row.getByText('We do not buy bins').waitFor();
        const theirs = { answer: 'yes', why: { language: 'en', text: 'x' }, seen: null };
        const forced = await ask(page, 'PUT', `${preparation}/answers/influence`, theirs);
        expect(forced).toMatchObject({ status: 403, body: { code: 'preparation.leader-only' } });
      },
      { width: 390 },
    );
  });

  it('ends in a decision with reasons, name and date that stays in the history (43)', async () => {
    await as('Lotte Visser', preparation, async (page) => {
      await page.getByRole('button', { name: 'Go on or not?' }).click();
      await page.getByRole('textbox', { name: /Why do we go on/ }).fill('We lack the data');
      await page.getByRole('button', { name: 'We do not go on' }).click();
      await page.getByRole('heading', { name: 'Decided: we do not go on' }).waitFor();
      const { body } = await ask(page, 'GET', preparation);
      const questions = body['questions'] as { key: string; part: string; agreed: { at: string } | null }[];
      const sponsor = { name: 'Willem Jansen', organisation: 'municipality' };
      await ask(page, 'PUT', `${preparation}/steering`, { sponsor, group: 'Board', seen: null });
      for (const { key, part, agreed } of questions) {
        const answer = {
          answer: 'yes',
          why: { language: 'en', text: 'We arranged it' },
          seen: agreed?.at ?? null,
        };
        if (part === 'problem') await ask(page, 'PUT', `${preparation}/answers/${key}`, answer);
      }
      await page.reload();
      await settle(page);
      await page.getByRole('button', { name: 'Decide again' }).click();
      await page.getByRole('textbox', { name: /Why do we go on/ }).fill('Now we have the data');
      await page.getByRole('button', { name: 'We go on', exact: true }).click();
      await page.getByRole('heading', { name: 'Decided: we go on' }).waitFor();
      await page.getByText('Earlier decisions').click();
      await page.getByText('We lack the data').waitFor();
    });
  });
});

describe('what every organisation brings along', () => {
  it('is put in by each organisation itself and shown in one picture (47)', async () => {
    await as('Ruben Smit', `${preparation}/put-in`, async (page) => {
      await page.getByRole('button', { name: 'Add a contribution' }).click();
      await page.getByRole('combobox', { name: /What do you contribute/ }).selectOption({ label: 'Time' });
      await page.getByRole('button', { name: 'This is what we contribute' }).click();
      await page.getByText('Fill in a whole number, from 1.').waitFor();
      await page.getByRole('spinbutton', { name: /hours a week/ }).fill('4');
      await page.getByRole('button', { name: 'This is what we contribute' }).click();
      const picture = page.getByRole('region', { name: 'Who contributes what' });
      await picture.getByText('Police, Voorbeeldstad team: 4 hours a week').waitFor();
    });
  });

  it('says in one sentence who is missing in the room, until a participant says it is them (51)', async () => {
    await as('Ruben Smit', `${preparation}/room`, async (page) => {
      await page.getByText(/Nobody from the front line yet/).waitFor();
      await page.getByRole('combobox', { name: /Ruben Smit/ }).selectOption({ label: 'Front line' });
      await page.getByText(/Nobody from the front line yet/).waitFor({ state: 'detached' });
    });
  });

  it('includes a plan for more than data, and advice on buying only when something is bought (55)', async () => {
    await as(
      'Lotte Visser',
      `${preparation}/more`,
      async (page) => {
        await page.getByRole('button', { name: /Write it down Culture/ }).click();
        await page.getByRole('textbox', { name: /plan/ }).fill('Talk about it every month');
        await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
        await page.getByText('Talk about it every month').waitFor();
        const advice = page.getByRole('heading', { name: 'Can a source be added without' });
        expect(await advice.count()).toBe(0);
        await page.getByRole('button', { name: /Answer Must something be bought/ }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('radio', { name: 'yes', exact: true }).check();
        await dialog.getByRole('textbox', { name: /Why/ }).fill('Sensors');
        await dialog.getByRole('button', { name: 'Save' }).click();
        await advice.waitFor();
      },
      { width: 768 },
    );
  });

  it('includes an example from elsewhere, added for all (50)', async () => {
    await as('Joris Bakker', '/editions/care-at-home-and-nuisance/preparation/inspiration', async (page) => {
      await page.getByRole('button', { name: 'Add an example' }).click();
      await page.getByRole('textbox', { name: /called/ }).fill('A bench that is taken along');
      await page.getByRole('textbox', { name: /Where was it/ }).fill('Dorpelaar');
      await page.getByRole('textbox', { name: /What did they do/ }).fill('Moved the bench where people sit.');
      await page.getByRole('textbox', { name: /can we learn/ }).fill('Ask neighbours first.');
      await page.getByRole('spinbutton', { name: /year/ }).fill('2025');
      await page.getByRole('textbox', { name: /come from/ }).fill('A conversation');
      await page.getByRole('textbox', { name: /Address/ }).fill('http://example.org');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByText('An address begins with https://').waitFor();
      await page.getByRole('textbox', { name: /Address/ }).fill('https://example.org/bench');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      const made = page.getByRole('listitem').filter({ hasText: 'A bench that is taken along' });
      expect(await made.getByRole('link').getAttribute('href')).toBe('https://example.org/bench');
      await made.getByRole('button', { name: /Remove/ }).click();
      await made.waitFor({ state: 'detached' });
    });
  });
});
