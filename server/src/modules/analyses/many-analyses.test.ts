import { defaultParameters } from '@datalab/query-control';
import { openEngine } from '@datalab/warehouse';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inEnglish } from '../../platform/http/local-text.testing.ts';
import { countFindings } from './analyses.api.ts';
import { createAnalysesReader } from './analyses.reader.ts';
import { createAnalysesService } from './analyses.service.ts';
import { analyst, facilitator, goalId, kindsView, openAnalysesBench } from './analyses.testing.ts';
import { answerViews, readViews } from './answer-views.ts';
import { createIndicatorMeasurement } from './indicator-measurement.ts';
import { createQuestions } from './questions.service.ts';

let bench: Awaited<ReturnType<typeof openAnalysesBench>>;
let reader: ReturnType<typeof createAnalysesReader>;
const { signal } = new AbortController();
const newest = { limit: 30 };
const view = kindsView;

beforeAll(async () => {
  bench = await openAnalysesBench();
  reader = createAnalysesReader(bench.deps);
  const questions = createQuestions(bench.deps);
  const asked = { goal: goalId, text: inEnglish('What is reported most?'), reason: null };
  const { id: question } = await questions.ask(facilitator, bench.slug, { ...asked, rung: 'descriptive' });
  await questions.sort(facilitator, bench.slug, question, { status: 'to-analyse', note: null });
  const finding = { text: inEnglish('Litter is reported most.'), figures: [], care: null };
  await createAnalysesService(bench.deps, reader).create(
    analyst,
    bench.slug,
    { question, title: inEnglish('Reports by kind'), views: [view], finding },
    signal,
  );
});
afterAll(() => bench.close());

/** Puts copies of the analysis beside it until there are so many, each with an answer of so many rows. */
async function fill(count: number, rows: number, secondsLater = 1): Promise<void> {
  const { db } = bench.deps;
  const { analyses, earlier } = await reader.list(analyst, bench.slug, newest);
  const present = analyses.length + earlier;
  const more = sql.lit(count - present);
  const row = JSON.stringify({ category: 'litter', 'count.records': { status: 'published', value: 40 } });
  await sql`
    with first as (select * from analyses order by at, id limit 1),
    made as (
      insert into analyses (id, edition, question, by, at, version)
      select gen_random_uuid(), edition, question, by, at + interval '1 second' * ${sql.lit(secondsLater)}, version
      from first, generate_series(1, ${more}) returning id, at, version, edition
    ),
    versions as (
      insert into analysis_versions (analysis, version, title, views, finding, at)
      select made.id, made.version, title, views, finding, made.at
      from made, analysis_versions kept, first where kept.analysis = first.id
    )
    insert into evidence (id, edition, analysis, number, version, content, at)
    select gen_random_uuid(), made.edition, made.id, ${sql.lit(present)} + row_number() over (), made.version,
      jsonb_set(content, '{answers,0,rows}',
        (select jsonb_agg(${row}::jsonb) from generate_series(1, ${sql.lit(rows)}))), made.at
    from made, evidence kept, first where kept.analysis = first.id`.execute(db);
}

/** Bytes of the newest page, and the fewest milliseconds of three times. */
async function measureList() {
  const times: number[] = [];
  let bytes = 0;
  for (let n = 0; n < 3; n += 1) {
    const start = performance.now();
    bytes = JSON.stringify(await reader.list(analyst, bench.slug, newest)).length;
    times.push(performance.now() - start);
  }
  return { bytes, ms: Math.min(...times) };
}

describe('an edition with hundreds of analyses', () => {
  it('lists a page in bytes and time that do not grow with their number, without the rows of their answers', async () => {
    await fill(30, 200);
    const few = await measureList();
    await fill(500, 200);
    const many = await measureList();
    const { analyses, earlier } = await reader.list(analyst, bench.slug, newest);
    expect([analyses.length, earlier]).toEqual([30, 470]);
    expect(analyses.every(({ preview }) => preview !== null)).toBe(true);
    expect(analyses.every(({ finding, organisations }) => finding !== null && organisations.length > 0)).toBe(
      true,
    );
    expect(many.bytes / few.bytes).toBeLessThan(1.1);
    expect(many.ms / few.ms).toBeLessThan(500 / 30);
  }, 120_000);

  it('lists each of them once on the pages before it, in one order, also where they were made at one moment', async () => {
    const whole = await bench.deps.db
      .selectFrom('analyses')
      .select('id')
      .orderBy('at')
      .orderBy('id')
      .execute();
    let listed: string[] = [];
    let page = await reader.list(analyst, bench.slug, { limit: 120 });
    for (;;) {
      listed = [...page.analyses.map(({ id }) => id), ...listed];
      expect(page.earlier).toBe(whole.length - listed.length);
      if (page.earlier === 0) break;
      page = await reader.list(analyst, bench.slug, { limit: 120, before: listed[0] });
    }
    expect(listed).toEqual(whole.map(({ id }) => id));
  });

  it('gives what an indicator may be made of a page at a time, and finds one of them by itself', async () => {
    const edition = { id: (await bench.deps.findEdition(bench.slug, analyst)).id, slug: bench.slug };
    const measurement = createIndicatorMeasurement(bench.deps);
    const list = async (page: { readonly before?: string; readonly limit: number }) => {
      const { measurable, earlier } = await measurement.listMeasurable(edition, page);
      return { ids: measurable.map(({ analysis }) => analysis), earlier };
    };
    const { ids, earlier } = await list({ limit: 5 });
    expect(ids).toHaveLength(5);
    expect(await list({ limit: 2 })).toEqual({ ids: ids.slice(3), earlier: earlier + 3 });
    const before = ids[3] ?? '';
    expect(await list({ limit: 2, before })).toEqual({ ids: ids.slice(1, 3), earlier: earlier + 1 });
    await expect(list({ limit: 2, before: goalId })).rejects.toMatchObject({ code: 'analyses.unknown' });
    const { ids: all } = await list({ limit: earlier + 5 });
    const asked = { analysis: all[0] ?? '', view: 'kinds', measure: 'count.records' };
    expect(await measurement.findMeasurable(edition, asked)).toMatchObject(asked);
    for (const other of [{ analysis: goalId }, { view: 'other' }, { measure: 'count.persons' }]) {
      expect(await measurement.findMeasurable(edition, { ...asked, ...other })).toBe(undefined);
    }
  });

  it('refuses to begin before an analysis that is not in the edition', async () => {
    const before = crypto.randomUUID();
    const asked = reader.list(analyst, bench.slug, { limit: 30, before });
    await expect(asked).rejects.toMatchObject({ code: 'analyses.unknown', status: 404 });
  });

  it('draws the newest of a long page only', async () => {
    const { analyses } = await reader.list(analyst, bench.slug, { limit: 200 });
    const drawn = analyses.map(({ preview }) => preview !== null);
    expect(drawn).toEqual(analyses.map((_, position) => position >= 170));
  });

  it('draws none small that has more rows than a small drawing can show', async () => {
    await fill(501, 201, 2);
    const { analyses } = await reader.list(analyst, bench.slug, newest);
    expect(analyses.filter(({ preview }) => preview !== null)).toHaveLength(29);
  });

  it('counts a finding of each', async () => {
    const [edition] = await bench.deps.db.selectFrom('analyses').select('edition').limit(1).execute();
    expect(await countFindings(bench.deps.db, edition?.edition ?? '')).toBe(501);
  });
});

describe('a question that needs more memory than one question has', () => {
  it('is answered with what to change, not as a fault of the platform', async () => {
    const sources = await bench.deps.findLandedSources(bench.slug);
    const asked = answerViews(
      readViews([view].map((one) => ({ ...one, title: { nl: 'Soort', en: 'Kind' } }))),
      {
        sources,
        signal,
        parameters: defaultParameters,
        timeoutMs: 60_000,
        findAreas: async () => undefined,
        groupings: new Map(),
        keptAnswers: bench.deps.keptAnswers,
        answerDamage: bench.deps.answerDamage,
        check: async () => {
          const engine = await openEngine({ memoryLimit: '16MB', threads: 1 });
          try {
            await engine.run('SELECT count(DISTINCT md5(i::VARCHAR)) FROM range(5000000) t(i)');
          } finally {
            engine.close();
          }
          throw new Error('more fitted in than should');
        },
      },
    );
    await expect(asked).rejects.toMatchObject({ code: 'analyses.too-heavy', status: 422 });
  });
});
