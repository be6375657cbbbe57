import { defaultParameters } from '@datalab/query-control';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { createLake, type Lake, type LakeRow, personContract } from '../lake/lake.testing.ts';
import type { QuerySource } from '../lake/source.ts';
import { type AnswerRow, answerQuery } from './answer.ts';
import { type Dimension, dimensionKey, type Filter, type Link } from './query.ts';

let lake: Lake;
beforeAll(async () => {
  lake = await createLake();
});
afterAll(() => lake.close());

const areas = ['BU99990001', 'BU99990002', 'BU99990103'] as const;
const categories = ['litter', 'noise', 'other'] as const;

/** What the records of an area have in common: one category, and whether its people are in care. */
const habit = fc.record({
  category: fc.constantFrom(...categories, 'mixed'),
  mixedPersons: fc.boolean(),
  inCare: fc.constantFrom('all', 'none', 'some'),
});
const town = fc.tuple(
  fc.array(habit, { minLength: 3, maxLength: 3 }),
  fc.array(
    fc.record({
      area: fc.nat(2),
      category: fc.constantFrom(...categories, null),
      person: fc.constantFrom(null, ...Array.from({ length: 12 }, (_, index) => index)),
      month: fc.constantFrom('2024-01', '2024-02'),
    }),
    { minLength: 60, maxLength: 140 },
  ),
);

type Town = [Habit[], DrawnRecord[]];
interface Habit {
  category: string;
  mixedPersons: boolean;
  inCare: string;
}
interface DrawnRecord {
  area: number;
  category: string | null;
  person: number | null;
  month: string;
}

function rowsOf([habits, records]: Town): { reports: Partial<LakeRow>[]; care: Partial<LakeRow>[] } {
  const name = (area: number, person: number) => `a${area}p${person}`;
  const reports = records.map(({ area, category, person, month }): Partial<LakeRow> => {
    const common = habits[area]?.category ?? 'mixed';
    return {
      month,
      neighbourhood: areas[area] ?? null,
      amount: 50 + (person ?? 0),
      category: common === 'mixed' ? category : common,
      person: person === null ? null : name(area, person),
    };
  });
  /** All people of an area have one kind, and some have others as well. */
  const shared = habits.flatMap(({ mixedPersons }, area) =>
    mixedPersons
      ? Array.from({ length: 12 }, (_, person) => ({
          month: '2024-01',
          neighbourhood: areas[area] ?? null,
          category: 'noise',
          amount: 50,
          person: name(area, person),
        }))
      : [],
  );
  const care = habits.flatMap(({ inCare }, area) =>
    Array.from({ length: 12 }, (_, person) => person)
      .filter((person) => inCare === 'all' || (inCare === 'some' && person % 2 === 0))
      .map((person) => ({ month: '2024-01', person: name(area, person) })),
  );
  return { reports: [...reports, ...shared], care: [...care, { month: '2024-01', person: 'elsewhere' }] };
}

interface Topic {
  dimension: Dimension;
  values: (string | null)[];
}
const attributes: Topic[] = [
  { dimension: 'category', values: [...categories, null] },
  { dimension: { in: 'care' }, values: ['yes', 'no', null] },
  { dimension: { recordsPerPerson: true }, values: ['1', '2-4', '5-9', '10-24', '25+', null] },
];
const measures = [{ count: 'persons' }, { count: 'records' }, { sum: 'amount' }];
const parameters = { ...defaultParameters, minimumCount: 3 };
type Asking = { by?: Dimension[]; where?: Filter[]; also?: Link[] };

function createAsk(sources: ReadonlyMap<string, QuerySource>) {
  return async (asking: Asking, groupDisclosure = true, asked: object[] = measures) => {
    const query = { from: 'reports', measures: asked, ...asking };
    const protection = { parameters: { ...parameters, groupDisclosure } };
    return answerQuery({ query, sources, engine: lake.engine, protection });
  };
}

async function land(drawn: Town) {
  const { reports, care } = rowsOf(drawn);
  const sources = new Map([
    ['reports', await lake.land('reports', personContract, reports)],
    ['care', await lake.land('care', personContract, care)],
  ]);
  return { ask: createAsk(sources), reports, care };
}

function figuresOf(row: AnswerRow | undefined) {
  return { persons: row?.['count.persons'], records: row?.['count.records'], sum: row?.['sum.amount'] };
}

function isIn(row: AnswerRow, where: Record<string, string | null>): boolean {
  return Object.entries(where).every(([key, value]) => row[key] === value);
}

describe('a value that all members of a group share (A8)', () => {
  it('is suppressed alike whether a table is grouped by it or asked one value at a time', async () => {
    await fc.assert(
      fc.asyncProperty(
        town,
        fc.constantFrom(...attributes),
        fc.nat(2),
        async (drawn, { dimension, values }, at) => {
          const { ask } = await land(drawn);
          const grouped = await ask({ by: ['neighbourhood', dimension] });
          for (const value of values) {
            const only: Filter = { column: dimension, in: [value] };
            const selected = await ask({ by: ['neighbourhood'], where: [only] });
            for (const area of areas) {
              const where = { neighbourhood: area, [dimensionKey(dimension)]: value };
              const cell = grouped.rows.find((row) => isIn(row, where));
              const alone = selected.rows.find((row) => isIn(row, { neighbourhood: area }));
              if (cell && alone) expect([where, figuresOf(alone)]).toEqual([where, figuresOf(cell)]);
              if (area !== areas[at] || !cell || 'recordsPerPerson' in Object(dimension)) continue;
              const { totals } = await ask({ where: [only, { column: 'neighbourhood', in: [area] }] });
              expect([where, figuresOf(totals)]).toEqual([where, figuresOf(cell)]);
            }
          }
        },
      ),
      { numRuns: runs(3, 60) },
    );
  });

  it('is suppressed exactly where a naive reading finds it, and nothing else with it', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(town, fc.constantFrom(...attributes), async (drawn, { dimension }) => {
        const { ask, reports, care } = await land(drawn);
        const asking = { by: ['neighbourhood', dimension] };
        const [on, off] = [await ask(asking), await ask(asking, false)];
        const uniform = naivelyAlike(reports, care, dimension);
        for (const [index, row] of on.rows.entries()) {
          const units = uniform.get(row['neighbourhood'] as string) ?? { persons: false, records: false };
          found += Number(units.persons);
          const open = figuresOf(off.rows[index]);
          const hidden = { status: 'suppressed' };
          expect(figuresOf(row)).toEqual({
            persons: units.persons ? hidden : open.persons,
            ...(units.records ? { records: hidden, sum: hidden } : { records: open.records, sum: open.sum }),
          });
        }
      }),
      { numRuns: runs(6, 120) },
    );
    expect(found).toBeGreaterThanOrEqual(runs(1, 20));
  });

  it('is suppressed alike when persons or records are asked by themselves, and next to selections of everything', async () => {
    await fc.assert(
      fc.asyncProperty(
        town,
        fc.constantFrom(...attributes),
        fc.constantFrom(...attributes),
        async (drawn, attribute, all) => {
          const { ask } = await land(drawn);
          const asking = { by: ['neighbourhood', attribute.dimension] };
          const { rows } = await ask(asking);
          const selecting = await ask({ ...asking, where: [{ column: all.dimension, in: all.values }] });
          expect(selecting.rows).toEqual(rows);
          for (const measure of measures) {
            const [key] = Object.entries(measure).map((entry) => entry.join('.'));
            const single = await ask(asking, true, [measure]);
            expect(single.rows.map((row) => row[key ?? ''])).toEqual(rows.map((row) => row[key ?? '']));
          }
        },
      ),
      { numRuns: runs(3, 50) },
    );
  });
});

/** Of each area whether all its records, and whether all its persons, have one value that tells. */
function naivelyAlike(
  reports: readonly Partial<LakeRow>[],
  care: readonly Partial<LakeRow>[],
  dimension: Dimension,
): Map<string, { persons: boolean; records: boolean }> {
  const inCare = new Set(care.map(({ person }) => person));
  const tallies = new Map<string, number>();
  for (const { person } of reports) if (person) tallies.set(person, (tallies.get(person) ?? 0) + 1);
  const groups = Map.groupBy(reports, ({ neighbourhood }) => neighbourhood ?? '');
  const judge = (list: Partial<LakeRow>[]) => {
    const named = list.flatMap(({ person }) => person ?? []);
    if (typeof dimension === 'string') {
      const [first] = list;
      const records = first?.category != null && list.every(({ category }) => category === first.category);
      const persons = categories.some((category) => {
        const having = new Set(list.filter((row) => row.category === category).map(({ person }) => person));
        return named.length > 0 && named.every((person) => having.has(person));
      });
      return { records, persons: records || persons };
    }
    if (named.length === 0) return { records: false, persons: false };
    const bands = named.map(
      (person) => [1, 2, 5, 10, 25].filter((from) => from <= (tallies.get(person) ?? 0)).length,
    );
    const isAlike =
      'in' in dimension
        ? named.every((person) => inCare.has(person))
        : (bands[0] ?? 0) > 1 && bands.every((band) => band === bands[0]);
    return { records: isAlike, persons: isAlike };
  };
  return new Map([...groups].map(([area, list]) => [area, judge(list)]));
}
