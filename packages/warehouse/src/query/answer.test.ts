import { defaultParameters, type ProtectedValue } from '@datalab/query-control';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineError } from '../engine/engine.ts';
import {
  createLake,
  incidentContract,
  type Lake,
  type LakeRow,
  personContract,
  populationContract,
} from '../lake/lake.testing.ts';
import type { QuerySource } from '../lake/source.ts';
import { type AnswerRow, answerQuery } from './answer.ts';

let lake: Lake;
let sources: Map<string, QuerySource>;
beforeAll(async () => {
  lake = await createLake();
  sources = new Map([
    ['reports', await lake.land('reports', personContract, reports())],
    ['care', await lake.land('care', personContract, care())],
    ['thefts', await lake.land('thefts', incidentContract, thefts())],
    ['population', await lake.land('population', populationContract, population())],
  ]);
});
afterAll(() => lake.close());

const [north, south, west, river] = ['BU99990001', 'BU99990002', 'BU99990003', 'BU99990103'];
const months = ['2023-11', '2023-12', '2024-01', '2024-02'];

/** 40 persons with one report each in the north, one with 30 in the south, 12 with two in the west; some nameless. */
function reports(): Partial<LakeRow>[] {
  return [
    ...Array.from({ length: 40 }, (_, index) => ({
      month: months[index % 4] ?? null,
      neighbourhood: north,
      category: index % 2 ? 'noise' : 'litter',
      amount: 100 + index,
      person: `p${index}`,
    })),
    ...Array.from({ length: 30 }, () => ({
      month: '2024-02',
      neighbourhood: south,
      category: 'noise',
      amount: 5,
      person: 'q',
    })),
    ...Array.from({ length: 24 }, (_, index) => ({
      month: '2024-02',
      neighbourhood: west,
      category: 'litter',
      amount: 50,
      person: `w${index % 12}`,
    })),
    ...Array.from({ length: 25 }, () => ({
      month: '2024-01',
      neighbourhood: null,
      category: 'litter',
      amount: null,
      person: null,
    })),
  ];
}

function care(): Partial<LakeRow>[] {
  return Array.from({ length: 20 }, (_, index) => ({
    month: '2024-01',
    neighbourhood: north,
    person: `p${index}`,
  }));
}

function thefts(): Partial<LakeRow>[] {
  return Array.from({ length: 200 }, (_, index) => ({
    month: index % 3 ? '2023-11' : '2024-02',
    neighbourhood: index % 5 ? north : south,
    category: index % 4 ? 'other' : 'litter',
  }));
}

function population(): Partial<LakeRow>[] {
  return [
    { month: '2023-01', neighbourhood: north, amount: 900 },
    { month: '2024-01', neighbourhood: north, amount: 1000 },
    { month: '2024-01', neighbourhood: south, amount: 500 },
  ];
}

function ask(query: object, domains?: Record<string, string[]>) {
  return answerQuery({
    query,
    sources,
    engine: lake.engine,
    protection: { parameters: defaultParameters },
    domains,
  });
}

function find(rows: AnswerRow[], where: Record<string, string | null>): AnswerRow {
  const row = rows.find((candidate) =>
    Object.entries(where).every(([key, value]) => candidate[key] === value),
  );
  if (!row) throw new Error(`No row with ${JSON.stringify(where)}.`);
  return row;
}

function published(value: AnswerRow[string] | undefined): number {
  const figure = value as ProtectedValue;
  if (figure?.status !== 'published')
    throw new Error(`Expected a published value, got ${JSON.stringify(value)}.`);
  return figure.value;
}

describe('answerQuery', () => {
  it('publishes counts near the truth and gives a row to every registered combination', async () => {
    const { rows, dimensions, measures } = await ask({
      from: 'thefts',
      measures: [{ count: 'records' }],
      by: ['month', 'category'],
    });
    expect({ dimensions, measures }).toEqual({
      dimensions: ['month', 'category'],
      measures: ['count.records'],
    });
    expect(rows).toHaveLength(12);
    const near = published(find(rows, { month: '2023-11', category: 'other' })['count.records']);
    expect(Math.abs(near - 100)).toBeLessThanOrEqual(5);
    expect(find(rows, { month: '2023-12', category: 'other' })['count.records']).toEqual({
      status: 'zero',
      value: 0,
    });
    expect(find(rows, { month: '2023-11', category: 'noise' })['count.records']).toEqual({
      status: 'zero',
      value: 0,
    });
  });

  it('suppresses records of fewer persons than the minimum', async () => {
    const query = {
      from: 'reports',
      measures: [{ count: 'records' }, { count: 'persons' }, { sum: 'amount' }],
      by: ['neighbourhood'],
    };
    const { rows } = await ask(query, { neighbourhood: [south] });
    const suppressed = { status: 'suppressed' };
    expect(find(rows, { neighbourhood: south })).toEqual({
      neighbourhood: south,
      'count.records': suppressed,
      'count.persons': suppressed,
      'sum.amount': suppressed,
    });
    const unplaced = find(rows, { neighbourhood: null });
    expect(Math.abs(published(unplaced['count.records']) - 25)).toBeLessThanOrEqual(5);
    expect(unplaced['count.persons']).toEqual({ status: 'zero', value: 0 });
    expect(unplaced['sum.amount']).toEqual({ status: 'missing' });
  });

  it('distinguishes a zero, a missing value and a suppressed value', async () => {
    const { rows } = await ask(
      { from: 'reports', measures: [{ sum: 'amount' }, { mean: 'amount' }], by: ['neighbourhood'] },
      { neighbourhood: [south, river] },
    );
    expect(find(rows, { neighbourhood: river })).toMatchObject({
      'sum.amount': { status: 'zero' },
      'mean.amount': { status: 'missing' },
    });
    expect(find(rows, { neighbourhood: null })['sum.amount']).toEqual({ status: 'missing' });
    expect(find(rows, { neighbourhood: south })['mean.amount']).toEqual({ status: 'suppressed' });
  });

  it('makes a mean of the protected sum and the protected count, to what one contributor changes in it', async () => {
    const { totals } = await ask({
      from: 'reports',
      measures: [{ sum: 'amount' }, { mean: 'amount' }, { count: 'records' }],
      where: [{ column: 'neighbourhood', in: [north] }],
    });
    const ratio = published(totals['sum.amount']) / published(totals['count.records']);
    expect(published(totals['mean.amount'])).toBe(Math.round(ratio));
  });

  it('divides by the latest population not after the period, area by area', async () => {
    const query = {
      from: 'reports',
      measures: [{ count: 'persons' }, { rate: 'persons', per: 1000, of: 'population' }],
      by: ['neighbourhood'],
    };
    const now = find((await ask(query)).rows, { neighbourhood: north });
    expect(published(now['rate.persons'])).toBeCloseTo(published(now['count.persons']), 10);
    const earlier = await ask({ ...query, where: [{ column: 'month', to: '2023-12' }] });
    const then = find(earlier.rows, { neighbourhood: north });
    expect(published(then['rate.persons'])).toBe(Math.round((published(then['count.persons']) / 900) * 1000));
    const total = published(earlier.totals['count.persons']);
    expect(published(earlier.totals['rate.persons'])).toBe(Math.round((total / 900) * 1000));
  });

  it('says that a rate is missing where the population is not known', async () => {
    const { rows } = await ask(
      { from: 'thefts', measures: [{ rate: 'records', of: 'population' }], by: ['neighbourhood'] },
      { neighbourhood: [river] },
    );
    expect(find(rows, { neighbourhood: river })['rate.records']).toEqual({ status: 'missing' });
  });

  it('divides by the protected number of persons of a data set that names persons', async () => {
    const { totals } = await ask({
      from: 'reports',
      measures: [{ rate: 'persons', per: 100, of: 'care' }, { count: 'persons' }],
    });
    const inCare = await ask({ from: 'care', measures: [{ count: 'persons' }] });
    const expected = (published(totals['count.persons']) / published(inCare.totals['count.persons'])) * 100;
    expect(published(totals['rate.persons'])).toBe(Math.round(expected));
  });

  it('tells for each record whether its person is also in another data set', async () => {
    const { rows } = await ask({ from: 'reports', measures: [{ count: 'persons' }], by: [{ in: 'care' }] });
    expect(rows.map((row) => row['in.care'])).toEqual(['no', 'yes', null]);
    const linked = await ask({ from: 'reports', measures: [{ count: 'persons' }], also: [{ in: 'care' }] });
    expect(linked.totals['count.persons']).toEqual(rows[1]?.['count.persons']);
    const others = await ask({
      from: 'reports',
      measures: [{ count: 'persons' }],
      also: [{ notIn: 'care' }],
    });
    expect(others.totals['count.persons']).toEqual(rows[0]?.['count.persons']);
  });

  it('groups persons by registered bands of their number of records, in order', async () => {
    const { rows } = await ask({
      from: 'reports',
      measures: [{ count: 'persons' }],
      by: [{ recordsPerPerson: true }],
    });
    expect(rows.map((row) => row['records-per-person'])).toEqual(['1', '2-4', '5-9', '10-24', '25+', null]);
    expect(rows.map((row) => (row['count.persons'] as ProtectedValue).status)).toEqual([
      ...['published', 'published', 'zero', 'zero', 'suppressed', 'zero'],
    ]);
  });

  it('shows only areas inside the selected district, and no months outside the data set', async () => {
    const { rows } = await ask(
      {
        from: 'thefts',
        measures: [{ count: 'records' }],
        by: ['month', 'neighbourhood'],
        where: [
          { column: 'district', in: ['WK999900'] },
          { column: 'month', from: '2023-12', to: '2030-01' },
        ],
      },
      { neighbourhood: [river, 'BU99990009'] },
    );
    expect(rows.map(({ month, neighbourhood }) => `${month} ${neighbourhood}`)).toEqual(
      ['2023-12', '2024-01', '2024-02'].flatMap((month) => [
        ...[north, south, 'BU99990009'].map((area) => `${month} ${area}`),
      ]),
    );
  });

  it('does not pair a neighbourhood with a district it does not lie in', async () => {
    const { rows } = await ask(
      { from: 'thefts', measures: [{ count: 'records' }], by: ['neighbourhood', 'district'] },
      { neighbourhood: [river] },
    );
    expect(rows.map(({ neighbourhood, district }) => [neighbourhood, district])).toEqual([
      [north, 'WK999900'],
      [south, 'WK999900'],
      [river, 'WK999901'],
    ]);
  });

  it('protects the total by itself: the same figure as the question without dimensions', async () => {
    for (const from of ['thefts', 'reports']) {
      const measures = [{ count: 'records' }];
      const split = await ask({ from, measures, by: ['month', 'neighbourhood'] });
      const whole = await ask({ from, measures });
      expect(split.totals).toEqual(whole.totals);
      expect(whole.rows).toEqual([whole.totals]);
    }
  });

  it('names the versions it rests on and shows statements without paths', async () => {
    const answer = await ask({
      from: 'reports',
      measures: [{ rate: 'persons', of: 'population' }],
      also: [{ in: 'care' }],
    });
    expect(answer.versions.map(({ dataset }) => dataset)).toEqual(['care', 'population', 'reports']);
    expect(answer.sql).toContain('read_parquet($1');
    expect(answer.sql).not.toContain(sources.get('reports')?.dir);
    expect(JSON.stringify(answer.protection)).not.toMatch(/noise|variance|table/i);
  });
});

describe('the same records', () => {
  const measures = [{ count: 'records' }, { count: 'persons' }, { sum: 'amount' }];
  const plain = { from: 'reports', measures, by: ['category'] };
  const rewritten: [string, object][] = [
    ['a list that holds doubles', { where: [{ column: 'category', in: ['noise', 'noise', 'litter'] }] }],
    ['a filter that keeps everything', { where: [{ column: 'month', from: '1900-01', to: '2999-12' }] }],
    ['a list of all values', { where: [{ column: { in: 'care' }, in: ['yes', 'no', null] }] }],
    ['the same filter twice', { where: Array(2).fill({ column: 'category', in: ['litter', 'noise'] }) }],
    ['measures in another order', { measures: measures.toReversed() }],
  ];
  it.each(rewritten)('give the same figures through %s', async (_name, change) => {
    const before = await ask(plain);
    const after = await ask({ ...plain, ...change });
    for (const row of after.rows)
      expect(row).toEqual(find(before.rows, { category: row['category'] as string }));
  });

  it('give the same figures with dimensions and filters in another order', async () => {
    const where = [
      { column: 'category', in: ['noise'] },
      { column: 'month', from: '2023-12' },
    ];
    const before = await ask({ ...plain, by: ['month', 'neighbourhood'], where });
    const after = await ask({ ...plain, by: ['neighbourhood', 'month'], where: where.toReversed() });
    expect(after.rows).toHaveLength(before.rows.length);
    for (const row of after.rows) {
      const { month, neighbourhood } = row as { month: string; neighbourhood: string | null };
      expect(row).toEqual(find(before.rows, { month, neighbourhood }));
    }
  });
});

describe('an answer that takes too long or is no longer wanted', () => {
  it('ends with a clear error when its time is over', async () => {
    const long = await lake.land(
      'long',
      personContract,
      Array.from({ length: 20_000 }, (_, n) => ({ month: '2024-01', person: `${n}` })),
    );
    const request = {
      query: { from: 'long', measures: [{ count: 'persons' }], by: ['month'] },
      sources: new Map([['long', long]]),
      engine: lake.engine,
      protection: { parameters: defaultParameters },
    };
    await expect(answerQuery({ ...request, timeoutMs: 1 })).rejects.toMatchObject({ code: 'engine.timeout' });
  });

  it('ends with a clear error when it is cancelled', async () => {
    const stop = new AbortController();
    stop.abort();
    const promise = answerQuery({
      query: { from: 'thefts', measures: [{ count: 'records' }] },
      sources,
      engine: lake.engine,
      protection: { parameters: defaultParameters },
      signal: stop.signal,
    });
    await expect(promise).rejects.toBeInstanceOf(EngineError);
    await expect(promise).rejects.toMatchObject({ code: 'engine.cancelled' });
  });
});
