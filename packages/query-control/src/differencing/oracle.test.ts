import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import type { CodeSelection, Difference, Release, ReleasedCell } from './release.ts';
import { createReleaseIndex } from './release-index.ts';
import { suppressDifferences } from './suppress-differences.ts';

type Point = Readonly<Record<string, string>>;
type Region = Readonly<Record<string, CodeSelection>>;

const listed: Readonly<Record<string, readonly string[]>> = {
  area: ['E1', 'E2', 'E3', 'E4'],
  age: ['10', '11', '12'],
  sex: ['m', 'f'],
};
const unlisted = 'not known';
const universe: readonly Point[] = Object.entries(listed).reduce<readonly Point[]>(
  (points, [variable, codes]) =>
    points.flatMap((point) => [...codes, unlisted].map((code) => ({ ...point, [variable]: code }))),
  [{}],
);
const minimumCount = 4;

const isIn = (point: Point, box: Region): boolean =>
  Object.entries(box).every(([variable, selection]) => {
    const code = point[variable] ?? '';
    return 'except' in selection ? !selection.except.includes(code) : selection.includes(code);
  });

const point: fc.Arbitrary<Point> = fc.record({
  area: fc.constantFrom('E1', 'E2', 'E3', 'E4', unlisted),
  age: fc.constantFrom('10', '11', '12', unlisted),
  sex: fc.constantFrom('m', 'f'),
});

const selectionOf = (codes: readonly string[]): fc.Arbitrary<CodeSelection> =>
  fc.oneof(
    fc.subarray([...codes], { minLength: 1 }),
    fc.subarray([...codes], { minLength: 1, maxLength: 2 }).map((except) => ({ except })),
  );

const box: fc.Arbitrary<Region> = fc.record(
  {
    area: selectionOf(listed['area'] ?? []),
    age: selectionOf(listed['age'] ?? []),
    sex: selectionOf(listed['sex'] ?? []),
  },
  { requiredKeys: [] },
);

const table = fc.array(box, { minLength: 1, maxLength: 6 });

const layOut = (
  id: string,
  boxes: readonly Region[],
  count: (box: Region) => number,
  unit: Release['unit'],
  shown: (at: number) => boolean = () => true,
): Release => ({
  id,
  dataset: 'oracle',
  version: 'v0001',
  unit,
  cells: boxes.map(
    (one, at): ReleasedCell => ({ id: `${id} ${at}`, box: one, count: count(one), shown: shown(at) }),
  ),
});

const extentOf = (box: Region): string => universe.map((one) => (isIn(one, box) ? 1 : 0)).join('');

/**
 * Every combination of two or three shown cells in which no unit has a negative count and that leaves a small group,
 * found by trying them all on every point of the universe. A cell is known by its extent.
 */
const tryEverything = (earlier: readonly ReleasedCell[], later: readonly ReleasedCell[]): Set<string> => {
  const cells = new Map<string, { extent: string; count: number; fresh: boolean }>();
  for (const [list, fresh] of [
    [earlier, false],
    [later, true],
  ] as const) {
    for (const { box, count, shown } of list) {
      const extent = extentOf(box);
      if (shown && !cells.has(extent)) cells.set(extent, { extent, count, fresh });
    }
  }
  const all = [...cells.values()];
  const found = new Set<string>();
  const consider = (plus: typeof all, minus: typeof all): void => {
    const left =
      plus.reduce((sum, cell) => sum + cell.count, 0) - minus.reduce((sum, cell) => sum + cell.count, 0);
    if (left <= 0 || left >= minimumCount || ![...plus, ...minus].some(({ fresh }) => fresh)) return;
    if (minus.some(({ count }) => count === 0)) return;
    for (let at = 0; at < universe.length; at += 1) {
      const on = (list: typeof all): number => list.filter(({ extent }) => extent[at] === '1').length;
      if (on(plus) < on(minus)) return;
    }
    found.add(nameOf(plus, minus));
  };
  for (const a of all) {
    for (const b of all) {
      if (a === b) continue;
      consider([a], [b]);
      for (const c of all) {
        if (c === a || c === b) continue;
        if (b.extent < c.extent) consider([a], [b, c]);
        const isWithinOne = [a, b].some(({ extent }) => isPart(c.extent, extent));
        if (a.extent < b.extent && !isWithinOne) consider([a, b], [c]);
      }
    }
  }
  return found;
};

const isPart = (inner: string, outer: string): boolean =>
  [...inner].every((bit, at) => bit === '0' || outer[at] === '1');

const nameOf = (plus: readonly { extent: string }[], minus: readonly { extent: string }[]): string =>
  [plus, minus]
    .map((list) =>
      list
        .map(({ extent }) => extent)
        .sort()
        .join('+'),
    )
    .join('-');

const foundBy = (differences: readonly Difference[], releases: readonly Release[]): Set<string> => {
  const extents = new Map(
    releases.flatMap(({ cells }) => cells.map(({ id, box }) => [id, extentOf(box)] as const)),
  );
  const toExtents = (terms: Difference['plus']) =>
    terms.map(({ cells }) => ({ extent: extents.get(cells[0] ?? '') ?? '' }));
  return new Set(differences.map(({ plus, minus }) => nameOf(toExtents(plus), toExtents(minus))));
};

const timesCounted = (one: Point, difference: Difference, boxes: ReadonlyMap<string, Region>): number => {
  const on = (terms: Difference['plus']): number =>
    terms.filter(({ cells }) => isIn(one, boxes.get(cells[0] ?? '') ?? {})).length;
  return on(difference.plus) - on(difference.minus);
};

const boxesOf = (releases: readonly Release[]): ReadonlyMap<string, Region> =>
  new Map(releases.flatMap(({ cells }) => cells.map(({ id, box }) => [id, box] as const)));

const isWhere = (one: Point, { where }: Difference): boolean =>
  where.every(({ variable, codes, except }) => codes.includes(one[variable] ?? '') !== except);

describe('a check against everything released, next to trying every combination', () => {
  it('finds the same combinations of two and three cells (A2, A7)', () => {
    let withSome = 0;
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 5, maxLength: 30 }),
        fc.array(table, { minLength: 1, maxLength: 3 }),
        table,
        fc.func(fc.boolean()),
        (records, before, after, isShown) => {
          const count = (box: Region): number => records.filter((record) => isIn(record, box)).length;
          const earlier = before.map((boxes, at) =>
            layOut(`earlier ${at}`, boxes, count, 'records', (cell) => isShown(at, cell)),
          );
          const later = layOut('later', after, count, 'records');
          const index = createReleaseIndex({ minimumCount });
          for (const release of earlier) index.add(release);
          const { differences, complete } = index.check(later);
          const expected = tryEverything(
            earlier.flatMap(({ cells }) => cells),
            later.cells,
          );
          expect(complete).toBe(true);
          expect(foundBy(differences, [...earlier, later])).toEqual(expected);
          expect(differences.length).toBe(expected.size);
          withSome += Number(expected.size > 0);
        },
      ),
      { numRuns: runs(300, 3000) },
    );
    expect(withSome).toBeGreaterThan(50);
  });

  it('tells how many are left and where they are', () => {
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 5, maxLength: 30 }),
        table,
        table,
        (records, before, after) => {
          const count = (box: Region): number => records.filter((record) => isIn(record, box)).length;
          const releases = [
            layOut('earlier', before, count, 'records'),
            layOut('later', after, count, 'records'),
          ];
          const [earlier, later] = releases;
          if (earlier === undefined || later === undefined) return;
          const index = createReleaseIndex({ minimumCount });
          index.add(earlier);
          const boxes = boxesOf(releases);
          for (const difference of index.check(later).differences) {
            const left = records.filter((record) => timesCounted(record, difference, boxes) > 0);
            const times = left.reduce((sum, record) => sum + timesCounted(record, difference, boxes), 0);
            expect(times).toBe(difference.left.count);
            expect(left.every((record) => isWhere(record, difference))).toBe(true);
            if (difference.kind === 'both') {
              expect(left.every((record) => timesCounted(record, difference, boxes) === 1)).toBe(true);
            }
          }
        },
      ),
      { numRuns: runs(300, 3000) },
    );
  });

  it('points at no more persons than it says, and at the right ones, when persons have records in several months', () => {
    const person = fc.record({
      sex: fc.constantFrom('m', 'f'),
      months: fc.subarray(['E1', 'E2', 'E3', 'E4'], { minLength: 1 }),
    });
    fc.assert(
      fc.property(
        fc.array(person, { minLength: 5, maxLength: 25 }),
        table,
        table,
        (persons, before, after) => {
          const pointsOf = ({ sex, months }: (typeof persons)[number]): Point[] =>
            months.map((area) => ({ area, age: '10', sex }));
          const isOne = (one: (typeof persons)[number], box: Region): boolean =>
            pointsOf(one).some((record) => isIn(record, box));
          const count = (box: Region): number => persons.filter((one) => isOne(one, box)).length;
          const severalPerPerson = ['area'];
          const earlier = { ...layOut('earlier', before, count, 'persons'), severalPerPerson };
          const later = { ...layOut('later', after, count, 'persons'), severalPerPerson };
          const index = createReleaseIndex({ minimumCount, termsMax: 5 });
          index.add(earlier);
          const boxes = boxesOf([earlier, later]);
          for (const difference of index.check(later).differences) {
            const times = (one: (typeof persons)[number]): number => {
              const on = (terms: Difference['plus']): number =>
                terms.filter(({ cells }) => isOne(one, boxes.get(cells[0] ?? '') ?? {})).length;
              return on(difference.plus) - on(difference.minus);
            };
            const left = persons.filter((one) => times(one) > 0);
            expect(persons.every((one) => times(one) >= 0)).toBe(true);
            expect(left.length).toBeGreaterThan(0);
            expect(left.length).toBeLessThanOrEqual(difference.left.count);
            for (const one of left)
              expect(pointsOf(one).some((record) => isWhere(record, difference))).toBe(true);
          }
        },
      ),
      { numRuns: runs(300, 3000) },
    );
  });

  it('leaves nothing to find once the named cells are suppressed', () => {
    let withSome = 0;
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 5, maxLength: 30 }),
        table,
        table,
        (records, before, after) => {
          const count = (box: Region): number => records.filter((record) => isIn(record, box)).length;
          const earlier = layOut('earlier', before, count, 'records');
          const later = layOut('later', after, count, 'records');
          const index = createReleaseIndex({ minimumCount });
          index.add(earlier);
          const { release, suppressed } = suppressDifferences(index, later);
          const hidden = release.cells.filter(({ shown }) => !shown).map(({ id }) => id);
          expect(tryEverything(earlier.cells, release.cells)).toEqual(new Set());
          expect(suppressed.map(({ cell }) => cell).sort()).toEqual(hidden.sort());
          withSome += Number(hidden.length > 0);
        },
      ),
      { numRuns: runs(300, 3000) },
    );
    expect(withSome).toBeGreaterThan(50);
  });
});
