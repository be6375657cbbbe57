import { isDominated } from '@datalab/query-control';
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
import { aggregate, aggregateRecordsOfPersons, type RawCell } from './aggregate.ts';
import { countsOnly } from './compose.ts';
import { oracleCells } from './oracle.testing.ts';
import { parseQuery } from './parse.ts';
import type { AnalysisQuery, Dimension, Filter, Measure } from './query.ts';
import { resolveQuery } from './resolve.ts';

let lake: Lake;
beforeAll(async () => {
  lake = await createLake();
});
afterAll(() => lake.close());

const months = ['2023-11', '2023-12', '2024-01', null];
const areas = ['BU99990001', 'BU99990002', 'BU99990103', null];
const categories = ['litter', 'noise', 'other', null];
const row = fc.record<LakeRow>({
  month: fc.constantFrom(...months),
  neighbourhood: fc.constantFrom(...areas),
  category: fc.constantFrom(...categories),
  amount: fc.constantFrom(null, 0, 0.1, 0.2, 7, -3.25, 1000),
  person: fc.constantFrom(null, 'ann', 'bob', 'cas', 'dee'),
});
const rows = fc.array(row, { maxLength: 60 });
const someOf = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });

const placed = ['month', 'neighbourhood', 'district', 'municipality', 'category'] as const;
const derived: Dimension[] = [{ in: 'care' }, { recordsPerPerson: true }];
const filter = fc.oneof(
  someOf(categories).map((list): Filter => ({ column: 'category', in: list })),
  fc.constant<Filter>({ column: 'month', in: [null] }),
  fc.constant<Filter>({ column: 'month', from: '2023-12', to: '2024-01' }),
  someOf(areas).map((list): Filter => ({ column: 'neighbourhood', in: list })),
  fc.constantFrom('2023-11', '2023-12', '2024-01').map((from): Filter => ({ column: 'month', from })),
  fc.constantFrom('2023-11', '2023-12', '2024-01').map((to): Filter => ({ column: 'month', to })),
);
const personFilter = fc.oneof(
  someOf(['yes', 'no', null]).map((list): Filter => ({ column: { in: 'care' }, in: list })),
  someOf(['1', '2-4', '5-9', null]).map((list): Filter => ({ column: { recordsPerPerson: true }, in: list })),
);
const countable: Measure[] = [{ count: 'records' }, { sum: 'amount' }, { mean: 'amount' }];

describe('aggregate', () => {
  it('gives the cells that a naive reading of the records gives, where records name persons', async () => {
    const question = fc.record<AnalysisQuery>({
      from: fc.constant('incidents'),
      measures: someOf<Measure>([...countable, { count: 'persons' }]),
      by: fc.subarray<Dimension>([...placed, ...derived], { maxLength: 4 }),
      where: fc.array(fc.oneof(filter, personFilter), { maxLength: 3 }),
      also: fc.subarray([{ in: 'care' }, { notIn: 'work' }], { maxLength: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(rows, rows, rows, question, async (incidents, care, work, query) => {
        const sources = new Map([
          ['incidents', await lake.land('incidents', personContract, nonEmpty(incidents))],
          ['care', await lake.land('care', personContract, nonEmpty(care))],
          ['work', await lake.land('work', personContract, nonEmpty(work))],
        ]);
        const resolved = resolveQuery(parseQuery(query), sources);
        const { cells } = await aggregate(resolved, lake.engine);
        const data = { incidents: nonEmpty(incidents), care: nonEmpty(care), work: nonEmpty(work) };
        const naive = oracleCells(query, data, true);
        const notAsked = { records: { count: 0, cellKey: 0 }, largest: [] };
        const asked = countsOnly('persons', query) ? naive.map((cell) => ({ ...cell, ...notAsked })) : naive;
        expect(comparable(cells)).toEqual(comparable(asked));
      }),
      { numRuns: runs(30, 600) },
    );
  });

  it('gives the cells that a naive reading of the records gives, where records name no person', async () => {
    const question = fc.record<AnalysisQuery>({
      from: fc.constant('incidents'),
      measures: someOf(countable),
      by: fc.subarray<Dimension>([...placed], { maxLength: 4 }),
      where: fc.array(filter, { maxLength: 3 }),
      also: fc.constant([]),
    });
    await fc.assert(
      fc.asyncProperty(rows, question, async (incidents, query) => {
        const landed = await lake.land('incidents', incidentContract, nonEmpty(incidents));
        const resolved = resolveQuery(parseQuery(query), new Map([['incidents', landed]]));
        const { cells } = await aggregate(resolved, lake.engine);
        const naive = oracleCells(query, { incidents: nonEmpty(incidents) }, false);
        expect(comparable(cells)).toEqual(comparable(naive));
      }),
      { numRuns: runs(20, 400) },
    );
  });

  it('never takes too few persons for enough, or one for many, when it counts records without distinguishing persons', async () => {
    let known = 0;
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 6 }), async (incidents, contributorsMin) => {
        const records = nonEmpty(incidents);
        const landed = await lake.land('incidents', personContract, records);
        const query = parseQuery({ from: 'incidents', measures: [{ count: 'records' }], by: ['month'] });
        const resolved = resolveQuery(query, new Map([['incidents', landed]]));
        const tallies = Map.groupBy(
          records.flatMap(({ person }) => person ?? []),
          (person) => person,
        );
        const recordsPerPersonMax = Math.max(0, ...[...tallies.values()].map(({ length }) => length));
        const certificate = { recordsPerPersonMax, contributorsMin, dominancePercent: 10 };
        const quick = await aggregateRecordsOfPersons(resolved, certificate, lake.engine);
        if (!quick) return;
        known += 1;
        const judged = ({ values, records: tally, contributors, largest }: RawCell) => ({
          values,
          tally,
          isShown:
            tally.count >= contributorsMin &&
            contributors >= contributorsMin &&
            !isDominated(tally.count, largest, 10),
        });
        const naive = oracleCells(query, { incidents: records }, true);
        const byMonth = (a: RawCell, b: RawCell) =>
          JSON.stringify(a.values) < JSON.stringify(b.values) ? -1 : 1;
        for (const [index, cell] of quick.cells.sort(byMonth).map(judged).entries()) {
          const exact = naive.sort(byMonth).map(judged)[index];
          expect({ ...cell, isShown: exact?.isShown }).toEqual(exact);
          if (cell.isShown) expect(exact?.isShown).toBe(true);
        }
      }),
      { numRuns: runs(40, 800) },
    );
    expect(known).toBeGreaterThan(10);
  });

  it('keeps sums of keys below 2^32 and exact over many records', async () => {
    const many = Array.from({ length: 20_000 }, () => ({ month: '2024-01', person: 'ann' }));
    const landed = await lake.land('incidents', personContract, many);
    const query: AnalysisQuery = {
      from: 'incidents',
      measures: [{ count: 'records' }],
      by: [],
      where: [],
      also: [],
    };
    const resolved = resolveQuery(query, new Map([['incidents', landed]]));
    const { cells } = await aggregate(resolved, lake.engine);
    expect(comparable(cells)).toEqual(comparable(oracleCells(query, { incidents: many }, true)));
  });
});

/** A version always holds a record. */
function nonEmpty(list: LakeRow[]): LakeRow[] {
  return list.length > 0
    ? list
    : [{ month: '2024-01', neighbourhood: null, category: null, amount: null, person: null }];
}

function comparable(cells: readonly RawCell[]) {
  return cells
    .map((cell) => ({ ...cell, sums: Object.fromEntries(cell.sums) }))
    .sort((a, b) => (JSON.stringify(a.values) < JSON.stringify(b.values) ? -1 : 1));
}
