import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultParameters } from '@datalab/query-control';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import {
  createLake,
  type Lake,
  type LakeRow,
  personContract,
  populationContract,
} from '../lake/lake.testing.ts';
import type { QuerySource } from '../lake/source.ts';
import { type AnswerRow, answerQuery } from './answer.ts';
import { type AnsweredTable, type CountTables, type ReviewTables, tableKey } from './release.ts';
import { createReview } from './review.testing.ts';

type Sources = ReadonlyMap<string, QuerySource>;

let lake: Lake;
let before: Sources;
let after: Sources;
let certainBefore: Sources;
let certainAfter: Sources;
const areas = ['BU99990001', 'BU99990002', 'BU99990003'];
const [still, left, many] = areas;
/** One person has as many records as would be enough by themselves. */
const recordsOfOne = 13;

/** In each neighbourhood sixty come in the first month, five with two records each in the second, fifty in the third. */
function visits(isStillThere: (neighbourhood: string, person: number) => boolean): Partial<LakeRow>[] {
  const cohorts: [string, number, number, number][] = [
    ['2024-01', 0, 60, recordsOfOne],
    ['2024-02', 60, 65, 2],
    ['2024-03', 65, 115, 4],
  ];
  return areas.flatMap((neighbourhood) =>
    cohorts.flatMap(([month, from, to, records]) =>
      Array.from({ length: to - from }, (_, index) => from + index)
        .filter((person) => isStillThere(neighbourhood, person))
        .flatMap((person) =>
          Array.from({ length: records }, () => ({
            month,
            neighbourhood,
            amount: 100,
            person: `${neighbourhood} ${person}`,
          })),
        ),
    ),
  );
}

function careOf(members: (neighbourhood: string) => number): Partial<LakeRow>[] {
  return areas.flatMap((neighbourhood) =>
    Array.from({ length: 30 }, (_, index) => ({
      month: '2024-01',
      neighbourhood,
      person: `${neighbourhood} ${index}`,
    })).slice(members(neighbourhood)),
  );
}

/** Nobody leaves one neighbourhood, one person another, twelve the last. */
const leavers = (neighbourhood: string): number =>
  neighbourhood === still ? 0 : neighbourhood === left ? 1 : 12;

beforeAll(async () => {
  lake = await createLake();
  const sizes = areas.map((neighbourhood) => ({ month: '2023-01', neighbourhood, amount: 5000 }));
  const population = await lake.land('population', populationContract, sizes);
  const all = visits(() => true);
  const fewer = visits((neighbourhood, person) => person >= leavers(neighbourhood));
  const land = async (rows: Partial<LakeRow>[], members: (neighbourhood: string) => number) =>
    new Map([
      ['visits', await lake.land('visits', personContract, rows)],
      ['care', await lake.land('care', personContract, careOf(members))],
      ['population', population],
    ]);
  before = await land(all, () => 0);
  after = await land(fewer, () => 0);
  certainBefore = await certain(await land(all, () => 0));
  certainAfter = await certain(await land(fewer, () => 0));
});
afterAll(() => lake.close());

/** The same with what landing wrote down about it, so that records are read without telling persons apart. */
async function certain(sources: Sources): Promise<Sources> {
  const manifest = JSON.stringify({ recordsPerPersonMax: recordsOfOne });
  await writeFile(join(sources.get('visits')?.dir ?? '', '_manifest.json'), manifest);
  return sources;
}

function ask(
  query: object,
  sources: Sources,
  review?: ReviewTables,
  engine: Pick<Engine, 'run'> = lake.engine,
) {
  return answerQuery({
    query: { from: 'visits', ...query },
    sources,
    review,
    engine: { ...lake.engine, run: (...statement) => engine.run(...statement) },
    protection: { parameters: defaultParameters },
    domains: { neighbourhood: areas },
  });
}

function shownIn(rows: readonly AnswerRow[], key: string): (string | null)[] {
  return rows.flatMap((row) => {
    const [value, area] = [row[key], row['neighbourhood']];
    const isShown = typeof value === 'object' && value !== null && value.status === 'published';
    return isShown ? [[area, row['in.care']].filter((part) => typeof part === 'string').join(' ')] : [];
  });
}

const measures: [string, object][] = [
  ['count.records', { count: 'records' }],
  ['sum.amount', { sum: 'amount' }],
  ['mean.amount', { mean: 'amount' }],
  ['rate.records', { rate: 'records', per: 1000, of: 'population' }],
];
const by = ['neighbourhood'];

describe.each(measures)(
  'two figures of records that differ by the many records of a few: %s',
  (key, measure) => {
    const question = { measures: [measure], by };

    it('are not both shown of two versions of a data set, where one person left it', async () => {
      const review = createReview();
      const earlier = await ask(question, before, review);
      const later = await ask(question, after, review);
      expect(shownIn(earlier.rows, key)).toEqual([still, left, many]);
      expect(shownIn((await ask(question, after)).rows, key)).toEqual([still, left, many]);
      expect(shownIn(later.rows, key)).toEqual([still, many]);
    });

    it('are not both shown where it is certain that enough persons are behind each, without telling these apart', async () => {
      const review = createReview();
      const earlier = await ask(question, certainBefore, review);
      const later = await ask(question, certainAfter, review);
      expect(shownIn(earlier.rows, key)).toEqual([still, left, many]);
      expect(shownIn(later.rows, key)).toEqual([still, many]);
    });

    it('are not both shown of two versions of a linked data set, where one person left that', async () => {
      const care = await lake.land('care', personContract, careOf(leavers));
      const linked = new Map([...before, ['care', care]]);
      for (const parts of [{ by, also: [{ in: 'care' }] }, { by: [...by, { in: 'care' }] }]) {
        const review = createReview();
        const earlier = shownIn((await ask({ ...question, ...parts }, before, review)).rows, key);
        const later = shownIn((await ask({ ...question, ...parts }, linked, review)).rows, key);
        const of = (area: string | undefined, list: readonly (string | null)[]) =>
          list.filter((cell) => cell?.startsWith(`${area}`));
        expect(of(left, earlier).length).toBeGreaterThan(0);
        expect(of(left, later)).toEqual([]);
        expect(of(still, later)).toEqual(of(still, earlier));
        expect(of(many, later)).toEqual(of(many, earlier));
      }
    });

    it('are not both shown of nested months, with five persons and ten records between them', async () => {
      for (const sources of [before, certainBefore]) {
        const review = createReview();
        const until = (to: string) => ({ ...question, where: [{ column: 'month', to }] });
        expect(shownIn((await ask(until('2024-01'), sources, review)).rows, key)).toEqual(areas);
        expect(shownIn((await ask(until('2024-02'), sources)).rows, key)).toEqual(areas);
        expect(shownIn((await ask(until('2024-02'), sources, review)).rows, key)).toEqual([]);
        expect(shownIn((await ask(until('2024-03'), sources, review)).rows, key)).toEqual(areas);
      }
    });
  },
);

describe('the persons behind figures of records', () => {
  const records = { measures: [{ count: 'records' }], by };
  const seenBy = async (query: object, sources: Sources) => {
    const seen: AnsweredTable[] = [];
    const counted: Awaited<ReturnType<CountTables>>[] = [];
    await ask(query, sources, async (tables, count) => {
      seen.push(...tables);
      for (const table of tables) {
        const regions = table.cells.map(({ box }) => box);
        counted.push(await count(tableKey(table), regions));
      }
      return new Map();
    });
    return { seen, counted };
  };

  it('are a table of the same cells as that of a count of persons, under a key of its own, counted in persons', async () => {
    const persons = await seenBy({ ...records, measures: [{ count: 'persons' }] }, before);
    for (const sources of [before, certainBefore]) {
      const { seen, counted } = await seenBy(records, sources);
      expect(seen.map(tableKey)).toEqual(['behind-records', 'records']);
      expect(seen[0]).toEqual({
        ...persons.seen[0],
        version: sources.get('visits')?.version,
        isBehindRecords: true,
      });
      expect(counted[0]).toEqual(seen[0]?.cells.map(({ count }) => count));
      expect(counted[0]).not.toEqual(counted[1]);
    }
    const both = await seenBy({ ...records, measures: [{ count: 'persons' }, { sum: 'amount' }] }, before);
    expect(both.seen.map(tableKey)).toEqual(['persons', 'behind-records', 'records']);
  });

  it('are held against persons that are asked, whichever of the two is asked first', async () => {
    const persons = { ...records, measures: [{ count: 'persons' }] };
    for (const [first, second] of [
      [records, persons],
      [persons, records],
    ]) {
      const review = createReview();
      await ask({ ...first, where: [{ column: 'month', to: '2024-01' }] }, before, review);
      const { rows } = await ask({ ...second, where: [{ column: 'month', to: '2024-02' }] }, before, review);
      expect([...shownIn(rows, 'count.persons'), ...shownIn(rows, 'count.records')]).toEqual([]);
    }
  });

  it('are read once more only where the cells of the answer do not tell them', async () => {
    const statementsOf = async (query: object, sources: Sources, review?: ReviewTables) => {
      const run: string[] = [];
      await ask(query, sources, review, {
        run: (sql, ...rest) => {
          run.push(sql);
          return lake.engine.run(sql, ...rest);
        },
      });
      return run.length;
    };
    const extra = async (query: object, sources: Sources) =>
      (await statementsOf(query, sources, async () => new Map())) - (await statementsOf(query, sources));
    expect(await extra(records, before)).toBe(0);
    expect(await extra({ ...records, measures: [{ sum: 'amount' }] }, certainBefore)).toBe(0);
    expect(
      await extra({ ...records, measures: [{ count: 'records' }, { count: 'persons' }] }, certainBefore),
    ).toBe(0);
    expect(await extra({ ...records, from: 'population', measures: [{ sum: 'amount' }] }, before)).toBe(0);
    expect(await extra(records, certainBefore)).toBe(2);
  });
});
