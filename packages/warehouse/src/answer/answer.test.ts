import { describe, expect, it } from 'vitest';
import { areas, months } from '../question/reports.testing.ts';
import { ask, persons, records, refuse, value } from './asking.testing.ts';

/** How many records the made data have. */
function count(where: (record: { month: string; area: string }) => boolean): number {
  const inPlace = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 4];
  return Array.from({ length: 1800 }, (_, record) => {
    const person = Math.floor(record / 3);
    return {
      month: months[(5 * record + person) % months.length] ?? '',
      area: areas[inPlace[person % inPlace.length] ?? 0] ?? '',
    };
  }).filter(where).length;
}

describe('an answer', () => {
  it('gives each value of its dimensions a row, in the order of the question', () => {
    const { rows, dimensions, measures } = ask({ by: ['category', 'quarter'] });
    expect({ dimensions, measures }).toEqual({
      dimensions: ['category', 'quarter'],
      measures: ['count.records'],
    });
    expect(rows).toHaveLength(4 * 6);
    expect(rows.map(({ category, quarter }) => `${category} ${quarter}`)).toEqual(
      ['fire', 'litter', 'noise', 'theft'].flatMap((category) =>
        ['2023-Q1', '2023-Q2', '2023-Q3', '2023-Q4', '2024-Q1', '2024-Q2'].map((q) => `${category} ${q}`),
      ),
    );
    expect(rows[0]?.['count.records']).toEqual({ status: 'zero', value: 0, margin: 0 });
  });

  it('is within its margin of the truth', () => {
    for (const row of ask({ by: ['neighbourhood'] }).rows) {
      const shown = value(row['count.records']);
      const truth = count(({ area }) => area === row['neighbourhood']);
      expect(Math.abs(shown.value - truth)).toBeLessThanOrEqual(5);
      expect(shown.margin).toBe(5);
    }
  });

  it('shows an area beside what it lies in', () => {
    const { rows } = ask({ by: ['district', 'neighbourhood', 'municipality'] });
    expect(
      rows.map(({ district, neighbourhood, municipality }) => [district, neighbourhood, municipality]),
    ).toEqual(areas.map((code) => [`WK${code.slice(2, 8)}`, code, 'GM9999']));
  });

  it('gives the whole town where the only municipality is asked', () => {
    const { rows, totals } = ask({ by: ['municipality'] });
    expect(rows).toEqual([{ municipality: 'GM9999', ...totals }]);
  });

  it('names the versions it rests on', () => {
    const { versions } = ask({ measures: [{ rate: 'records', of: 'population' }], also: [{ in: 'care' }] });
    expect(versions.map(({ dataset }) => dataset)).toEqual(['care', 'population', 'reports']);
  });

  it('has as its totals the same question without dimensions', () => {
    const where = [{ column: 'category', in: ['noise'] }];
    expect(ask({ by: ['quarter'], where }).totals).toEqual(ask({ where }).rows[0]);
  });

  it('adds up, and takes the mean of, a column', () => {
    const { totals } = ask({ measures: [{ sum: 'amount' }, { mean: 'amount' }] });
    const sum = Array.from({ length: 1800 }, (_, record) => 40 + (Math.floor(record / 3) % 21)).reduce(
      (a, b) => a + b,
    );
    const shown = value(totals['sum.amount']);
    expect(Math.abs(shown.value - sum)).toBeLessThanOrEqual(shown.margin);
    const mean = value(totals['mean.amount']);
    expect(Math.abs(mean.value - sum / 1800)).toBeLessThanOrEqual(mean.margin);
  });
});

describe('a filter', () => {
  it('on a column in by only picks rows, whatever it keeps', () => {
    const all = ask({ by: ['quarter', 'category'], measures: [...records, ...persons] });
    const picked = ask({
      by: ['quarter', 'category'],
      measures: [...records, ...persons],
      where: [
        { column: 'category', in: ['noise', 'fire'] },
        { column: 'quarter', from: '2023-Q2', to: '2023-Q4' },
      ],
    });
    expect(picked.rows).toEqual(
      all.rows.filter(
        ({ quarter, category }) =>
          ['noise', 'fire'].includes(String(category)) && /2023-Q[234]/.test(String(quarter)),
      ),
    );
    expect(picked.totals['count.persons']).toEqual({ status: 'missing' });
  });

  it('on another level of a dimension in by only picks rows', () => {
    const { rows } = ask({ by: ['quarter'], where: [{ column: 'year', in: ['2024'] }] });
    expect(rows.map(({ quarter }) => quarter)).toEqual(['2024-Q1', '2024-Q2']);
    const inDistrict = ask({ by: ['neighbourhood'], where: [{ column: 'district', in: ['WK999901'] }] });
    expect(inDistrict.rows.map(({ neighbourhood }) => neighbourhood)).toEqual(areas.slice(3));
  });

  it('on a period makes the sum of the fewest nodes, with their margin', () => {
    const { totals } = ask({ where: [{ column: 'month', from: '2023-02', to: '2024-05' }] });
    const shown = value(totals['count.records']);
    const truth = count(({ month }) => month >= '2023-02' && month <= '2024-05');
    expect(Math.abs(shown.value - truth)).toBeLessThanOrEqual(shown.margin);
    // February and March, three quarters, a quarter, April and May.
    expect(shown.margin).toBeGreaterThanOrEqual(Math.ceil(2.576 * Math.sqrt(8 * 5)));
    expect(shown.margin).toBeLessThanOrEqual(18);
  });

  it('on several values makes the sum of their nodes', () => {
    const { totals } = ask({ where: [{ column: 'category', in: ['litter', 'theft'] }] });
    const parts = ask({ by: ['category'] }).rows.filter(
      ({ category }) => category === 'litter' || category === 'theft',
    );
    expect(
      Math.abs(
        value(totals['count.records']).value -
          parts.reduce((sum, row) => sum + value(row['count.records']).value, 0),
      ),
    ).toBeLessThanOrEqual(0);
    expect(value(totals['count.records']).margin).toBe(9);
  });

  it('on a registered group is one node, also for persons', () => {
    const group = { group: 'quiet-and-clean' };
    const { totals } = ask({ measures: persons, where: [{ column: group, in: ['quiet-and-clean'] }] });
    expect(value(totals['count.persons']).margin).toBe(5);
    const listed = ask({ measures: persons, where: [{ column: 'category', in: ['litter', 'noise'] }] });
    expect(listed.totals).toEqual(totals);
    const { rows } = ask({ by: [group] });
    expect(rows.map((row) => row['group.quiet-and-clean'])).toEqual(['quiet-and-clean']);
  });

  it('on a registered window counts persons', () => {
    const window = ask({ measures: persons, where: [{ column: 'month', from: '2023-06', to: '2023-11' }] });
    expect(value(window.totals['count.persons']).margin).toBe(5);
  });

  it('that contradicts another keeps nothing', () => {
    const where = [
      { column: 'district', in: ['WK999900'] },
      { column: 'neighbourhood', in: ['BU99990101'] },
    ];
    expect(ask({ where }).totals['count.records']).toMatchObject({ status: 'zero' });
    expect(ask({ where, by: ['neighbourhood'] }).rows).toEqual([]);
  });

  it('by link is the same node as the link as a dimension', () => {
    const rows = ask({ measures: persons, by: [{ in: 'care' }] }).rows;
    expect(rows.map((row) => row['in.care'])).toEqual(['no', 'yes']);
    expect(ask({ measures: persons, also: [{ in: 'care' }] }).totals['count.persons']).toEqual(
      rows[1]?.['count.persons'],
    );
    expect(ask({ measures: persons, also: [{ notIn: 'care' }] }).totals['count.persons']).toEqual(
      rows[0]?.['count.persons'],
    );
  });
});

describe('a property with two answers', () => {
  it('shows the few as under the minimum, and the others as a range', () => {
    const { rows } = ask({ measures: persons, by: ['complaint'] });
    const total = value(ask({ measures: persons }).totals['count.persons']);
    expect(rows.map((row) => row['count.persons'])).toEqual([
      { status: 'range', from: total.value - 14, to: total.value + 5 },
      { status: 'suppressed', reason: 'under-minimum' },
    ]);
  });
});

describe('a rate', () => {
  it('divides by the latest public figure not after the period, area by area', () => {
    const { rows, totals } = ask({
      measures: [...records, { rate: 'records', per: 1000, of: 'population' }],
      by: ['neighbourhood'],
      where: [{ column: 'year', in: ['2023'] }],
    });
    const [first] = rows;
    const expected = value(first?.['count.records']).value;
    expect(value(first?.['rate.records']).value).toBeCloseTo(expected, 0);
    const all = value(totals['count.records']).value / 15;
    expect(Math.abs(value(totals['rate.records']).value - all)).toBeLessThanOrEqual(0.5);
  });

  it('divides by the protected figure of persons, as that is asked directly', () => {
    const { totals } = ask({ measures: [...persons, { rate: 'persons', per: 100, of: 'care' }] });
    const inCare = value(ask({ from: 'care', measures: persons }).totals['count.persons']);
    const expected = (100 * value(totals['count.persons']).value) / inCare.value;
    const shown = value(totals['rate.persons']);
    expect(Math.abs(shown.value - expected)).toBeLessThanOrEqual(1);
    expect(shown.margin).toBeGreaterThan(0);
  });

  it('is refused where its denominator cannot be asked', () => {
    const problem = refuse({
      measures: [{ rate: 'records', of: 'care' }],
      by: ['neighbourhood'],
      where: [{ column: 'month', from: '2023-02', to: '2023-08' }],
    });
    expect(problem).toMatchObject({ code: 'query.persons-by-period', path: 'measures[0].of' });
    expect(problem.nearest).toBeDefined();
  });
});

describe('open data about areas', () => {
  it('are answered as they are', () => {
    const { rows, totals } = ask({
      from: 'population',
      measures: [{ sum: 'inhabitants' }],
      by: ['district'],
      where: [{ column: 'year', in: ['2024'] }],
    });
    expect(rows).toEqual([
      { district: 'WK999900', 'sum.inhabitants': { status: 'published', value: 6300, margin: 0 } },
      { district: 'WK999901', 'sum.inhabitants': { status: 'published', value: 9200, margin: 0 } },
    ]);
    expect(totals['sum.inhabitants']).toEqual({ status: 'published', value: 15_500, margin: 0 });
    expect(refuse({ from: 'population', where: [{ column: 'district', in: ['WK999909'] }] })).toMatchObject({
      code: 'value.unknown',
    });
  });
});
