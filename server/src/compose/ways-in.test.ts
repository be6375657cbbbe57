import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refusedByAgreement } from '../modules/deliveries/deliveries.contract.ts';
import { refusedWhenAsking } from '../modules/sharing/sharing-errors.contract.ts';

const source = join(import.meta.dirname, '..');

/** What brings data into the space of an edition; refused as `deliveries.agreement.test.ts` shows. */
const delivering = ['deliver', 'grantKeyholder'];

/** What computes on data in it; all of it through `findLandedSources`, refused as `overview.test.ts` shows. */
const asking = [
  ...['listQueryOptions', 'createAnalysis', 'getAnalysis', 'changeAnalysis', 'runAnalysis', 'repeatEvidence'],
  ...['getReleases', 'getDataSetCheck', 'listGroupings', 'getGroupableColumns', 'proposeGrouping'],
  ...['decideGrouping', 'listMeasurable', 'addIndicator', 'measureIndicator'],
];

/** Reads what was kept, changes words or people, or stops something: it opens no landed version. */
const neither = [
  ...['addDataSetToEdition', 'addGoal', 'addKnowledgeTransfer', 'addLesson', 'changeGoal', 'removeGoal'],
  ...['reviewGoal', 'getEdition', 'getLeaving', 'decideParticipation', 'inviteOrganisation'],
];

/** The jobs that open a landed version, or make one. */
const jobs = ['deliveries.api.ts', 'checks.api.ts', 'processing.api.ts', 'releases.api.ts', 'impact.api.ts'];
const jobsWithoutData = ['notices.api.ts', 'identity.ts'];

interface Route {
  readonly operationId: string;
  readonly path: string;
  readonly errors: readonly string[];
}

async function listRoutes(): Promise<Route[]> {
  const found: Route[] = [];
  for (const path of globSync('modules/*/*.contract.ts', { cwd: source }).sort()) {
    const exported: Readonly<Record<string, unknown>> = await import(join(source, path));
    for (const [name, value] of Object.entries(exported)) {
      if (/Routes$/.test(name)) found.push(...Object.values(value as Record<string, Route>));
    }
  }
  return found;
}

const read = (path: string): string => readFileSync(join(source, path), 'utf8');
const sources = globSync('{modules,compose}/**/*.ts', { cwd: source }).filter(
  (path) => !/\.(test|testing)\.ts$/.test(path),
);

test('every way to the data of an edition is named here, and says what the agreement refuses it with', async () => {
  const routes = await listRoutes();
  const errorsOf = (id: string) => routes.find(({ operationId }) => operationId === id)?.errors ?? [];
  for (const id of delivering)
    expect(errorsOf(id), id).toEqual(expect.arrayContaining([...refusedByAgreement]));
  for (const id of asking) expect(errorsOf(id), id).toEqual(expect.arrayContaining([...refusedWhenAsking]));
  for (const id of neither) expect(errorsOf(id), id).not.toContain('sharing.stopped');
  const refusing = routes.filter(({ errors }) => errors.includes('sharing.no-agreement'));
  const own = refusing.filter(({ path }) => path.includes('/sharing'));
  const named = [...delivering, ...asking, ...own.map(({ operationId }) => operationId)];
  expect([...new Set(refusing.map(({ operationId }) => operationId))].sort()).toEqual(named.sort());
});

test('landed versions are opened for questions and checks in one place, which asks the agreement', () => {
  const opening = sources.filter((path) => /\blakeContract\(/.test(read(path)));
  expect(opening).toEqual(['modules/overview/landed-sources.ts']);
  expect(read('modules/overview/landed-sources.ts')).toContain('selectUsable(');
  const making = sources.filter((path) => /\b(landRows|landDelivery)\(/.test(read(path)));
  expect(making).toEqual(['modules/deliveries/deliveries.landing.ts']);
  const publishing = sources.filter((path) => /\bawait publishVersion\(/.test(read(path)));
  expect(publishing).toEqual(['modules/deliveries/deliveries.work.ts']);
});

test('a job that is added says whether it opens data', () => {
  const defining = sources.filter((path) => /\bjobs\.define\b/.test(read(path)));
  const names = defining.map((path) => path.split('/').at(-1) ?? '');
  expect(names.sort()).toEqual([...jobs, ...jobsWithoutData].sort());
});
