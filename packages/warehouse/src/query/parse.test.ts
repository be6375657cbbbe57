import { describe, expect, it } from 'vitest';
import { parseQuery } from './parse.ts';
import { QueryError } from './query.ts';

const counted = { from: 'reports', measures: [{ count: 'records' }] };

function problemsOf(json: unknown) {
  try {
    parseQuery(json);
  } catch (error) {
    if (error instanceof QueryError) return error.problems.map(({ path, code }) => `${path} ${code}`);
    throw error;
  }
  return [];
}

describe('parseQuery', () => {
  it('takes a list of months without gaps for the period that it is (A22)', () => {
    const listed = (months: (string | null)[]) =>
      parseQuery({ ...counted, where: [{ column: 'month', in: months }] }).where;
    expect(listed(['2024-02', '2023-12', '2024-01'])).toEqual([
      { column: 'month', from: '2023-12', to: '2024-02' },
    ]);
    expect(listed(['2024-02'])).toEqual([{ column: 'month', from: '2024-02', to: '2024-02' }]);
    expect(listed([null])).toEqual([{ column: 'month', in: [null] }]);
  });

  it('reads every form that a question may have', () => {
    const question = {
      from: 'nuisance-reports',
      unit: 'person',
      measures: [
        { count: 'persons' },
        { count: 'records' },
        { sum: 'amount' },
        { mean: 'amount' },
        { rate: 'persons', per: 1000, of: 'population' },
      ],
      by: ['month', 'neighbourhood', { in: 'benefits' }, { recordsPerPerson: true }],
      where: [
        { column: 'category', in: ['litter', 'noise'] },
        { column: 'month', from: '2024-01', to: '2024-12' },
      ],
      also: [{ in: 'social-support' }, { notIn: 'mental-health-care' }],
    };
    expect(parseQuery(question)).toEqual(question);
    expect(parseQuery(parseQuery(question))).toEqual(question);
  });

  it('fills in what may be left out', () => {
    const { measures, ...rest } = parseQuery({ from: 'a', measures: [{ rate: 'records', of: 'b' }] });
    expect(rest).toEqual({ from: 'a', by: [], where: [], also: [] });
    expect(measures).toEqual([{ rate: 'records', per: 1000, of: 'b' }]);
  });

  it('writes listed values as text, once and in one order', () => {
    const { where } = parseQuery({ ...counted, where: [{ column: 'code', in: [2, '1', null, true, 2] }] });
    expect(where).toEqual([{ column: 'code', in: [null, '1', '2', 'true'] }]);
  });

  it.each<[string, unknown, string]>([
    ['text', 'SELECT 1', ' query.shape'],
    ['a list', [], ' query.shape'],
    ['no measures', { from: 'a', measures: [] }, 'measures query.shape'],
    ['an unknown field', { ...counted, limit: 5 }, ' query.unknown-field'],
    ['an unknown measure', { from: 'a', measures: [{ median: 'x' }] }, 'measures[0] query.shape'],
    [
      'a count of something else',
      { from: 'a', measures: [{ count: 'rows' }] },
      'measures[0].count query.shape',
    ],
    [
      'a rate without a data set',
      { from: 'a', measures: [{ rate: 'persons' }] },
      'measures[0].of query.shape',
    ],
    [
      'a rate per 0',
      { from: 'a', measures: [{ rate: 'persons', of: 'b', per: 0 }] },
      'measures[0].per query.shape',
    ],
    ['a fifth dimension', { ...counted, by: ['a', 'b', 'c', 'd', 'e'] }, 'by query.too-many'],
    ['a fourth link', { ...counted, also: Array(4).fill({ in: 'b' }) }, 'also query.too-many'],
    [
      'a seventh filter',
      { ...counted, where: Array(7).fill({ column: 'a', in: ['b'] }) },
      'where query.too-many',
    ],
    ['the same dimension twice', { ...counted, by: ['a', 'a'] }, 'by query.duplicate'],
    ['a band of its own', { ...counted, by: [{ recordsPerPerson: 7 }] }, 'by[0] query.shape'],
    [
      'month 13',
      { ...counted, where: [{ column: 'month', from: '2024-13' }] },
      'where[0].from month.invalid',
    ],
    [
      'a period backwards',
      { ...counted, where: [{ column: 'month', from: '2024-02', to: '2024-01' }] },
      'where[0] month.invalid',
    ],
    [
      'a period of something else',
      { ...counted, where: [{ column: 'age', from: '2024-01' }] },
      'where[0] query.shape',
    ],
    [
      'months with a gap',
      { ...counted, where: [{ column: 'month', in: ['2024-01', '2024-03'] }] },
      'where[0].in month.listed',
    ],
    [
      'months together with none',
      { ...counted, where: [{ column: 'month', in: ['2024-01', null] }] },
      'where[0].in month.listed',
    ],
    [
      'a list with what is no month',
      { ...counted, where: [{ column: 'month', in: ['2024-01', 'spring'] }] },
      'where[0].in month.invalid',
    ],
    ['a filter without values', { ...counted, where: [{ column: 'a', in: [] }] }, 'where[0].in query.shape'],
    [
      'a filter on an expression',
      { ...counted, where: [{ column: 'a', sql: '1=1', in: ['b'] }] },
      'where[0] query.unknown-field',
    ],
    ['a link both ways', { ...counted, also: [{ in: 'a', notIn: 'b' }] }, 'also[0] query.shape'],
    ['an unknown unit', { ...counted, unit: 'street' }, 'unit query.shape'],
  ])('refuses %s, and says where', (_name, json, problem) => {
    expect(problemsOf(json)).toContain(problem);
  });

  it('lists every problem at once', () => {
    expect(problemsOf({ from: '', measures: [{ count: 'x' }], by: 'month' })).toEqual([
      'from query.shape',
      'measures[0].count query.shape',
      'by query.shape',
    ]);
  });
});
