import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import { migrate } from '../../platform/db/migrate.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { inDutch, inEnglish } from '../../platform/http/local-text.testing.ts';
import { jobRunsMigrations } from '../../platform/jobs/job-runs.ts';
import { hashContent, type IndicatorMeasurement } from '../analyses/analyses.api.ts';
import {
  addIndicator,
  judgeIndicator,
  listChanges,
  listChoices,
  listIndicators,
  measureIndicator,
} from './impact.service.ts';
import { impactMigrations } from './impact.tables.ts';
import {
  fay,
  goal,
  hal,
  input,
  joris,
  measurable,
  noor,
  openImpactBench,
  sam,
  slug,
} from './impact.testing.ts';
import { changeIndicator, stopIndicator } from './indicator-changes.service.ts';

const { signal } = new AbortController();

describe.each(engines)('impact on $name', ({ open }) => {
  let database: Database;
  let bench: Awaited<ReturnType<typeof openImpactBench>>;
  beforeAll(async () => {
    database = await open();
    await migrate(database.db, [jobRunsMigrations, impactMigrations]);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    bench = await openImpactBench(database);
  });
  afterEach(async () => {
    await bench.close();
    for (const table of ['impact_verdicts', 'indicator_changes', 'impact_measurements']) {
      await database.execute(`alter table ${table} disable trigger all`);
      await database.execute(`delete from ${table}`);
      await database.execute(`alter table ${table} enable trigger all`);
    }
    await database.execute('delete from indicators');
  });

  const begin = async (change: Partial<typeof input> = {}) => {
    const { indicators } = await addIndicator(bench.deps, fay, slug, { ...input, ...change }, signal);
    const made = indicators.at(-1);
    if (made === undefined) throw new Error('nothing was added');
    return made;
  };
  const judge = (indicator: string, because: string, actor = joris) =>
    judgeIndicator(
      bench.deps,
      actor,
      { edition: slug, indicator },
      { verdict: 'too-early', because, language: 'en', elsewhere: [] },
    );

  it('measures an indicator at once, month by month within its neighbourhoods, and keeps hash and versions (83)', async () => {
    const made = await begin();
    expect(made.judgement.level).toBe('before-after');
    expect(made.measurements).toHaveLength(1);
    expect(made.measurements[0]).toMatchObject({ number: 1, by: fay.name, until: '2025-09' });
    expect(made.measurements[0]?.versions).toMatchObject([{ dataSet: 'reports', version: 'v0001' }]);
    const { rows } = await database.execute('select * from impact_measurements');
    const [{ hash, ...content }] = rows as [Record<string, unknown>];
    expect(hash).toBe(hashContent({ ...content, at: (content['at'] as Date).toISOString() }));
    expect(made.figure.query).toMatchObject({
      by: ['month'],
      where: [{ column: 'neighbourhood', in: ['BU1'] }],
    });
    expect(new Set(made.figure.rows.map((row) => row['place']))).toEqual(new Set(['measured', 'comparison']));
    expect(bench.events.at(-1)).toMatchObject({ action: 'impact.indicator-added', actor: fay });
  });

  it('measures again by itself when newer data land, and reaches further (83)', async () => {
    const made = await begin();
    await bench.land('v0002', 22);
    const again = await vi.waitFor(
      async () => {
        const { indicators } = await listIndicators(bench.deps, fay, slug);
        expect(indicators[0]?.measurements).toHaveLength(2);
        return indicators[0];
      },
      { timeout: 60_000 },
    );
    expect(again?.measurements.map(({ by, level }) => [by, level])).toEqual([
      [null, 'trend-compared'],
      [fay.name, 'before-after'],
    ]);
    expect(again?.id).toBe(made.id);
    expect(again?.outdated).toBe(false);
    expect(bench.events.at(-1)).toMatchObject({ action: 'impact.measured', actor: null });
  });

  it('measures the others when one cannot be measured, and says which one waits', async () => {
    await begin({ name: inEnglish('Stuck') });
    await begin();
    bench.state.failing = 'Stuck';
    await bench.land('v0002', 22);
    await vi.waitFor(
      async () => {
        const { indicators } = await listIndicators(bench.deps, fay, slug);
        expect(indicators.map(({ outdated }) => outdated)).toEqual([true, false]);
      },
      { timeout: 60_000 },
    );
    bench.state.failing = null;
    const { indicators } = await listIndicators(bench.deps, fay, slug);
    const place = { edition: slug, indicator: indicators[0]?.id ?? '' };
    await vi.waitFor(
      async () => {
        const board = await listIndicators(bench.deps, fay, slug);
        if (board.indicators[0]?.outdated === true) await measureIndicator(bench.deps, noor, place, signal);
      },
      { timeout: 60_000 },
    );
    await expect(measureIndicator(bench.deps, noor, place, signal)).rejects.toMatchObject({
      code: 'impact.nothing-newer',
      status: 409,
    });
  });

  it('tells who keeps an eye on it when it was measured by itself, not when a person measured', async () => {
    await begin();
    expect(bench.told).toEqual([]);
    await bench.land('v0002', 22);
    await vi.waitFor(() => expect(bench.told).toEqual([`${slug} ${noor.id}`]), { timeout: 60_000 });
  });

  it('takes another name, target and owner with the reason, and keeps what it was (83)', async () => {
    const { id, name } = await begin();
    const place = { edition: slug, indicator: id };
    const change = {
      name: inEnglish('Litter in the centre'),
      target: 50,
      owner: joris.id,
      because: 'Joris took it over',
    };
    const { indicators } = await changeIndicator(bench.deps, noor, place, change);
    expect(indicators[0]).toMatchObject({
      name: { nl: 'Litter in the centre' },
      target: 50,
      owner: { id: joris.id },
      changes: [
        { was: { name, target: 60, owner: noor.name }, because: 'Joris took it over', by: noor.name },
      ],
    });
    await expect(changeIndicator(bench.deps, fay, place, change)).rejects.toMatchObject({
      code: 'impact.nothing-changed',
      status: 409,
    });
    await expect(changeIndicator(bench.deps, noor, place, { ...change, target: 40 })).rejects.toMatchObject({
      code: 'impact.role-may-not',
      status: 403,
    });
    await expect(changeIndicator(bench.deps, fay, place, { ...change, owner: hal.id })).rejects.toMatchObject(
      {
        code: 'impact.owner-unknown',
      },
    );
    await expect(database.execute("update indicator_changes set because = 'x'")).rejects.toThrow(
      'kept as it',
    );
    expect(bench.events.at(-1)).toMatchObject({ action: 'impact.indicator-changed', actor: noor });
  });

  it('renamed in one language keeps its name in the other', async () => {
    const name = { nl: 'Zwerfafval', en: 'Litter' };
    const { id, target, owner } = await begin({ name });
    const place = { edition: slug, indicator: id };
    const change = { target, owner: owner.id, because: 'Clearer' };
    const { indicators } = await changeIndicator(bench.deps, noor, place, {
      ...change,
      name: inDutch('Afval op straat'),
    });
    const renamed = indicators.find((one) => one.id === id);
    expect(renamed?.name).toMatchObject({ nl: 'Afval op straat', en: 'Litter', writtenIn: 'nl' });
    expect(renamed?.changes[0]?.was.name).toMatchObject(name);
  });

  it('is stopped with the reason: all of it stays, newer data are not measured, nothing changes any more', async () => {
    const { id, measurements } = await begin({ name: inEnglish('Ended') });
    const place = { edition: slug, indicator: id };
    await stopIndicator(bench.deps, joris, place, 'The bins were taken away');
    await begin({ name: inEnglish('Goes on') });
    await bench.land('v0002', 22);
    await vi.waitFor(
      async () => {
        const [ended, on] = (await listIndicators(bench.deps, joris, slug)).indicators;
        expect(on?.measurements).toHaveLength(2);
        expect(ended).toMatchObject({
          measurements,
          outdated: false,
          stopped: { because: 'The bins were taken away', by: joris.name, organisation: 'housing' },
          may: {
            measure: { allowed: false, reason: 'impact.stopped' },
            change: { reason: 'impact.stopped' },
          },
        });
      },
      { timeout: 60_000 },
    );
    const refused = { code: 'impact.stopped', status: 409 };
    await expect(stopIndicator(bench.deps, fay, place, 'Again')).rejects.toMatchObject(refused);
    await expect(measureIndicator(bench.deps, noor, place, signal)).rejects.toMatchObject(refused);
    expect(await judge(id, 'Still to be judged')).toBeDefined();
    expect(bench.events).toContainEqual(expect.objectContaining({ action: 'impact.indicator-stopped' }));
  });

  it('keeps every verdict with who, when and how far the numbers reached; none is written over (83)', async () => {
    const { id } = await begin();
    await judge(id, 'We look again after the summer');
    const { indicators } = await judgeIndicator(
      bench.deps,
      fay,
      { edition: slug, indicator: id },
      { verdict: 'helped', because: 'Since June there is less', language: 'en', elsewhere: [] },
    );
    expect(indicators[0]?.verdicts).toMatchObject([
      { verdict: 'helped', by: fay.name, organisation: 'town', level: 'before-after' },
      { verdict: 'too-early', by: joris.name, organisation: 'housing' },
    ]);
    await expect(database.execute("update impact_verdicts set because = 'x'")).rejects.toThrow(
      'kept as it was',
    );
    await expect(database.execute('delete from impact_measurements')).rejects.toThrow('kept as it was');
    expect(bench.events.at(-1)).toMatchObject({ action: 'impact.judged', details: { verdict: 'helped' } });
  });

  it('writes the figures of the measurement in a verdict, and takes no other number without a source (83)', async () => {
    const { id, judgement } = await begin();
    const { mean } = judgement.before;
    const board = await judge(id, 'It was {before} in a month');
    expect(board.indicators[0]?.verdicts).toMatchObject([
      {
        because: `It was ${mean?.toLocaleString('en', { maximumFractionDigits: 1 })} in a month`,
        numbers: { text: 'It was {before} in a month', figures: [{ name: 'before', value: mean }] },
      },
    ]);
    await expect(judge(id, 'It is {nothing}')).rejects.toMatchObject({
      code: 'impact.figure-unknown',
      status: 422,
    });
    await expect(judge(id, 'It is 40 % less')).rejects.toMatchObject({
      code: 'request.numbers-unbound',
      status: 422,
      problems: [{ path: 'because', code: 'request.number-unbound', params: { number: '40 %' } }],
    });
    const elsewhere = [{ number: '40%', source: 'Count by the caretakers' }];
    const place = { edition: slug, indicator: id };
    const because = 'It is 40 % less';
    const input = { verdict: 'helped' as const, because, language: 'en' as const, elsewhere };
    const { indicators } = await judgeIndicator(bench.deps, fay, place, input);
    expect(indicators[0]?.verdicts[0]).toMatchObject({ because, numbers: { figures: [], elsewhere } });
  });

  it('sends a verdict back that names a cause before the numbers carry one, and takes it afterwards (83)', async () => {
    const { id } = await begin();
    await expect(judge(id, 'Dit komt door de bakken')).rejects.toMatchObject({
      code: 'impact.causal-words',
      status: 409,
      params: { words: '“door”' },
    });
    await bench.land('v0002', 22);
    await vi.waitFor(
      async () => {
        const { indicators } = await listIndicators(bench.deps, fay, slug);
        expect(indicators[0]?.judgement.level).toBe('trend-compared');
      },
      { timeout: 60_000 },
    );
    const board = await judge(id, 'Dit komt door de bakken');
    expect(board.indicators[0]?.verdicts).toHaveLength(1);
  });

  it('counts the solutions that were carried out and have months before and after (83)', async () => {
    const none = await listIndicators(bench.deps, fay, slug);
    expect(none.followed).toEqual({ realised: 1, measured: 0 });
    await begin({ about: { kind: 'goal', id: goal } });
    expect((await listIndicators(bench.deps, fay, slug)).followed.measured).toBe(0);
    await begin();
    expect((await listIndicators(bench.deps, fay, slug)).followed.measured).toBe(1);
  });

  it('tells what changed in the sentences of the board, with how sure each is', async () => {
    expect(await listChanges(bench.deps, fay, slug)).toEqual([]);
    const { id, judgement } = await begin();
    expect(await listChanges(bench.deps, fay, slug)).toEqual([
      { id, headline: judgement.headline, level: judgement.level },
    ]);
  });

  it('names every goal with whether anything measures it: nothing yet, something, or nothing any more (83)', async () => {
    const goals = async () => (await listIndicators(bench.deps, fay, slug)).goals;
    const title = { nl: 'Schoon', en: 'Clean' };
    await begin();
    expect(await goals()).toEqual([{ id: goal, title, state: 'unmeasured' }]);
    const { id } = await begin({ about: { kind: 'goal', id: goal } });
    expect(await goals()).toEqual([{ id: goal, title, state: 'measured' }]);
    await stopIndicator(bench.deps, fay, { edition: slug, indicator: id }, 'We ask another question now');
    expect(await goals()).toEqual([{ id: goal, title, state: 'stopped' }]);
  });

  it('marks a measurement that rests on data that left with their owner', async () => {
    const before = await begin();
    expect(before.withdrawn).toEqual([]);
    const at = new Date('2026-11-22T10:00:00Z');
    bench.state.withdrawn = [{ dataSet: 'reports', version: 'v0001', organisation: 'town', at }];
    const { indicators } = await listIndicators(bench.deps, fay, slug);
    expect(indicators[0]?.withdrawn).toEqual([{ organisation: 'town', at: at.toISOString() }]);
  });

  it.each([
    [{ about: { kind: 'goal' as const, id: randomUUID() } }, 'impact.about-unknown', 404],
    [{ view: 'elsewhere' }, 'impact.measurable-unknown', 404],
    [{ areas: ['BU9'] }, 'impact.area-unknown', 422],
    [{ areas: ['BU2'] }, 'impact.areas-overlap', 422],
    [{ areas: [] }, 'impact.areas-needed', 422],
    [{ owner: hal.id }, 'impact.owner-unknown', 404],
  ])('refuses %j with the reason', async (change, code, status) => {
    await expect(begin(change)).rejects.toMatchObject({ code, status });
    expect((await listIndicators(bench.deps, fay, slug)).indicators).toEqual([]);
  });

  it('is chosen from a page of saved queries, with the areas of a year once for all of them', async () => {
    const asked: unknown[] = [];
    const measurables = [measurable, { ...measurable, view: 'other' }, { ...measurable, areas: null }];
    const indicatorMeasurement = {
      ...bench.deps.indicatorMeasurement,
      listMeasurable: async (...[, page]: Parameters<IndicatorMeasurement['listMeasurable']>) => {
        asked.push(page);
        return { measurable: measurables, earlier: 7 };
      },
    };
    const page = { before: measurable.analysis, limit: 3 };
    const choices = await listChoices({ ...bench.deps, indicatorMeasurement }, fay, slug, page);
    expect(asked).toEqual([page]);
    expect(choices.earlier).toBe(7);
    expect(choices.measurable.map(({ areaYear }) => areaYear)).toEqual([2025, 2025, null]);
    expect(choices.areas).toEqual([
      {
        year: 2025,
        areas: [
          { code: 'BU1', name: 'Centrum' },
          { code: 'BU2', name: 'Haven' },
        ],
      },
    ]);
  });

  it('is for those who decide and analyse in organisations that stepped in, once there is something to ask', async () => {
    const add = (actor: typeof fay) => addIndicator(bench.deps, actor, slug, input, signal);
    await expect(listIndicators(bench.deps, hal, slug)).rejects.toMatchObject({ code: 'impact.not-in' });
    await expect(listChanges(bench.deps, hal, slug)).rejects.toMatchObject({ code: 'impact.not-in' });
    await expect(listChoices(bench.deps, hal, slug, { limit: 10 })).rejects.toMatchObject({ status: 403 });
    await expect(add(sam)).rejects.toMatchObject({ code: 'impact.role-may-not', status: 403 });
    bench.state.step = 'share';
    await expect(add(noor)).rejects.toMatchObject({ code: 'impact.not-open', status: 409 });
    bench.state.step = 'analyse';
    const [made] = (await add(noor)).indicators;
    await expect(judge(made?.id ?? '', 'Too soon')).rejects.toMatchObject({
      code: 'impact.verdict-not-open',
    });
    bench.state.step = 'solve';
    await expect(judge(made?.id ?? '', 'I analyse', noor)).rejects.toMatchObject({
      code: 'impact.role-may-not',
    });
    await expect(judge(randomUUID(), 'Unknown')).rejects.toMatchObject({
      code: 'impact.indicator-unknown',
      status: 404,
    });
  });
});
