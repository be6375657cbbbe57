import { defaultParameters, type ProtectedValue } from '@datalab/query-control';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLake, type Lake, type LakeRow, personContract } from '../lake/lake.testing.ts';
import type { QuerySource } from '../lake/source.ts';
import { type AnswerRow, answerQuery } from './answer.ts';
import { type AnsweredTable, tableKey } from './release.ts';

let lake: Lake;
let sources: Map<string, QuerySource>;
beforeAll(async () => {
  lake = await createLake();
  sources = new Map([['reports', await lake.land('reports', personContract, reports())]]);
});
afterAll(() => lake.close());

const [north, south, west, far] = ['BU99990001', 'BU99990002', 'BU99990003', 'BU99990200'] as const;

/** 40 persons with one report each in the north, one with 30 in the south, 12 with two in the west. */
function reports(): Partial<LakeRow>[] {
  const one = (neighbourhood: string, person: string) => ({ month: '2024-01', neighbourhood, person });
  return [
    ...Array.from({ length: 40 }, (_, index) => one(north, `p${index}`)),
    ...Array.from({ length: 30 }, () => one(south, 'q')),
    ...Array.from({ length: 24 }, (_, index) => one(west, `w${index % 12}`)),
  ];
}

function ask(query: object, domains?: Record<string, string[]>, parameters = defaultParameters) {
  return answerQuery({
    query,
    sources,
    engine: lake.engine,
    protection: { parameters },
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

/** What a tracker asks: a group, and that group without a small one, however the question is put. */
describe('a figure with a small complement in a roll-up is suppressed (A7)', () => {
  const persons = { from: 'tracked', measures: [{ count: 'persons' }, { count: 'records' }] };
  const suppressed = { status: 'suppressed' };
  beforeAll(async () => {
    const people = (count: number, prefix: string, row: Partial<LakeRow>) =>
      Array.from({ length: count }, (_, index) => ({
        month: '2024-01',
        ...row,
        person: `${prefix}${index}`,
      }));
    sources.set(
      'tracked',
      await lake.land('tracked', personContract, [
        ...people(60, 'p', { neighbourhood: north, category: 'noise' }),
        ...people(4, 'q', { neighbourhood: south, category: 'litter' }),
        ...people(30, 'r', { neighbourhood: far, category: 'litter' }),
        ...people(50, 'p', { neighbourhood: north, category: 'litter', month: '2023-12' }),
      ]),
    );
  });

  it.each<[string, object]>([
    ['all but one neighbourhood', { where: [{ column: 'neighbourhood', in: [north, far] }] }],
    [
      'all but one neighbourhood of one kind',
      {
        where: [
          { column: 'neighbourhood', in: [far] },
          { column: 'category', in: ['litter'] },
          { column: 'month', from: '2024-01' },
        ],
      },
    ],
  ])('%s', async (_name, change) => {
    expect((await ask({ ...persons, ...change })).totals).toMatchObject({ 'count.persons': suppressed });
  });

  it('one neighbourhood of a district in which few others live, whether asked alone or in a table', async () => {
    const table = await ask({ ...persons, by: ['neighbourhood'] });
    const alone = await ask({ ...persons, where: [{ column: 'neighbourhood', in: [north] }] });
    const districts = await ask({ ...persons, by: ['district'] });
    expect(find(table.rows, { neighbourhood: north })['count.persons']).toEqual(suppressed);
    expect(alone.totals['count.persons']).toEqual(suppressed);
    expect(published(find(districts.rows, { district: 'WK999900' })['count.persons'])).toBeGreaterThan(50);
    expect(published(find(table.rows, { neighbourhood: far })['count.persons'])).toBeGreaterThan(20);
  });

  it('records of which all others come from a few persons, though every person is also in the cell', async () => {
    const rows: Partial<LakeRow>[] = Array.from({ length: 40 }, (_, index) => ({
      month: '2024-01',
      category: 'noise',
      person: `p${index}`,
    }));
    const outside = { month: '2024-01', category: 'litter', person: 'p1' };
    sources.set('outside', await lake.land('outside', personContract, [...rows, ...Array(20).fill(outside)]));
    const noise = { ...persons, from: 'outside', where: [{ column: 'category', in: ['noise'] }] };
    const { totals } = await ask(noise, {}, { ...defaultParameters, groupDisclosure: false });
    expect(published(totals['count.persons'])).toBeGreaterThan(30);
    expect(totals['count.records']).toEqual(suppressed);
  });

  it('one kind among persons of one band, of whom few others have another kind', async () => {
    const one = (person: string, category: string) => ({ month: '2024-01', category, person });
    const rows = [
      ...Array.from({ length: 40 }, (_, index) => one(`a${index}`, 'noise')),
      ...Array.from({ length: 4 }, (_, index) => one(`b${index}`, 'litter')),
      ...Array.from({ length: 60 }, (_, index) => one(`c${index % 30}`, 'litter')),
    ];
    sources.set('banded', await lake.land('banded', personContract, rows));
    const once = { column: { recordsPerPerson: true }, in: ['1'] };
    const { rows: kinds } = await ask({ ...persons, from: 'banded', by: ['category'], where: [once] });
    expect(find(kinds, { category: 'noise' })['count.persons']).toEqual(suppressed);
  });

  it('nothing where the complement is empty, because the filter then keeps everything', async () => {
    const { totals } = await ask({ ...persons, where: [{ column: 'month', from: '2020-01' }] });
    expect(published(totals['count.persons'])).toBeGreaterThan(80);
  });
});

describe('an answer that is compared with earlier releases', () => {
  it('suppresses the cells and units that the review names, and nothing else', async () => {
    const query = {
      from: 'reports',
      measures: [{ count: 'persons' }, { count: 'records' }],
      by: ['neighbourhood'],
      where: [{ column: 'district', in: ['WK999900'] }],
    };
    const seen: AnsweredTable[] = [];
    const request = {
      query,
      sources,
      engine: lake.engine,
      protection: { parameters: defaultParameters },
      domains: { neighbourhood: [north, south, west] },
    };
    const before = await answerQuery(request);
    const { rows, totals } = await answerQuery({
      ...request,
      review: async (tables) => {
        seen.push(...tables);
        const cell = tables[0]?.cells.find(({ box }) =>
          Object.values(box).some((codes) => `${codes}` === west),
        );
        return new Map([['persons' as const, new Set(cell ? [cell.id] : [])]]);
      },
    });
    expect(find(rows, { neighbourhood: west })).toEqual({
      ...find(before.rows, { neighbourhood: west }),
      'count.persons': { status: 'suppressed' },
    });
    expect(find(rows, { neighbourhood: north })).toEqual(find(before.rows, { neighbourhood: north }));
    expect(totals).toEqual(before.totals);
    expect(seen.map(tableKey)).toEqual(['persons', 'behind-records', 'records']);
    expect(seen[0]?.cells.map(({ fingerprint: _, ...cell }) => cell)).toEqual([
      { id: 'total', box: { neighbourhood: [north, south, west, 'WK999900'] }, count: 53, shown: true },
      { id: `10:${north}`, box: { neighbourhood: [north] }, count: 40, shown: true },
      { id: `10:${south}`, box: { neighbourhood: [south] }, count: 1, shown: false },
      { id: `10:${west}`, box: { neighbourhood: [west] }, count: 12, shown: true },
    ]);
  });
});

describe('a number of records', () => {
  it('is suppressed where one or two persons account for nearly all of it, however many others there are', async () => {
    const one = (person: string, category: string) => ({ month: '2024-01', category, person });
    const rows = [
      ...Array(300).fill(one('a', 'noise')),
      ...Array(40).fill(one('b', 'noise')),
      ...Array.from({ length: 20 }, (_, index) => one(`c${index}`, 'noise')),
      ...Array.from({ length: 100 }, (_, index) => one(`c${index % 50}`, 'litter')),
    ];
    sources.set('few', await lake.land('few', personContract, rows));
    const { rows: found } = await ask({
      from: 'few',
      measures: [{ count: 'records' }, { count: 'persons' }],
      by: ['category'],
    });
    const noise = find(found, { category: 'noise' });
    expect(noise['count.records']).toEqual({ status: 'suppressed' });
    expect(published(noise['count.persons'])).toBeGreaterThan(10);
    expect(published(find(found, { category: 'litter' })['count.records'])).toBeGreaterThan(90);
  });
});

describe('a zero in a small group is suppressed, because zeros together tell what each member is (A15)', () => {
  const records = { from: 'unique', measures: [{ count: 'records' }] };
  const suppressed = { status: 'suppressed' };
  beforeAll(async () => {
    const rows: Partial<LakeRow>[] = [
      ...Array.from({ length: 30 }, (_, index) => ({
        neighbourhood: north,
        category: index % 2 ? 'noise' : 'litter',
        person: `n${index}`,
      })),
      { neighbourhood: south, category: 'litter', person: 'alone' },
    ];
    sources.set(
      'unique',
      await lake.land(
        'unique',
        personContract,
        rows.map((row) => ({ month: '2024-01', ...row })),
      ),
    );
  });

  it('in a table, and when asked by itself', async () => {
    const domains = { neighbourhood: [north, south, west] };
    const { rows } = await ask({ ...records, by: ['neighbourhood', 'category'] }, domains);
    const ofSouth = rows.filter(({ neighbourhood }) => neighbourhood === south);
    expect(ofSouth).toHaveLength(3);
    for (const row of ofSouth) expect(row['count.records']).toEqual(suppressed);
    const alone = await ask({
      ...records,
      where: [
        { column: 'neighbourhood', in: [south] },
        { column: 'category', in: ['noise'] },
      ],
    });
    expect(alone.totals['count.records']).toEqual(suppressed);
  });

  it('and shown where the group is large enough, or empty', async () => {
    const domains = { neighbourhood: [north, south, west] };
    const { rows } = await ask({ ...records, by: ['neighbourhood', 'category'] }, domains);
    const zero = { status: 'zero', value: 0 };
    expect(find(rows, { neighbourhood: north, category: 'other' })['count.records']).toEqual(zero);
    expect(find(rows, { neighbourhood: west, category: 'other' })['count.records']).toEqual(zero);
  });
});
