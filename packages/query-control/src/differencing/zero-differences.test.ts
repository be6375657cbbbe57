import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { explainDifference } from './explain.ts';
import type { Release } from './release.ts';
import { createReleaseIndex } from './release-index.ts';
import { suppressDifferences } from './suppress-differences.ts';
import type { CellRegion } from './zero-difference.ts';
import { suppressZeroDifferences } from './zero-differences.ts';

interface Inhabitant {
  readonly street: string;
  readonly kind: string;
  readonly helped: string;
}

const streets = ['a', 'b', 'c'];
const kinds = ['x', 'y'];

function isIn(box: CellRegion) {
  return (inhabitant: Inhabitant): boolean =>
    Object.entries(box).every(([variable, codes]) => {
      const value = inhabitant[variable as keyof Inhabitant];
      return 'except' in codes ? !codes.except.includes(value) : codes.includes(value);
    });
}

/** A service over people in memory: what was asked before, and whether the next region is shown. */
function openService(people: readonly Inhabitant[], isEvenJudged = true) {
  const index = createReleaseIndex({ minimumCount: 10, termsMax: 1 });
  let asked = 0;
  const sizeOf = (box: CellRegion): number => people.filter(isIn(box)).length;
  return async (box: CellRegion): Promise<boolean> => {
    asked += 1;
    const table: Release = {
      id: `table ${asked}`,
      dataset: 'people',
      version: 'v1',
      unit: 'persons',
      cells: [{ id: 'cell', box, count: sizeOf(box), shown: sizeOf(box) >= 10 }],
    };
    const different = suppressDifferences(index, table).release;
    const { release } = isEvenJudged
      ? await suppressZeroDifferences(index, different, {
          minimumCount: 10,
          count: async (boxes) => boxes.map(sizeOf),
        })
      : { release: different };
    index.add(release);
    return release.cells.every(({ shown }) => shown);
  };
}

const crowd = (street: string, size: number): Inhabitant[] =>
  Array.from({ length: size }, (_, at) => ({
    street,
    kind: kinds[at % 2] ?? '',
    helped: at % 3 === 0 ? 'yes' : 'no',
  }));
const both = { street: ['a', 'b'], helped: ['yes'] };
const one = { street: ['a'], helped: ['yes'] };

describe('two figures with a zero difference', () => {
  it('disclose something of the few who could be in the difference, so the second is suppressed whether or not they are (A7, A15)', async () => {
    const shownWith = async (helped: string, isEvenJudged: boolean): Promise<boolean> => {
      const ask = openService([...crowd('a', 90), { street: 'b', kind: 'x', helped }], isEvenJudged);
      expect(await ask(both)).toBe(true);
      return ask(one);
    };
    expect([await shownWith('yes', true), await shownWith('no', true)]).toEqual([false, false]);
    expect([await shownWith('yes', false), await shownWith('no', false)]).toEqual([false, true]);
  });

  it('disclose nothing where the group in between is empty, or large enough', async () => {
    const ofNobody = openService(crowd('a', 90));
    expect([await ofNobody(both), await ofNobody(one)]).toEqual([true, true]);
    const others = Array.from({ length: 10 }, (): Inhabitant => ({ street: 'b', kind: 'x', helped: 'no' }));
    const ofMany = openService([...crowd('a', 90), ...others]);
    expect([await ofMany(both), await ofMany(one)]).toEqual([true, true]);
  });

  it('are disclosive when it is not known how many could be in the difference', async () => {
    const index = createReleaseIndex({ minimumCount: 10, termsMax: 1 });
    const table: Release = {
      id: 'table 1',
      dataset: 'people',
      version: 'v1',
      unit: 'persons',
      cells: [
        { id: 'both', box: both, count: 30, shown: true },
        { id: 'one', box: one, count: 30, shown: true },
      ],
    };
    const count = async (boxes: readonly CellRegion[]) => boxes.map(() => undefined);
    const { release, suppressed } = await suppressZeroDifferences(index, table, { minimumCount: 10, count });
    expect(suppressed.map(({ cell }) => cell)).toHaveLength(1);
    expect(release.cells.filter(({ shown }) => shown)).toHaveLength(1);
  });

  it('are explained to the privacy officer, with what the few have in common', async () => {
    const people: Inhabitant[] = [...crowd('a', 90), { street: 'b', kind: 'x', helped: 'no' }];
    const index = createReleaseIndex({ minimumCount: 10, termsMax: 1 });
    const tableOf = (id: string, box: CellRegion): Release => ({
      id,
      dataset: 'people',
      version: 'v1',
      unit: 'persons',
      cells: [{ id, box, count: people.filter(isIn(box)).length, shown: true }],
    });
    index.add(tableOf('table 3', both));
    const { suppressed } = await suppressZeroDifferences(index, tableOf('table 7', one), {
      minimumCount: 10,
      count: async (boxes) => boxes.map((box) => people.filter(isIn(box)).length),
    });
    const sentences = suppressed.flatMap(({ resolves }) =>
      resolves.flatMap((difference) => [
        explainDifference(difference, 'en'),
        explainDifference(difference, 'nl'),
      ]),
    );
    expect(sentences).toEqual([
      'Table 3 minus table 7 leaves none of a group of 1 person, street b.',
      'Table 3 min table 7 laat niemand over van een groep van 1 persoon, street b.',
    ]);
  });

  it('never let the suppression depend on the value of a single person in between', async () => {
    const boxes = fc.record({
      street: fc.subarray(streets, { minLength: 1 }),
      kind: fc.subarray(kinds, { minLength: 1 }),
    });
    const alone = fc.record({ street: fc.constant('c'), kind: fc.constantFrom(...kinds) });
    await fc.assert(
      fc.asyncProperty(boxes, boxes, alone, async (first, second, who) => {
        const around = [...crowd('a', 120), ...crowd('b', 120)];
        const shownWith = async (helped: string) => {
          const ask = openService([...around, { ...who, helped }]);
          return [await ask({ ...first, helped: ['yes'] }), await ask({ ...second, helped: ['yes'] })];
        };
        expect(await shownWith('yes')).toEqual(await shownWith('no'));
      }),
      { numRuns: runs(200, 2000) },
    );
  });
});
