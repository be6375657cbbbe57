import { chmod, cp, readdir, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inEnglish } from '../../platform/http/local-text.testing.ts';
import type { AnalysesDeps } from './analyses.deps.ts';
import { createAnalysesReader } from './analyses.reader.ts';
import { createAnalysesService } from './analyses.service.ts';
import { analyst, facilitator, goalId, openAnalysesBench } from './analyses.testing.ts';
import { findObstacle } from './askable.contract.ts';
import { createIndicatorMeasurement } from './indicator-measurement.ts';
import { createQuestions } from './questions.service.ts';

let bench: Awaited<ReturnType<typeof openAnalysesBench>>;
const { signal } = new AbortController();

beforeAll(async () => {
  bench = await openAnalysesBench();
});

afterAll(() => bench.close());

describe('what may be asked of a data set', () => {
  it('names each level and value, what counts as one dimension, and how many may be used at once', async () => {
    const [option] = await createAnalysesReader(bench.deps).listOptions(analyst, bench.slug, signal);
    expect(option).toMatchObject({
      dataSet: 'reports',
      countsPersons: false,
      units: { records: { dimensionsMax: 3, addsValues: true, closed: [] }, persons: null },
    });
    const of = (key: string) => option?.dimensions.find((dimension) => dimension.key === key);
    expect(of('month')).toMatchObject({
      axis: 'time',
      kind: 'month',
      values: ['2026-01', '2026-02', '2026-03'],
      dimensionsMax: { records: 3, persons: null },
    });
    expect(of('quarter')).toMatchObject({ axis: 'time', kind: 'quarter', values: ['2026-Q1'] });
    expect(of('year')).toMatchObject({ axis: 'time', kind: 'year', label: { nl: 'Jaar', en: 'Year' } });
    expect(of('category')).toMatchObject({
      axis: 'category',
      values: ['litter', 'noise', 'smoke'],
      valueNames: { litter: { nl: 'Zwerfafval', en: 'Litter' } },
    });
  });

  it('is fewer dimensions at once of a special category', async () => {
    const landed = await bench.deps.findLandedSources(bench.slug);
    const special = landed.map((source) => ({
      ...source,
      contract: { ...source.contract, specialCategory: true },
    }));
    const deps = bench.restart({ findLandedSources: async () => special });
    const [option] = await createAnalysesReader(deps).listOptions(analyst, bench.slug, signal);
    expect(option?.units.records.dimensionsMax).toBe(2);
    expect(option?.dimensions.map(({ dimensionsMax }) => dimensionsMax.records)).not.toContain(3);
  });
});

describe('a data set whose check cannot be used', () => {
  const optionsOf = (deps: AnalysesDeps) =>
    createAnalysesReader(deps).listOptions(analyst, bench.slug, signal);
  const other = async (dataSet: string) => {
    const [source] = await bench.deps.findLandedSources(bench.slug);
    if (source === undefined) throw new Error('Nothing landed');
    const dir = join(dirname(source.dir), dataSet, 'v0001');
    for (const name of ['rows', 'manifest.json'])
      await cp(join(source.dir, name), join(dir, name), { recursive: true });
    return [source, { ...source, dataSet, dir }] as const;
  };

  it('has no choices and says why; the other data sets stay as they are', async () => {
    const landed = await other('other');
    const deps = () => bench.restart({ findLandedSources: async () => landed });
    const [before] = await optionsOf(deps());
    const { dir } = landed[1];
    const name = (await readdir(dir)).find((one) => one.endsWith('.cubes')) ?? '';
    await chmod(join(dir, name), 0o644);
    await truncate(join(dir, name), 100);
    const [reports, damaged] = await optionsOf(deps());
    expect(reports).toEqual(before);
    expect(damaged).toMatchObject({
      dataSet: 'other',
      dimensions: [],
      units: { records: { dimensionsMax: 0, closed: [{ part: 'data-set' }] }, persons: null },
    });
    const measures = [{ count: 'records' as const }];
    const query = { from: 'other', measures, by: [], where: [], also: [] };
    expect(
      findObstacle(
        query,
        [reports, damaged].filter((one) => one !== undefined),
      ),
    ).toMatchObject({
      kind: 'closed',
      reason: { en: expect.stringContaining('its check is damaged') },
    });
    expect(bench.logged).toMatchObject([{ event: 'checks.damaged', dataSet: 'other', file: name }]);
  });

  it('says so of too much to check', async () => {
    const many = Array.from({ length: 1100 }, (_, index) => `${index}`);
    const [reports, source] = await other('wide');
    const columns = source.contract.columns.flatMap((column) =>
      column.name === 'category'
        ? ['category', 'district'].map((name) => ({ ...column, name, allowed: many }))
        : column,
    );
    const landed = [reports, { ...source, contract: { ...source.contract, columns } }];
    const [usable, large] = await optionsOf(bench.restart({ findLandedSources: async () => landed }));
    expect(usable?.dimensions).not.toEqual([]);
    expect(large?.units.records.closed[0]?.reason.en).toContain('too much to check');
  });
});

describe('an analysis that counts persons', () => {
  it('is followed by month as the records of those persons, and says so', async () => {
    const questions = createQuestions(bench.deps);
    const question = await questions.ask(facilitator, bench.slug, {
      goal: goalId,
      text: inEnglish('How many?'),
      rung: 'descriptive',
      reason: null,
    });
    await questions.sort(facilitator, bench.slug, question.id, { status: 'to-analyse', note: null });
    const reader = createAnalysesReader(bench.deps);
    const made = await createAnalysesService(bench.deps, reader).create(
      analyst,
      bench.slug,
      {
        question: question.id,
        title: inEnglish('How many'),
        views: [
          {
            key: 'all',
            title: inEnglish('All'),
            shape: 'number',
            query: { from: 'reports', measures: [{ count: 'records' }], by: [], where: [], also: [] },
          },
        ],
        finding: null,
      },
      signal,
    );
    const persons = [{ count: 'persons' }];
    await bench.setMeasures(made.id, persons);
    const { id } = await bench.deps.findEdition(bench.slug, analyst);
    const measurement = createIndicatorMeasurement(bench.deps);
    const { measurable } = await measurement.listMeasurable({ id, slug: bench.slug }, { limit: 10 });
    expect(measurable).toMatchObject([
      { measure: 'count.records', insteadOfPersons: true, query: { measures: [{ count: 'records' }] } },
    ]);
  });
});
