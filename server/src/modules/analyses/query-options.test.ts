import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inEnglish } from '../../platform/http/local-text.testing.ts';
import { createAnalysesReader } from './analyses.reader.ts';
import { createAnalysesService } from './analyses.service.ts';
import { analyst, facilitator, goalId, openAnalysesBench } from './analyses.testing.ts';
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
    const measurable = await createIndicatorMeasurement(bench.deps).listMeasurable({ id, slug: bench.slug });
    expect(measurable).toMatchObject([
      { measure: 'count.records', insteadOfPersons: true, query: { measures: [{ count: 'records' }] } },
    ]);
  });
});
