import { chmod, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inEnglish } from '../../platform/http/local-text.testing.ts';
import { checksErrors } from '../checks/checks.contract.ts';
import { analysesRoutes } from './analyses.contract.ts';
import { createAnalysesReader } from './analyses.reader.ts';
import { createAnalysesService } from './analyses.service.ts';
import { analyst, facilitator, goalId, openAnalysesBench } from './analyses.testing.ts';
import { createEvidenceService } from './evidence.service.ts';
import { createQuestions } from './questions.service.ts';

let bench: Awaited<ReturnType<typeof openAnalysesBench>>;
const { signal } = new AbortController();

beforeAll(async () => {
  bench = await openAnalysesBench();
});

afterAll(() => bench.close());

/** The module after a new start, which reads every check from its file. */
function start(changed: Parameters<typeof bench.restart>[0] = {}) {
  const deps = bench.restart(changed);
  const reader = createAnalysesReader(deps);
  return { reader, service: createAnalysesService(deps, reader), evidence: createEvidenceService(deps) };
}

async function askQuestion(): Promise<string> {
  const questions = createQuestions(bench.deps);
  const { id } = await questions.ask(facilitator, bench.slug, {
    goal: goalId,
    text: inEnglish('How many?'),
    rung: 'descriptive',
    reason: null,
  });
  await questions.sort(facilitator, bench.slug, id, { status: 'to-analyse', note: null });
  return id;
}

const inputFor = (question: string) => ({
  question,
  title: inEnglish('How many'),
  views: [
    {
      key: 'all',
      title: inEnglish('All'),
      shape: 'number' as const,
      query: { from: 'reports', measures: [{ count: 'records' as const }], by: [], where: [], also: [] },
    },
  ],
  finding: null,
});

async function findCubes(): Promise<string> {
  const [source] = await bench.deps.findLandedSources(bench.slug);
  const dir = source?.dir ?? '';
  return join(dir, (await readdir(dir)).find((name) => name.endsWith('.cubes')) ?? '');
}

describe('a damaged check of a data set', () => {
  it('is said at every question of it, keeps nothing of the attempt, leaves an old analysis readable, and is mended by removing its file', async () => {
    const question = await askQuestion();
    const made = await start().service.create(analyst, bench.slug, inputFor(question), signal);
    const { rows } = await sql<{ content: object }>`
      select content from evidence where id = ${made.evidence}`.execute(bench.deps.db);
    const kept = rows[0]?.content;
    const file = await findCubes();
    await chmod(file, 0o644);
    await truncate(file, 100);
    const { service, evidence, reader } = start();
    const damaged = { code: 'checks.damaged', status: 503, params: { dataSet: 'reports' } };
    const asked = [
      () => service.create(analyst, bench.slug, inputFor(question), signal),
      () => service.run(analyst, bench.slug, made.id, signal),
      () => evidence.repeat(analyst, made.evidence ?? '', signal),
    ];
    for (const ask of asked) await expect(ask()).rejects.toMatchObject(damaged);
    const { analyses } = await reader.list(analyst, bench.slug, { limit: 10 });
    expect(analyses.map(({ id, evidence: newest }) => [id, newest])).toEqual([[made.id, made.evidence]]);
    expect((await reader.get(analyst, bench.slug, made.id, signal)).runs).toHaveLength(1);
    await sql`alter table evidence disable trigger user`.execute(bench.deps.db);
    await sql`update evidence set content = content - 'checkedBeside' where id = ${made.evidence}`.execute(
      bench.deps.db,
    );
    const reason = { en: expect.stringMatching(/its check is damaged/), nl: expect.any(String) };
    expect(await reader.get(analyst, bench.slug, made.id, signal)).toMatchObject({
      askedUnderEarlierRules: true,
      underEarlierRules: [{ view: 'all', reason, nearest: null }],
    });
    await sql`update evidence set content = ${JSON.stringify(kept)}::jsonb where id = ${made.evidence}`.execute(
      bench.deps.db,
    );
    await rm(file);
    expect((await start().service.run(analyst, bench.slug, made.id, signal)).number).toBe(2);
    expect((await start().evidence.repeat(analyst, made.evidence ?? '', signal)).same).toBe(true);
  });

  it('is not needed for open data, of which a damaged file is refused by its name', async () => {
    const [source] = await bench.deps.findLandedSources(bench.slug);
    if (source === undefined) throw new Error('Nothing landed');
    const open = { ...source, contract: { ...source.contract, unit: 'area', accessClass: 'open' } } as const;
    const { service } = start({ findLandedSources: async () => [open] });
    const question = await askQuestion();
    const file = join(source.dir, 'rows', '0001.parquet');
    const kept = await readFile(file);
    await chmod(file, 0o644);
    await truncate(file, 100);
    const asked = service.create(analyst, bench.slug, inputFor(question), signal);
    const damaged = { code: 'checks.version-damaged', status: 503 };
    await expect(asked).rejects.toMatchObject(damaged);
    expect(bench.logged.at(-1)).toMatchObject({ event: 'checks.version-damaged', file: 'rows/0001.parquet' });
    await writeFile(file, kept);
    await service.create(analyst, bench.slug, inputFor(question), signal);
    const other = start({ findLandedSources: async () => [{ ...open, manifestSha256: '0'.repeat(64) }] });
    const askedOfOther = other.service.create(analyst, bench.slug, inputFor(question), signal);
    await expect(askedOfOther).rejects.toMatchObject(damaged);
    expect(bench.logged.at(-1)).toMatchObject({ event: 'checks.version-damaged', file: 'manifest.json' });
  });

  it.each(['createAnalysis', 'changeAnalysis', 'runAnalysis', 'repeatEvidence'] as const)(
    'may be what %s fails with',
    (name) => {
      expect(analysesRoutes[name].errors).toEqual(expect.arrayContaining([...checksErrors]));
    },
  );
});
