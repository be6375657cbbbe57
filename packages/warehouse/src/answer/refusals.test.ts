import { figuresToColumn, missingFigures, zeroFigure } from '@datalab/query-control';
import { describe, expect, it } from 'vitest';
import { explainRefusal } from '../question/explain-refusal.ts';
import type { Question } from '../question/question.ts';
import { areas, categories, description } from '../question/reports.testing.ts';
import { answerQuestion } from './answer.ts';
import { rowAt } from './answer-rows.ts';
import { ask, persons, refuse } from './asking.testing.ts';
import { createSetting } from './lake-of-cubes.testing.ts';
import { isEmptyAnswer, nearestAnswerable } from './nearest-answerable.ts';

describe('a question that is refused', () => {
  it('about persons by month gets the nearest level of time', () => {
    const problem = refuse({ measures: persons, by: ['month'] });
    expect(problem).toMatchObject({
      code: 'query.persons-by-period',
      path: 'by[0]',
      refusal: { kind: 'persons-by-period', dimension: 'month', levels: ['year', 'quarter'] },
      nearest: { by: ['quarter'] },
    });
    const [category] = createSetting().sources.get('reports')?.contract.columns.slice(3) ?? [];
    expect(category?.name).toBe('category');
    const several = createSetting({
      description: {
        columns: [
          {
            name: 'category',
            kind: 'category',
            categories: ['litter', 'noise', 'theft', 'fire'],
            hasNoValue: false,
            severalPerPerson: true,
          },
          {
            name: 'complaint',
            kind: 'category',
            categories: ['no', 'yes'],
            hasNoValue: false,
            severalPerPerson: false,
          },
        ],
      },
    });
    expect(refuse({ measures: persons, by: ['month'] }, several).nearest).toMatchObject({ by: ['year'] });
  });

  it('for four dimensions gets the question without the one with most values', () => {
    const problem = refuse({ by: ['neighbourhood', 'quarter', 'category', 'complaint'] });
    expect(problem).toMatchObject({
      code: 'query.too-many-dimensions',
      refusal: { kind: 'too-many-dimensions', most: 3 },
      nearest: { by: ['neighbourhood', 'category', 'complaint'] },
    });
  });

  it('for a fourth dimension by a filter, by a link or by records per person', () => {
    const by = ['neighbourhood', 'quarter', 'category'];
    const code = 'query.too-many-dimensions';
    expect(refuse({ by, where: [{ column: 'complaint', in: ['yes'] }] })).toMatchObject({ code });
    expect(refuse({ by: [...by, { recordsPerPerson: true }] })).toMatchObject({ code });
    expect(refuse({ by: by.slice(0, 2), also: [{ in: 'care' }] })).toMatchObject({
      code,
      refusal: { most: 2 },
    });
  });

  it('about persons of several values gets each value apart', () => {
    const problem = refuse({ measures: persons, where: [{ column: 'category', in: ['noise', 'theft'] }] });
    expect(problem).toMatchObject({
      code: 'query.persons-of-several-values',
      path: 'where[0].in',
      nearest: { by: ['category'], where: [{ column: 'category', in: ['noise', 'theft'] }] },
    });
  });

  it('about persons in a period gets whole quarters', () => {
    const problem = refuse({
      measures: persons,
      where: [{ column: 'month', from: '2023-02', to: '2023-08' }],
    });
    expect(problem).toMatchObject({
      code: 'query.persons-by-period',
      refusal: { kind: 'persons-in-period', dimension: 'month', levels: ['year', 'quarter'] },
      nearest: { by: ['quarter'], where: [{ column: 'quarter', from: '2023-Q1', to: '2023-Q3' }] },
    });
  });

  it('about persons in one month is not told of several months', () => {
    for (const by of [[], ['quarter']]) {
      const { refusal } = refuse({ measures: persons, by, where: [{ column: 'month', in: ['2023-02'] }] });
      if (refusal === undefined) throw new Error('Not refused');
      expect(refusal).toMatchObject({ kind: 'persons-in-period', dimension: 'month' });
      expect(explainRefusal(refusal, 'en')).toBe(
        'Persons cannot be counted in a period that is chosen by month. Possible: by year or quarter.',
      );
      expect(
        explainRefusal(refusal, 'nl', (key) => ({ month: 'maand', year: 'jaar' })[key] ?? 'kwartaal'),
      ).toBe(
        'Personen kunnen niet worden geteld in een periode die per maand is gekozen. Wel mogelijk: per jaar of kwartaal.',
      );
    }
    const quarters = { column: 'quarter', in: ['2023-Q1', '2023-Q3'] };
    const half = { column: 'month', from: '2023-01', to: '2023-06' };
    for (const where of [[quarters], [half]]) {
      const refusal = { kind: 'persons-of-several-values', dimension: 'quarter' };
      expect(refuse({ measures: persons, where })).toMatchObject({ refusal });
    }
  });

  it('for a part that is closed gets the reason and what is open', () => {
    const closed = [
      {
        part: 'months',
        reason: 'below-floor',
        lowestError: 1.2,
        suppressedShare: 0.3,
        opensWith: 'coarser-time',
      },
      {
        part: 'third-dimension',
        reason: 'below-floor',
        lowestError: 1.2,
        suppressedShare: 0.3,
        opensWith: 'fewer-dimensions',
      },
    ] as const;
    const shut = createSetting({ closed });
    const byMonth = refuse({ by: ['month'] }, shut);
    expect(byMonth).toMatchObject({ code: 'query.closed', nearest: { by: ['quarter'] } });
    expect(byMonth.refusal).toEqual({ kind: 'closed', closed: closed[0] });
    const third = refuse({ by: ['quarter', 'category', 'complaint'] }, shut);
    expect(third).toMatchObject({ code: 'query.closed', nearest: { by: ['category', 'complaint'] } });
    expect(third.refusal).toEqual({ kind: 'closed', closed: closed[1] });
    expect(refuse({ where: [{ column: 'month', from: '2023-02' }] }, shut)).toMatchObject({
      code: 'query.closed',
      nearest: { where: [{ column: 'quarter', from: '2023-Q1' }] },
    });
  });

  it('for two dimensions that are closed gets a question with one', () => {
    const part = {
      part: 'second-dimension',
      reason: 'below-floor',
      lowestError: 1.2,
      suppressedShare: 0.3,
      opensWith: 'fewer-dimensions',
    } as const;
    const shut = createSetting({ closed: [part] });
    const two = refuse({ by: ['category', 'complaint'] }, shut);
    expect(two).toMatchObject({ code: 'query.closed', refusal: { kind: 'closed', closed: part } });
    expect(two.nearest?.by).toHaveLength(1);
    const three = refuse({ by: ['quarter', 'category', 'complaint'] }, shut);
    expect(three.refusal).toEqual({ kind: 'closed', closed: part });
    expect(three.nearest?.by).toHaveLength(1);
  });

  it('because the whole data set is closed, without a nearest question', () => {
    const part = {
      part: 'data-set',
      reason: 'below-floor',
      lowestError: 0.5,
      suppressedShare: 0.9,
      opensWith: 'merged-areas',
    } as const;
    const problem = refuse({}, createSetting({ closed: [part] }));
    expect(problem).toMatchObject({ code: 'query.closed' });
    expect(problem.nearest).toBeUndefined();
  });

  it('because of months that the finest level of its time does not make', () => {
    const quarters = createSetting({
      description: { time: { from: '2023-01', to: '2024-06', hasNoValue: false, finestLevel: 'quarter' } },
    });
    expect(refuse({ where: [{ column: 'month', from: '2023-02' }] }, quarters)).toMatchObject({
      code: 'query.period-not-whole',
      path: 'where[0]',
      nearest: { where: [{ column: 'quarter', from: '2023-Q1' }] },
    });
  });

  it.each([
    ['a neighbourhood', { column: 'neighbourhood', in: ['BU99990999'] }],
    ['a category', { column: 'category', in: ['nosie'] }],
    ['a year', { column: 'year', in: ['2031'] }],
    ['a period', { column: 'month', from: '2030-01' }],
    ['no value where all have one', { column: 'category', in: [null] }],
    ['a link', { column: { in: 'care' }, in: ['maybe'] }],
  ])('because %s is unknown, which is never a zero', (_name, filter) => {
    expect(refuse({ where: [filter] })).toMatchObject({ code: 'value.unknown' });
  });

  it('because a name is unknown, with what is possible', () => {
    expect(refuse({ from: 'report' })).toMatchObject({ code: 'dataset.unknown', path: 'from' });
    expect(refuse({ by: ['age'] })).toMatchObject({ code: 'column.unknown', path: 'by[0]' });
    expect(refuse({ by: [{ in: 'schools' }] })).toMatchObject({ code: 'dataset.unknown', path: 'by[0].in' });
    expect(refuse({ by: [{ group: 'loud' }] })).toMatchObject({ code: 'group.unknown', path: 'by[0].group' });
    expect(refuse({ measures: [{ sum: 'height' }] })).toMatchObject({ code: 'column.not-a-measure' });
    expect(refuse({ measures: [{ rate: 'records', of: 'reports-2' }] })).toMatchObject({
      code: 'dataset.unknown',
    });
    expect(refuse({ from: 'population', measures: persons })).toMatchObject({ code: 'persons.absent' });
    expect(refuse({ by: ['category'], also: [{ in: 'population' }] })).toMatchObject({
      code: 'persons.absent',
      path: 'also[0].in',
    });
  });
});

describe('a table', () => {
  it('of more than 10,000 rows is refused, with a coarser one', () => {
    const many = Array.from({ length: 400 }, (_, at) => `BU9999${String(at).padStart(4, '0')}`);
    const large = createSetting({
      persons: 60,
      description: {
        area: {
          level: 'neighbourhood',
          areas: [...new Set([...areas, ...many])].map((code) => ({
            code,
            district: `WK${code.slice(2, 8)}`,
          })),
          hasNoValue: false,
          severalPerPerson: false,
        },
      },
    });
    const question = { by: ['month', 'neighbourhood', 'category'] };
    expect(ask(question, large).rows).toHaveLength(18 * 400 * 4);
    expect(refuse(question, { ...large, rowsMax: 10_000 })).toMatchObject({
      code: 'table.too-large',
      message: 'This table has 28,800 combinations; at most 10,000 are allowed.',
      refusal: { kind: 'table-too-large', most: 10_000 },
      nearest: { by: ['month', 'district', 'category'] },
    });
  });

  it('of 100,800 rows is answered, and one of more than 150,000 refused', () => {
    const codes = Array.from({ length: 140 }, (_, at) => `BU9999${String(at).padStart(4, '0')}`);
    const kinds = [...categories, ...Array.from({ length: 26 }, (_, at) => `other ${at}`)];
    const all = [...new Set([...areas, ...codes])].slice(0, 140);
    const large = createSetting({
      persons: 60,
      description: {
        time: { from: '2022-01', to: '2024-12', hasNoValue: false },
        area: {
          level: 'neighbourhood',
          areas: all.map((code) => ({ code, district: `WK${code.slice(2, 8)}` })),
          hasNoValue: false,
          severalPerPerson: false,
        },
        columns: description.columns.map((column) => ({
          ...column,
          ...(column.name === 'category' ? { categories: kinds } : {}),
        })),
      },
    });
    const by = ['month', 'neighbourhood', 'category'];
    const where = [{ column: 'category', in: kinds.slice(0, 20) }];
    const answer = answerQuestion({ from: 'reports', measures: [{ count: 'records' }], by, where }, large);
    expect(answer.rowCount).toBe(100_800);
    expect(rowAt(answer, 100_799)).toEqual({
      month: '2024-12',
      neighbourhood: all.toSorted().at(-1),
      category: 'theft',
      'count.records': { status: 'zero', value: 0, margin: 0 },
    });
    expect(refuse({ by }, large)).toMatchObject({
      refusal: { kind: 'table-too-large', combinations: 151_200, most: 150_000 },
    });
  });

  it('of which everything is suppressed gets the nearest one that shows something', () => {
    const few = createSetting({ persons: 40 });
    const question: Question = {
      from: 'reports',
      measures: [{ count: 'persons' }],
      by: ['neighbourhood', 'category', 'quarter'],
      where: [],
      also: [],
    };
    const nearest = nearestAnswerable(question, few);
    expect(nearest).toBeDefined();
    const answer = answerQuestion(nearest, few);
    expect(isEmptyAnswer(answer)).toBe(false);
    expect(isEmptyAnswer({ figures: [missingFigures(3)] })).toBe(true);
    expect(isEmptyAnswer({ figures: [missingFigures(3), figuresToColumn([zeroFigure])] })).toBe(false);
  });
});
