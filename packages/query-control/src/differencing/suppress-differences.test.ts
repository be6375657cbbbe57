import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainDifference } from './explain.ts';
import type { Difference, DifferenceTerm, Release } from './release.ts';
import { createReleaseIndex } from './release-index.ts';
import { cellsToSuppress, suppressDifferences } from './suppress-differences.ts';

const termOf = (release: string, cell: string, count: number, fresh: boolean): DifferenceTerm => ({
  release,
  version: 'v0001',
  cells: [cell],
  count,
  fresh,
});

const differenceOf = (fresh: readonly string[], count = 20): Difference => ({
  kind: 'rest',
  plus: [termOf('table 3', 'all', 99, false)],
  minus: fresh.map((cell) => termOf('table 7', cell, count, true)),
  left: { count: 2, unit: 'persons' },
  where: [],
});

describe('the cells to suppress', () => {
  it('are the one cell that takes part in every difference, with the differences it ends', () => {
    const differences = [differenceOf(['a', 'b']), differenceOf(['b', 'c']), differenceOf(['b'])];
    expect(cellsToSuppress(differences)).toEqual([{ cell: 'b', resolves: differences }]);
  });

  it('are the smallest ones where the choice is even', () => {
    const difference: Difference = {
      ...differenceOf([]),
      minus: [termOf('table 7', 'large', 40, true), termOf('table 7', 'small', 12, true)],
    };
    expect(cellsToSuppress([difference]).map(({ cell }) => cell)).toEqual(['small']);
  });

  it('hit every difference, none of them in vain, and do not depend on the order of the differences', () => {
    const cells = fc.subarray(['a', 'b', 'c', 'd', 'e', 'f'], { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 12 }), (sets) => {
        const differences = sets.map((set) => differenceOf(set));
        const suppressed = cellsToSuppress(differences);
        const chosen = suppressed.map(({ cell }) => cell);
        expect(sets.every((set) => set.some((cell) => chosen.includes(cell)))).toBe(true);
        expect(new Set(suppressed.flatMap(({ resolves }) => resolves)).size).toBe(differences.length);
        for (const needless of chosen) {
          expect(sets.some((set) => set.every((cell) => cell === needless || !chosen.includes(cell)))).toBe(
            true,
          );
        }
        expect(cellsToSuppress(differences.toReversed()).map(({ cell }) => cell)).toEqual(chosen);
      }),
    );
  });

  it('leave the rest of the table to be shown', () => {
    const index = createReleaseIndex();
    const table = (id: string, cells: Release['cells']): Release => ({
      id,
      dataset: 'care',
      version: 'v0001',
      unit: 'persons',
      cells,
    });
    index.add(table('table 3', [{ id: 'all', box: {}, count: 61, shown: true }]));
    const { release, suppressed } = suppressDifferences(
      index,
      table('table 7', [
        { id: 'north', box: { area: ['N'] }, count: 58, shown: true },
        { id: 'women', box: { sex: ['f'] }, count: 30, shown: true },
      ]),
    );
    expect(suppressed.map(({ cell }) => cell)).toEqual(['north']);
    expect(release.cells.filter(({ shown }) => shown).map(({ id }) => id)).toEqual(['women']);
  });

  it('leave nothing behind when there are more differences than one check may hold', () => {
    const kinds = Array.from({ length: 12 }, (_, at) => String(at));
    const table = (id: string, area: readonly string[], count: number): Release => ({
      id,
      dataset: 'reports',
      version: 'v0001',
      unit: 'records',
      cells: kinds.map((kind) => ({ id: `${id} ${kind}`, box: { area, kind: [kind] }, count, shown: true })),
    });
    const index = createReleaseIndex({ differencesMax: 5 });
    index.add(table('old border', ['N1', 'N2'], 30));
    const asked = table('new border', ['N1'], 28);
    expect(index.check(asked)).toMatchObject({ complete: false, differences: { length: 5 } });
    const { release, suppressed } = suppressDifferences(index, asked);
    expect(suppressed).toHaveLength(12);
    expect(index.check(release)).toEqual({ complete: true, differences: [] });
  });
});

describe('an explanation of a difference', () => {
  const difference: Difference = {
    kind: 'rest',
    plus: [termOf('7', 'under 25', 62, true)],
    minus: [termOf('3', 'under 20', 60, false)],
    left: { count: 2, unit: 'persons' },
    where: [
      { variable: 'age', codes: ['20', '21', '22', '23', '24'], except: false },
      { variable: 'area', codes: ['WK047911'], except: false },
    ],
  };
  const names = {
    en: {
      release: (id: string) => `table ${id}`,
      place: (variable: string, codes: string) => (variable === 'age' ? `aged ${codes}` : `in ${codes}`),
    },
    nl: {
      release: (id: string) => `tabel ${id}`,
      place: (variable: string, codes: string) => (variable === 'age' ? `${codes} jaar` : `in ${codes}`),
    },
  };

  it('says in English and Dutch what is left, and where', () => {
    expect(explainDifference(difference, 'en', names.en)).toBe(
      'Table 7 minus table 3 leaves 2 persons, aged 20-24, in WK047911.',
    );
    expect(explainDifference(difference, 'nl', names.nl)).toBe(
      'Tabel 7 min tabel 3 laat over: 2 personen, 20-24 jaar, in WK047911.',
    );
  });

  it('names the cells when they stand in one table', () => {
    const own: Difference = {
      ...difference,
      minus: [termOf('7', 'under 20', 60, true)],
      left: { count: 1, unit: 'records' },
      where: [],
    };
    const cell = (_: string, id: string): string => `"${id}"`;
    expect(explainDifference(own, 'en', { ...names.en, cell })).toBe(
      'Table 7 ("under 25") minus table 7 ("under 20") leaves 1 record.',
    );
    expect(explainDifference(own, 'nl', { ...names.nl, cell })).toBe(
      'Tabel 7 ("under 25") min tabel 7 ("under 20") laat over: 1 registratie.',
    );
  });

  it('says that those who are left count in both', () => {
    const both: Difference = {
      ...difference,
      kind: 'both',
      plus: [termOf('3', 'west', 33, false), termOf('4', 'east', 31, false)],
      minus: [termOf('7', 'all', 60, true)],
      where: [],
    };
    expect(explainDifference(both, 'en', names.en)).toBe(
      'Table 3 plus table 4 minus table 7 leaves 2 persons that count in both.',
    );
    expect(explainDifference(both, 'nl', names.nl)).toBe(
      'Tabel 3 plus tabel 4 min tabel 7 laat over: 2 personen die in beide meetellen.',
    );
  });

  it('names at most three codes, by their names, and says what is not in it', () => {
    const areas: Difference = {
      ...difference,
      where: [
        { variable: 'area', codes: ['a', 'b', 'c', 'd', 'e'], except: false },
        { variable: 'kind', codes: ['noise', 'waste'], except: true },
      ],
    };
    const code = (_: string, value: string): string => value.toUpperCase();
    expect(explainDifference(areas, 'en', { code })).toBe(
      '7 minus 3 leaves 2 persons, area A, B, C and 2 more, kind other than NOISE and WASTE.',
    );
    expect(explainDifference(areas, 'nl', { code })).toBe(
      '7 min 3 laat over: 2 personen, area A, B, C en nog 2, kind anders dan NOISE en WASTE.',
    );
  });
});
