import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../platform/db/database.testing.ts';
import type { Db } from '../../platform/db/database.ts';
import { migrate } from '../../platform/db/migrate.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { AnalysesDeps } from './analyses.deps.ts';
import { analysesMigrations } from './analyses.migrations.ts';
import { createAnalysesReader } from './analyses.reader.ts';
import type { AnalysesTables } from './analyses.tables.ts';
import { analyst, facilitator, goalId, officer, openAnalysesBench, stranger } from './analyses.testing.ts';
import { listCitable } from './citable.queries.ts';
import { createEvidenceService } from './evidence.service.ts';

const last = '2026-11-30-analyses-4';
const question = randomUUID();
const analysis = randomUUID();
const evidence = randomUUID();
const title = { nl: 'Meldingen per soort', en: 'Reports by kind' };
const published = { status: 'published', value: 7301 };

/** Evidence as it was kept when every question could be asked. */
const content = {
  id: evidence,
  number: 1,
  edition: { slug: 'care-and-nuisance', title: { nl: 'Zorg en overlast', en: 'Care and nuisance' } },
  goal: {
    id: goalId,
    text: title,
    organisation: null,
    at: '2026-03-12T09:00:00.000Z',
    successCriterion: null,
  },
  question: { id: question, number: 1, text: title, rung: 'descriptive', askedBy: 'town' },
  analysis: { id: analysis, title, version: 1 },
  finding: {
    text: { nl: '{litter} meldingen', en: '{litter} reports' },
    figures: [{ name: 'litter', kind: 'value', value: published }],
    care: null,
  },
  answers: [
    {
      key: 'kinds',
      title,
      shape: 'bars',
      query: { from: 'reports', measures: [{ count: 'records' }], by: ['category'], where: [], also: [] },
      dimensions: [{ key: 'category', label: title, kind: 'category', valueNames: {} }],
      measures: [{ key: 'count.records', label: title, kind: 'records' }],
      rows: [{ category: 'litter', 'count.records': published }],
      totals: { 'count.records': published },
      areaYear: null,
      sql: 'select 1',
    },
  ],
  sources: [
    {
      dataSet: 'reports',
      name: title,
      organisation: 'town',
      version: 'v0001',
      rows: 63,
      rounded: true,
      landedAt: '2026-11-01T10:00:00.000Z',
      delivery: {
        id: randomUUID(),
        at: '2026-11-01T10:00:00.000Z',
        by: 'Sanne Kok',
        fileName: 'reports.parquet',
        read: 64,
        accepted: 63,
        rejected: 1,
      },
      contract: {
        id: 'reports',
        version: '1.0.0',
        purpose: null,
        legalBasis: null,
        retention: null,
        limitations: null,
      },
    },
  ],
  organisations: ['town'],
  protection: { method: 'cell key', minimumCount: 5, suppressedCells: 0, publishedCells: 2, zeroCells: 0 },
  by: 'Noor de Wit',
  at: '2026-11-14T10:00:00.000Z',
  hash: 'a'.repeat(64),
};

let bench: Awaited<ReturnType<typeof openAnalysesBench>>;
let database: Awaited<ReturnType<typeof openTestDatabase>>;
let deps: AnalysesDeps;
const { signal } = new AbortController();

/** An installation of the earlier release with one result, brought up to date. */
beforeAll(async () => {
  bench = await openAnalysesBench();
  const earlier = Object.entries(analysesMigrations).filter(([name]) => name !== last);
  database = await openTestDatabase([Object.fromEntries(earlier)]);
  const edition = (await bench.deps.findEdition(bench.slug, analyst)).id;
  const { db } = database;
  await sql`insert into questions (id, edition, number, goal, text, rung, asked_by, status, at)
    values (${question}, ${edition}, 1, ${goalId}, ${JSON.stringify(title)}, 'descriptive', 'town', 'answered', now())`.execute(
    db,
  );
  await sql`insert into analyses (id, edition, question, by, at, version)
    values (${analysis}, ${edition}, ${question}, 'Noor de Wit', now(), 1)`.execute(db);
  const views = content.answers.map(({ key, title: name, shape, query }) => ({
    key,
    title: name,
    shape,
    query,
  }));
  const finding = {
    text: content.finding.text,
    figures: [{ name: 'litter', view: 'kinds', measure: 'count.records', kind: 'value', where: {} }],
    care: null,
  };
  await sql`insert into analysis_versions (analysis, version, title, views, finding, at)
    values (${analysis}, 1, ${JSON.stringify(title)}, ${JSON.stringify(views)}, ${JSON.stringify(finding)}, now())`.execute(
    db,
  );
  await sql`insert into evidence (id, edition, analysis, number, version, content, at)
    values (${evidence}, ${edition}, ${analysis}, 1, 1, ${JSON.stringify(content)}, now())`.execute(db);
  expect(await migrate(db, [analysesMigrations])).toEqual([last]);
  deps = { ...bench.deps, db: db as Db<AnalysesTables> };
});

afterAll(async () => {
  await database.close();
  await bench.close();
});

const open = (actor: Actor) => createEvidenceService(deps).get(actor, evidence);

describe('a result of the earlier release', () => {
  it('is read by the privacy officer as it was kept', async () => {
    expect(await open(officer)).toEqual({ ...content, newer: null, underEarlierRules: true, withdrawn: [] });
  });

  it.each([analyst, facilitator])(
    'is shown to $name with its way back, and without a figure',
    async (actor) => {
      const shown = await open(actor);
      expect(shown).toMatchObject({
        underEarlierRules: true,
        answers: [],
        finding: null,
        hash: content.hash,
      });
      expect(shown.sources).toEqual(content.sources);
      expect(JSON.stringify(shown)).not.toContain('7301');
      await expect(open(stranger)).rejects.toMatchObject({ code: 'editions.not-a-participant' });
    },
  );

  it('shows no figure in the list, in the analysis or to a new insight either', async () => {
    const reader = createAnalysesReader(deps);
    const list = await reader.list(analyst, bench.slug, { limit: 30 });
    expect(list.analyses).toMatchObject([
      { id: analysis, evidence, askedUnderEarlierRules: true, finding: null, preview: null },
    ]);
    const described = await reader.get(analyst, bench.slug, analysis, signal);
    const cited = await listCitable(database.db, (await deps.findEdition(bench.slug, analyst)).id, []);
    expect(cited.find(({ id }) => id === analysis)).toMatchObject({ evidence, finding: null });
    expect(JSON.stringify([list, described, cited])).not.toContain('7301');
    expect(described.findingInput?.text.en).toBe('{litter} reports');
  });

  it('is taken along by the privacy officer only, and that is kept', async () => {
    const service = createEvidenceService(deps);
    await expect(service.recordDownload(analyst, evidence)).rejects.toMatchObject({
      code: 'analyses.earlier-rules',
      status: 403,
    });
    expect(bench.shown).toEqual([]);
    await service.recordDownload(officer, evidence);
    expect(bench.shown).toMatchObject([
      { what: { download: evidence }, actor: officer, figures: { shown: 2, suppressed: 0 } },
    ]);
  });

  it('counts as opened by the person who saw its figures, not by the others', async () => {
    expect(new Set(bench.opened.map(({ actor, evidence: one }) => [actor.id, one].join(' ')))).toEqual(
      new Set([`${officer.id} ${evidence}`]),
    );
  });
});
