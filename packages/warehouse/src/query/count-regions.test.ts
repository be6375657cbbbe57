import { defaultParameters } from '@datalab/query-control';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { openEngine } from '../engine/engine.ts';
import { createLake, type Lake, type LakeRow, personContract } from '../lake/lake.testing.ts';
import type { QuerySource } from '../lake/source.ts';
import { answerQuery } from './answer.ts';
import type { AnalysisQuery, Filter } from './query.ts';
import type { AnsweredTable, CountTables } from './release.ts';

let lake: Lake;
let sources: Map<string, QuerySource>;
let quickSources: Map<string, QuerySource>;
const months = ['2023-11', '2023-12', '2024-01'];
const areas = ['BU99990001', 'BU99990002', 'BU99990103'];
const categories = ['litter', 'noise', 'other'];

beforeAll(async () => {
  lake = await createLake();
  const rows = Array.from(
    { length: 500 },
    (_, index): Partial<LakeRow> => ({
      month: months[(index * 7) % 3] ?? null,
      neighbourhood: areas[(index * index) % 3] ?? null,
      category: index % 31 === 0 ? null : (categories[((index * 13) % 17) % 3] ?? null),
      amount: index % 97,
      person: index % 29 === 0 ? null : `p${(index * 17) % 90}`,
    }),
  );
  const reports = await lake.land('reports', personContract, rows);
  const care = await lake.land('care', personContract, rows.slice(0, 150));
  sources = new Map([
    ['reports', reports],
    ['care', care],
  ]);
  quickSources = new Map([...sources, ['reports', await lake.addPrecomputed(reports)]]);
});
afterAll(() => lake.close());

const question = fc.record<AnalysisQuery>({
  from: fc.constant('reports'),
  measures: fc.subarray<AnalysisQuery['measures'][number]>([{ count: 'persons' }, { count: 'records' }], {
    minLength: 1,
  }),
  by: fc.subarray<AnalysisQuery['by'][number]>(
    ['month', 'neighbourhood', 'district', 'category', { in: 'care' }],
    { maxLength: 3 },
  ),
  where: fc.uniqueArray(
    fc.oneof(
      fc
        .subarray([...categories, null], { minLength: 1 })
        .map((list): Filter => ({ column: 'category', in: list })),
      fc.subarray(areas, { minLength: 1 }).map((list): Filter => ({ column: 'neighbourhood', in: list })),
      fc.constantFrom(...months).map((month): Filter => ({ column: 'month', from: month, to: month })),
      fc.constantFrom(...months).map((from): Filter => ({ column: 'month', from })),
    ),
    { maxLength: 3, selector: ({ column }) => column },
  ),
  also: fc.subarray([{ in: 'care' }], { maxLength: 1 }),
});

async function askBoth(query: AnalysisQuery, asked: Map<string, QuerySource>) {
  const found: { table: AnsweredTable; sizes: Awaited<ReturnType<CountTables>> }[] = [];
  const domains = { neighbourhood: areas };
  await answerQuery({
    query,
    sources: asked,
    engine: lake.engine,
    domains,
    protection: { parameters: defaultParameters },
    review: async (tables, count) => {
      for (const table of tables) {
        const regions = table.cells.map(({ box }) => box);
        found.push({ table, sizes: await count(table.unit, regions) });
      }
      return new Map();
    },
  });
  return found;
}

describe('what is in the boxes of an answer', () => {
  it('counts as many as the answer itself, with and without what landing laid down', async () => {
    let cells = 0;
    await fc.assert(
      fc.asyncProperty(question, fc.constantFrom('plain', 'quick'), async (query, kind) => {
        for (const { table, sizes } of await askBoth(query, kind === 'quick' ? quickSources : sources)) {
          expect(sizes).toEqual(table.cells.map(({ count }) => count));
          cells += sizes.length;
        }
      }),
      { numRuns: runs(10, 200) },
    );
    expect(cells).toBeGreaterThan(runs(5, 500));
  });

  it('is not told for bands of records per person, nor for what the question does not look into', async () => {
    const sizes: unknown[] = [];
    await answerQuery({
      query: { from: 'reports', measures: [{ count: 'persons' }], by: [{ recordsPerPerson: true }] },
      sources,
      engine: lake.engine,
      protection: { parameters: defaultParameters },
      review: async ([table], count) => {
        const regions = table?.cells.filter(({ id }) => id !== 'total').map(({ box }) => box) ?? [];
        sizes.push(...(await count('persons', [...regions, { 'in.care@v0002': ['yes'] }, {}])));
        return new Map();
      },
    });
    expect(sizes.slice(0, -1).every((size) => size === undefined)).toBe(true);
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes.at(-1)).toBe(90);
  });

  it('leaves out the codes after except', async () => {
    const sizes: (number | undefined)[] = [];
    await answerQuery({
      query: { from: 'reports', measures: [{ count: 'records' }] },
      sources,
      engine: lake.engine,
      protection: { parameters: defaultParameters },
      review: async (_, count) => {
        const litter = ['litter'];
        sizes.push(...(await count('records', [{ category: litter }, { category: { except: litter } }, {}])));
        return new Map();
      },
    });
    const [one = 0, rest = 0, all] = sizes;
    expect(one).toBeGreaterThan(0);
    expect(one + rest).toBe(all);
  });

  it('stays within the memory of an answer where there are thousands, with another data set in each', async () => {
    const manyMonths = Array.from(
      { length: 36 },
      (_, at) => `${2022 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
    );
    const manyAreas = Array.from({ length: 45 }, (_, at) => `BU9999${String(at + 1).padStart(4, '0')}`);
    const rows = Array.from(
      { length: 20_000 },
      (_, at): Partial<LakeRow> => ({
        month: manyMonths[(at * 7) % 36] ?? null,
        neighbourhood: manyAreas[(at * 13 + Math.floor(at / 45)) % 45] ?? null,
        person: `p${(at * 17) % 5000}`,
      }),
    );
    const seen = new Map([
      ['reports', await lake.land('reports', personContract, rows)],
      ['care', await lake.land('care', personContract, rows.slice(0, 2000))],
    ]);
    const engine = await openEngine({ memoryLimit: '128MB', threads: 2 });
    let counted = 0;
    await answerQuery({
      query: {
        from: 'reports',
        measures: [{ count: 'persons' }],
        by: ['neighbourhood', 'month', { in: 'care' }],
      },
      sources: seen,
      engine,
      protection: { parameters: defaultParameters },
      review: async ([table], count) => {
        const cells = table?.cells ?? [];
        expect(
          await count(
            'persons',
            cells.map(({ box }) => box),
          ),
        ).toEqual(cells.map((cell) => cell.count));
        counted = cells.length;
        return new Map();
      },
    }).finally(() => engine.close());
    expect(counted).toBeGreaterThan(3000);
  }, 120_000);
});
