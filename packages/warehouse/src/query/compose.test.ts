import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { namesPersons } from '../contract/contract.ts';
import { duckdb } from '../lake/dialect.ts';
import {
  createLake,
  incidentContract,
  type Lake,
  personContract,
  populationContract,
} from '../lake/lake.testing.ts';
import type { QuerySource, SourceContract } from '../lake/source.ts';
import { composeCells, composeRecordsOfPersons } from './compose.ts';
import { composeDenominator, denominatorQuestion } from './denominator.ts';
import { parseQuery } from './parse.ts';
import { type Dimension, type Filter, type Measure, QueryError } from './query.ts';
import { resolveQuery } from './resolve.ts';

let lake: Lake;
let sources: Map<string, QuerySource>;
beforeAll(async () => {
  lake = await createLake();
  const rows = ['2022-12', '2023-01', '2024-06'].map((month) => ({
    month,
    neighbourhood: 'BU99990001',
    amount: 1,
    person: 'p',
  }));
  sources = new Map([
    ['thefts', await lake.land('thefts', incidentContract, rows)],
    ['reports', await lake.land('reports', personContract, rows)],
    ['care', await lake.land('care', personContract, rows)],
    ['population', await lake.land('population', populationContract, rows)],
  ]);
});
afterAll(() => lake.close());

const measures: Measure[] = [
  ...([{ count: 'persons' }, { count: 'records' }, { sum: 'amount' }, { mean: 'amount' }] as const),
  { rate: 'persons', per: 1000, of: 'population' },
  { rate: 'records', per: 100, of: 'care' },
];
const dimensions: Dimension[] = [
  'month',
  'neighbourhood',
  'district',
  'municipality',
  'category',
  { in: 'care' },
  { recordsPerPerson: true },
];
const filters: Filter[] = [
  { column: 'month', from: '2023-01', to: '2023-12' },
  { column: 'month', in: [null] },
  { column: 'category', in: ['noise', null] },
  { column: 'district', in: ['WK999900'] },
  { column: { in: 'care' }, in: ['yes'] },
  { column: { recordsPerPerson: true }, in: ['25+'] },
];
const some = <T>(values: T[], minLength: number, maxLength: number) =>
  fc.subarray(values, { minLength, maxLength });

function resolve(query: object) {
  return resolveQuery(parseQuery(query), sources);
}

function problemsOf(query: object) {
  try {
    resolve(query);
  } catch (error) {
    if (error instanceof QueryError) return error.problems.map(({ path, code }) => `${path} ${code}`);
    throw error;
  }
  return [];
}

function messageOf(query: object): string {
  expect(() => resolve(query)).toThrow(QueryError);
  try {
    resolve(query);
  } catch (error) {
    return (error as QueryError).message;
  }
  return '';
}

describe('every statement', () => {
  it('binds, whatever is asked, with every value outside the text', async () => {
    const question = fc.record({
      measures: some(measures, 1, 6),
      by: some(dimensions, 0, 4),
      where: some(filters, 0, 6),
      also: some([{ in: 'care' }, { notIn: 'care' }], 0, 2),
    });
    await fc.assert(
      fc.asyncProperty(question, async (parts) => {
        const resolved = resolve({ from: 'reports', ...parts });
        const statements = [
          composeCells(resolved, duckdb),
          composeRecordsOfPersons(resolved, duckdb),
          ...[...resolved.denominators.values()].map((of) =>
            namesPersons(of.contract)
              ? composeCells(denominatorQuestion(of, resolved), duckdb)
              : composeDenominator(of, resolved, duckdb),
          ),
        ];
        for (const { sql, params } of statements) {
          await lake.engine.run(`EXPLAIN ${sql}`, params);
          expect(sql).not.toMatch(/BU9999|WK9999|2023|noise|parquet'/);
          for (const index of params.keys()) expect(sql).toContain(`$${index + 1}`);
        }
      }),
      { numRuns: runs(40, 800) },
    );
  });

  it('opens only the years that the months lie in', async () => {
    for (const filter of [{ from: '2023-01', to: '2023-12' }, { in: ['2023-01', '2023-02'] }]) {
      const where = [{ column: 'month', ...filter }];
      const { sql, params } = composeCells(
        resolve({ from: 'thefts', measures: [{ count: 'records' }], where }),
        duckdb,
      );
      const plan = JSON.stringify(await lake.engine.run(`EXPLAIN ${sql}`, params));
      expect(plan).toMatch(/Scanning Files: 1\/\d/);
    }
  });

  it('takes a value for a value, however it is written', async () => {
    const evil = `x' OR 1=1; DROP TABLE "a" --`;
    const open: SourceContract = {
      ...incidentContract,
      unit: 'area',
      accessClass: 'open',
      columns: [{ name: 'category', role: 'dimension', logicalType: 'string' }],
    };
    const thefts = sources.get('thefts');
    if (!thefts) throw new Error('No thefts.');
    const query = parseQuery({
      from: 't',
      measures: [{ count: 'records' }],
      where: [{ column: 'category', in: [evil] }],
    });
    const resolved = resolveQuery(query, new Map([['t', { ...thefts, contract: open }]]));
    const { sql, params } = composeCells(resolved, duckdb);
    expect(await lake.engine.run(sql, params)).toEqual([{ records: 0n, record_key: 0n }]);
  });
});

describe('resolveQuery', () => {
  const records = [{ count: 'records' }];

  it('names the possible values next to the unknown one', () => {
    expect(messageOf({ from: 'police', measures: records })).toContain(
      'possible: thefts, reports, care, population.',
    );
    expect(messageOf({ from: 'thefts', measures: records, by: ['bsn'] })).toContain(
      'possible: month, neighbourhood, district, municipality, category.',
    );
    expect(messageOf({ from: 'thefts', measures: [{ sum: 'category' }] })).toContain('possible: amount.');
  });

  it.each<[string, object, string]>([
    ['a data set outside the space', { from: 'x', measures: records }, 'from dataset.unknown'],
    [
      'a link outside the space',
      { from: 'reports', measures: records, also: [{ in: 'x' }] },
      'also[0].in dataset.unknown',
    ],
    [
      'the pseudonym as a dimension',
      { from: 'reports', measures: records, by: ['pseudonym'] },
      'by[0] column.unknown',
    ],
    [
      'a key as a dimension',
      { from: 'reports', measures: records, by: ['record_key'] },
      'by[0] column.unknown',
    ],
    [
      'the name in the file of a column with a role',
      { from: 'reports', measures: records, by: ['buurt'] },
      'by[0] column.unknown',
    ],
    [
      'a measure as a dimension',
      { from: 'thefts', measures: records, by: ['amount'] },
      'by[0] column.unknown',
    ],
    [
      'a filter on a measure',
      { from: 'thefts', measures: records, where: [{ column: 'amount', in: ['1'] }] },
      'where[0].column column.unknown',
    ],
    [
      'a category that is not registered',
      { from: 'thefts', measures: records, where: [{ column: 'category', in: ['drugs'] }] },
      'where[0].in value.unknown',
    ],
    [
      'a band that is not registered',
      { from: 'reports', measures: records, where: [{ column: { recordsPerPerson: true }, in: ['14'] }] },
      'where[0].in value.unknown',
    ],
    [
      'persons where no person is named',
      { from: 'thefts', measures: [{ count: 'persons' }] },
      'measures[0] persons.absent',
    ],
    [
      'a link where no person is named',
      { from: 'thefts', measures: records, also: [{ in: 'care' }] },
      'also[0].in persons.absent',
    ],
    [
      'the unit person where no person is named',
      { from: 'thefts', unit: 'person', measures: records },
      'unit persons.absent',
    ],
    [
      'a rate of events',
      { from: 'reports', measures: [{ rate: 'records', of: 'thefts' }] },
      'measures[0].of denominator.unusable',
    ],
  ])('refuses %s', (_name, query, problem) => {
    expect(problemsOf(query)).toContain(problem);
  });

  it('refuses a rate by an area that the population is not known by', () => {
    const coarse = {
      ...populationContract,
      columns: populationContract.columns.map((column) => ({ ...column, grain: 'district' })),
    };
    const population = sources.get('population');
    if (!population) throw new Error('No population.');
    const own = new Map([...sources, ['population', { ...population, contract: coarse }]]);
    const rate = (by: string[]) =>
      parseQuery({ from: 'thefts', measures: [{ rate: 'records', of: 'population' }], by });
    expect(() => resolveQuery(rate(['neighbourhood']), own)).toThrow(/not known by neighbourhood/);
    expect(() => resolveQuery(rate(['district']), own)).not.toThrow();
  });
});
