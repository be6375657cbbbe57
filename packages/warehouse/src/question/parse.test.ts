import { describe, expect, it } from 'vitest';
import { parseQuestion } from './parse.ts';
import { QuestionError, type QuestionProblem } from './refusal.ts';

const plain = { from: 'reports', measures: [{ count: 'records' }] };

function problemsOf(json: unknown): QuestionProblem[] {
  try {
    parseQuestion(json);
  } catch (error) {
    if (error instanceof QuestionError) return error.problems;
    throw error;
  }
  return [];
}

describe('parseQuestion', () => {
  it('returns the full form, with lists sorted and without doubles', () => {
    expect(
      parseQuestion({
        ...plain,
        unit: 'event',
        by: ['quarter', { in: 'care' }, { group: 'centre' }, { recordsPerPerson: true }],
        where: [
          { column: 'category', in: ['noise', 'litter', 'noise', null, 3, true] },
          { column: 'quarter', from: '2023-Q2', to: '2024-Q1' },
          { column: 'year', in: [2024] },
          { column: { group: 'centre' }, in: ['centre'] },
        ],
      }),
    ).toEqual({
      ...plain,
      unit: 'event',
      by: ['quarter', { in: 'care' }, { group: 'centre' }, { recordsPerPerson: true }],
      where: [
        { column: 'category', in: [null, '3', 'litter', 'noise', 'true'] },
        { column: 'quarter', from: '2023-Q2', to: '2024-Q1' },
        { column: 'year', in: ['2024'] },
        { column: { group: 'centre' }, in: ['centre'] },
      ],
      also: [],
    });
    expect(parseQuestion({ ...plain, measures: [{ rate: 'persons', of: 'population' }] }).measures).toEqual([
      { rate: 'persons', per: 1000, of: 'population' },
    ]);
  });

  it.each<[string, unknown, string, string]>([
    ['no object', 3, '', 'query.shape'],
    ['an unknown field', { ...plain, having: 1 }, '', 'query.unknown-field'],
    ['no measures', { from: 'reports', measures: [] }, 'measures', 'query.shape'],
    ['an unknown measure', { ...plain, measures: [{ max: 'amount' }] }, 'measures[0]', 'query.shape'],
    ['a strange count', { ...plain, measures: [{ count: 'cats' }] }, 'measures[0].count', 'query.shape'],
    [
      'a strange rate',
      { ...plain, measures: [{ rate: 'persons', per: 0.5, of: 'x' }] },
      'measures[0].per',
      'query.shape',
    ],
    [
      'a measure twice',
      { ...plain, measures: [...plain.measures, ...plain.measures] },
      'measures',
      'query.duplicate',
    ],
    ['a dimension twice', { ...plain, by: ['month', 'month'] }, 'by', 'query.duplicate'],
    ['a dimension of another form', { ...plain, by: [{ out: 'care' }] }, 'by[0]', 'query.shape'],
    ['a group without a name', { ...plain, by: [{ group: '' }] }, 'by[0].group', 'query.shape'],
    ['too many dimensions', { ...plain, by: ['a', 'b', 'c', 'd', 'e'] }, 'by', 'query.too-many'],
    ['an empty list', { ...plain, where: [{ column: 'category', in: [] }] }, 'where[0].in', 'query.shape'],
    [
      'a list of objects',
      { ...plain, where: [{ column: 'category', in: [{}] }] },
      'where[0].in',
      'query.shape',
    ],
    [
      'too long a list',
      { ...plain, where: [{ column: 'c', in: Array(1001).fill('x') }] },
      'where[0].in',
      'query.too-many',
    ],
    ['a filter of nothing', { ...plain, where: [{ column: 'month' }] }, 'where[0]', 'query.shape'],
    [
      'both kinds of filter',
      { ...plain, where: [{ column: 'month', in: ['2024-01'], from: '2024-01' }] },
      'where[0]',
      'query.shape',
    ],
    [
      'a period of a category',
      { ...plain, where: [{ column: 'category', from: 'a' }] },
      'where[0]',
      'query.shape',
    ],
    [
      'a month that is none',
      { ...plain, where: [{ column: 'month', in: ['2024-13'] }] },
      'where[0].in',
      'month.invalid',
    ],
    [
      'a quarter that is none',
      { ...plain, where: [{ column: 'quarter', from: '2024-Q5' }] },
      'where[0].from',
      'period.invalid',
    ],
    [
      'a year that is none',
      { ...plain, where: [{ column: 'year', to: 2024 }] },
      'where[0].to',
      'period.invalid',
    ],
    [
      'a period backwards',
      { ...plain, where: [{ column: 'quarter', from: '2024-Q2', to: '2024-Q1' }] },
      'where[0]',
      'period.invalid',
    ],
    ['a link of two ways', { ...plain, also: [{ in: 'a', notIn: 'a' }] }, 'also[0]', 'query.shape'],
    ['a strange unit', { ...plain, unit: 'cat' }, 'unit', 'query.shape'],
  ])('refuses %s', (_name, json, path, code) => {
    expect(problemsOf(json)).toContainEqual(expect.objectContaining({ path, code }));
  });

  it('names every problem, not only the first', () => {
    const json = { from: '', measures: [{ count: 'cats' }], by: [{ out: 1 }], also: 'care' };
    expect(problemsOf(json).map(({ path }) => path)).toEqual(['from', 'measures[0].count', 'by[0]', 'also']);
  });
});
