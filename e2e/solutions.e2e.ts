import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { actOn, ask, expectAccessible, openStage, startOwnDemo } from './browser.ts';

const edition = '/editions/care-at-home-and-nuisance';
const words = 'Calls about the same person go to different desks.';
/** A demo of its own, because this story goes on to step five. */
const stage = openStage(startOwnDemo);
const as = actOn(stage);
let solution: string;

const note = (page: Page) => page.getByRole('listitem').filter({ hasText: words });

describe('the insight wall', () => {
  it('takes a note by keyboard alone, with what it is based on, which is unused no longer (82)', async () => {
    await as('Joris Bakker', `${edition}/solve`, async (page) => {
      const finding = page.getByRole('article').filter({ hasText: 'Question 4' });
      await finding.getByText('not used yet').waitFor();
      await page.getByRole('button', { name: 'Put up a note' }).focus();
      await page.keyboard.press('Enter');
      await page.keyboard.type(words);
      await page.getByRole('checkbox', { name: /What reports are about/ }).focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('Enter');
      await note(page).waitFor();
      expect(await note(page).textContent()).toContain('Joris Bakker');
      await finding.getByText('used in one insight').waitFor();
    });
  });

  it('takes a number from a figure or with its source, by keyboard, and no other one', async () => {
    await as('Daan Mulder', `${edition}/solve`, async (page) => {
      await page.getByRole('button', { name: 'Put up a note' }).click();
      const dialog = page.getByRole('dialog');
      const text = dialog.getByRole('textbox', { name: /insight/ });
      await text.fill('41 % of the reports are about litter in three streets.');
      await dialog.getByRole('checkbox', { name: /What reports are about/ }).check();
      const unbound = dialog.getByText('Not bound to a figure: 41 %, three.');
      await unbound.waitFor();
      await dialog.getByRole('button', { name: 'Put it up' }).click();
      await dialog
        .getByRole('alert')
        .getByText('“three” is not bound to a figure.', { exact: false })
        .waitFor();
      await dialog.getByRole('button', { name: /^Take it from a figure.*41 %/ }).press('Enter');
      await dialog.getByRole('combobox', { name: /instead of “41 %”/ }).waitFor();
      await dialog.getByRole('button', { name: 'Put this figure in the sentence' }).press('Enter');
      expect(await text.inputValue()).toBe('{n1} of the reports are about litter in three streets.');
      await dialog.getByRole('button', { name: /^It comes from elsewhere.*three/ }).press('Enter');
      await dialog
        .getByRole('textbox', { name: /Where does “three” come from/ })
        .fill('A walk with the caretaker');
      await page.keyboard.press('Enter');
      await dialog.getByText('“three” comes from elsewhere: A walk with the caretaker').waitFor();
      expect(await unbound.count()).toBe(0);
      await expectAccessible(page);
      await dialog.getByRole('button', { name: 'Put it up' }).press('Enter');
      await dialog.waitFor({ state: 'hidden' });
      const made = page.getByRole('listitem').filter({ hasText: 'litter in three' });
      expect(await made.locator('.insight-text strong').textContent()).toMatch(/^\d+\s%\s±\s\d+ \(at most/);
      await made.getByRole('button', { name: 'Where “three” comes from' }).press('Enter');
      await made.getByText('comes from elsewhere: A walk with the caretaker').waitFor();
      await page.keyboard.press('Escape');
      await made.getByText('comes from elsewhere: A walk with the caretaker').waitFor({ state: 'hidden' });
    });
  });

  it('counts a vote once, on a phone too, and shows that a finding is used now', async () => {
    await as(
      'Ruben Smit',
      `${edition}/solve`,
      async (page) => {
        await note(page).getByRole('button', { name: /^Vote/ }).dblclick();
        await expect.poll(() => note(page).textContent()).toContain('1 vote');
        await note(page)
          .getByRole('button', { name: /^Withdraw my vote/ })
          .waitFor();
        expect(await page.getByRole('alert').count()).toBe(0);
        const { body } = await ask(page, 'GET', `${edition}/insights`);
        const insights = body['insights'] as { id: string; text: { en: string } }[];
        const id = insights.find(({ text }) => text.en === words)?.id ?? '';
        const twice = await ask(page, 'POST', `${edition}/insights/${id}/votes`);
        expect(twice).toMatchObject({ status: 409, body: { code: 'solutions.already-voted' } });
        const finding = page.getByRole('article').filter({ hasText: 'Question 4' });
        await finding.getByText(/used in/).waitFor();
      },
      { width: 390 },
    );
  });

  it('makes a note a common insight with an owner, whose day begins with it (78, 84)', async () => {
    await as('Lotte Visser', `${edition}/solve`, async (page) => {
      await note(page).getByRole('button', { name: /^Sort/ }).click();
      const owner = page.getByRole('combobox', { name: /Who makes sure/ });
      await owner.selectOption({ label: 'Daan Mulder' });
      await page.getByRole('button', { name: 'Make it a common insight' }).click();
      const common = page.getByRole('region', { name: 'Common insights' });
      await common.getByText(words).first().waitFor();
    });
    await as('Daan Mulder', '/', async (page) => {
      await page.getByText(new RegExp(`what will we do with the insight .${words}`)).waitFor();
    });
  });
});

describe('a solution', () => {
  it('begins as a direction from a common insight and is judged, but not begun before step five (79, 80)', async () => {
    solution = await as('Ruben Smit', `${edition}/solve`, async (page) => {
      await page.getByRole('button', { name: 'Think of a direction' }).click();
      await page.getByRole('textbox', { name: /called/ }).fill('One desk');
      await page.getByRole('textbox', { name: /differently/ }).fill('All calls come in at one desk.');
      await page.getByRole('checkbox', { name: words }).check();
      await page.getByRole('button', { name: 'Add the direction' }).click();
      await page.getByRole('link', { name: 'One desk' }).click();
      await page.getByRole('button', { name: 'Judge the feasibility' }).click();
      await page.getByRole('textbox', { name: /must be done/ }).fill('One number');
      await page.getByRole('textbox', { name: /involved/ }).fill('Police and municipality');
      await page.getByRole('textbox', { name: /might it fail/ }).fill('Two systems');
      await page.getByRole('button', { name: 'It can be done' }).click();
      await page.getByText('They do not meet yet').waitFor();
      expect(await page.getByRole('button', { name: 'Begin' }).isDisabled()).toBe(true);
      expect(await page.locator('main').textContent()).toContain('First finish step 4');
      return new URL(page.url()).pathname;
    });
    expect(solution).toContain('/solutions/');
  });

  it('is begun in step five, where no question is added any more (26, 81)', async () => {
    await as('Lotte Visser', `${edition}/solve`, async (page) => {
      const { body } = await ask(page, 'GET', `${edition}/questions`);
      const questions = body['questions'] as { id: string; status: string; goal: string }[];
      for (const { id } of questions.filter(({ status }) => status === 'to-analyse')) {
        await ask(page, 'PATCH', `${edition}/questions/${id}`, {
          status: 'dropped',
          note: 'Goes to a next edition',
        });
      }
      expect(await ask(page, 'POST', `${edition}/steps/analyse/completion`)).toMatchObject({ status: 200 });
      const late = {
        goal: questions[0]?.goal,
        text: { language: 'en', text: 'One more?' },
        rung: 'descriptive',
      };
      expect(await ask(page, 'POST', `${edition}/questions`, late)).toMatchObject({
        status: 409,
        body: { code: 'analyses.question-locked' },
      });
    });
    await as('Ruben Smit', solution, async (page) => {
      await page.getByRole('button', { name: 'Begin' }).click();
      await page.getByRole('textbox', { name: /arranged/ }).fill('One number that everybody knows');
      await page
        .getByRole('combobox', { name: /takes the lead/ })
        .selectOption({ label: 'Municipality of Voorbeeldstad' });
      await page.getByRole('textbox', { name: /follow/ }).fill('Every month in the care and safety meeting');
      await page.getByRole('dialog').getByRole('button', { name: 'Begin' }).click();
      await page.getByText('lead asked').waitFor();
      await page.getByText(/Ruben Smit asked this on .*There is no answer yet/).waitFor();
      expect(await page.getByRole('button', { name: 'Yes, we take the lead' }).count()).toBe(0);
    });
  });

  it('is led by an organisation that was asked, which may say no', async () => {
    await as('Lotte Visser', '/', async (page) => {
      await page
        .getByText(/Does your organisation lead the solution/)
        .first()
        .waitFor();
      await page.goto(`${stage.url}${solution}`);
      await page.getByRole('textbox', { name: 'Why, or why not?' }).fill('The police are there every day');
      await expectAccessible(page);
      await page.getByRole('button', { name: 'No, we do not' }).click();
      await page.getByText(/does not lead this solution: “The police are there every day”/).waitFor();
    });
    await as('Ruben Smit', solution, async (page) => {
      await page.getByRole('button', { name: 'Begin' }).click();
      await page.getByRole('textbox', { name: /arranged/ }).fill('One number that everybody knows');
      await page
        .getByRole('combobox', { name: /takes the lead/ })
        .selectOption({ label: 'Police, Voorbeeldstad team' });
      await page.getByRole('textbox', { name: /follow/ }).fill('Every month in the care and safety meeting');
      await page.getByRole('dialog').getByRole('button', { name: 'Begin' }).click();
      await page.getByText('in progress').waitFor();
    });
  });

  it('is carried out in tasks that go into a calendar, wait for their owner and are ticked off', async () => {
    await as('Ruben Smit', solution, async (page) => {
      await page.getByRole('button', { name: 'Task for my organisation' }).click();
      await page.getByRole('textbox', { name: /What will we do/ }).fill('Open the desk');
      await page.getByRole('combobox', { name: /Who does it/ }).selectOption({ label: 'Sanne Kok' });
      await page.getByRole('button', { name: 'Add the task' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: /Add to my calendar/ }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('open-the-desk.ics');
      expect(await readFile(await download.path(), 'utf8')).toMatch(
        /BEGIN:VEVENT[\s\S]*SUMMARY:Open the desk/,
      );
    });
    await as('Sanne Kok', '/', (page) => page.getByText(/: Open the desk/).waitFor());
    await as(
      'Sanne Kok',
      solution,
      async (page) => {
        await page.getByRole('button', { name: /Mark as done/ }).click();
        await page.getByRole('button', { name: /Not done after all/ }).waitFor();
      },
      { width: 390 },
    );
    await as('Ruben Smit', solution, async (page) => {
      await page.getByRole('button', { name: 'Finish or stop' }).click();
      await page.getByRole('textbox', { name: /How did it go/ }).fill('The desk is open.');
      await page.getByRole('button', { name: 'It is done' }).click();
      await page.getByText('The desk is open.').waitFor();
    });
  });
});
