import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hubUrl, launchBrowser, settle, signInAs, visit } from './browser.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'images');
const edition = '/editions/care-at-home-and-nuisance';
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

/** The pictures of the documents; `PICTURES=1 npm run test:e2e` puts them in their folder. */
const pictures = [
  { name: 'edition', person: 'Lotte Visser', path: edition, width: 1280 },
  { name: 'phone', person: 'Lotte Visser', path: edition, width: 390 },
  { name: 'evidence', person: 'Noor de Wit', path: 'evidence', width: 1280 },
  { name: 'picture', person: 'Lotte Visser', path: `${edition}/picture?q=buurten`, width: 1280 },
  { name: 'canvas', person: 'Lotte Visser', path: `${edition}/canvas`, width: 1440 },
  { name: 'preparation', person: 'Lotte Visser', path: '/editions/debts-in-time/preparation', width: 1280 },
  { name: 'readiness', person: 'Lotte Visser', path: `${edition}/readiness`, width: 1280 },
  { name: 'closing', person: 'Lotte Visser', path: '/editions/litter-on-the-street/closing', width: 1280 },
  { name: 'leading', person: 'Lotte Visser', path: '/editions/debts-in-time', width: 1280 },
  { name: 'share', person: 'Joris Bakker', path: `${edition}/share`, width: 1280 },
  { name: 'releases', person: 'Fatma Demir', path: `${edition}/releases`, width: 1280 },
  { name: 'impact', person: 'Lotte Visser', path: '/editions/litter-on-the-street/impact', width: 1280 },
] as const;

/** What has to be there before the picture is taken, where that is not the first drawing. */
const drawn: Readonly<Record<string, string>> = {
  impact: 'svg.datalab-plot',
  closing: 'main h2',
  releases: '.share-bar',
};

it.each(pictures)('$name is a picture worth showing', async ({ name, person, path, width }) => {
  const { context, page, complaints } = await visit(browser, { width, height: width === 390 ? 844 : 900 });
  await signInAs(page, person);
  await page.goto(`${hubUrl()}${path === 'evidence' ? await findEvidence(page.request) : path}`);
  await settle(page);
  await page
    .locator(drawn[name] ?? 'main svg')
    .first()
    .waitFor();
  if (name === 'impact') await page.evaluate('scrollTo(0, 440)');
  const picture = await page.screenshot({
    fullPage: name === 'evidence' || name === 'canvas',
    animations: 'disabled',
  });
  expect(picture.length).toBeGreaterThan(20_000);
  expect(complaints).toEqual([]);
  await context.close();
  if (process.env['PICTURES'] === undefined) return;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.png`), picture);
});

async function findEvidence(request: {
  get(url: string): Promise<{ json(): Promise<unknown> }>;
}): Promise<string> {
  const answer = await request.get(`${hubUrl()}/api/v1${edition}/analyses`);
  const { analyses } = (await answer.json()) as { analyses: { evidence: string; questionNumber: number }[] };
  return `/evidence/${analyses.find(({ questionNumber }) => questionNumber === 2)?.evidence ?? ''}`;
}
