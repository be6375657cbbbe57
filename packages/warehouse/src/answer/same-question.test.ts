import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { QuestionError } from '../question/refusal.ts';
import { areas, months } from '../question/reports.testing.ts';
import { ask } from './asking.testing.ts';
import type { ProtectedRow } from './setting.ts';

describe('the way a question is written', () => {
  const values = {
    category: ['litter', 'noise', 'theft', 'fire'],
    neighbourhood: areas,
    district: ['WK999900', 'WK999901'],
    quarter: ['2023-Q1', '2023-Q2', '2023-Q3', '2023-Q4', '2024-Q1', '2024-Q2'],
    month: months,
    complaint: ['no', 'yes'],
  };
  const column = fc.constantFrom('category', 'neighbourhood', 'district', 'quarter', 'month', 'complaint');
  const filter = column.chain((name) =>
    fc.record({ column: fc.constant(name), in: fc.subarray(values[name], { minLength: 1 }) }),
  );
  const by = fc.uniqueArray(fc.oneof(column, fc.constant('year')), { maxLength: 3 });
  const where = fc.array(filter, { maxLength: 3 });
  const measures = fc.subarray([{ count: 'records' }, { count: 'persons' }, { sum: 'amount' }], {
    minLength: 1,
  });

  /** The rows as a set, or the codes and nearest question of the refusal. */
  function outcome(question: object): unknown {
    try {
      const { rows, totals } = ask(question);
      const sorted = (row: ProtectedRow) => JSON.stringify(Object.entries(row).sort());
      return { rows: rows.map(sorted).sort(), totals: sorted(totals) };
    } catch (error) {
      if (!(error instanceof QuestionError)) throw error;
      return error.problems
        .map(({ code, nearest }) => [code, [...(nearest?.by ?? [])].map((one) => JSON.stringify(one)).sort()])
        .sort();
    }
  }

  it('changes nothing: order of values, filters, dimensions and measures, doubles, and filters that keep all', () => {
    const shuffled = fc.record({ by, where, measures, seed: fc.integer() });
    fc.assert(
      fc.property(shuffled, ({ by, where, measures }) => {
        const written = outcome({ by, where, measures });
        const rewritten = outcome({
          by: by.toReversed(),
          where: [
            ...where
              .map(({ column, in: listed }) => ({ column, in: [...listed.toReversed(), ...listed] }))
              .toReversed(),
            ...where.slice(0, 1),
            { column: 'neighbourhood', in: areas.toReversed() },
            { column: 'month', from: '1990-01', to: '2090-12' },
          ].slice(0, 6),
          measures: measures.toReversed(),
        });
        expect(rewritten).toEqual(written);
      }),
      { numRuns: runs(60, 1_000) },
    );
  });

  it('changes nothing between a list of periods, a period, and coarser periods', () => {
    const inQuarters = ask({ where: [{ column: 'quarter', in: ['2023-Q3', '2023-Q4'] }] }).totals;
    const listed = ask({ where: [{ column: 'month', in: months.slice(6, 12).toReversed() }] }).totals;
    const period = ask({ where: [{ column: 'month', from: '2023-07', to: '2023-12' }] }).totals;
    expect(listed).toEqual(inQuarters);
    expect(period).toEqual(inQuarters);
  });
});
