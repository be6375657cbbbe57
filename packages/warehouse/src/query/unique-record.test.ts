import { defaultParameters } from '@datalab/query-control';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { createLake, type Lake, type LakeRow, personContract } from '../lake/lake.testing.ts';
import type { QuerySource } from '../lake/source.ts';
import { answerQuery } from './answer.ts';
import type { AnalysisQuery, Filter } from './query.ts';

let lake: Lake;
const months = ['2023-11', '2023-12', '2024-01'];
const areas = ['BU99990001', 'BU99990002', 'BU99990103'];
const categories = ['litter', 'noise', 'other'];
/** The same town, in which the one person of the last neighbourhood has litter, or noise. */
let towns: Map<string, QuerySource>[];

beforeAll(async () => {
  lake = await createLake();
  const crowd = Array.from(
    { length: 1080 },
    (_, index): Partial<LakeRow> => ({
      month: months[index % 3] ?? null,
      neighbourhood: areas[Math.floor(index / 3) % 2] ?? null,
      category: categories[Math.floor(index / 6) % 3] ?? null,
      amount: 1,
      person: `p${Math.floor(index / 18)} ${index % 18}`,
    }),
  );
  towns = await Promise.all(
    ['litter', 'noise'].map(async (category) => {
      const alone = { month: '2023-12', neighbourhood: 'BU99990103', amount: 1, person: 'alone', category };
      return new Map([['reports', await lake.land('reports', personContract, [...crowd, alone])]]);
    }),
  );
});
afterAll(() => lake.close());

const question = fc.record<AnalysisQuery>({
  from: fc.constant('reports'),
  measures: fc.constantFrom<AnalysisQuery['measures'][number][]>(
    [{ count: 'persons' }],
    [{ count: 'records' }],
  ),
  by: fc.subarray<AnalysisQuery['by'][number]>(['month', 'neighbourhood', 'category'], { maxLength: 2 }),
  where: fc
    .tuple(
      fc.subarray(categories, { minLength: 1 }),
      fc.option(fc.subarray(areas, { minLength: 1 }), { nil: undefined }),
      fc.option(
        fc.tuple(fc.nat(2), fc.nat(2)).map((ends) => ends.toSorted()),
        { nil: undefined },
      ),
    )
    .map(([ofCategory, ofArea, ofMonth]): Filter[] => [
      { column: 'category', in: ofCategory },
      ...(ofArea ? [{ column: 'neighbourhood', in: ofArea }] : []),
      ...(ofMonth
        ? [{ column: 'month', from: months[ofMonth[0] ?? 0] ?? '', to: months[ofMonth[1] ?? 0] ?? '' }]
        : []),
    ]),
  also: fc.constant([]),
});

/** For each cell and the total: a number, a zero or suppressed. */
async function formOf(query: AnalysisQuery, sources: Map<string, QuerySource>): Promise<string[]> {
  const { rows, totals } = await answerQuery({
    query,
    sources,
    engine: lake.engine,
    protection: { parameters: defaultParameters },
    domains: { neighbourhood: areas },
  });
  return [totals, ...rows].map((row) =>
    Object.values(row)
      .map((value) => (value !== null && typeof value === 'object' ? value.status : String(value)))
      .join(' '),
  );
}

describe('a unique record', () => {
  it('has no influence through its value on which cells are numbers, zeros or suppressed (A15)', async () => {
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(question, async (query) => {
        const [one, other] = await Promise.all(towns.map((town) => formOf(query, town)));
        expect(one).toEqual(other);
        shown += one?.filter((cell) => cell.includes('published')).length ?? 0;
      }),
      { numRuns: runs(30, 300) },
    );
    expect(shown).toBeGreaterThan(20);
  });
});
