import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import { deliveriesRoutes } from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import { pictureRoutes } from '@datalab/server/modules/picture/picture.contract.ts';
import { solutionsRoutes } from '@datalab/server/modules/solutions/solutions.contract.ts';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { people } from '../demo/src/people.ts';
import { signIn } from '../demo/src/story/client.ts';
import { enterAs, openStage, settle, startOwnDemo } from './browser.ts';

const care = '/editions/care-at-home-and-nuisance';
const litter = '/editions/litter-on-the-street';
/** What the first page of a visit may weigh on the line, and any other that is opened by itself, in kB. */
const firstMost = 200;
const anyMost = 350;
const quietMs = 500;

/** Of its own: what other tests ask and write makes pages heavier. */
const stage = openStage(startOwnDemo);
interface Weight {
  readonly path: string;
  readonly kilobytes: number;
  /** What weighs most of it. */
  readonly heaviest: readonly string[];
}

const measured: Weight[] = [];

afterAll(() => {
  const lines = measured.map(({ path, kilobytes }) => `${kilobytes.toFixed(0).padStart(5)} kB  ${path}`);
  process.stdout.write(`What a page weighs on the line, opened with nothing kept:\n${lines.join('\n')}\n`);
});

/** Every byte that came over the line for one page, in a browser that kept nothing, until nothing comes any more. */
async function weigh(path: string, name: string | undefined): Promise<Weight> {
  const context = await stage.browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
  if (name !== undefined) await enterAs(context, stage.url, name);
  const page = await context.newPage();
  const line = await watchLine(page);
  await page.goto(`${stage.url}${path}`);
  await settle(page);
  await line.untilQuiet();
  await context.close();
  const weight = { path: name === undefined ? `${path} (not signed in)` : path, ...line.read() };
  measured.push(weight);
  return weight;
}

async function watchLine(page: Page) {
  const session = await page.context().newCDPSession(page);
  const addresses = new Map<string, string>();
  const received: (readonly [address: string, bytes: number])[] = [];
  let changedAt = performance.now();
  const pending = new Set<string>();
  const end = ({ requestId }: { requestId: string }): void => {
    pending.delete(requestId);
    changedAt = performance.now();
  };
  session.on('Network.requestWillBeSent', ({ requestId, type, request }) => {
    addresses.set(requestId, new URL(request.url).pathname);
    // What tells of news stays open for as long as the page does.
    if (type !== 'EventSource') pending.add(requestId);
  });
  session.on('Network.loadingFailed', end);
  session.on('Network.loadingFinished', (finished) => {
    received.push([addresses.get(finished.requestId) ?? '', finished.encodedDataLength]);
    end(finished);
  });
  await session.send('Network.enable');
  return {
    read: (): Pick<Weight, 'kilobytes' | 'heaviest'> => ({
      kilobytes: received.reduce((sum, [, bytes]) => sum + bytes, 0) / 1000,
      heaviest: received
        .toSorted(([, one], [, other]) => other - one)
        .slice(0, 8)
        .map(([address, bytes]) => `${Math.round(bytes / 1000)} kB ${address}`),
    }),
    untilQuiet: () =>
      expect
        .poll(() => pending.size === 0 && performance.now() - changedAt > quietMs, { timeout: 60_000 })
        .toBe(true),
  };
}

it.each([undefined, 'Lotte Visser'])(
  'the first page of a visit weighs at most 200 kB, for %s',
  async (name) => {
    const { kilobytes, heaviest } = await weigh('/', name);
    expect(kilobytes, heaviest.join(', ')).toBeLessThanOrEqual(firstMost);
  },
);

it('any page weighs at most 350 kB', async () => {
  const weights: Weight[] = [];
  for (const path of await listPages()) weights.push(await weigh(path, 'Noor de Wit'));
  expect(Math.min(...weights.map(({ kilobytes }) => kilobytes))).toBeGreaterThan(50);
  expect(weights.filter(({ kilobytes }) => kilobytes > anyMost)).toEqual([]);
});

/** Every kind of page there is for somebody who is signed in. */
async function listPages(): Promise<string[]> {
  const noor = people.find(({ name }) => name === 'Noor de Wit');
  const hub = await signIn(stage.url, noor?.email ?? '', AbortSignal.timeout(60_000));
  const at = { params: { edition: 'care-at-home-and-nuisance' } };
  const { analyses } = await hub.call(analysesRoutes.listAnalyses, at);
  const { documents } = await hub.call(pictureRoutes.getPicture, at);
  const { questions } = await hub.call(analysesRoutes.listQuestions, at);
  const { solutions } = await hub.call(solutionsRoutes.listSolutions, at);
  const desks = await hub.call(deliveriesRoutes.listDeliverySlots, at);
  const delivery = desks.flatMap(({ current }) => current?.id ?? []);
  expect([analyses, documents, solutions, delivery].map(({ length }) => length > 0)).not.toContain(false);
  return [
    ...['/editions', '/editions/new', '/data', '/data/nuisance-reports', '/audit', '/me', '/outbox'],
    ...['/people', '/organisations', '/what-we-do', care],
    ...['prioritise', 'picture', 'share', 'analyse', 'solve'].map((step) => `${care}/${step}`),
    ...[
      'canvas',
      'preparation',
      'readiness',
      'readiness/mine',
      'releases',
      'timeline',
      'analyses/new',
      'assessments',
      'assessments/scores',
    ].map((page) => `${care}/${page}`),
    ...analyses.flatMap(({ id, evidence }) => [`${care}/analyses/${id}`, `/evidence/${evidence}`]),
    ...questions.slice(0, 1).map(({ id }) => `${care}/questions/${id}/check`),
    ...documents.slice(0, 2).map(({ id }) => `${care}/documents/${id}`),
    ...solutions.slice(0, 1).map(({ id }) => `${care}/solutions/${id}`),
    ...delivery.slice(0, 1).map((id) => `${care}/deliveries/${id}`),
    ...['impact', 'closing', 'report', 'template'].map((page) => `${litter}/${page}`),
  ];
}
