import { parseQuestion, planQuestion, QuestionError, type QuestionProblem } from '@datalab/warehouse';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import type { QueryOption } from './analyses.contract.ts';
import type { AnalysisQuery } from './answer.contract.ts';
import { countDimensions, dimensionToKey, findObstacle, type Obstacle } from './askable.contract.ts';
import { createTown, readDemoContracts, type Situation, type Town } from './askable.testing.ts';

const contracts = readDemoContracts();
const calm: Situation = {
  several: false,
  hasNoValue: false,
  specialCategory: false,
  groups: true,
  neighbourhoods: 5,
  closed: [],
};
const situations: fc.Arbitrary<Situation> = fc.record({
  several: fc.boolean(),
  hasNoValue: fc.boolean(),
  specialCategory: fc.boolean(),
  groups: fc.boolean(),
  neighbourhoods: fc.constant(5),
  closed: fc.constantFrom(
    [],
    [],
    ['months' as const],
    ['months' as const, 'quarters' as const],
    ['third-dimension' as const],
    ['second-dimension' as const, 'third-dimension' as const],
    ['data-set' as const],
  ),
});

const towns = new Map<string, Town>();

function townOf(situation: Situation): Town {
  const key = JSON.stringify(situation);
  const town = towns.get(key) ?? createTown(contracts, situation);
  towns.set(key, town);
  return town;
}

type Dimension = QueryOption['dimensions'][number];

function keyToDimension(key: string): AnalysisQuery['by'][number] {
  if (key === 'records-per-person') return { recordsPerPerson: true };
  const [, kind, name = ''] = /^(in|group)\.(.+)$/.exec(key) ?? [];
  if (kind === undefined) return key;
  return kind === 'in' ? { in: name } : { group: name };
}

function fewOf<T>(list: readonly T[], most: number, minLength = 0): fc.Arbitrary<T[]> {
  return fc.subarray([...list], { minLength, maxLength: Math.min(most, list.length) });
}

function filterOf(dimension: Dimension): fc.Arbitrary<AnalysisQuery['where'][number]> {
  const column = keyToDimension(dimension.key);
  const values = fewOf(dimension.values, 4, 1).map((chosen) => ({ column, in: chosen }));
  if (dimension.axis !== 'time' || dimension.kind === 'group') return values;
  const at = fc.integer({ min: 0, max: dimension.values.length - 1 });
  const period = fc.tuple(at, at).map(([one, other]) => ({
    column,
    from: dimension.values[Math.min(one, other)] ?? '',
    to: dimension.values[Math.max(one, other)] ?? '',
  }));
  return fc.oneof(values, period);
}

function measureOf(option: QueryOption): fc.Arbitrary<AnalysisQuery['measures'][number]> {
  return fc.constantFrom(
    { count: 'records' as const },
    ...(option.countsPersons
      ? [
          { count: 'persons' as const },
          { count: 'persons' as const },
          { rate: 'persons' as const, per: 1000, of: 'population' },
        ]
      : []),
    { rate: 'records' as const, per: 1000, of: 'population' },
    ...option.measures.map(({ key }) => ({ mean: key })),
  );
}

/** A query made of what the options list, with too much at once as often as not. */
function queryOf(options: readonly QueryOption[]): fc.Arbitrary<AnalysisQuery> {
  return fc.constantFrom(...options.filter(({ unit }) => unit !== 'area')).chain((option) =>
    fc
      .record({
        measure: measureOf(option),
        by: fewOf(option.dimensions, 3),
        where: fewOf(option.dimensions, 2).chain((chosen) => fc.tuple(...chosen.map(filterOf))),
        also: fewOf(
          option.dimensions.flatMap(({ key }) => (key.startsWith('in.') ? [key.slice(3)] : [])),
          1,
        ),
      })
      .map(({ measure, by, where, also }) => ({
        from: option.dataSet,
        measures: [measure],
        by: by.map(({ key }) => keyToDimension(key)),
        where,
        also: also.map((dataSet) => ({ notIn: dataSet })),
      })),
  );
}

function problemsOf(query: AnalysisQuery, { askable }: Town): QuestionProblem[] {
  try {
    planQuestion(parseQuestion(query), askable);
    return [];
  } catch (error) {
    if (error instanceof QuestionError) return error.problems;
    throw error;
  }
}

/** Where it does, the two can have nothing in common: a question about nothing, which is answered. */
function usesAnAxisTwice(query: AnalysisQuery, { options }: Town): boolean {
  const source = options.find(({ dataSet }) => dataSet === query.from);
  const keys = [
    ...query.by.map(dimensionToKey),
    ...query.where.map(({ column }) => dimensionToKey(column)),
    ...query.also.map((link) => `in.${'in' in link ? link.in : link.notIn}`),
  ];
  const axes = keys.map((key) => source?.dimensions.find((dimension) => dimension.key === key)?.axis);
  return new Set(axes).size < axes.length;
}

const asked = situations.chain((situation) =>
  queryOf(townOf(situation).options).map((query) => ({ situation, query })),
);

describe('what a form offers', () => {
  it('is answered: a query without an obstacle is refused by no rule', () => {
    let free = 0;
    fc.assert(
      fc.property(asked, ({ situation, query }) => {
        const town = townOf(situation);
        if (findObstacle(query, town.options)) return;
        free += 1;
        expect(problemsOf(query, town)).toEqual([]);
      }),
      { numRuns: runs(600, 20_000) },
    );
    expect(free).toBeGreaterThan(100);
  });

  it('is all that is answered: an obstacle of the rules is a refusal', () => {
    const kinds: readonly Obstacle['kind'][] = ['closed', 'level', 'persons-absent', 'rate-area'];
    const seen = new Set<string>();
    fc.assert(
      fc.property(asked, ({ situation, query }) => {
        const town = townOf(situation);
        const obstacle = findObstacle(query, town.options);
        if (!obstacle || !kinds.includes(obstacle.kind) || usesAnAxisTwice(query, town)) return;
        seen.add(obstacle.kind);
        expect(problemsOf(query, town)).not.toEqual([]);
      }),
      { numRuns: runs(600, 20_000) },
    );
    expect(seen).toContain('level');
    expect(seen).toContain('closed');
  });
});

const town = () => townOf(calm);
const query = (parts: Partial<AnalysisQuery>): AnalysisQuery => ({
  from: 'benefits',
  measures: [{ count: 'records' }],
  by: [],
  where: [],
  also: [],
  ...parts,
});

describe('an obstacle', () => {
  it('is a fourth dimension, filters and links counted', () => {
    const three = query({ by: ['month', 'neighbourhood'], where: [{ column: 'kind', in: kindsOf(1) }] });
    expect(findObstacle(three, town().options)).toBeUndefined();
    expect(countDimensions(three, town().options)).toEqual({ used: 3, most: 3 });
    const four = { ...three, also: [{ in: 'tenancies' }] };
    expect(findObstacle(four, town().options)).toEqual({ kind: 'too-many-dimensions', used: 4, most: 3 });
    expect(problemsOf(four, town())).toMatchObject([{ code: 'query.too-many-dimensions' }]);
  });

  it('is to count persons by month, and tells by what they can be counted', () => {
    const byMonth = query({ measures: [{ count: 'persons' }], by: ['month'] });
    expect(findObstacle(byMonth, town().options)).toEqual({
      kind: 'level',
      unit: 'persons',
      key: 'month',
      levels: ['quarter', 'year'],
    });
  });

  it('is to count persons of several values together, and none once these are shown apart', () => {
    const where = [{ column: 'kind', in: kindsOf(2) }];
    const together = query({ measures: [{ count: 'persons' }], where });
    expect(findObstacle(together, town().options)).toEqual({ kind: 'several-values', key: 'kind' });
    expect(findObstacle({ ...together, by: ['kind'] }, town().options)).toBeUndefined();
    expect(findObstacle({ ...together, measures: [{ count: 'records' }] }, town().options)).toBeUndefined();
  });

  it('is not the months of one whole year, of which persons can be counted', () => {
    const year = query({
      measures: [{ count: 'persons' }],
      where: [{ column: 'month', from: '2024-01', to: '2024-12' }],
    });
    expect(findObstacle(year, town().options)).toBeUndefined();
    expect(problemsOf(year, town())).toEqual([]);
    const half = query({ ...year, where: [{ column: 'month', from: '2024-01', to: '2024-06' }] });
    expect(findObstacle(half, town().options)).toMatchObject({ kind: 'level', key: 'month' });
  });

  it('is to keep two parts of one axis of which nobody knows what they have in common', () => {
    const where = [
      { column: { group: 'centre' }, in: ['centre'] },
      { column: 'district', in: ['WK999900', 'WK999901'] },
    ];
    const both = query({ measures: [{ count: 'persons' }], where });
    expect(findObstacle(both, town().options)).toEqual({
      kind: 'same-axis',
      key: 'group.centre',
      other: 'district',
    });
  });

  it('is a table with more rows than are shown, as the rules say too', () => {
    const few = new Map([...contracts].filter(([name]) => ['litter-reports', 'population'].includes(name)));
    const large = createTown(few, { ...calm, neighbourhoods: 700 });
    const byArea = query({ from: 'litter-reports', by: ['neighbourhood', 'month'] });
    expect(findObstacle(byArea, large.options)).toMatchObject({ kind: 'table-too-large', most: 10_000 });
    expect(problemsOf(byArea, large)).toMatchObject([{ code: 'table.too-large' }]);
    const aYear = { ...byArea, where: [{ column: 'year', in: ['2024'] }] };
    expect(findObstacle(aYear, large.options)).toBeUndefined();
    expect(problemsOf(aYear, large)).toEqual([]);
  });

  it('is a name or value that is not there', () => {
    expect(findObstacle(query({ from: 'elsewhere' }), town().options)).toEqual({
      kind: 'unknown',
      key: 'elsewhere',
    });
    const where = [{ column: 'kind', in: ['nothing'] }];
    expect(findObstacle(query({ where }), town().options)).toEqual({ kind: 'unknown', key: 'kind' });
  });
});

function kindsOf(count: number): string[] {
  const benefits = town().options.find(({ dataSet }) => dataSet === 'benefits');
  return benefits?.dimensions.find(({ key }) => key === 'kind')?.values.slice(0, count) ?? [];
}
