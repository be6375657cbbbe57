import { defaultParameters } from '@datalab/query-control';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLake, type Lake, type LakeRow, personContract } from '../lake/lake.testing.ts';
import type { QuerySource } from '../lake/source.ts';
import { type Answer, type AnswerRow, answerQuery } from './answer.ts';
import { createReview } from './review.testing.ts';

let lake: Lake;
let before: Map<string, QuerySource>;
let after: Map<string, QuerySource>;
const areas = ['BU99990001', 'BU99990002', 'BU99990003', 'BU99990101', 'BU99990102'];
const [still, entered, swapped, grown] = areas;

/** A hundred persons in each neighbourhood, of whom the first sixty have two reports. */
const reports: Partial<LakeRow>[] = areas.flatMap((neighbourhood) =>
  Array.from({ length: 160 }, (_, index) => ({
    month: '2024-01',
    neighbourhood,
    category: index < 100 ? 'noise' : 'litter',
    person: `${neighbourhood} ${index % 100}`,
  })),
);

/** Thirty with two reports and ten with one. */
const inCareBefore = new Map(areas.map((area) => [area, [...numbers(0, 30), ...numbers(60, 70)]]));
/** One with one report enters, one takes the place of another, twelve enter; nothing happens elsewhere. */
const inCareAfter = new Map([
  ...inCareBefore,
  [entered ?? '', [...numbers(0, 30), ...numbers(60, 71)]],
  [swapped ?? '', [...numbers(1, 30), ...numbers(60, 71)]],
  [grown ?? '', [...numbers(0, 30), ...numbers(60, 82)]],
]);

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

function careOf(inCare: ReadonlyMap<string, readonly number[]>): Partial<LakeRow>[] {
  return [...inCare].flatMap(([neighbourhood, persons]) =>
    persons.map((person) => ({ month: '2024-01', neighbourhood, person: `${neighbourhood} ${person}` })),
  );
}

beforeAll(async () => {
  lake = await createLake();
  const asked = await lake.land('reports', personContract, reports);
  const earlier = await lake.land('care', personContract, careOf(inCareBefore));
  const later = await lake.land('care', personContract, careOf(inCareAfter));
  before = new Map([
    ['reports', asked],
    ['care', earlier],
  ]);
  after = new Map([...before, ['care', later]]);
});
afterAll(() => lake.close());

const measures = [{ count: 'persons' }, { count: 'records' }];
const by = ['neighbourhood'];
const questions: [string, object][] = [
  ['of those also in it', { by, also: [{ in: 'care' }] }],
  ['of those not in it', { by, also: [{ notIn: 'care' }] }],
  ['by membership', { by: [...by, { in: 'care' }] }],
  ['selected by membership', { by, where: [{ column: { in: 'care' }, in: ['yes'] }] }],
  [
    'by number of records of those in it',
    { by: [...by, { recordsPerPerson: true }], also: [{ in: 'care' }] },
  ],
];

async function askTwice(question: object): Promise<[Answer, Answer]> {
  const review = createReview();
  const ask = (sources: Map<string, QuerySource>) =>
    answerQuery({
      query: { from: 'reports', measures, ...question },
      sources,
      engine: lake.engine,
      review,
      protection: { parameters: defaultParameters },
      domains: { neighbourhood: areas },
    });
  return [await ask(before), await ask(after)];
}

function shownIn(rows: readonly AnswerRow[], area: string | undefined): string[] {
  const ofArea = rows.filter(({ neighbourhood }) => neighbourhood === area);
  return ofArea.flatMap((row) =>
    ['count.persons', 'count.records'].flatMap((key) => {
      const value = row[key];
      const isShown = typeof value === 'object' && value !== null && value.status === 'published';
      return isShown ? [`${row['in.care'] ?? ''} ${row['records-per-person'] ?? ''} ${key}`] : [];
    }),
  );
}

describe.each(questions)('after a new delivery of a linked data set, a figure %s', (_, question) => {
  it('is suppressed where a few entered, and where others are in it than before', async () => {
    const [earlier, later] = await askTwice(question);
    for (const area of [entered, swapped]) {
      const both = shownIn(later.rows, area).filter((figure) => shownIn(earlier.rows, area).includes(figure));
      expect(shownIn(earlier.rows, area).length).toBeGreaterThan(0);
      // No person with two reports entered, so this band has the same persons as before.
      const isUntouched = (figure: string) => area === entered && figure.includes(' 2-4 ');
      expect(both.filter((figure) => !isUntouched(figure))).toEqual([]);
    }
  });

  it('is shown again, the same, where nothing changed, and where enough entered', async () => {
    const [earlier, later] = await askTwice(question);
    const rowsOf = ({ rows }: Answer) => rows.filter(({ neighbourhood }) => neighbourhood === still);
    expect(rowsOf(later)).toEqual(rowsOf(earlier));
    expect(shownIn(later.rows, grown).length).toBeGreaterThan(0);
  });
});
