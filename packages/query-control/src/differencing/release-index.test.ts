import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import type { CodeSelection, Difference, Release } from './release.ts';
import { createReleaseIndex } from './release-index.ts';

type Row = readonly [id: string, box: Record<string, CodeSelection>, count: number, shown?: boolean];

const tableOf = (id: string, rows: readonly Row[], more: Partial<Release> = {}): Release => ({
  id,
  dataset: 'reports',
  version: 'v0001',
  unit: 'records',
  cells: rows.map(([cell, box, count, shown = true]) => ({ id: cell, box, count, shown })),
  ...more,
});

const north = { area: ['N1', 'N2'] };
const south = { area: ['S1', 'S2'] };

const summarise = ({ kind, plus, minus, left }: Difference): string =>
  `${kind}: ${plus.flatMap(({ cells }) => cells).join(' + ')} - ${minus.flatMap(({ cells }) => cells).join(' - ')} = ${left.count}`;

describe('an index of releases', () => {
  it('finds what two tables give away, whichever of them comes first', () => {
    const whole = tableOf('whole', [['all', {}, 104]]);
    const part = tableOf('part', [['north', north, 100]]);
    for (const [first, second] of [
      [whole, part],
      [part, whole],
    ] as const) {
      const index = createReleaseIndex();
      expect(index.check(first).differences).toEqual([]);
      index.add(first);
      expect(index.check(second).differences.map(summarise)).toEqual(['rest: all - north = 4']);
    }
  });

  it('finds what a table gives away by itself', () => {
    const { differences } = createReleaseIndex().check(
      tableOf('both', [
        ['all', {}, 104],
        ['north', north, 100],
        ['rest', { area: { except: ['N1', 'N2'] } }, 4, false],
      ]),
    );
    expect(differences.map(summarise)).toEqual(['rest: all - north = 4']);
  });

  it('takes nothing in by checking', () => {
    const index = createReleaseIndex();
    index.add(tableOf('first', [['all', {}, 104]]));
    const asked = tableOf('asked', [['north', { ...north, kind: ['noise'] }, 100]], { version: 'v0002' });
    const once = index.check(asked);
    expect(index.check(asked)).toEqual(once);
    const other = tableOf('other', [['north', north, 97]]);
    expect(index.check(other).differences.map(summarise)).toEqual(['rest: all - north = 7']);
  });

  it('gives the same answers when it is rebuilt from a log, whatever was checked in between', () => {
    const codes = fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 });
    const boxes = fc.array(fc.record({ area: codes, kind: codes }, { requiredKeys: [] }), {
      minLength: 1,
      maxLength: 5,
    });
    const amounts = new Map<string, number>();
    const toRelease = (id: string, list: readonly { area?: string[]; kind?: string[] }[]): Release =>
      tableOf(
        id,
        list.map((box, at): Row => {
          const key = JSON.stringify([box.area?.toSorted(), box.kind?.toSorted()]);
          amounts.set(key, amounts.get(key) ?? (box.area?.length ?? 5) * (box.kind?.length ?? 5) * 3);
          return [`${id} ${at}`, box, amounts.get(key) ?? 0];
        }),
      );
    fc.assert(
      fc.property(fc.array(boxes, { minLength: 1, maxLength: 5 }), boxes, (before, after) => {
        const releases = before.map((list, at) => toRelease(`earlier ${at}`, list));
        const asked = toRelease('asked', after);
        const living = createReleaseIndex({ minimumCount: 20 });
        for (const release of releases) {
          living.check(asked);
          living.check(release);
          living.add(release);
        }
        const rebuilt = createReleaseIndex({ minimumCount: 20 });
        for (const difference of releases.map((release) => JSON.stringify(release)))
          rebuilt.add(JSON.parse(difference));
        expect(rebuilt.check(asked)).toEqual(living.check(asked));
      }),
    );
  });

  it('keeps data sets apart, and persons from records', () => {
    const index = createReleaseIndex();
    index.add(tableOf('other data', [['all', {}, 104]], { dataset: 'visits' }));
    index.add(tableOf('people', [['all', {}, 104]], { unit: 'persons' }));
    expect(index.check(tableOf('asked', [['north', north, 100]])).differences).toEqual([]);
  });

  it('compares what looks into two versions of another data set, whatever the rest of the table looks into', () => {
    const index = createReleaseIndex({ changeMin: 10, termsMax: 1 });
    const linked = (id: string, version: string, count: number) =>
      tableOf(id, [
        ['all', {}, 500],
        ['also', { [`in.care@${version}`]: ['yes'] }, count],
      ]);
    index.add(linked('before', 'v0001', 100));
    const { differences } = index.check(linked('after', 'v0002', 103));
    expect(differences.map(summarise)).toEqual(['change: also - also = 3']);
    expect(differences[0]?.plus[0]).toMatchObject({ version: 'v0001, in.care@v0002', fresh: true });
    expect(differences[0]?.where).toEqual([{ variable: 'in.care', codes: ['yes'], except: false }]);
    expect(index.check(linked('again', 'v0001', 100)).differences).toEqual([]);
    expect(() => index.check(linked('wrong', 'v0001', 101))).toThrow('another count');
  });

  it('takes a count that others make up for a change, where it can tell these apart', () => {
    const index = createReleaseIndex();
    const made = (id: string, version: string, fingerprint?: number): Release => {
      const table = tableOf(id, [['all', {}, 100]], { version });
      return {
        ...table,
        cells: table.cells.map((cell) => (fingerprint === undefined ? cell : { ...cell, fingerprint })),
      };
    };
    index.add(made('before', 'v0001', 7));
    const { differences } = index.check(made('after', 'v0002', 8));
    expect(differences.map(summarise)).toEqual(['change: all - all = 0']);
    expect(index.check(made('after', 'v0002', 7)).differences).toEqual([]);
    expect(index.check(made('after', 'v0002')).differences).toEqual([]);
    expect(() => index.check(made('after', 'v0002', Number.NaN))).toThrow('fingerprint');
  });

  it('combines three cells of one state only: members of one version of a data set and non-members of another are not all persons', () => {
    const rows = (version: string): Row[] => [
      ['all', {}, 100],
      ['yes', { [`in.care@${version}`]: ['yes'] }, 52],
    ];
    const check = (version: string, others: number) => {
      const index = createReleaseIndex();
      index.add(tableOf('before', rows('v0001')));
      const rest: Row = ['no', { [`in.care@${version}`]: { except: ['yes'] } }, others];
      return index.check(tableOf('after', [rest])).differences.map(summarise);
    };
    expect(check('v0001', 45)).toEqual(['rest: all - no - yes = 3']);
    expect(check('v0002', 45)).toEqual([]);
    expect(check('v0001', 51)).toEqual(['both: no + yes - all = 3']);
    expect(check('v0002', 51)).toEqual([]);
  });

  it('lets the same cell be shown again', () => {
    const index = createReleaseIndex();
    index.add(tableOf('first', [['north', north, 100]]));
    index.add(tableOf('leak', [['all', {}, 104]]));
    const again = tableOf('again', [['the north', { area: ['N2', 'N1', 'N1'] }, 100]]);
    expect(index.check(again).differences).toEqual([]);
  });

  it('takes no notice of cells that were not shown', () => {
    const index = createReleaseIndex();
    index.add(tableOf('first', [['all', {}, 104, false]]));
    expect(index.check(tableOf('asked', [['north', north, 100]])).differences).toEqual([]);
  });

  it('uses a shown zero to see that an area outside the other is empty', () => {
    const index = createReleaseIndex();
    index.add(tableOf('zeros', [['S2', { area: ['S2'] }, 0]]));
    index.add(tableOf('old border', [['old', { area: ['N1', 'N2', 'S1'] }, 54]]));
    const { differences } = index.check(tableOf('new border', [['new', { area: ['N1', 'S1', 'S2'] }, 50]]));
    expect(differences.map(summarise)).toEqual(['rest: old + S2 - new = 4']);
    expect(differences[0]?.where).toEqual([{ variable: 'area', codes: ['N2'], except: false }]);
  });

  it('does not add persons who can be in two months, unless told that they cannot', () => {
    const months = tableOf('months', [
      ['January', { month: ['2026-01'] }, 40],
      ['February', { month: ['2026-02'] }, 55],
    ]);
    const quarter: Row = ['quarter', { month: ['2026-01', '2026-02', '2026-03'] }, 98];
    const check = (more: Partial<Release>): string[] => {
      const index = createReleaseIndex();
      index.add({ ...months, ...more });
      return index.check(tableOf('quarter', [quarter], more)).differences.map(summarise);
    };
    expect(check({ unit: 'persons', severalPerPerson: ['month'] })).toEqual([]);
    expect(check({ unit: 'persons' })).toEqual(['rest: quarter - February - January = 3']);
  });

  it('finds the few persons who are in two months from the months and the two together', () => {
    const index = createReleaseIndex();
    const persons = { unit: 'persons', severalPerPerson: ['month'] } as const;
    index.add(
      tableOf(
        'months',
        [
          ['January', { month: ['2026-01'] }, 40],
          ['February', { month: ['2026-02'] }, 55],
        ],
        persons,
      ),
    );
    const both: Row = ['both', { month: ['2026-01', '2026-02'] }, 92];
    const { differences } = index.check(tableOf('asked', [both], persons));
    expect(differences.map(summarise)).toEqual(['both: February + January - both = 3']);
    expect(differences[0]?.where).toEqual([
      { variable: 'month', codes: ['2026-01', '2026-02'], except: false },
    ]);
  });

  it('names a cell that stands twice in a table by both its ids', () => {
    const index = createReleaseIndex();
    index.add(tableOf('first', [['all', {}, 104]]));
    const { differences } = index.check(
      tableOf('asked', [
        ['total', north, 100],
        ['north', north, 100],
      ]),
    );
    expect(differences.map(({ minus }) => minus.map(({ cells }) => cells))).toEqual([[['total', 'north']]]);
  });

  it('stops at the most differences it may hold, and says so', () => {
    const rows = Array.from({ length: 20 }, (_, at): Row => [`cell ${at}`, { kind: [`${at}`] }, 15]);
    const streets = rows.map(([id, box, count]): Row => [`${id} N`, { ...box, ...north }, count - 3]);
    const check = (differencesMax: number) => {
      const index = createReleaseIndex({ differencesMax });
      index.add(tableOf('first', rows));
      return index.check(tableOf('asked', streets));
    };
    expect(check(20)).toMatchObject({ complete: true, differences: { length: 20 } });
    expect(check(19)).toMatchObject({ complete: false, differences: { length: 19 } });
  });

  it('refuses what cannot be compared, and takes nothing of it in', () => {
    const index = createReleaseIndex();
    index.add(tableOf('first', [['north', north, 100]]));
    const wrong = tableOf('wrong', [
      ['south', south, 50],
      ['other north', north, 101],
    ]);
    expect(() => index.add(wrong)).toThrow(
      /^Cell other north of release wrong has another count than the same cell/,
    );
    expect(() => index.check(wrong)).toThrow(RangeError);
    expect(() => index.add(tableOf('first', []))).toThrow('A release called first was added before');
    expect(() => index.add(tableOf('half', [['a', south, 1.5]]))).toThrow('no whole count');
    expect(() => index.add(tableOf('nothing', [['a', { area: [] }, 0]]))).toThrow('covers no code of area');
    expect(() =>
      index.add(
        tableOf('twice', [
          ['a', south, 50],
          ['a', north, 100],
        ]),
      ),
    ).toThrow('two cells called a');
    expect(() => createReleaseIndex({ minimumCount: 0 })).toThrow(
      'minimumCount must be a whole number from 1',
    );
    expect(index.check(tableOf('asked', [['south', south, 60]])).differences).toEqual([]);
  });
});

describe('a check of tables without noise', () => {
  const streets = (count: (at: number) => number, size: number): Row[] =>
    Array.from({ length: size }, (_, at): Row => {
      const amount = count(at);
      return [`street ${at}`, { area: [`${at}`] }, amount, amount === 0 || amount >= 10];
    });

  it('finds a suppressed cell behind an earlier total and all other cells of one table', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat(40), fc.nat(9), fc.constant(0)), { minLength: 4, maxLength: 12 }),
        fc.boolean(),
        (amounts, totalComesLast) => {
          const parts = tableOf(
            'streets',
            streets((at) => amounts[at] ?? 0, amounts.length),
          );
          const total = tableOf('total', [['all', {}, amounts.reduce((sum, amount) => sum + amount, 0)]]);
          const index = createReleaseIndex({ termsMax: Number.POSITIVE_INFINITY });
          index.add(totalComesLast ? parts : total);
          const { differences } = index.check(totalComesLast ? total : parts);
          const hidden = amounts.filter((amount) => amount < 10).reduce((sum, amount) => sum + amount, 0);
          const terms = amounts.filter((amount) => amount >= 10).length;
          const expected = hidden > 0 && hidden < 10 && terms > 0 ? [hidden] : [];
          expect(differences.map(({ left }) => left.count)).toEqual(expected);
        },
      ),
      { numRuns: runs(300, 3000) },
    );
  });

  it('takes away no more cells than the terms it was told', () => {
    const parts = tableOf(
      'streets',
      streets((at) => (at === 0 ? 4 : 20), 6),
    );
    const check = (termsMax: number): string[] => {
      const index = createReleaseIndex({ termsMax });
      index.add(tableOf('total', [['all', {}, 104]]));
      return index.check(parts).differences.map(summarise);
    };
    expect(check(4)).toEqual([]);
    expect(check(5)).toEqual(['rest: all - street 1 - street 2 - street 3 - street 4 - street 5 = 4']);
  });

  it('takes the districts first and the neighbourhoods where a district is suppressed', () => {
    const index = createReleaseIndex({ termsMax: 10 });
    const { differences } = index.check(
      tableOf('areas', [
        ['all', {}, 95],
        ['A', { area: ['A1', 'A2'] }, 30],
        ['A1', { area: ['A1'] }, 15],
        ['A2', { area: ['A2'] }, 15],
        ['B', { area: ['B1', 'B2'] }, 28, false],
        ['B1', { area: ['B1'] }, 24],
        ['B2', { area: ['B2'] }, 4, false],
        ['C', { area: ['C1', 'C2'] }, 37],
      ]),
    );
    expect(differences.map(summarise)).toEqual(['rest: all - C - A - B1 = 4']);
    expect(differences[0]?.where).toEqual([
      { variable: 'area', codes: ['A1', 'A2', 'B1', 'C1', 'C2'], except: true },
    ]);
  });
});
