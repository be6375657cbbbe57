import { defaultParameters } from '@datalab/query-control';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { createLake, type Lake, type LakeRow, personContract } from '../lake/lake.testing.ts';
import type { QuerySource } from '../lake/source.ts';
import { type Answer, answerQuery } from './answer.ts';
import { type AnalysisQuery, type Filter, measureKey } from './query.ts';
import type { AnsweredTable } from './release.ts';

let lake: Lake;
let sources: Map<string, QuerySource>;
const months = ['2023-11', '2023-12', '2024-01'];
const areas = ['BU99990001', 'BU99990002', 'BU99990103'];
const categories = ['litter', 'noise', 'other'];

beforeAll(async () => {
  lake = await createLake();
  const rows = Array.from(
    { length: 900 },
    (_, index): Partial<LakeRow> => ({
      month: months[(index * 7) % 3] ?? null,
      neighbourhood: index % 41 === 0 ? null : (areas[(index * index) % 3] ?? null),
      category: categories[((index * 13) % 17) % 3] ?? null,
      amount: (index * 31) % 97,
      person: index % 29 === 0 ? null : `p${(index * 17) % 150}`,
    }),
  );
  sources = new Map([
    ['reports', await lake.land('reports', personContract, rows)],
    [
      'care',
      await lake.land(
        'care',
        personContract,
        rows.filter((_, index) => index % 3 === 0),
      ),
    ],
  ]);
});
afterAll(() => lake.close());

const question = fc.record<AnalysisQuery>({
  from: fc.constant('reports'),
  measures: fc.subarray<AnalysisQuery['measures'][number]>(
    [{ count: 'persons' }, { count: 'records' }, { sum: 'amount' }, { mean: 'amount' }],
    { minLength: 1 },
  ),
  by: fc.subarray<AnalysisQuery['by'][number]>(['month', 'neighbourhood', 'category', { in: 'care' }], {
    maxLength: 3,
  }),
  where: fc.uniqueArray(
    fc.oneof(
      fc.subarray(categories, { minLength: 1 }).map((list): Filter => ({ column: 'category', in: list })),
      fc.subarray(areas, { minLength: 1 }).map((list): Filter => ({ column: 'neighbourhood', in: list })),
      fc.constantFrom(...months).map((from): Filter => ({ column: 'month', from })),
    ),
    { maxLength: 3, selector: ({ column }) => column },
  ),
  also: fc.subarray([{ in: 'care' }], { maxLength: 1 }),
});

/** Ways to write a question differently that change nothing in what is asked. */
const tautologies: Filter[] = [
  { column: 'category', in: [...categories, null] },
  { column: { in: 'care' }, in: ['yes', 'no', null] },
  { column: { recordsPerPerson: true }, in: ['1', '2-4', '5-9', '10-24', '25+', null] },
];
const rewriting = fc.record({
  order: fc.constantFrom(...(['kept', 'turned'] as const)),
  doubled: fc.boolean(),
  added: fc.option(fc.constantFrom(...tautologies), { nil: undefined }),
});

function rewrite(
  query: AnalysisQuery,
  how: { order: 'kept' | 'turned'; doubled: boolean; added: Filter | undefined },
) {
  const turn = <T>(list: T[]) => (how.order === 'turned' ? list.toReversed() : list);
  const where = [
    ...query.where.map((filter) =>
      'in' in filter ? { ...filter, in: turn([...filter.in, ...filter.in]) } : filter,
    ),
    ...(how.doubled ? query.where.slice(0, 1) : []),
    ...(how.added ? [how.added] : []),
  ];
  return {
    ...query,
    measures: turn(query.measures),
    by: turn(query.by),
    where: turn(where),
    also: how.doubled ? [...query.also, ...query.also] : query.also,
  };
}

async function ask(query: AnalysisQuery): Promise<{ answer: Answer; tables: readonly AnsweredTable[] }> {
  const seen: AnsweredTable[] = [];
  const answer = await answerQuery({
    query,
    sources,
    engine: lake.engine,
    protection: { parameters: defaultParameters },
    review: async (tables) => {
      seen.push(...tables);
      return new Map();
    },
  });
  return { answer, tables: seen };
}

/** Figures by what they are about, whatever the order of rows and columns. */
function figuresOf(
  { answer: { rows, totals }, tables }: Awaited<ReturnType<typeof ask>>,
  query: AnalysisQuery,
) {
  const keys = query.by.map((dimension) => (typeof dimension === 'string' ? dimension : 'in.care')).sort();
  const measures = query.measures.map(measureKey).sort();
  const write = (row: Answer['totals']) =>
    JSON.stringify([...keys, ...measures].map((key) => row[key] ?? null));
  return {
    rows: rows.map(write).sort(),
    totals: write(totals),
    counts: tables
      .map(({ unit, cells }) => [unit, cells.map(({ count, shown }) => `${count} ${shown}`).sort()])
      .sort(),
  };
}

describe('the same question in other words', () => {
  it('gives the identical answer, cell for cell, with the same suppressions', async () => {
    await fc.assert(
      fc.asyncProperty(question, rewriting, async (query, how) => {
        const written = rewrite(query, how);
        expect(figuresOf(await ask(written), query)).toEqual(figuresOf(await ask(query), query));
      }),
      { numRuns: runs(8, 150) },
    );
  });
});

describe('an answer shows nothing by its form', () => {
  const query: AnalysisQuery = {
    from: 'reports',
    measures: [{ count: 'records' }],
    by: ['month', 'neighbourhood', 'category'],
    where: [],
    also: [],
  };

  it('has its rows in the order of their codes, not of anything counted', async () => {
    const { rows } = (await ask(query)).answer;
    const codes = rows.map((row) => query.by.map((key) => row[String(key)] ?? '~').join(' '));
    expect(codes).toEqual(codes.toSorted());
  });

  it('has nothing in it but dimensions and protected values (A19)', async () => {
    const { answer } = await ask(query);
    expect(Object.keys(answer).sort()).toEqual(
      ['dimensions', 'measures', 'protection', 'rows', 'sql', 'totals', 'versions'].sort(),
    );
    for (const row of [...answer.rows, answer.totals]) {
      for (const [key, value] of Object.entries(row)) {
        const isDimension = answer.dimensions.includes(key);
        expect(isDimension || answer.measures.includes(key)).toBe(true);
        if (isDimension || value === null || typeof value === 'string') continue;
        const fields = { published: ['margin', 'status', 'value'], zero: ['status', 'value'] };
        const expected = value.status in fields ? fields[value.status as keyof typeof fields] : ['status'];
        expect(Object.keys(value).sort()).toEqual(expected);
      }
    }
  });

  it('lists every combination of registered values whatever is in it, so that their number tells nothing', async () => {
    const few = [{ month: '2024-01', neighbourhood: areas[0] ?? null, category: 'noise', person: 'p' }];
    const source = await lake.land('few', personContract, few);
    const { rows } = await answerQuery({
      query: { ...query, from: 'few', by: ['category'] },
      sources: new Map([['few', source]]),
      engine: lake.engine,
      protection: { parameters: defaultParameters },
    });
    expect(rows.map(({ category }) => category)).toEqual(categories);
  });
});
