import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible, openAs, openStage, settle, type Visit, type VisitOptions } from './browser.ts';

const stage = openStage();
const board = '/editions/care-at-home-and-nuisance/canvas';

async function open(name: string, address: string, options: VisitOptions = {}): Promise<Visit> {
  const visiting = await openAs(stage, name, options);
  await visiting.page.goto(`${stage.url}${address}`);
  await settle(visiting.page);
  return visiting;
}

async function leave(...visits: Visit[]): Promise<void> {
  for (const { context, complaints } of visits) {
    await context.close();
    expect(complaints).toEqual([]);
  }
}

const agreedIn = (page: Page) => page.getByRole('dialog').getByLabel('The text that we agree on');

describe('the canvas, in two browsers', () => {
  it('can be reached from every room of the edition (37)', async () => {
    const visiting = await open('Lotte Visser', '/editions/care-at-home-and-nuisance/prioritise');
    for (const step of ['prioritise', 'picture', 'share', 'analyse', 'solve']) {
      await visiting.page.goto(`${stage.url}/editions/care-at-home-and-nuisance/${step}`);
      await settle(visiting.page);
      expect(await visiting.page.getByRole('link', { name: 'To the canvas' }).count()).toBe(1);
    }
    await visiting.page.getByRole('link', { name: 'To the canvas' }).click();
    await visiting.page.getByRole('heading', { level: 1, name: 'The canvas' }).waitFor();
    await leave(visiting);
  });

  it('shows within a second what another participant contributes, and who is there', async () => {
    const lotte = await open('Lotte Visser', board);
    const ruben = await open('Ruben Smit', `${board}?box=knowledge`, { width: 390, height: 800 });
    await lotte.page.getByText(/2 people are here now/).waitFor();
    const words = `What neighbours see ${Date.now()}`;
    await ruben.page.getByLabel('Your contribution, in your own words').fill(words);
    await ruben.page.getByRole('button', { name: 'Add it' }).click();
    const started = performance.now();
    await lotte.page.getByText(words).waitFor();
    const shownAfter = performance.now() - started;
    const asking = performance.now();
    await lotte.page.request.get(`${stage.url}/api/v1/start-up`);
    // A machine that is slow to answer anything is slow in this too.
    expect(shownAfter).toBeLessThan(1000 + 10 * (performance.now() - asking));
    await ruben.page.getByRole('button', { name: `Remove ${words}` }).click();
    await lotte.page.getByText(words).waitFor({ state: 'detached' });
    await leave(lotte, ruben);
  });

  it('keeps two texts written at the same time side by side, until one is chosen', async () => {
    const lotte = await open('Lotte Visser', `${board}?box=organise`);
    const anna = await open('Anna Vermeer', `${board}?box=organise`);
    for (const { page } of [lotte, anna]) {
      await page.getByRole('button', { name: 'Write down what we agree' }).click();
    }
    await agreedIn(lotte.page).fill('One table every month');
    await agreedIn(anna.page).fill('One table every week');
    await lotte.page.getByRole('button', { name: 'This is what we agree' }).click();
    await anna.page.getByText(/Lotte Visser has just agreed on another text/).waitFor();
    expect(await agreedIn(anna.page).inputValue()).toBe('One table every week');
    await anna.page.getByRole('button', { name: 'This is what we agree' }).click();

    const choice = lotte.page.getByRole('region', { name: 'Two texts side by side' });
    await choice.getByText('One table every week').waitFor();
    expect(await choice.getByText('One table every month').count()).toBe(1);
    await choice.getByRole('button', { name: 'Take this text' }).click();
    await choice.waitFor({ state: 'detached' });
    await anna.page
      .getByText(/agreed by|One person agrees/)
      .first()
      .waitFor();
    await anna.page.getByText('3 versions').click();
    await anna.page.getByText('One table every month').waitFor();
    await leave(lotte, anna);
  });

  it('keeps what was typed when the connection is lost, and sends it when it is back', async () => {
    const joris = await open('Joris Bakker', `${board}?box=budget`);
    const { page, context } = joris;
    const words = `Ten hours a month ${Date.now()}`;
    await page.getByLabel('Say something about it').fill(words);
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Post' }).click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await context.setOffline(false);
    await page.reload();
    await settle(page);
    expect(await page.getByLabel('Say something about it').inputValue()).toBe(words);
    await page.getByRole('button', { name: 'Post' }).click();
    await page.getByRole('dialog').getByRole('listitem').filter({ hasText: words }).waitFor();
    await expect.poll(() => page.getByLabel('Say something about it').inputValue()).toBe('');
    const mine = page.getByRole('dialog').getByRole('listitem').filter({ hasText: words });
    await mine.getByRole('button', { name: /^Change/ }).click();
    await page.getByLabel('Say something about it').first().fill(`${words}, or eight`);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(`${words}, or eight`).waitFor();
    await leave(joris);
  });

  it('names its makers, and takes no question when the list of questions is locked (26, 110)', async () => {
    const lotte = await open('Lotte Visser', '/editions/litter-on-the-street/canvas?box=questions');
    await lotte.page.getByText('Innovation Canvas of DatCan, Feldberg and Pots').waitFor();
    const dialog = lotte.page.getByRole('dialog');
    await dialog.getByText('The list of questions is fixed since step 5').waitFor();
    expect(await dialog.getByRole('textbox').count()).toBe(0);
    await leave(lotte);
  });

  it('is shut for organisations that are not in the edition', async () => {
    const ruben = await open('Ruben Smit', '/');
    const young = '/api/v1/editions/debts-in-time/canvas';
    for (const path of [young, `${young}/events`]) {
      const answer = await ruben.page.request.get(`${stage.url}${path}`);
      expect(answer.status()).toBe(403);
      expect(await answer.json()).toMatchObject({ code: 'editions.not-a-participant' });
    }
    await leave(ruben);
  });
});

describe('the canvas as a page', () => {
  it.each([390, 768, 1440])('reads well and works by keyboard at %i pixels', async (width) => {
    const { page, ...rest } = await open('Lotte Visser', board, { width, height: 900 });
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Ethics and privacy' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Ethics and privacy' }).waitFor();
    expect(page.url()).toContain('box=ethics');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => page.url()).not.toContain('box=');
    await leave({ page, ...rest });
  });

  it('is printed on one sheet of A3, with every box', async () => {
    const visiting = await open('Lotte Visser', board);
    const pdf = await visiting.page.pdf({ preferCSSPageSize: true, printBackground: true });
    const text = pdf.toString('latin1');
    expect(text.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? [];
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([1191, 842]);
    await leave(visiting);
  });
});
