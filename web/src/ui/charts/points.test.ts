import type { Answer } from '@datalab/server/modules/analyses/answer.contract.ts';
import type { ProtectedValue } from '@datalab/server/platform/http/common.contract.ts';
import { describe, expect, it } from 'vitest';
import { answerToCsv } from './answer-csv.ts';
import { rowsToCsv } from './csv.ts';
import { answerToPoints, countStatuses, shapesOf, sortForReading } from './points.ts';

const published = (value: number): ProtectedValue => ({ status: 'published', value });
const label = (text: string) => ({ nl: text, en: text });

function makeAnswer(change: Partial<Answer> = {}): Answer {
  return {
    key: 'main',
    title: label('Reports'),
    shape: 'bars',
    query: { from: 'reports', measures: [{ count: 'records' }], by: ['neighbourhood'], where: [], also: [] },
    dimensions: [{ key: 'neighbourhood', label: label('Neighbourhood'), kind: 'area', valueNames: {} }],
    measures: [{ key: 'count.records', label: label('Reports'), kind: 'records' }],
    rows: [
      { neighbourhood: 'BU10', 'count.records': { status: 'zero', value: 0 } },
      { neighbourhood: 'BU2', 'count.records': published(30) },
      { neighbourhood: 'BU3', 'count.records': { status: 'suppressed' } },
      { neighbourhood: 'BU1', 'count.records': published(30) },
      { neighbourhood: null, 'count.records': { status: 'missing' } },
      { neighbourhood: 'BU4', 'count.records': published(90) },
    ],
    totals: null,
    areaYear: 2024,
    sql: 'SELECT 1',
    ...change,
  };
}

const labelOf = (_dimension: unknown, key: string | null) => key ?? 'not known';

describe('points of an answer', () => {
  it('are sorted by size, equal ones by name, with zero, suppressed and missing after them', () => {
    const points = sortForReading(answerToPoints(makeAnswer(), 'count.records', labelOf), 'nl');
    expect(points.map((point) => point.label)).toEqual(['BU4', 'BU1', 'BU2', 'BU10', 'BU3', 'not known']);
  });

  it('have a range where its middle belongs', () => {
    const rows = [
      { neighbourhood: 'BU1', 'count.records': published(30) },
      { neighbourhood: 'BU2', 'count.records': { status: 'range' as const, from: 40, to: 49 } },
      { neighbourhood: 'BU3', 'count.records': published(45) },
    ];
    const points = sortForReading(answerToPoints(makeAnswer({ rows }), 'count.records', labelOf), 'nl');
    expect(points.map((point) => point.label)).toEqual(['BU3', 'BU2', 'BU1']);
  });

  it('are counted per status', () => {
    expect(countStatuses(answerToPoints(makeAnswer(), 'count.records', labelOf))).toEqual({
      published: 3,
      range: 0,
      zero: 1,
      suppressed: 1,
      missing: 1,
    });
  });

  it('are missing, not zero, when a row lacks the measure', () => {
    const [point] = answerToPoints(makeAnswer(), 'sum.amount', labelOf);
    expect(point?.value).toEqual({ status: 'missing' });
  });

  it('carry the other dimensions as one series name', () => {
    const answer = makeAnswer({
      dimensions: [
        { key: 'month', label: label('Month'), kind: 'month', valueNames: {} },
        { key: 'category', label: label('Kind'), kind: 'category', valueNames: {} },
        { key: 'in.care', label: label('In care'), kind: 'membership', valueNames: {} },
      ],
      rows: [{ month: '2024-01', category: 'noise', 'in.care': 'yes', 'count.records': published(3) }],
    });
    const [point] = answerToPoints(answer, 'count.records', labelOf, 'month');
    expect(point).toMatchObject({ key: '2024-01', series: 'noise · yes' });
  });
});

describe('the shapes of an answer', () => {
  it('offer a map only when the one dimension is an area of a known year', () => {
    expect(shapesOf(makeAnswer())).toEqual(['bars', 'map']);
    expect(shapesOf(makeAnswer({ shape: 'map' }))).toEqual(['map', 'bars']);
    expect(shapesOf(makeAnswer({ areaYear: null }))).toEqual(['bars']);
    expect(shapesOf(makeAnswer({ dimensions: [] }))).toEqual(['number']);
  });
});

describe('the CSV of an answer', () => {
  it('tells suppressed from missing from zero', () => {
    const lines = answerToCsv(makeAnswer(), 'en', labelOf).trim().split('\r\n');
    expect(lines[1]).toBe('BU10,BU10,0,0,,,zero,Reports');
    expect(lines[3]).toBe('BU3,BU3,,,,,suppressed,Reports');
    expect(lines[5]).toBe(',not known,,,,,missing,Reports');
  });

  it('says of a suppressed figure when it is only too uncertain', () => {
    const uncertain = { status: 'suppressed', reason: 'too-uncertain' } as const;
    const answer = makeAnswer({ rows: [{ neighbourhood: 'BU1', 'count.records': uncertain }] });
    expect(answerToCsv(answer, 'en', labelOf)).toContain('BU1,BU1,,,,,too-uncertain,Reports');
  });

  it('has how far a number may be off, and the bounds of a range, as they were kept', () => {
    const rows = [
      { neighbourhood: 'BU1', 'count.records': { ...published(30), margin: 4.4 } },
      { neighbourhood: 'BU2', 'count.records': { status: 'range' as const, from: 40, to: 49 } },
      { neighbourhood: 'BU3', 'count.records': published(90) },
    ];
    const [header, ...lines] = answerToCsv(makeAnswer({ rows }), 'en', labelOf).trim().split('\r\n');
    expect(header).toContain(
      'count.records,count.records.margin,count.records.from,count.records.to,count.records.status',
    );
    expect(lines).toEqual([
      'BU1,BU1,30,4.4,,,published,Reports',
      'BU2,BU2,,,40,49,range,Reports',
      'BU3,BU3,90,,,,published,Reports',
    ]);
  });

  it('quotes separators and keeps a spreadsheet from running a cell', () => {
    expect(rowsToCsv(['a'], [['x,"y"'], ['=1+1'], [-3]])).toBe('\uFEFFa\r\n"x,""y"""\r\n\'=1+1\r\n-3\r\n');
  });
});
