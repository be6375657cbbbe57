import { describe, expect, it } from 'vitest';
import type { Answer, Figure } from './answer.contract.ts';
import { computeFigures, judgeFigures } from './figures.ts';

const answer: Answer = {
  key: 'bands',
  title: { nl: 'Meldingen', en: 'Reports' },
  shape: 'bars',
  query: {
    from: 'reports',
    measures: [{ count: 'persons' }],
    by: [{ recordsPerPerson: true }],
    where: [],
    also: [],
  },
  dimensions: [
    { key: 'records-per-person', label: { nl: 'Aantal', en: 'Number' }, kind: 'band', valueNames: {} },
  ],
  measures: [{ key: 'count.persons', label: { nl: 'Personen', en: 'Persons' }, kind: 'persons' }],
  rows: [
    { 'records-per-person': '1', 'count.persons': { status: 'published', value: 60 } },
    { 'records-per-person': '2-4', 'count.persons': { status: 'published', value: 20 } },
    { 'records-per-person': '5-9', 'count.persons': { status: 'suppressed' } },
    { 'records-per-person': '10-24', 'count.persons': { status: 'zero', value: 0 } },
    { 'records-per-person': '25+', 'count.persons': { status: 'published', value: 20 } },
  ],
  totals: null,
  areaYear: null,
  sql: 'select 1',
};

const protection = { minimumCount: 10, counts: { maxNoise: 5, variance: 5 } };

function figure(kind: Figure['kind'], bands: string[]): Figure {
  return { name: 'a', view: 'bands', measure: 'count.persons', kind, where: { 'records-per-person': bands } };
}

function compute(kind: Figure['kind'], bands: string[]) {
  return computeFigures([figure(kind, bands)], [answer], protection)[0]?.value;
}

describe('a figure in a headline', () => {
  it('reads the cell it names', () => {
    expect(compute('value', ['25+'])).toEqual({ status: 'published', value: 20 });
  });

  it('adds up the cells it names', () => {
    expect(compute('value', ['1', '2-4'])).toEqual({ status: 'published', value: 80 });
  });

  it('takes a share of what is shown', () => {
    expect(compute('share', ['25+'])).toEqual({ status: 'published', value: 0.2 });
  });

  it('has no more digits than its noise leaves it', () => {
    const odd = answer.rows.map((row) =>
      row['records-per-person'] === '1'
        ? { ...row, 'count.persons': { status: 'published' as const, value: 61 } }
        : row,
    );
    const figures = computeFigures([figure('share', ['25+'])], [{ ...answer, rows: odd }], protection);
    expect(figures[0]?.value).toEqual({ status: 'published', value: 0.198 });
  });

  it('is too uncertain only where nothing in it is suppressed for people', () => {
    const uncertain = { status: 'suppressed', reason: 'too-uncertain' } as const;
    const rows = answer.rows.map((row) =>
      row['records-per-person'] === '1' ? { ...row, 'count.persons': uncertain } : row,
    );
    const of = (bands: string[]) =>
      computeFigures([figure('value', bands)], [{ ...answer, rows }], protection)[0]?.value;
    expect(of(['1', '2-4'])).toEqual(uncertain);
    expect(of(['1', '5-9'])).toEqual({ status: 'suppressed' });
  });

  it('leaves what is not known out of the whole of a share', () => {
    const unknown = {
      'records-per-person': null,
      'count.persons': { status: 'published', value: 900 },
    } as const;
    const figures = computeFigures(
      [figure('share', ['25+'])],
      [{ ...answer, rows: [...answer.rows, unknown] }],
      protection,
    );
    expect(figures[0]?.value).toEqual({ status: 'published', value: 0.2 });
  });

  it('of a mean or a rate is written with a decimal, and a share of it is not', () => {
    const measures = answer.measures.map((measure) => ({ ...measure, kind: 'mean' as const }));
    const styles = (['value', 'share', 'rows'] as const).map(
      (kind) => computeFigures([figure(kind, ['25+'])], [{ ...answer, measures }], protection)[0]?.style,
    );
    expect(styles).toEqual(['decimal', undefined, undefined]);
    expect(computeFigures([figure('value', ['25+'])], [answer], protection)[0]?.style).toBeUndefined();
  });

  it('counts rows', () => {
    expect(compute('rows', ['1', '25+'])).toEqual({ status: 'published', value: 2, margin: 0 });
  });

  it('is suppressed when one of its cells is', () => {
    expect(compute('value', ['5-9'])).toEqual({ status: 'suppressed' });
    expect(compute('share', ['1', '5-9'])).toEqual({ status: 'suppressed' });
  });

  it('keeps a true zero apart from a missing cell', () => {
    expect(compute('value', ['10-24'])).toEqual({ status: 'zero', value: 0 });
    expect(compute('value', ['no such band'])).toEqual({ status: 'missing' });
  });
});

describe('judging the figures of a finding', () => {
  const views = [{ key: 'bands', measures: ['count.persons'], dimensions: ['records-per-person'] }];

  it('accepts a sentence whose figures exist', () => {
    expect(judgeFigures(['{a} people'], [figure('value', ['25+'])], views)).toEqual([]);
  });

  it('names a placeholder without a figure', () => {
    expect(judgeFigures(['{b} people'], [figure('value', ['25+'])], views)).toHaveLength(1);
  });

  it('names a view, a measure and a dimension that do not exist', () => {
    const wrong: Figure[] = [
      { ...figure('value', []), view: 'elsewhere' },
      { ...figure('value', []), measure: 'sum.amount' },
      { ...figure('value', []), where: { month: ['2026-01'] } },
    ];
    expect(judgeFigures([], wrong, views).map(({ path }) => path)).toEqual([
      'finding.figures[0]',
      'finding.figures[1]',
      'finding.figures[2]',
    ]);
  });
});
