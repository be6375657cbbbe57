import type { Answer, Figure } from '@datalab/server/modules/analyses/answer.contract.ts';
import { describe, expect, it } from 'vitest';
import { figuresUsed, insertFigure, nextFigureName, previewFigure, unitOf } from './figures-in-text.ts';

const answer: Answer = {
  key: 'main',
  title: { nl: 'Meldingen', en: 'Reports' },
  shape: 'bars',
  query: { from: 'reports', measures: [{ count: 'records' }], by: ['category'], where: [], also: [] },
  dimensions: [{ key: 'category', label: { nl: 'Soort', en: 'Kind' }, kind: 'category', valueNames: {} }],
  measures: [{ key: 'count.records', label: { nl: 'Meldingen', en: 'Reports' }, kind: 'records' }],
  rows: [
    { category: 'litter', 'count.records': { status: 'published', value: 30 } },
    { category: 'noise', 'count.records': { status: 'suppressed' } },
    { category: null, 'count.records': { status: 'published', value: 10 } },
  ],
  totals: { 'count.records': { status: 'published', value: 50 } },
  areaYear: null,
  sql: '',
};

const figure = (change: Partial<Figure>): Figure => ({
  name: 'n1',
  view: 'main',
  measure: 'count.records',
  kind: 'value',
  where: { category: ['litter'] },
  ...change,
});

describe('a figure put in a sentence', () => {
  it('goes where the cursor was, and the cursor goes behind it', () => {
    const placed = insertFigure('About of all', 'n1', 5);
    expect(placed).toEqual({ text: 'About {n1} of all', cursor: 10 });
  });

  it('brings what it counts where no word follows', () => {
    expect(insertFigure('There are', 'n1', 9, 'reports').text).toBe('There are {n1} reports');
    expect(insertFigure('Of  people', 'n1', 3, 'persons').text).toBe('Of {n1} people');
    const [measure] = answer.measures;
    expect(measure && unitOf(measure, 'nl')).toBe('meldingen');
    expect(measure && unitOf({ ...measure, kind: 'mean' }, 'nl')).toBe('');
  });

  it('gets a name that is free, and is left out when its name no longer stands in a text', () => {
    expect(nextFigureName([{ name: 'n1' }, { name: 'n3' }])).toBe('n2');
    expect(figuresUsed([{ name: 'n1' }, { name: 'n2' }], ['only {n2}'])).toEqual([{ name: 'n2' }]);
  });
});

describe('the preview of a figure', () => {
  it('reads the cell, or its share of the total that is protected by itself', () => {
    expect(previewFigure(figure({}), [answer])).toEqual({ status: 'published', value: 30 });
    expect(previewFigure(figure({ kind: 'share' }), [answer])).toEqual({ status: 'published', value: 0.6 });
  });

  it('counts the rows', () => {
    expect(previewFigure(figure({ kind: 'rows', where: {} }), [answer])).toMatchObject({ value: 3 });
  });

  it('finds the cell of an unknown value', () => {
    expect(previewFigure(figure({ where: { category: [null] } }), [answer])).toMatchObject({ value: 10 });
  });

  it('shows no number for what is suppressed or not there', () => {
    const suppressed = figure({ kind: 'share', where: { category: ['noise'] } });
    expect(previewFigure(suppressed, [answer])).toEqual({ status: 'suppressed' });
    expect(previewFigure(figure({ view: 'other' }), [answer])).toEqual({ status: 'missing' });
  });
});
