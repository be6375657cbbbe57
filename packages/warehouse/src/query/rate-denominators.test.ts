import { defaultParameters } from '@datalab/query-control';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
import { type AnsweredTable, type ReviewTables, tableKey } from './release.ts';
import { createReview } from './review.testing.ts';

let lake: Lake;
let sources: Map<string, QuerySource>;
const areas = [
  'BU99990001',
  'BU99990002',
  'BU99990003',
  'BU99990101',
  'BU99990102',
  'BU99990201',
  'BU99990301',
];
const months = ['2023-10', '2023-11', '2023-12', '2024-01', '2024-02'];
const [roomy, , , alone, other, few, empty] = areas;

/** In each of the first three neighbourhoods a few more come into care in most months, and many in the last. */
function care(): Partial<LakeRow>[] {
  const ofArea = (neighbourhood: string | undefined, comers: readonly number[]) =>
    comers.flatMap((size, month) =>
      Array.from({ length: size }, (_, index) => ({
        month: months[month] ?? null,
        neighbourhood: neighbourhood ?? null,
        person: `${neighbourhood} ${month} ${index}`,
      })),
    );
  return [
    ...ofArea(areas[0], [40, 3, 0, 15, 32]),
    ...ofArea(areas[1], [30, 1, 6, 0, 30]),
    ...ofArea(areas[2], [55, 12, 12, 4, 40]),
    ...ofArea(alone, [30, 0, 0, 0, 0]),
    ...ofArea(other, [4, 0, 0, 0, 0]),
    ...ofArea(few, [0, 0, 0, 0, 2]),
  ];
}

/** Two hundred thefts everywhere before the first month of care, so that the numerator is always shown. */
function thefts(): Partial<LakeRow>[] {
  return areas.flatMap((neighbourhood) =>
    Array.from({ length: 200 }, () => ({ month: '2023-09', neighbourhood, category: 'other' })),
  );
}

beforeAll(async () => {
  lake = await createLake();
  const sizes = areas.map((neighbourhood) => ({ month: '2023-01', neighbourhood, amount: 1000 }));
  sources = new Map([
    ['care', await lake.land('care', personContract, care())],
    ['thefts', await lake.land('thefts', incidentContract, thefts())],
    ['population', await lake.land('population', populationContract, sizes)],
    ['firms', await lake.land('firms', { ...populationContract, accessClass: 'restricted' }, sizes)],
  ]);
});
afterAll(() => lake.close());

function ask(query: object, review?: ReviewTables) {
  return answerQuery({
    query,
    sources,
    engine: lake.engine,
    review,
    domains: { neighbourhood: areas },
    protection: { parameters: defaultParameters },
  });
}

const rate = { from: 'thefts', measures: [{ rate: 'records', per: 1000, of: 'care' }] };
const direct = { from: 'care', measures: [{ count: 'persons' }] };
const until = (to: string) => ({ where: [{ column: 'month', to }] });

function statusOf(row: AnswerRow | undefined, key: string): string {
  const value = row?.[key];
  return typeof value === 'object' && value !== null ? value.status : 'missing';
}

function statuses({ rows, totals }: { rows: AnswerRow[]; totals: AnswerRow }, key: string): string[] {
  return [totals, ...rows].map((row) => `${row['neighbourhood'] ?? 'all'} ${statusOf(row, key)}`);
}

describe('what a rate is divided by', () => {
  it('shows no more of nested months than the same counts asked directly: no two that differ by a few', async () => {
    const [askedDirectly, divided] = [createReview(), createReview()];
    const found = { direct: [] as string[][], rate: [] as string[][], open: [] as string[][] };
    for (const month of months) {
      const question = { by: ['neighbourhood'], ...until(month) };
      found.direct.push(statuses(await ask({ ...direct, ...question }, askedDirectly), 'count.persons'));
      found.rate.push(statuses(await ask({ ...rate, ...question }, divided), 'rate.records'));
      found.open.push(statuses(await ask({ ...rate, ...question }), 'rate.records'));
    }
    expect(differencesAtHand(found.open)).toBeGreaterThan(5);
    expect(differencesAtHand(found.direct)).toBe(0);
    expect(differencesAtHand(found.rate)).toBe(0);
    const published = (lists: string[][]) =>
      lists.map((list) => list.filter((one) => one.endsWith('published')));
    expect(published(found.rate)).toEqual(published(found.direct));
  });

  it('is suppressed where the direct count leaves too few of the district (A7)', async () => {
    const { rows } = await ask({ ...rate, by: ['neighbourhood'] });
    const of = (area: string | undefined) => rows.find(({ neighbourhood }) => neighbourhood === area);
    expect(statusOf(of(roomy), 'rate.records')).toBe('published');
    expect(statusOf(of(alone), 'rate.records')).toBe('suppressed');
  });

  it('is suppressed where the direct zero would be disclosive, and missing where it would not (A15)', async () => {
    const ofFew = { column: 'neighbourhood', in: [few] };
    const before = { column: 'month', to: '2024-01' };
    const asked = await ask({ ...rate, where: [ofFew, before] });
    expect(statusOf(asked.totals, 'rate.records')).toBe('suppressed');
    const { rows } = await ask({ ...rate, by: ['neighbourhood'], where: [before] });
    const of = (area: string | undefined) => rows.find(({ neighbourhood }) => neighbourhood === area);
    expect(of(few)?.['rate.records']).toEqual({ status: 'suppressed' });
    expect(of(empty)?.['rate.records']).toEqual({ status: 'missing' });
  });

  it('is reviewed and counted as the table of the same question asked directly, with and without areas', async () => {
    for (const question of [{ by: ['neighbourhood'] }, { by: ['district', 'month'] }, { by: [] }]) {
      const seen = { direct: [] as AnsweredTable[], rate: [] as AnsweredTable[] };
      const sizes: unknown[] = [];
      const divided = { ...rate, ...question, where: [{ column: 'month', from: '2023-09' }] };
      const by = question.by.filter((column) => column !== 'month');
      await ask({ ...direct, by, where: divided.where }, async (tables) => {
        seen.direct.push(...tables);
        return new Map();
      });
      await ask(divided, async (tables, count) => {
        seen.rate.push(...tables);
        for (const table of tables) {
          const regions = table.cells.map(({ box }) => box);
          sizes.push(await count(tableKey(table), regions));
        }
        return new Map();
      });
      const [, divisor] = seen.rate;
      expect(seen.rate.map(tableKey)).toEqual(['records', 'of.care']);
      expect({ ...divisor, cells: undefined }).toEqual({
        ...seen.direct[0],
        cells: undefined,
        isDenominator: true,
      });
      const sorted = (table: AnsweredTable | undefined) =>
        table?.cells.toSorted((one, two) => (one.id < two.id ? -1 : 1));
      const listed = new Set(seen.direct[0]?.cells.map(({ id }) => id));
      const cells = sorted(divisor) ?? [];
      expect(cells.filter(({ id }) => listed.has(id))).toEqual(sorted(seen.direct[0]));
      // A row of the rate may be of an area in which too few of its divisor are for a row of their own.
      expect(cells.filter(({ id, shown }) => shown && !listed.has(id))).toEqual([]);
      expect(sizes[1]).toEqual(divisor?.cells.map(({ count }) => count));
    }
  });

  it('is suppressed with its rates when the review says so, in the rows of its area only', async () => {
    const query = { ...rate, by: ['neighbourhood'], measures: [...rate.measures, { count: 'records' }] };
    const before = await ask(query);
    const { rows, totals } = await ask(query, async (tables) => {
      const table = tables.find(({ isDenominator }) => isDenominator);
      const cell = table?.cells.find(({ id }) => id.includes(`${roomy}`));
      return new Map([['of.care' as const, new Set([cell?.id ?? ''])]]);
    });
    expect(rows).toEqual(
      before.rows.map((row) =>
        row['neighbourhood'] === roomy ? { ...row, 'rate.records': { status: 'suppressed' } } : row,
      ),
    );
    expect(totals).toEqual(before.totals);
  });

  it('is public, and not reviewed, where it is open data about areas', async () => {
    const seen: AnsweredTable[] = [];
    await ask({ ...rate, measures: [{ rate: 'records', of: 'population' }] }, async (tables) => {
      seen.push(...tables);
      return new Map();
    });
    expect(seen.map(tableKey)).toEqual(['records']);
  });

  it('is refused where it is figures about areas that are not open, which cannot be judged by persons', async () => {
    const asked = ask({ ...rate, measures: [{ rate: 'records', of: 'firms' }] });
    await expect(asked).rejects.toMatchObject({
      problems: [{ path: 'measures[0].of', code: 'denominator.unusable' }],
    });
  });
});

/** The pairs of months with one to nine persons between them of which both show a figure, over all areas. */
function differencesAtHand(found: readonly (readonly string[])[]): number {
  let atHand = 0;
  for (const [later, shown] of found.entries()) {
    for (const earlier of found.slice(0, later).keys()) {
      for (const one of ['all', ...areas]) {
        const between = personsUntil(one, later) - personsUntil(one, earlier);
        const isShown = [shown, found[earlier]].every((list) => list?.includes(`${one} published`));
        if (isShown && between > 0 && between < 10) atHand += 1;
      }
    }
  }
  return atHand;
}

function personsUntil(area: string, month: number): number {
  return care().filter(
    (row) => (area === 'all' || row.neighbourhood === area) && (row.month ?? '') <= (months[month] ?? ''),
  ).length;
}
