import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnalysesReader } from './analyses.reader.ts';
import { createAnalysesService } from './analyses.service.ts';
import { analyst, askForKinds, officer, openAnalysesBench } from './analyses.testing.ts';
import { createEvidenceService } from './evidence.service.ts';
import { createQuestions } from './questions.service.ts';

let bench: Awaited<ReturnType<typeof openAnalysesBench>>;
let questions: ReturnType<typeof createQuestions>;
let reader: ReturnType<typeof createAnalysesReader>;
let service: ReturnType<typeof createAnalysesService>;
let evidence: ReturnType<typeof createEvidenceService>;
const { signal } = new AbortController();

beforeAll(async () => {
  bench = await openAnalysesBench();
  questions = createQuestions(bench.deps);
  reader = createAnalysesReader(bench.deps);
  service = createAnalysesService(bench.deps, reader);
  evidence = createEvidenceService(bench.deps);
});

afterAll(() => bench.close());

const analysisInput = () => askForKinds(questions, bench.slug);

const twoNeighbourhoods = new Map(
  ['BU99990001', 'BU99990002'].map((code) => [
    code,
    { code, name: code, district: 'WK999900', municipality: 'GM9999' },
  ]),
);

/** What landed, as data of a special category. */
async function special() {
  const landed = await bench.deps.findLandedSources(bench.slug);
  return landed.map((source) => ({ ...source, contract: { ...source.contract, specialCategory: true } }));
}

/** As evidence was kept before all questions were closed. */
async function makeOlder(id: string) {
  await sql`alter table evidence disable trigger user`.execute(bench.deps.db);
  await sql`update evidence set content = content - 'checkedBeside' where id = ${id}`.execute(bench.deps.db);
  await sql`alter table evidence enable trigger user`.execute(bench.deps.db);
}

async function askThreeDimensions(analysis: string) {
  const by = JSON.stringify(['neighbourhood', 'category', 'month']);
  await sql`
    update analysis_versions set views = jsonb_set(views, '{0,query,by}', ${by}::jsonb)
    where analysis = ${analysis}`.execute(bench.deps.db);
}

const countOfRecords = { count: 'records' } as const;

describe('a question', () => {
  it('adds up the months that it names, whether there are others between them or not', async () => {
    const input = await analysisInput();
    const [view] = input.views;
    if (view === undefined) throw new Error('the input has a view');
    const answerIn = async (months: string[]) => {
      const where = [{ column: 'month', in: months }];
      const listed = { ...view, query: { ...view.query, by: [], where } };
      const made = await service.create(
        analyst,
        bench.slug,
        { ...input, views: [listed], finding: null },
        signal,
      );
      return (await evidence.get(analyst, made.evidence ?? '')).answers[0]?.totals?.['count.records'];
    };
    const shownIn = async (months: string[]) => {
      const cell = await answerIn(months);
      if (typeof cell !== 'object' || cell?.status !== 'published') throw new Error('a month is shown');
      return cell;
    };
    const [january, march] = [await shownIn(['2026-01']), await shownIn(['2026-03'])];
    const both = await shownIn(['2026-01', '2026-03']);
    expect(both.value).toBe(january.value + march.value);
    expect(both.margin).toBeGreaterThan(5);
  });

  it('that uses more dimensions than may be asked is refused with the reason and the nearest question', async () => {
    const input = await analysisInput();
    const [view] = input.views;
    if (view === undefined) throw new Error('the input has a view');
    const areas = {
      year: 2024,
      neighbourhoods: twoNeighbourhoods,
      districts: new Map(),
      municipalities: new Map(),
    };
    const deps = bench.restart({ findAreas: async () => areas, findLandedSources: special });
    const by = ['neighbourhood', 'category', 'month'];
    const three = { ...view, query: { ...view.query, by } };
    const asked = createAnalysesService(deps, reader).create(
      analyst,
      bench.slug,
      { ...input, views: [three], finding: null },
      signal,
    );
    await expect(asked).rejects.toMatchObject({
      code: 'analyses.not-askable',
      status: 422,
      params: {
        reason: {
          nl: expect.stringContaining('maand, buurt en soort'),
          en: expect.stringContaining('month, neighbourhood and kind'),
        },
      },
      problems: [
        { code: 'query.too-many-dimensions', nearest: { from: 'reports', measures: [countOfRecords] } },
      ],
    });
  });
});

describe('a result', () => {
  it('is kept with who was shown it and how much of it was shown, in the same transaction', async () => {
    const made = await service.create(analyst, bench.slug, await analysisInput(), signal);
    expect(bench.shown.at(-1)).toEqual({
      edition: bench.slug,
      what: { evidence: made.evidence },
      actor: analyst,
      dataSets: ['reports'],
      figures: { shown: 2, suppressed: 1 },
    });
  });

  it('is computed again with the groupings that were in force when it was made', async () => {
    const moments: (Date | undefined)[] = [];
    const checkOf: typeof bench.deps.checkOf = (work) => {
      moments.push(work.moment);
      return bench.deps.checkOf(work);
    };
    const deps = { ...bench.deps, checkOf };
    const made = await createAnalysesService(deps, reader).create(
      analyst,
      bench.slug,
      await analysisInput(),
      signal,
    );
    const later = { ...deps, now: () => new Date('2026-12-14T10:00:00Z') };
    const { same } = await createEvidenceService(later).repeat(analyst, made.evidence ?? '', signal);
    expect(same).toBe(true);
    const { at } = await evidence.get(analyst, made.evidence ?? '');
    expect(moments.length).toBeGreaterThan(1);
    expect(new Set(moments.map((moment) => moment?.toISOString()))).toEqual(new Set([at]));
  });

  it('is computed again although its answer is kept', async () => {
    const made = await service.create(analyst, bench.slug, await analysisInput(), signal);
    const keptAnswers: typeof bench.deps.keptAnswers = {
      answer: () => Promise.reject(new Error('a kept answer is no proof')),
    };
    const repeating = createEvidenceService({ ...bench.deps, keptAnswers });
    expect((await repeating.repeat(analyst, made.evidence ?? '', signal)).same).toBe(true);
  });

  it('from before all questions were closed stays readable for the privacy officer, and tells which question is answered now', async () => {
    const input = await analysisInput();
    const made = await service.create(analyst, bench.slug, input, signal);
    expect(made).toMatchObject({ askedUnderEarlierRules: false, underEarlierRules: [] });
    await makeOlder(made.evidence ?? '');
    const kept = await evidence.get(officer, made.evidence ?? '');
    expect(kept.answers[0]?.rows).toHaveLength(3);
    await expect(evidence.repeat(analyst, made.evidence ?? '', signal)).rejects.toMatchObject({
      code: 'analyses.earlier-rules',
      status: 409,
    });
    const answered = await reader.get(analyst, bench.slug, made.id, signal);
    expect(answered).toMatchObject({ askedUnderEarlierRules: true, underEarlierRules: [] });
    const areas = {
      year: 2024,
      neighbourhoods: twoNeighbourhoods,
      districts: new Map(),
      municipalities: new Map(),
    };
    const strict = createAnalysesReader(
      bench.restart({ findAreas: async () => areas, findLandedSources: special }),
    );
    await askThreeDimensions(made.id);
    const refused = await strict.get(analyst, bench.slug, made.id, signal);
    expect(refused.underEarlierRules).toMatchObject([
      { view: 'kinds', reason: { en: expect.stringContaining('At most 2') }, nearest: { from: 'reports' } },
    ]);
    const again = createAnalysesService(bench.restart(), reader);
    await again.change(analyst, bench.slug, made.id, input, signal);
    expect(await reader.get(analyst, bench.slug, made.id, signal)).toMatchObject({
      askedUnderEarlierRules: false,
      underEarlierRules: [],
    });
  });
});
