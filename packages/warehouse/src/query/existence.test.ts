import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultParameters } from '@datalab/query-control';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import type { Engine } from '../engine/engine.ts';
import {
  createLake,
  type Lake,
  type LakeRow,
  personContract,
  populationContract,
} from '../lake/lake.testing.ts';
import type { QuerySource, SourceContract } from '../lake/source.ts';
import { type Answer, answerQuery } from './answer.ts';
import type { Domains } from './cell-values.ts';
import { type AnalysisQuery, type Dimension, QueryError } from './query.ts';

let lake: Lake;
beforeAll(async () => {
  lake = await createLake();
});
afterAll(() => lake.close());

const months = ['2023-11', '2023-12', '2024-01'];
const areas = ['BU99990001', 'BU99990002', 'BU99990103'];
const categories = ['litter', 'noise', 'other'];
/** The column `kind` has values that landing made coarser: no list of them is registered. */
const contract: SourceContract = {
  ...personContract,
  columns: [
    ...personContract.columns,
    { name: 'kind', role: 'dimension', logicalType: 'string', coarsened: true },
  ],
};

interface Group {
  readonly month: string | null;
  readonly neighbourhood: string | null;
  readonly category: string | null;
  readonly kind: string | null;
}

function groupOf(
  some: {
    readonly [Key in keyof Group]: readonly Group[Key][];
  },
): fc.Arbitrary<Group> {
  return fc.record({
    month: fc.constantFrom(...some.month),
    neighbourhood: fc.constantFrom(...some.neighbourhood),
    category: fc.constantFrom(...some.category),
    kind: fc.constantFrom(...some.kind),
  });
}

/** Groups that are large enough to be known of, and one of a few people that may have anything of its own. */
const crowds = fc.array(
  groupOf({ month: months, neighbourhood: areas, category: categories, kind: ['10-19', '20-29'] }),
  { minLength: 1, maxLength: 5 },
);
const few = fc.record({
  group: groupOf({
    month: [...months, '2022-06', '2024-06', null],
    neighbourhood: [...areas, 'BU99990999', null],
    category: [...categories, null],
    kind: ['10-19', '90-99', null],
  }),
  persons: fc.integer({ min: 1, max: 9 }),
  recordsEach: fc.integer({ min: 1, max: 20 }),
  isNamed: fc.boolean(),
});

const allDimensions: Dimension[] = [
  ...['month', 'neighbourhood', 'district', 'category', 'kind'],
  { in: 'care' },
  { recordsPerPerson: true },
];
const question = fc.record<Pick<AnalysisQuery, 'by' | 'where' | 'measures'>>({
  by: fc.subarray(allDimensions, { minLength: 1, maxLength: 3 }),
  where: fc.subarray<AnalysisQuery['where'][number]>([
    { column: 'month', from: '2022-01', to: '2024-01' },
    { column: 'category', in: ['noise', null] },
    { column: 'neighbourhood', in: ['BU99990001', 'BU99990999', null] },
  ]),
  measures: fc.constantFrom<AnalysisQuery['measures'][]>([{ count: 'persons' }], [{ count: 'records' }]),
});

function rowsOf(groups: readonly Group[]): Partial<LakeRow>[] {
  return groups.flatMap((group, at) =>
    Array.from({ length: 12 }, (_, index) => ({ ...group, person: `p${at} ${index}` })),
  );
}

async function keysOf(
  query: Pick<AnalysisQuery, 'by' | 'where' | 'measures'>,
  sources: Map<string, QuerySource>,
  domains: Domains | undefined,
): Promise<string[]> {
  const { rows, dimensions } = await answerQuery({
    query: { from: 'reports', ...query },
    sources,
    engine: lake.engine,
    domains,
    protection: { parameters: defaultParameters },
  });
  return rows.map((row) => dimensions.map((key) => row[key]).join(' '));
}

describe('the rows of an answer', () => {
  it('are the same whether or not a group of one to nine people exists (A21)', async () => {
    let rows = 0;
    await fc.assert(
      fc.asyncProperty(crowds, few, question, fc.boolean(), async (groups, added, query, hasDivision) => {
        const crowd = rowsOf(groups);
        const extra = Array.from({ length: added.persons }, (_, person) =>
          Array.from({ length: added.isNamed ? added.recordsEach : 1 }, () => ({
            ...added.group,
            person: added.isNamed ? `few ${person}` : null,
          })),
        ).flat();
        const domains = hasDivision ? { neighbourhood: [...areas, 'BU99990999'] } : undefined;
        const care = await lake.land('care', contract, crowd.slice(0, 6));
        const [without, withFew] = await Promise.all(
          [crowd, [...crowd, ...extra]].map(async (list) => {
            const reports = await lake.land('reports', contract, list);
            const sources = new Map([
              ['reports', reports],
              ['care', care],
            ]);
            return keysOf(query, sources, domains);
          }),
        );
        expect(withFew).toEqual(without);
        rows += without?.length ?? 0;
      }),
      { numRuns: runs(16, 350) },
    );
    expect(rows).toBeGreaterThan(runs(20, 400));
  });

  it('tell many records of a few people from many people, also where landing wrote down how many one has', async () => {
    const crowd = rowsOf([
      { month: '2024-01', neighbourhood: areas[0] ?? null, category: 'noise', kind: '10-19' },
    ]);
    const busy = Array.from({ length: 60 }, (_, index) => ({
      month: '2023-06',
      neighbourhood: areas[1] ?? null,
      category: 'noise',
      kind: '90-99',
      person: `busy ${index % 3}`,
    }));
    const reports = await lake.land('reports', contract, [...crowd, ...busy]);
    const query = { by: ['kind', 'month'], where: [], measures: [{ count: 'records' as const }] };
    const sources = new Map([['reports', reports]]);
    expect(await keysOf(query, sources, undefined)).toEqual(['10-19 2024-01']);
    await writeFile(join(reports.dir, '_manifest.json'), JSON.stringify({ recordsPerPersonMax: 20 }));
    expect(await keysOf(query, sources, undefined)).toEqual(['10-19 2024-01']);
  });

  it('of open data about areas are all that occur', async () => {
    const rows = [{ month: '2024-01', neighbourhood: areas[0] ?? null, amount: 900 }];
    const sources = new Map([['reports', await lake.land('reports', populationContract, rows)]]);
    const query = { by: ['neighbourhood'], where: [], measures: [{ count: 'records' as const }] };
    expect(await keysOf(query, sources, undefined)).toEqual(areas.slice(0, 1));
  });
});

describe('a table of more than 10,000 rows', () => {
  const division = Array.from({ length: 2_000 }, (_, index) => `BU${99_990_000 + index}`);
  const query = {
    from: 'reports',
    measures: [{ count: 'persons' }],
    by: ['month', 'neighbourhood', 'category'],
  };

  async function ask(change: object): Promise<{ statements: string[]; answer: Promise<Answer> }> {
    const groups = months.map((month) => ({ month, neighbourhood: null, category: 'noise', kind: null }));
    const sources = new Map([['reports', await lake.land('reports', contract, rowsOf(groups))]]);
    const statements: string[] = [];
    const engine: Engine = {
      ...lake.engine,
      run: (sql, values, options) => {
        statements.push(sql);
        return lake.engine.run(sql, values, options);
      },
    };
    const answer = answerQuery({
      query: { ...query, ...change },
      sources,
      engine,
      domains: { neighbourhood: division },
      protection: { parameters: defaultParameters },
    });
    return { statements, answer };
  }

  it('is refused with its size and what to leave out, before anything of it is counted', async () => {
    const { answer, statements } = await ask({});
    const problem = await answer.then(
      () => undefined,
      (error: unknown) => (error instanceof QueryError ? error.problems[0] : error),
    );
    expect(problem).toMatchObject({
      path: 'by',
      code: 'table.too-large',
      table: { combinations: 18_009, most: 10_000, leaveOut: ['neighbourhood'], left: 9 },
    });
    expect(problem).toMatchObject({
      message: expect.stringMatching(
        /18,009 combinations; at most 10,000.*Leave out neighbourhood \(9 are left\)/,
      ),
    });
    expect(statements.filter((sql) => sql.includes('d3'))).toEqual([]);
  });

  it('is answered where fewer values are selected', async () => {
    const { answer, statements } = await ask({ where: [{ column: 'month', from: '2024-01' }] });
    expect((await answer).rows).toHaveLength(6_003);
    expect(statements.filter((sql) => sql.includes('d3')).length).toBeGreaterThan(0);
  });
});

describe('an area that does not exist', () => {
  const asked = async (column: string, code: string | null, domains?: Domains) => {
    const rows = rowsOf([{ month: '2024-01', neighbourhood: areas[0] ?? null, category: null, kind: null }]);
    const sources = new Map([['reports', await lake.land('reports', contract, rows)]]);
    return answerQuery({
      query: { from: 'reports', measures: [{ count: 'records' }], where: [{ column, in: [code] }] },
      sources,
      engine: lake.engine,
      domains,
      protection: { parameters: defaultParameters },
    }).then(
      () => 'answered',
      (error: unknown) => (error instanceof QueryError ? error.message : error),
    );
  };

  it('is refused where the division is known, and named', async () => {
    const domains = { neighbourhood: areas, district: ['WK999900'], municipality: ['GM9999'] };
    const refused = 'where[0].in: The area division has no';
    expect(await asked('neighbourhood', 'BU99990099', domains)).toBe(
      `${refused} neighbourhood "BU99990099".`,
    );
    expect(await asked('district', 'WK999999', domains)).toBe(`${refused} district "WK999999".`);
    expect(await asked('municipality', 'x', domains)).toBe(`${refused} municipality "x".`);
    expect(await asked('neighbourhood', 'BU99990001', domains)).toBe('answered');
    expect(await asked('neighbourhood', null, domains)).toBe('answered');
  });

  it('is known by the form of its code only, without a division', async () => {
    expect(await asked('neighbourhood', 'BU9999')).toBe(
      'where[0].in: "BU9999" cannot be the code of a neighbourhood, which looks like BU04791110.',
    );
    expect(await asked('neighbourhood', 'BU99990099')).toBe('answered');
  });
});
