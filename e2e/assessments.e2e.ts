import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { smallForm } from '../demo/src/story/small-form.testing.ts';
import { smallDpia } from './assessment-form.ts';
import { actOn, openStage, settle, startOwnDemo } from './browser.ts';

const board = '/editions/care-at-home-and-nuisance/assessments';
/** Of its own: it begins without a published form. */
const as = actOn(openStage(startOwnDemo));

const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

async function answerPeople(page: Page, who: string): Promise<void> {
  await page.getByRole('link', { name: 'Persoonsgegevens' }).click();
  await page.getByRole('group', { name: 'Gaat het om persoonsgegevens?' }).getByText('Ja').click();
  await page.getByRole('checkbox', { name: who }).check();
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByRole('group', { name: 'Lijst' }).getByRole('checkbox', { name: 'None of these' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
}

describe('risk', () => {
  it('waits for the published rules, which an administrator brings, with their mistakes named', async () => {
    await as('Lotte Visser', '/editions/care-at-home-and-nuisance/share', async (page) => {
      await page.getByRole('link', { name: 'To risk and ethics' }).click();
      await page.getByText('The pre-scan can begin when an administrator').waitFor();
    });
    await as('Willem Jansen', '/assessment-forms', async (page) => {
      await page.getByLabel('Bring a form').setInputFiles(file('prescan.yaml', smallForm));
      await page.getByRole('heading', { name: 'Kleine pre-scan 2.0' }).waitFor();
      await page.getByText('Mistakes in the rules').click();
      await page.getByText('“Kinderen”, read as “Groep: Kinderen”').waitFor();
    });
  });

  it('is answered by organisations beside each other; what asks the most care counts, and says why', async () => {
    await as('Lotte Visser', board, async (page) => {
      await page.getByRole('link', { name: 'Fill in the pre-scan' }).click();
      await answerPeople(page, 'Groep: Burgers');
      await page.getByRole('heading', { name: 'We do not know yet how much care this asks.' }).waitFor();
    });
    await as('Karim Haddad', board, async (page) => {
      await page.getByRole('link', { name: 'Fill in the pre-scan' }).click();
      await page.getByRole('link', { name: 'Persoonsgegevens' }).click();
      await page.getByText('Other organisations').first().click();
      await page.getByText(/Ja\s*Lotte Visser,/).waitFor();
      await page.getByRole('link', { name: 'Risk and ethics' }).click();
      await page.getByRole('link', { name: 'Fill in the pre-scan' }).click();
      await answerPeople(page, 'Groep: Kinderen');
      await page.getByRole('heading', { name: 'The risk is high.' }).waitFor();
      await page.getByText('de som van de scores groter is dan 4 (5, more than 4)').waitFor();
      await page.getByText('Only because we mended a mistake').waitFor();
    });
  });

  it('says in Dutch and on a phone whom it waits for, and how the sum was made', async () => {
    await as(
      'Fatma Demir',
      board,
      async (page) => {
        await page.getByRole('heading', { name: 'Het risico is hoog.' }).waitFor();
        await page
          .getByText(/nog \d vragen, wacht|nog \d vra/)
          .first()
          .waitFor();
        await page.getByRole('link', { name: /^Pre-scan/ }).click();
        await page.getByText('Hoe de som is gemaakt').click();
        await page.getByText('zoals ze er staan: 0. Met de fouten hersteld: 5.').waitFor();
      },
      { width: 320, language: 'nl' },
    );
  });
});

describe('DPIA and IAMA', () => {
  it('come in as they are, are read as text, and go out with what is known filled in', async () => {
    await as('Lotte Visser', board, async (page) => {
      await page.getByLabel('Bring a DPIA or an IAMA').setInputFiles(file('onze-dpia.json', smallDpia));
      await page.getByText('1 place does not fit the schema of the ministry').waitFor();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'DPIA with what we know already' }).click(),
      ]);
      const filled = JSON.parse(await readFile(await download.path(), 'utf8'));
      expect(filled.answers['1.1'].value).toBe('<p>Wij koppelen <strong>drie</strong> bestanden.</p>');
      expect(filled.answers['2.1'].length).toBeGreaterThan(5);
      await page.getByRole('link', { name: 'Read onze-dpia.json' }).click();
      await page.getByText('Wij koppelen drie bestanden.').waitFor();
    });
  });

  it('that are none are refused with the reason', async () => {
    await as('Lotte Visser', board, async (page) => {
      await page.getByLabel('Bring a DPIA or an IAMA').setInputFiles(file('x.json', '{"metadata":{}}'));
      await page.getByText('This file is not a DPIA or an IAMA.').waitFor();
    });
  });
});

describe('ethics', () => {
  it('is scored by keyboard, and shows the spread without a total', async () => {
    await as('Noor de Wit', `${board}/scores`, async (page) => {
      const principles = page.getByRole('group').filter({ has: page.getByRole('radio') });
      await principles.first().getByRole('radio').nth(1).focus();
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: 'Save my scores' }).click();
      expect(await page.getByText('Choose a number, or say').count()).toBe(6);
      for (const principle of (await principles.all()).slice(1)) {
        await principle.getByRole('radio', { name: 'I do not know' }).focus();
        await page.keyboard.press('Space');
      }
      await page.keyboard.press('Enter');
      await page.getByRole('img', { name: '1: 1 time' }).waitFor();
      expect(await page.getByRole('img', { name: 'does not know: 1 time' }).count()).toBe(6);
    });
  });

  it('records what is chosen over what, and an advice with its conditions', async () => {
    await as('Lotte Visser', `${board}/trade-off`, async (page) => {
      await page.getByLabel('What do we choose?').fill('We keep the age group.');
      await page.getByLabel('What do we give up?').fill('Some people stand out more.');
      await page.getByLabel('When do we look at it again?').fill('2030-01-01');
      await page.getByRole('button', { name: 'Record' }).click();
      await page.getByRole('heading', { name: 'Fairness goes before Privacy' }).waitFor();
      await page.getByRole('link', { name: 'Add an outcome' }).click();
      await settle(page);
      await page.getByLabel('Title').fill('DEDA session');
      await page.getByLabel('Date', { exact: true }).fill('2026-11-01');
      await page.getByLabel('What is the advice?').fill('Go on.');
      await page.getByLabel('On which conditions?').fill('Ask the residents first.');
      await page.getByLabel('When do we look at it again?').fill('2030-01-01');
      await page.getByRole('button', { name: 'Record' }).click();
      await page.getByText('Conditions: Ask the residents first.').waitFor();
    });
  });
});
