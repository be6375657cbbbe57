import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashContent } from '../../platform/canonical-json.ts';
import { inDutch } from '../../platform/http/local-text.testing.ts';
import { analysesMigrations } from './analyses.migrations.ts';
import { createAnalysesReader } from './analyses.reader.ts';
import { createAnalysesService } from './analyses.service.ts';
import { analyst, askForKinds, facilitator, openAnalysesBench, stranger } from './analyses.testing.ts';
import { selectSources } from './answer-in-edition.ts';
import { readViews } from './answer-views.ts';
import { listCitable } from './citable.queries.ts';
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

beforeEach(() => {
  bench.state.step = 'analyse';
  bench.state.withdrawn = [];
});

afterAll(() => bench.close());

const analysisInput = () => askForKinds(questions, bench.slug);

describe('the first questions after a start of the hub', () => {
  it('are all answered when four come at once', async () => {
    const { id } = await service.create(analyst, bench.slug, await analysisInput(), signal);
    const deps = bench.restart();
    const started = createAnalysesService(deps, createAnalysesReader(deps));
    const runs = Array.from({ length: 4 }, () => started.run(analyst, bench.slug, id, signal));
    const made = await Promise.all(runs);
    expect(new Set(made.map(({ number }) => number)).size).toBe(4);
  });
});

describe('a result on data that left since', () => {
  it('stays as it was, with a mark, and is neither computed again nor cited anew', async () => {
    const { id, evidence: made } = await service.create(analyst, bench.slug, await analysisInput(), signal);
    const before = await evidence.get(analyst, made ?? '');
    expect(before.withdrawn).toEqual([]);
    const at = new Date('2026-11-20T10:00:00Z');
    bench.state.withdrawn = [{ dataSet: 'reports', version: 'v0001', organisation: 'police', at }];
    const mark = { organisation: 'police', at: at.toISOString() };
    const after = await evidence.get(analyst, made ?? '');
    expect(after).toEqual({ ...before, withdrawn: [mark] });
    const { hash, newer: _newer, withdrawn: _withdrawn, underEarlierRules: _rules, ...content } = after;
    expect(hashContent(content)).toBe(hash);
    await expect(evidence.repeat(analyst, made ?? '', signal)).rejects.toMatchObject({
      code: 'analyses.data-withdrawn',
      status: 409,
      params: { organisation: 'police' },
    });
    const { analyses } = await reader.list(analyst, bench.slug, { limit: 30 });
    expect(analyses.find((one) => one.id === id)?.withdrawn).toEqual([mark]);
    const { id: edition } = await bench.deps.findEdition(bench.slug, analyst);
    const citable = await listCitable(bench.deps.db, edition, bench.state.withdrawn);
    expect(citable.find((one) => one.id === id)).toMatchObject({ current: false, withdrawn: [mark] });
  });

  it('is not mistaken for one on a later version', async () => {
    const at = new Date('2026-11-20T10:00:00Z');
    bench.state.withdrawn = [{ dataSet: 'reports', version: 'v0000', organisation: 'police', at }];
    const { withdrawn } = await service.create(analyst, bench.slug, await analysisInput(), signal);
    expect(withdrawn).toEqual([]);
  });
});

describe('the texts of an analysis', () => {
  const title = { nl: 'Waar meldingen over gaan', en: 'What reports are about' };
  const ofView = { nl: 'Meldingen naar soort', en: 'Reports by kind' };
  const care = { nl: 'Niet alles wordt gemeld.', en: 'Not everything is reported.' };

  async function makeInBoth() {
    const input = await analysisInput();
    const views = input.views.map((view) => ({ ...view, title: ofView }));
    const finding = { ...input.finding, care };
    const made = await service.create(analyst, bench.slug, { ...input, title, views, finding }, signal);
    const untouched = made.views.map(({ key, shape, query }) => ({ key, shape, query }));
    const change = { question: input.question, views: untouched };
    return { made, change, sentence: input.finding.text, figures: input.finding.figures };
  }

  it('stay as they are in both languages when it is only computed again', async () => {
    const { made, change } = await makeInBoth();
    const again = await service.change(analyst, bench.slug, made.id, change, signal);
    expect(again).toMatchObject({ version: 2, title, findingInput: { care } });
    expect([again.views, again.findingInput]).toEqual([made.views, made.findingInput]);
    const { analysis, answers, finding } = await evidence.get(analyst, again.evidence ?? '');
    const sealed = { title: analysis.title, view: answers[0]?.title, care: finding?.care };
    expect(sealed).toEqual({ title: made.title, view: made.views[0]?.title, care: made.findingInput?.care });
  });

  it('change in the language they are written in; the other stays and is marked as not renewed', async () => {
    const { made, change, sentence, figures } = await makeInBoth();
    const before = await evidence.get(analyst, made.evidence ?? '');
    const typed = { text: sentence, figures, care: inDutch('Let op.') };
    const renamed = { ...change, title: inDutch('Waarover?'), finding: typed };
    const after = await service.change(analyst, bench.slug, made.id, renamed, signal);
    expect(after.title).toMatchObject({ nl: 'Waarover?', en: title.en, writtenIn: 'nl' });
    expect(after.views).toEqual(made.views);
    expect(after.findingInput?.care).toMatchObject({ nl: 'Let op.', en: care.en, writtenIn: 'nl' });
    expect(after.findingInput?.text).toEqual(made.findingInput?.text);
    const sealed = await evidence.get(analyst, made.evidence ?? '');
    expect(sealed).toEqual({ ...before, newer: after.evidence });
  });

  it('keep a caveat that is not named, and lose it in both languages when it is taken away', async () => {
    const { made, change, sentence, figures } = await makeInBoth();
    const without = { ...change, finding: { text: sentence, figures } };
    const kept = await service.change(analyst, bench.slug, made.id, without, signal);
    expect(kept.findingInput?.care).toEqual(made.findingInput?.care);
    const emptied = { ...change, finding: { text: sentence, figures, care: null } };
    const gone = await service.change(analyst, bench.slug, made.id, emptied, signal);
    expect(gone.findingInput?.care).toBeNull();
  });

  it('that were kept as bare words get their place in both languages', async () => {
    const { made } = await makeInBoth();
    await sql`
      update analysis_versions
      set finding = finding || '{"text": "Bare", "care": "Words"}'::jsonb
      where analysis = ${made.id}`.execute(bench.deps.db);
    await analysesMigrations['2026-11-30-analyses-3']?.up(bench.deps.db);
    const { findingInput } = await reader.get(analyst, bench.slug, made.id, signal);
    expect(findingInput).toMatchObject({
      text: { nl: 'Bare', en: 'Bare' },
      care: { nl: 'Words', en: 'Words' },
    });
  });
});

describe('an analysis', () => {
  it('shows what may be shown, and its headline comes out of the protected cells', async () => {
    const made = await service.create(analyst, bench.slug, await analysisInput(), signal);
    const result = await evidence.get(analyst, made.evidence ?? '');
    const cells = Object.fromEntries(
      (result.answers[0]?.rows ?? []).map((row) => [row['category'], row['count.records']]),
    );
    expect(cells['noise']).toEqual({ status: 'suppressed' });
    expect(cells['litter']).toMatchObject({ status: 'published' });
    expect(result.finding?.figures[0]?.value).toEqual(cells['litter']);
    expect(result.protection).toMatchObject({ suppressedCells: 1, publishedCells: 2, minimumCount: 10 });
  });

  it('keeps the way back: goal, question, data version, delivery, contract, and a hash over all of it', async () => {
    const made = await service.create(analyst, bench.slug, await analysisInput(), signal);
    const {
      newer,
      hash,
      withdrawn: _,
      underEarlierRules: _rules,
      ...content
    } = await evidence.get(analyst, made.evidence ?? '');
    expect(newer).toBeNull();
    expect(hash).toBe(hashContent(content));
    expect(content.goal.text.en).toBe('Less nuisance');
    expect(content.sources[0]).toMatchObject({
      version: 'v0001',
      rows: 60,
      rounded: true,
      delivery: { read: 60, accepted: 60, rejected: 10 },
      contract: { legalBasis: { nl: 'publieke taak', en: 'public task' }, retention: 'P1Y' },
    });
  });

  it('leaves with protected values only: no true count, no key, nothing of the noise (A19)', async () => {
    const made = await service.create(analyst, bench.slug, await analysisInput(), signal);
    const { answers, protection } = await evidence.get(facilitator, made.evidence ?? '');
    const fields = answers.flatMap(({ rows, totals }) =>
      [...rows, totals ?? {}].flatMap((row) =>
        Object.values(row).flatMap((cell) =>
          cell !== null && typeof cell === 'object' ? Object.keys(cell) : [],
        ),
      ),
    );
    expect([...new Set(fields)].sort()).toEqual(['margin', 'status', 'value']);
    expect(Object.keys(protection).sort()).toEqual(
      ['method', 'minimumCount', 'publishedCells', 'suppressedCells', 'zeroCells'].sort(),
    );
    const sent = JSON.stringify({ answers: answers.map(({ sql: _, ...shown }) => shown), protection, made });
    expect(sent).not.toMatch(
      /cell_?key|record_?key|person_?key|maxNoise|variance|p-?table|withheld|contributors/i,
    );
  });

  it('can be repeated from the same versions with the same cells, not by a partner that waits', async () => {
    const made = await service.create(analyst, bench.slug, await analysisInput(), signal);
    expect(await evidence.repeat(facilitator, made.evidence ?? '', signal)).toMatchObject({
      same: true,
      cells: 3,
    });
    const waiting = { ...facilitator, organisationWaits: true };
    const refusal = { code: 'session.organisation-waits', status: 403 };
    await expect(evidence.repeat(waiting, made.evidence ?? '', signal)).rejects.toMatchObject(refusal);
  });

  it('run again is new evidence; the old one points to it and stays', async () => {
    const made = await service.create(analyst, bench.slug, await analysisInput(), signal);
    const again = await service.run(analyst, bench.slug, made.id, signal);
    expect((await evidence.get(analyst, made.evidence ?? '')).newer).toBe(again.id);
    expect((await reader.get(analyst, bench.slug, made.id, signal)).runs).toHaveLength(2);
  });

  it('is refused for a question of which the answer is known already, and made for one that is open (22)', async () => {
    const input = await analysisInput();
    const sort = (status: 'known' | 'to-analyse', note: string | null) =>
      questions.sort(facilitator, bench.slug, input.question, { status, note });
    await sort('known', 'Monitor 2025, page 12');
    await expect(service.create(analyst, bench.slug, input, signal)).rejects.toMatchObject({
      code: 'analyses.question-already-known',
      status: 409,
    });
    await sort('to-analyse', null);
    expect((await service.create(analyst, bench.slug, input, signal)).evidence).not.toBeNull();
  });

  it('is refused to a person who is not an analyst, and its evidence to a person outside the edition', async () => {
    const input = await analysisInput();
    await expect(service.create(facilitator, bench.slug, input, signal)).rejects.toMatchObject({
      code: 'analyses.role-may-not-analyse',
      status: 403,
    });
    const made = await service.create(analyst, bench.slug, input, signal);
    await expect(evidence.get(stranger, made.evidence ?? '')).rejects.toMatchObject({ status: 403 });
  });

  it('names every problem of its query with the place', async () => {
    const input = await analysisInput();
    const [view] = input.views;
    if (view === undefined) throw new Error('the input has a view');
    const wrong = { ...input, views: [{ ...view, query: { ...view.query, by: ['colour'] } }], finding: null };
    await expect(service.create(analyst, bench.slug, wrong, signal)).rejects.toMatchObject({
      code: 'analyses.query-invalid',
      problems: [{ path: 'views[0].query.by[0]' }],
    });
  });

  it('cannot name a data set that has not landed in this edition', async () => {
    const input = await analysisInput();
    const [view] = input.views;
    if (view === undefined) throw new Error('the input has a view');
    const elsewhere = { ...view, query: { ...view.query, from: 'benefits' } };
    await expect(
      service.create(analyst, bench.slug, { ...input, views: [elsewhere], finding: null }, signal),
    ).rejects.toMatchObject({ code: 'analyses.data-not-landed', params: { dataSet: 'benefits' } });
  });

  it('cannot link data sets that were delivered with different keys, and says whose is behind', async () => {
    const [landed] = await bench.deps.findLandedSources(bench.slug);
    const input = await analysisInput();
    const [view] = input.views;
    if (view === undefined || landed === undefined) throw new Error('the input has a view of what landed');
    const linked = { ...view, query: { ...view.query, also: [{ in: 'care' }] } };
    const withKeys = (ours: number | null, theirs: number | null) => [
      { ...landed, keyVersion: ours },
      { ...landed, dataSet: 'care', keyVersion: theirs },
    ];
    const create = (findLandedSources: typeof bench.deps.findLandedSources) => {
      const asked = { ...input, views: [linked], finding: null };
      const ours = createAnalysesService({ ...bench.deps, findLandedSources }, reader);
      return ours.create(analyst, bench.slug, asked, signal);
    };
    await expect(create(async () => withKeys(2, 1))).rejects.toMatchObject({
      code: 'analyses.keys-differ',
      status: 409,
      params: { dataSets: 'care' },
    });
    const views = readViews([{ ...linked, title: { nl: 'Samen', en: 'Together' } }]);
    for (const [ours, theirs] of [
      [2, 2],
      [2, null],
    ] as const) {
      expect(selectSources(withKeys(ours, theirs), views)).toHaveLength(2);
    }
  });

  it('answers its question only once there is evidence', async () => {
    const input = await analysisInput();
    const sort = () =>
      questions.sort(facilitator, bench.slug, input.question, { status: 'answered', note: null });
    await expect(sort()).rejects.toMatchObject({ code: 'analyses.question-needs-evidence', status: 409 });
    await service.create(analyst, bench.slug, input, signal);
    expect((await sort()).status).toBe('answered');
  });

  it('leaves evidence that the database refuses to change', async () => {
    await service.create(analyst, bench.slug, await analysisInput(), signal);
    await expect(bench.tamper('evidence')).rejects.toThrow('evidence is kept as it was');
  });
});
