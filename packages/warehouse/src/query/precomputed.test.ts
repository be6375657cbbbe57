import { defaultParameters } from '@datalab/query-control';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import {
  createLake,
  incidentContract,
  type Lake,
  type LakeRow,
  personContract,
} from '../lake/lake.testing.ts';
import type { QuerySource } from '../lake/source.ts';
import { aggregate, aggregateRecordsOfPersons, type RawCell } from './aggregate.ts';
import { answerQuery } from './answer.ts';
import { oracleCells } from './oracle.testing.ts';
import { parseQuery } from './parse.ts';
import type { AnalysisQuery, Dimension, Filter, Measure } from './query.ts';
import type { AnsweredTable } from './release.ts';
import { resolveQuery } from './resolve.ts';
import { withPrecomputed } from './with-precomputed.ts';

let lake: Lake;
beforeAll(async () => {
  lake = await createLake();
});
afterAll(() => lake.close());

const months = ['2023-11', '2023-12', '2024-01', null];
const areas = ['BU99990001', 'BU99990002', 'BU99990103', null];
const categories = ['litter', 'noise', null];
const rows = fc.array(
  fc.record<LakeRow>({
    month: fc.constantFrom(...months),
    neighbourhood: fc.constantFrom(...areas),
    category: fc.constantFrom(...categories),
    amount: fc.constantFrom(null, 0, 7, -3.25, 1000),
    person: fc.constantFrom(null, ...Array.from({ length: 40 }, (_, index) => `p${index}`)),
  }),
  { minLength: 40, maxLength: 160 },
);
const stored: Dimension[] = ['month', 'neighbourhood', 'district', 'municipality', 'category'];
const filter = fc.oneof(
  fc.subarray(categories, { minLength: 1 }).map((list): Filter => ({ column: 'category', in: list })),
  fc.subarray(areas, { minLength: 1 }).map((list): Filter => ({ column: 'neighbourhood', in: list })),
  fc.constantFrom('2023-12', '2024-01').map((from): Filter => ({ column: 'month', from })),
  fc.constantFrom('2023-11', '2023-12').map((to): Filter => ({ column: 'month', to })),
);
const personFilter = fc.constantFrom<Filter>(
  { column: { recordsPerPerson: true }, in: ['1', '2-4', null] },
  { column: { in: 'care' }, in: ['yes'] },
);

const ofPersons = fc.record<AnalysisQuery>({
  from: fc.constant('reports'),
  measures: fc.subarray<Measure>(
    [
      { count: 'records' },
      { count: 'persons' },
      { sum: 'amount' },
      { rate: 'persons', per: 100, of: 'care' },
    ],
    { minLength: 1 },
  ),
  by: fc.subarray<Dimension>([...stored, { in: 'care' }, { recordsPerPerson: true }], { maxLength: 3 }),
  where: fc.array(fc.oneof(filter, personFilter), { maxLength: 2 }),
  also: fc.subarray([{ in: 'care' }], { maxLength: 1 }),
});
const ofRecords = fc.record<AnalysisQuery>({
  from: fc.constant('reports'),
  measures: fc.constantFrom<Measure[]>([{ count: 'records' }], [{ count: 'records' }, { mean: 'amount' }]),
  by: fc.subarray(stored, { maxLength: 3 }),
  where: fc.array(filter, { maxLength: 2 }),
  also: fc.constant([]),
});

async function answerWithLog(query: AnalysisQuery, sources: ReadonlyMap<string, QuerySource>) {
  const log: AnsweredTable[] = [];
  const answer = await answerQuery({
    query,
    sources,
    engine: lake.engine,
    protection: { parameters: { ...defaultParameters, minimumCount: 3 } },
    review: async (tables) => {
      log.push(...tables);
      return new Map();
    },
  });
  const { sql: _sql, ...shown } = answer;
  return { shown, log };
}

async function land(contract: typeof personContract, incidents: LakeRow[], care: LakeRow[]) {
  const plain = new Map([
    ['reports', await lake.land('reports', contract, incidents)],
    ['care', await lake.land('care', personContract, care)],
  ]);
  const quick = new Map<string, QuerySource>();
  for (const [name, source] of plain) quick.set(name, await lake.addPrecomputed(source));
  return { plain, quick };
}

describe('what landing lays down to answer faster', () => {
  it('changes no figure, no true count in the log and no suppression, where records name persons', async () => {
    await fc.assert(
      fc.asyncProperty(rows, rows, ofPersons, async (incidents, care, query) => {
        const { plain, quick } = await land(personContract, incidents, care);
        expect(await answerWithLog(query, quick)).toEqual(await answerWithLog(query, plain));
      }),
      { numRuns: runs(12, 250) },
    );
  });

  it('changes nothing where records name no person either', async () => {
    await fc.assert(
      fc.asyncProperty(rows, ofRecords, async (incidents, query) => {
        const { plain, quick } = await land(incidentContract, incidents, incidents.slice(0, 5));
        expect(await answerWithLog(query, quick)).toEqual(await answerWithLog(query, plain));
      }),
      { numRuns: runs(15, 300) },
    );
  });

  it('gives the counts and the cell keys of a naive reading, of persons and of records', async () => {
    await fc.assert(
      fc.asyncProperty(rows, ofRecords, async (incidents, asked) => {
        const { quick } = await land(personContract, incidents, incidents.slice(0, 5));
        const naive = (query: AnalysisQuery) => oracleCells(query, { reports: incidents }, true);
        const persons: AnalysisQuery = { ...asked, measures: [{ count: 'persons' }] };
        const { cells } = await aggregate(await resolve(persons, quick), lake.engine);
        expect(of(cells, 'persons')).toEqual(of(naive(persons), 'persons'));
        const records: AnalysisQuery = { ...asked, measures: [{ count: 'records' }] };
        const resolved = await resolve(records, quick);
        const certificate = { recordsPerPersonMax: 1, contributorsMin: 1_000, dominancePercent: 10 };
        const counted = await aggregateRecordsOfPersons(resolved, certificate, lake.engine);
        expect(counted?.statement.params[0]).toMatch(/_counts\.pq$/);
        expect(of(counted?.cells ?? [], 'records')).toEqual(of(naive(records), 'records'));
      }),
      { numRuns: runs(15, 300) },
    );
  });

  it('is not read for a column that was registered after the landing', async () => {
    const row = (category: string) => ({ month: '2024-01', category, neighbourhood: 'BU99990001' });
    const all = [...Array(50).fill(row('noise')), ...Array(20).fill(row('litter'))];
    const before = { ...incidentContract, columns: incidentContract.columns.slice(0, 2) };
    const landed = await lake.addPrecomputed(await lake.land('reports', before, all));
    const sources = new Map([['reports', { ...landed, contract: incidentContract }]]);
    const query = { from: 'reports', measures: [{ count: 'records' }], by: ['category'] };
    const answer = await answerQuery({
      query,
      sources,
      engine: lake.engine,
      protection: { parameters: defaultParameters },
    });
    expect(answer.rows).toContainEqual({
      category: 'noise',
      'count.records': { status: 'published', value: expect.closeTo(50, -1), margin: 5 },
    });
  });
});

async function resolve(query: AnalysisQuery, sources: ReadonlyMap<string, QuerySource>) {
  return withPrecomputed(resolveQuery(parseQuery(query), sources));
}

function of(cells: readonly RawCell[], unit: 'persons' | 'records') {
  const told = cells.map((cell) => ({ values: cell.values, tally: cell[unit] }));
  return told.sort((a, b) => (JSON.stringify(a.values) < JSON.stringify(b.values) ? -1 : 1));
}
