import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { actOn, openStage } from './browser.ts';

const edition = '/editions/care-at-home-and-nuisance';
const stage = openStage();
const as = actOn(stage);

const findings = (page: Page) => page.locator('.finding-card');
const sentences = (page: Page) => findings(page).getByRole('heading').allTextContents();

/** Lets the hub list two analyses at a time, so that the few of the demo are more than a page. */
async function withSmallPages(page: Page): Promise<void> {
  await page.route(/\/api\/v1\/editions\/[\w-]+\/analyses(\?|$)/, (route) => {
    const address = new URL(route.request().url());
    address.searchParams.set('limit', '2');
    return route.continue({ url: address.href });
  });
  await page.reload();
}

describe('what was found, when it is more than a page', () => {
  it.each([
    { language: 'en', more: /^Show more: \d+ earlier anal/ },
    { language: 'nl', more: /^Toon meer: \d+ eerdere analyse/ },
  ] as const)('comes with the keyboard, the earlier ones above, in $language', async ({ language, more }) => {
    await as(
      'Noor de Wit',
      `${edition}/analyse`,
      async (page) => {
        await findings(page).first().waitFor();
        const all = await sentences(page);
        expect(all.length).toBeGreaterThan(2);
        await expect.poll(() => page.getByRole('button', { name: more }).count()).toBe(0);
        await withSmallPages(page);
        await page.getByRole('button', { name: more }).waitFor();
        expect(await sentences(page)).toEqual(all.slice(-2));
        for (let shown = 2; shown < all.length; shown += 2) {
          await page.getByRole('button', { name: more }).focus();
          await page.keyboard.press('Enter');
          await expect.poll(() => findings(page).count()).toBe(Math.min(shown + 2, all.length));
        }
        expect(await sentences(page)).toEqual(all);
        expect(await page.getByRole('button', { name: more }).count()).toBe(0);
        await page.keyboard.press('Tab');
        expect(await findings(page).first().locator(':focus').count()).toBe(1);
      },
      { language },
    );
  });
});
