import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { people } from '../demo/src/people.ts';
import { type RunningDatalab, startPreparedDemo } from './datalab.ts';

/** The shared demo of this worker. */
export function hubUrl(): string {
  const worker = Number(process.env['VITEST_POOL_ID']);
  const url = inject('hubUrls')[worker - 1];
  if (url === undefined) throw new Error(`no demo was started for worker ${worker}`);
  return url;
}

/** A demo of a file's own, for a story that changes what others read; `alter` changes what is stored beforehand. */
export const startOwnDemo = (alter?: (directory: string) => Promise<void>): Promise<RunningDatalab> =>
  startPreparedDemo(inject('preparedDemo'), alter);

function launchBrowser(): Promise<Browser> {
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

export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  readonly language?: 'nl' | 'en';
}

/** Where people do things: a browser, and the demo of all or one of a file's own. */
export interface Stage {
  readonly browser: Browser;
  readonly url: string;
}

/** The stage of a test file; without `startDemo` the demo is the one that the files of its worker share. */
export function openStage(startDemo?: () => Promise<RunningDatalab>): Stage {
  const open: { browser?: Browser; demo?: RunningDatalab | undefined } = {};
  beforeAll(async () => {
    [open.browser, open.demo] = await Promise.all([launchBrowser(), startDemo?.()]);
  });
  afterAll(async () => {
    await open.browser?.close();
    await open.demo?.stop();
  });
  return {
    get browser() {
      if (open.browser === undefined) throw new Error('the stage opens with the first test');
      return open.browser;
    },
    get url() {
      return open.demo?.url ?? hubUrl();
    },
  };
}

/** A fresh browser profile of a person of the demo, signed in, with no page opened yet. */
export async function openAs(
  { browser, url }: Stage,
  name: string,
  options: VisitOptions = {},
): Promise<Visit> {
  const visiting = await openPage(browser, options);
  await enterAs(visiting.context, url, name);
  return visiting;
}

/** A fresh browser profile in one language, of nobody yet. */
export async function openPage(browser: Browser, options: VisitOptions = {}): Promise<Visit> {
  const { width = 1280, height = 900, language = 'en' } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language === 'nl' ? 'nl-NL' : 'en-GB',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('Failed to load resource')) {
      complaints.push(message.text());
    }
  });
  return { context, page, complaints };
}

/** Lets one person of the demo do something in a browser of their own, and holds the page to what every page owes. */
export type As = <T>(
  name: string,
  path: string,
  act: (page: Page) => Promise<T>,
  options?: VisitOptions,
) => Promise<T>;

export function actOn(stage: Stage): As {
  return async (name, path, act, options = {}) => {
    const { context, page, complaints } = await openAs(stage, name, options);
    await page.goto(`${stage.url}${path}`);
    await settle(page);
    const result = await act(page);
    await settle(page);
    await expectAccessible(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      options.width ?? 1280,
    );
    expect(complaints).toEqual([]);
    await context.close();
    return result;
  };
}

/** Signs in as a person of the demo without a page, by what the button on the front door does. */
export async function enterAs(context: BrowserContext, url: string, name: string): Promise<void> {
  const email = people.find((person) => person.name === name)?.email;
  const answer = await context.request.post(`${url}/api/v1/session/demo`, {
    headers: { origin: url },
    data: { email },
  });
  expect(answer.ok(), `signing in as ${name}`).toBe(true);
}

/** Asks the hub on which this page is, with the session of its user. */
export async function ask(
  page: Page,
  method: 'GET' | 'POST' | 'PATCH' | 'PUT',
  path: string,
  data?: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const { origin } = new URL(page.url());
  // A question waits for the check of its data.
  const answer = await page.request.fetch(`${origin}/api/v1${path}`, {
    method,
    timeout: 300_000,
    headers: { origin },
    ...(data === undefined ? {} : { data }),
  });
  return { status: answer.status(), body: (await answer.json()) as Record<string, unknown> };
}

/** Waits until nothing is loading: the page says so itself. */
export async function settle(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.locator('[aria-busy="true"], .skeleton').first().waitFor({ state: 'detached' });
}

/** WCAG 2.2 A and AA by axe; nothing serious may be left. No page has frames, so axe needs no second page to join them. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  expect(grave).toEqual([]);
}
