import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';

export const hubUrl = (): string => inject('hubUrl');

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: inject('chromiumPath'),
    args: ['--no-sandbox', '--disable-gpu'],
    headless: true,
  });
}

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser itself complained of: errors, and anything the content security policy stopped. */
  readonly complaints: string[];
}

/** A fresh browser profile in one language, not signed in. */
export async function visit(
  browser: Browser,
  options: { width?: number; height?: number; language?: 'nl' | 'en' } = {},
): Promise<Visit> {
  const { width = 1280, height = 900, language = 'en' } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language === 'nl' ? 'nl-NL' : 'en-GB',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('Failed to load resource')) {
      complaints.push(message.text());
    }
  });
  await page.goto(hubUrl());
  return { context, page, complaints };
}

/** Signs in with one click as a person of the demo. */
export async function signInAs(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByRole('button', { name: new RegExp(name) }).waitFor({ state: 'detached' });
  await settle(page);
}

/** Waits until nothing is loading: the page says so itself. */
export async function settle(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.locator('[aria-busy="true"], .skeleton').first().waitFor({ state: 'detached' });
}

/** WCAG 2.2 A and AA by axe; nothing serious may be left. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  expect(grave).toEqual([]);
}
