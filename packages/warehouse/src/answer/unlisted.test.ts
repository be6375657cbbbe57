import { describe, expect, it } from 'vitest';
import { areas, description, months } from '../question/reports.testing.ts';
import { ask, refuse } from './asking.testing.ts';
import { createSetting } from './lake-of-cubes.testing.ts';

describe('a value that too few have to be listed', () => {
  const [unlisted = '', ...others] = areas.toReversed();
  const toArea = (code: string) => ({ code, district: `WK${code.slice(2, 8)}`, municipality: 'GM9999' });
  const setting = createSetting({
    description: {
      area: {
        level: 'neighbourhood',
        areas: others.toReversed().map(toArea),
        unlisted: [toArea(unlisted)],
        hasNoValue: false,
        severalPerPerson: false,
      },
      columns: description.columns.map((column) => ({
        ...column,
        ...(column.name === 'complaint' ? { categories: ['no'], unlisted: ['yes'] } : {}),
      })),
    },
  });

  it('has no row in a table by its dimension, and does not keep the table from being asked', () => {
    expect(ask({ by: ['neighbourhood', 'quarter'] }, setting).rows).toHaveLength(4 * 6);
    expect(ask({ by: ['complaint'] }, setting).rows.map(({ complaint }) => complaint)).toEqual(['no']);
    expect(ask({ by: ['district'] }, setting).rows).toHaveLength(2);
  });

  it('is refused as a filter like a value that does not occur', () => {
    const problemOf = (code: string) => refuse({ where: [{ column: 'neighbourhood', in: [code] }] }, setting);
    const { message, ...problem } = problemOf(unlisted);
    expect(problem).toEqual({ path: 'where[0].in', code: 'value.unknown' });
    expect(message).toBe(problemOf('BU99990999').message.replace('BU99990999', unlisted));
  });
});

describe('a month before those of enough', () => {
  const time = { from: '2023-02', to: '2024-06', unlisted: ['2023-01'], hasNoValue: false };
  const setting = createSetting({ description: { time } });
  const records = (question: object) => ask(question, setting).totals['count.records'];

  it('has no row and is refused, and counts in its quarter, its year and a period that it lies in', () => {
    expect(ask({ by: ['month'] }, setting).rows.map(({ month }) => month)).toEqual(months.slice(1));
    const refusal = refuse({ where: [{ column: 'month', in: ['2023-01'] }] }, setting);
    expect(refusal).toMatchObject({ path: 'where[0].in', code: 'value.unknown' });
    const inQuarter = records({ where: [{ column: 'quarter', in: ['2023-Q1'] }] });
    expect(inQuarter).toEqual(
      ask({ where: [{ column: 'quarter', in: ['2023-Q1'] }] }).totals['count.records'],
    );
    expect(records({ where: [{ column: 'month', from: '2022-06', to: '2023-03' }] })).toEqual(inQuarter);
    expect(records({ where: [{ column: 'month', from: '2020-01', to: '2030-12' }] })).toEqual(records({}));
    expect(records({ where: [{ column: 'month', from: '2023-02', to: '2023-03' }] })).not.toEqual(inQuarter);
  });
});
