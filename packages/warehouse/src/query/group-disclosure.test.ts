import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultParameters, type ProtectedValue } from '@datalab/query-control';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createLake,
  incidentContract,
  type Lake,
  type LakeRow,
  personContract,
} from '../lake/lake.testing.ts';
import type { QuerySource, SourceContract } from '../lake/source.ts';
import { type AnswerRow, answerQuery } from './answer.ts';
import type { AnsweredTable } from './release.ts';

let lake: Lake;
let sources: Map<string, QuerySource>;
const [north, south, west, far] = ['BU99990001', 'BU99990002', 'BU99990003', 'BU99990200'] as const;
const suppressed = { status: 'suppressed' };
const zero = { status: 'zero', value: 0 };
const measures = [{ count: 'records' }, { count: 'persons' }, { sum: 'amount' }, { mean: 'amount' }];

/**
 * The north is all noise; in the south all people have noise and half of them litter too; the west has some of each.
 */
function reports(): Partial<LakeRow>[] {
  return [
    ...people(40, 'n', { neighbourhood: north, category: 'noise' }),
    ...people(40, 's', { neighbourhood: south, category: 'noise' }),
    ...people(20, 's', { neighbourhood: south, category: 'litter' }),
    ...people(30, 'w', { neighbourhood: west, category: 'noise' }),
    ...people(30, 'v', { neighbourhood: west, category: 'litter' }),
    ...people(30, 'f', { neighbourhood: far, category: null }),
  ];
}

function people(count: number, prefix: string, row: Partial<LakeRow>): Partial<LakeRow>[] {
  return Array.from({ length: count }, (_, index) => ({
    month: index % 2 ? '2024-01' : '2024-02',
    amount: 100 + index,
    person: `${prefix}${index}`,
    ...row,
  }));
}

beforeAll(async () => {
  lake = await createLake();
  const land = (name: string, rows: Partial<LakeRow>[], contract: SourceContract = personContract) =>
    lake.land(name, contract, rows);
  const cared = [...people(40, 'n', {}), ...people(15, 'w', {})];
  sources = new Map([
    ['reports', await land('reports', reports())],
    ['care', await land('care', cared)],
    ['thefts', await land('thefts', reports(), incidentContract)],
  ]);
});
afterAll(() => lake.close());

function ask(query: object, { on = true, from = 'reports' } = {}) {
  return answerQuery({
    query: { from, measures, ...query },
    sources,
    engine: lake.engine,
    protection: { parameters: { ...defaultParameters, groupDisclosure: on } },
  });
}

function find(rows: AnswerRow[], where: Record<string, string | null>): AnswerRow {
  const row = rows.find((candidate) =>
    Object.entries(where).every(([key, value]) => candidate[key] === value),
  );
  if (!row) throw new Error(`No row with ${JSON.stringify(where)}.`);
  return row;
}

function figures(row: AnswerRow): ProtectedValue['status'][] {
  return Object.entries(row).flatMap(([key, cell]) =>
    key.includes('.') && typeof cell === 'object' && cell ? [cell.status] : [],
  );
}
const noFigure = ['suppressed', 'suppressed', 'suppressed', 'suppressed'];
const selecting = (column: unknown, ...values: (string | null)[]) => ({ column, in: values });

describe('a value that all members of a group share is suppressed (A8)', () => {
  it('with the zeros of the other values and the sums and means, in a table and when asked one by one', async () => {
    const { rows } = await ask({ by: ['neighbourhood', 'category'] });
    for (const category of ['noise', 'litter', 'other']) {
      expect(figures(find(rows, { neighbourhood: north, category }))).toEqual(noFigure);
      const byArea = await ask({ by: ['neighbourhood'], where: [selecting('category', category)] });
      expect(figures(find(byArea.rows, { neighbourhood: north }))).toEqual(noFigure);
      const where = [selecting('category', category), selecting('neighbourhood', north)];
      expect(figures((await ask({ where })).totals)).toEqual(noFigure);
      const grouped = await ask({
        by: ['neighbourhood', 'category'],
        where: [selecting('category', category)],
      });
      expect(figures(find(grouped.rows, { neighbourhood: north, category }))).toEqual(noFigure);
    }
    const open = await ask({ by: ['neighbourhood', 'category'] }, { on: false });
    expect(figures(find(open.rows, { neighbourhood: north, category: 'noise' }))).not.toContain('suppressed');
    expect(find(open.rows, { neighbourhood: north, category: 'other' })['count.records']).toEqual(zero);
  });

  it('while the group itself, and groups of which some have something else, are shown with their zeros', async () => {
    const areas = await ask({ by: ['neighbourhood'] });
    expect(figures(find(areas.rows, { neighbourhood: north }))).not.toContain('suppressed');
    const { rows } = await ask({ by: ['neighbourhood', 'category'] });
    const ofWest = (category: string) => find(rows, { neighbourhood: west, category });
    expect(figures(ofWest('noise'))).not.toContain('suppressed');
    expect(ofWest('other')['count.records']).toEqual(zero);
  });

  it('counted in persons as soon as each of them has it, whatever else some of them have', async () => {
    const { rows } = await ask({ by: ['neighbourhood', 'category'] });
    const open = await ask({ by: ['neighbourhood', 'category'] }, { on: false });
    for (const category of ['noise', 'litter', 'other']) {
      const cell = find(rows, { neighbourhood: south, category });
      expect(cell['count.persons']).toEqual(suppressed);
      const shown = find(open.rows, { neighbourhood: south, category });
      expect(cell).toEqual({ ...shown, 'count.persons': suppressed });
      const byArea = await ask({ by: ['neighbourhood'], where: [selecting('category', category)] });
      expect(find(byArea.rows, { neighbourhood: south })['count.persons']).toEqual(suppressed);
    }
  });

  it('also where records name no person', async () => {
    const only = { measures: [{ count: 'records' }] };
    const { rows } = await ask({ ...only, by: ['neighbourhood', 'category'] }, { from: 'thefts' });
    expect(find(rows, { neighbourhood: north, category: 'noise' })['count.records']).toEqual(suppressed);
    expect(find(rows, { neighbourhood: north, category: 'other' })['count.records']).toEqual(suppressed);
    expect(find(rows, { neighbourhood: south, category: 'other' })['count.records']).toEqual(zero);
  });

  it('but not that of a group nothing is known, nor where and when a group is', async () => {
    const { rows } = await ask({ by: ['neighbourhood', 'category'] });
    expect(figures(find(rows, { neighbourhood: far, category: null }))).not.toContain('suppressed');
    expect(find(rows, { neighbourhood: far, category: 'noise' })['count.persons']).toEqual(zero);
    const placed = await ask({ by: ['neighbourhood', 'district', 'municipality'] });
    expect(figures(find(placed.rows, { neighbourhood: north }))).not.toContain('suppressed');
    const where = [selecting('municipality', 'GM9999'), { column: 'month', from: '2024-01' }];
    expect(figures((await ask({ where })).totals)).not.toContain('suppressed');
  });

  it('nor of a selection of several values that are not all the same', async () => {
    const both = selecting('category', 'noise', 'litter');
    const { rows } = await ask({ by: ['neighbourhood'], where: [both] });
    expect(figures(find(rows, { neighbourhood: west }))).not.toContain('suppressed');
    expect(figures(find(rows, { neighbourhood: north }))).toEqual(noFigure);
  });

  it('not where a selection keeps every value there is, which selects nothing', async () => {
    const plain = await ask({ by: ['neighbourhood'] });
    const all = selecting('category', 'noise', 'litter', 'other', null);
    const { rows, totals } = await ask({ by: ['neighbourhood'], where: [all] });
    expect({ rows, totals }).toEqual({ rows: plain.rows, totals: plain.totals });
  });
});

describe('that all members of a group are in another data set is suppressed (A8)', () => {
  const care = { in: 'care' };
  const [yes, no] = [{ in: 'care' }, { notIn: 'care' }];

  it('in a table, as a selection and as a link, with the zero of those who are not', async () => {
    const { rows } = await ask({ by: ['neighbourhood', care] });
    for (const value of ['yes', 'no', null]) {
      const cells = rows.filter((row) => row['neighbourhood'] === north && row['in.care'] === value);
      for (const cell of cells) expect(figures(cell)).toEqual(noFigure);
      const selected = await ask({ by: ['neighbourhood'], where: [selecting(care, value)] });
      expect(figures(find(selected.rows, { neighbourhood: north }))).toEqual(noFigure);
    }
    for (const also of [[yes], [no]]) {
      const linked = await ask({ by: ['neighbourhood'], also });
      expect(figures(find(linked.rows, { neighbourhood: north }))).toEqual(noFigure);
      const alone = await ask({ also, where: [selecting('neighbourhood', north)] });
      expect(figures(alone.totals)).toEqual(noFigure);
    }
  });

  it('while a zero for a group of which no member is in it stays a zero', async () => {
    const { rows } = await ask({ by: ['neighbourhood', care] });
    const ofSouth = (value: string) => find(rows, { neighbourhood: south, 'in.care': value });
    expect(ofSouth('yes')['count.persons']).toEqual(zero);
    expect(figures(ofSouth('no'))).not.toContain('suppressed');
    const linked = await ask({ by: ['neighbourhood'], also: [yes] });
    expect(find(linked.rows, { neighbourhood: south })['count.persons']).toEqual(zero);
  });
});

describe('that all members of a group have as many records is suppressed (A8)', () => {
  it('when that is more than one', async () => {
    const rows = [
      ...people(30, 'a', { neighbourhood: north }),
      ...people(30, 'b', { neighbourhood: south }),
      ...people(30, 'b', { neighbourhood: south }),
    ];
    sources.set('banded', await lake.land('banded', personContract, rows));
    const bands = { recordsPerPerson: true };
    const answer = await ask({ by: ['neighbourhood', bands] }, { from: 'banded' });
    for (const [area, expected] of [
      [south, noFigure],
      [north, ['published', 'published', 'published', 'published']],
    ] as const) {
      const held = area === south ? '2-4' : '1';
      const row = find(answer.rows, { neighbourhood: area, 'records-per-person': held });
      expect(figures(row)).toEqual(expected);
    }
    const where = [selecting(bands, '5-9'), selecting('neighbourhood', south)];
    expect(figures((await ask({ where }, { from: 'banded' })).totals)).toEqual(noFigure);
  });
});

describe('what follows from a classification is no secret of a group', () => {
  const kinds = ['music', 'dogs', 'bags', 'cans', 'lights'];
  const contract: SourceContract = {
    ...personContract,
    columns: [
      ...personContract.columns,
      { name: 'kind', role: 'dimension', logicalType: 'string', allowed: kinds },
    ],
  };
  const mainOf = (kind: string) => (['music', 'dogs'].includes(kind) ? 'noise' : 'litter');
  const rowsOf = (area: string, ...list: string[]) =>
    list.flatMap((kind) =>
      people(30, `${area}${kind}`, { neighbourhood: area, kind, category: mainOf(kind) }),
    );
  beforeAll(async () => {
    const rows = [
      ...rowsOf(north, 'music', 'dogs', 'bags', 'cans'),
      ...rowsOf(south, 'music', 'bags', 'cans'),
    ];
    sources.set('classified', await lake.land('classified', contract, rows));
  });
  const classified = (query: object) => ask(query, { from: 'classified' });

  it('so a table of kinds within main kinds is shown', async () => {
    const { rows } = await classified({ by: ['neighbourhood', 'category', 'kind'] });
    for (const kind of ['music', 'dogs', 'bags', 'cans']) {
      const row = find(rows, { neighbourhood: north, category: mainOf(kind), kind });
      expect(figures(row)).not.toContain('suppressed');
    }
    const where = [selecting('kind', 'bags', 'cans'), selecting('category', 'litter')];
    expect(figures((await classified({ where })).totals)).not.toContain('suppressed');
  });

  it('but that all of a main kind are of one kind follows from nothing', async () => {
    const { rows } = await classified({ by: ['neighbourhood', 'category', 'kind'] });
    for (const kind of ['music', 'dogs']) {
      const row = find(rows, { neighbourhood: south, category: 'noise', kind });
      expect(figures(row)).toEqual(noFigure);
    }
    const where = [
      selecting('kind', 'dogs'),
      selecting('category', 'noise'),
      selecting('neighbourhood', south),
    ];
    expect(figures((await classified({ where })).totals)).toEqual(noFigure);
  });

  it('and neither does what two values go with, which can be chance', async () => {
    const rows = rowsOf(north, 'music', 'bags');
    sources.set('two', await lake.land('two', contract, rows));
    const answer = await ask({ by: ['kind', 'category'] }, { from: 'two' });
    expect(figures(find(answer.rows, { kind: 'music', category: 'noise' }))).toEqual(noFigure);
  });
});

describe('in a large version', () => {
  it('a look at some of the persons finds what a look at all of them finds', async () => {
    const rows = [
      ...people(400, 'n', { neighbourhood: north, category: 'noise' }),
      ...people(300, 'n', { neighbourhood: north, category: 'litter' }),
      ...people(400, 'w', { neighbourhood: west, category: 'noise' }),
      ...people(700, 'w', { neighbourhood: west, category: 'litter' }).slice(390),
      ...people(15, 's', { neighbourhood: south, category: 'noise' }),
      ...people(12, 's', { neighbourhood: south, category: 'litter' }),
    ];
    const land = () => lake.land('large', personContract, rows);
    const [small, large] = [await land(), await land()];
    await writeFile(join(large.dir, '_manifest.json'), JSON.stringify({ rows: 2_000_000 }));
    for (const query of [
      { by: ['neighbourhood', 'category'] },
      { by: ['neighbourhood'], where: [selecting('category', 'litter')] },
      { where: [selecting('neighbourhood', west), selecting('category', 'other')] },
    ]) {
      sources.set('large', small);
      const { rows: exact, totals } = await ask(query, { from: 'large' });
      sources.set('large', large);
      const { rows: looked, totals: total } = await ask(query, { from: 'large' });
      expect({ looked, total }).toEqual({ looked: exact, total: totals });
    }
    const { rows: looked } = await ask({ by: ['neighbourhood', 'category'] }, { from: 'large' });
    for (const neighbourhood of [north, south]) {
      expect(find(looked, { neighbourhood, category: 'noise' })['count.persons']).toEqual(suppressed);
    }
    expect(figures(find(looked, { neighbourhood: west, category: 'litter' }))).not.toContain('suppressed');
  });
});

describe('the log of what was shown', () => {
  it('hides what all members of a group have', async () => {
    const seen: AnsweredTable[] = [];
    await answerQuery({
      query: { from: 'reports', measures: [{ count: 'records' }], by: ['neighbourhood', 'category'] },
      sources,
      engine: lake.engine,
      protection: { parameters: defaultParameters },
      review: async (tables) => {
        seen.push(...tables);
        return new Map();
      },
    });
    const ofNorth = seen[0]?.cells.filter(({ box }) => `${box['neighbourhood']}` === north);
    expect(ofNorth?.map(({ count, shown }) => [count, shown])).toEqual([[40, false]]);
  });
});
