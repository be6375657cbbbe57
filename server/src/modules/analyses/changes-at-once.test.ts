import { afterAll, beforeAll, expect, it } from 'vitest';
import { inDutch, inEnglish } from '../../platform/http/local-text.testing.ts';
import { createAnalysesReader } from './analyses.reader.ts';
import { createAnalysesService } from './analyses.service.ts';
import { analyst, facilitator, goalId, openAnalysesBench } from './analyses.testing.ts';
import { createQuestions } from './questions.service.ts';

let bench: Awaited<ReturnType<typeof openAnalysesBench>>;
const { signal } = new AbortController();

beforeAll(async () => {
  bench = await openAnalysesBench();
  bench.state.step = 'analyse';
});
afterAll(() => bench.close());

it('two people who change an analysis at once each get a version, and neither loses the words of the other', async () => {
  const questions = createQuestions(bench.deps);
  const asked = { goal: goalId, text: inEnglish('What is reported most?'), reason: null };
  const { id: question } = await questions.ask(facilitator, bench.slug, { ...asked, rung: 'descriptive' });
  await questions.sort(facilitator, bench.slug, question, { status: 'to-analyse', note: null });
  const reader = createAnalysesReader(bench.deps);
  const service = createAnalysesService(bench.deps, reader);
  const query = {
    from: 'reports',
    measures: [{ count: 'records' as const }],
    by: ['category'],
    where: [],
    also: [],
  };
  const views = [{ key: 'kinds', shape: 'bars' as const, query }];
  const both = { nl: 'Meldingen', en: 'Reports' };
  const made = await service.create(
    analyst,
    bench.slug,
    { question, title: both, views: views.map((view) => ({ ...view, title: both })), finding: null },
    signal,
  );
  const typed = [inDutch('Overlast'), inEnglish('Nuisance'), inDutch('Overlast'), inEnglish('Nuisance')];
  await Promise.all(
    typed.map((title) => service.change(analyst, bench.slug, made.id, { question, title, views }, signal)),
  );
  const { version, title, runs } = await reader.get(analyst, bench.slug, made.id, signal);
  expect({ version, nl: title.nl, en: title.en }).toEqual({ version: 5, nl: 'Overlast', en: 'Nuisance' });
  expect(runs.map((run) => run.version).toSorted()).toEqual([1, 2, 3, 4, 5]);
});

it('an analysis that waited for a check until its step was over is neither shown nor kept', async () => {
  const questions = createQuestions(bench.deps);
  const asked = { goal: goalId, text: inEnglish('What is reported least?'), reason: null };
  const { id: question } = await questions.ask(facilitator, bench.slug, { ...asked, rung: 'descriptive' });
  await questions.sort(facilitator, bench.slug, question, { status: 'to-analyse', note: null });
  const reader = createAnalysesReader(bench.deps);
  const { checkOf } = bench.deps;
  const service = createAnalysesService(
    {
      ...bench.deps,
      checkOf: async (work) => {
        const check = await checkOf(work);
        bench.state.step = 'share';
        return check;
      },
    },
    reader,
  );
  const before = await reader.list(analyst, bench.slug, { limit: 50 });
  const title = inEnglish('Reports');
  const query = { from: 'reports', measures: [{ count: 'records' as const }], by: [], where: [], also: [] };
  const views = [{ key: 'all', title, shape: 'number' as const, query }];
  const [known] = before.analyses;
  const attempts = [
    () => service.create(analyst, bench.slug, { question, title, views, finding: null }, signal),
    () => service.run(analyst, bench.slug, known?.id ?? '', signal),
  ];
  for (const attempt of attempts) {
    bench.state.step = 'analyse';
    await expect(attempt()).rejects.toMatchObject({ code: 'analyses.step-not-open', status: 409 });
  }
  bench.state.step = 'analyse';
  const after = await reader.list(analyst, bench.slug, { limit: 50 });
  expect(after.analyses.map(({ id, evidence }) => [id, evidence])).toEqual(
    before.analyses.map(({ id, evidence }) => [id, evidence]),
  );
});
