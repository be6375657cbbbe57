import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { APIRequestContext, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openAs, openStage, settle } from './browser.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'images');
const edition = '/editions/care-at-home-and-nuisance';
const stage = openStage();

interface Picture {
  readonly name: string;
  readonly person: string;
  readonly path: string;
  readonly width?: number;
  readonly height?: number;
  /** What has to be there before the picture is taken, where that is not the first drawing. */
  readonly drawn?: string;
  /** What is done on the page before. */
  readonly act?: (page: Page) => Promise<unknown>;
  readonly isWhole?: boolean;
}

/** The pictures of the documents; `PICTURES=1 npm run test:e2e` puts them in their folder. */
const pictures: readonly Picture[] = [
  { name: 'edition', person: 'Lotte Visser', path: edition },
  { name: 'phone', person: 'Lotte Visser', path: edition, width: 390, height: 844 },
  { name: 'evidence', person: 'Noor de Wit', path: 'evidence', isWhole: true },
  { name: 'picture', person: 'Lotte Visser', path: `${edition}/picture?q=buurten` },
  { name: 'canvas', person: 'Lotte Visser', path: `${edition}/canvas`, width: 1440, isWhole: true },
  { name: 'preparation', person: 'Lotte Visser', path: '/editions/debts-in-time/preparation' },
  { name: 'readiness', person: 'Lotte Visser', path: `${edition}/readiness` },
  {
    name: 'closing',
    person: 'Lotte Visser',
    path: '/editions/litter-on-the-street/closing',
    drawn: 'main h2',
  },
  { name: 'leading', person: 'Lotte Visser', path: '/editions/debts-in-time' },
  { name: 'share', person: 'Joris Bakker', path: `${edition}/share` },
  {
    name: 'builder',
    person: 'Noor de Wit',
    path: `${edition}/analyses/new`,
    height: 1000,
    drawn: 'fieldset',
    act: putTogether,
  },
  {
    name: 'answer',
    person: 'Noor de Wit',
    path: 'answer',
    height: 875,
    drawn: 'figure svg.datalab-plot',
  },
  {
    name: 'releases',
    person: 'Fatma Demir',
    path: `${edition}/releases`,
    height: 1075,
    drawn: '.share-bar',
  },
  {
    name: 'impact',
    person: 'Lotte Visser',
    path: '/editions/litter-on-the-street/impact',
    drawn: 'svg.datalab-plot',
    act: (page) => page.evaluate('scrollTo(0, 440)'),
  },
];

it.each(pictures)('$name is a picture worth showing', async (shown) => {
  const { name, person, path, width = 1280, height = 900, drawn = 'main svg', act, isWhole = false } = shown;
  const { context, page, complaints } = await openAs(stage, person, { width, height });
  await page.goto(`${stage.url}${path.startsWith('/') ? path : await findResult(page.request, path)}`);
  await settle(page);
  await page.locator(drawn).first().waitFor();
  await act?.(page);
  const picture = await page.screenshot({ fullPage: isWhole, animations: 'disabled' });
  expect(picture.length).toBeGreaterThan(20_000);
  expect(complaints).toEqual([]);
  await context.close();
  if (process.env['PICTURES'] === undefined) return;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.png`), picture);
});

/** A question as an analyst puts it together, with what is counted at the top. */
async function putTogether(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /^Question 4:/ }).check();
  await page.getByRole('radio', { name: /^Nuisance reports/ }).check();
  await page.getByRole('radio', { name: /^Records Every/ }).check();
  for (const name of ['Month', 'Kind of nuisance']) {
    await page.getByRole('checkbox', { name, exact: true }).check();
  }
  await page.evaluate(
    "[...document.querySelectorAll('legend')].find((one) => one.textContent === 'What do you count?').scrollIntoView()",
  );
  await page.evaluate('scrollBy(0, 57)');
  await page.mouse.move(0, 0);
}

/** Where the evidence of the second question is, or the analysis that answers the fourth. */
async function findResult(request: APIRequestContext, kind: string): Promise<string> {
  const answer = await request.get(`${stage.url}/api/v1${edition}/analyses`);
  const { analyses } = (await answer.json()) as {
    analyses: { id: string; evidence: string; questionNumber: number }[];
  };
  const of = (n: number) => analyses.find(({ questionNumber }) => questionNumber === n);
  return kind === 'evidence' ? `/evidence/${of(2)?.evidence}` : `${edition}/analyses/${of(4)?.id}`;
}
