import { createParameters, defaultParameters, protectCount } from '@datalab/query-control';
import { describe, expect, it } from 'vitest';
import type { ProtectedValue } from '../../platform/http/common.contract.ts';
import { addCells, type CellNoise, shareOfCells } from './combine-figures.ts';

const noise: CellNoise = { isCount: true, minimumCount: 10, counts: { maxNoise: 5, variance: 5 } };
const published = (value: number, margin = 5): ProtectedValue => ({ status: 'published', value, margin });
const zero: ProtectedValue = { status: 'zero', value: 0 };
const suppressed: ProtectedValue = { status: 'suppressed' };
const underMinimum: ProtectedValue = { status: 'suppressed', reason: 'under-minimum' };

describe('a sum of cells', () => {
  it('has the margin of independent noises: 99 % of the square root of m V', () => {
    // 2.576 * sqrt(2 * 5) = 8.15; 2.576 * sqrt(9 * 5) = 17.28
    expect(addCells([published(60), published(20)], noise)).toEqual(published(80, 8.2));
    expect(addCells(Array(9).fill(published(10)), noise)).toEqual(published(90, 18));
  });

  it('is never said to be further off than all cells together can be', () => {
    const wide = { ...noise, counts: { maxNoise: 5, variance: 24 } };
    expect(addCells([published(60), published(20)], wide)).toEqual(published(80, 10));
  });

  it('of one cell is that cell, and of one cell and zeros has the margin of that cell', () => {
    expect(addCells([published(60)], noise)).toEqual(published(60));
    expect(addCells([published(60), zero], noise)).toEqual(published(60));
    expect(addCells([zero, zero], noise)).toEqual(zero);
  });

  it('has no margin when one of its cells has none', () => {
    expect(addCells([published(60), { status: 'published', value: 20 }], noise)).toEqual({
      status: 'published',
      value: 80,
    });
  });

  it('is a range with a cell that is under the minimum, and suppressed with one that may be anything', () => {
    expect(addCells([published(40), underMinimum], noise)).toEqual({ status: 'range', from: 35, to: 54 });
    expect(addCells([underMinimum, underMinimum], noise)).toEqual({ status: 'range', from: 0, to: 18 });
    expect(addCells([published(40), underMinimum, suppressed], noise)).toEqual(suppressed);
    expect(addCells([underMinimum], noise)).toEqual(underMinimum);
  });

  it('of amounts is suppressed with a cell that is under the minimum: an amount has no such bound', () => {
    expect(addCells([published(40), underMinimum], { ...noise, isCount: false })).toEqual(underMinimum);
  });

  it('with a range is a range', () => {
    const range: ProtectedValue = { status: 'range', from: 40, to: 49 };
    expect(addCells([published(20), range], noise)).toEqual({ status: 'range', from: 55, to: 74 });
  });

  it('that comes to nothing without being empty is not a zero', () => {
    const amounts = { ...noise, isCount: false };
    expect(addCells([published(20), published(-20)], amounts)).toMatchObject({
      status: 'published',
      value: 0,
    });
  });
});

describe('a share of cells', () => {
  const share = (within: ProtectedValue[], others: ProtectedValue[]) =>
    shareOfCells({ within, outside: [], others }, noise);

  it('moves with its part and with the others: a known answer', () => {
    const { value, margin = 0 } = share([published(20)], [published(80)]) as {
      value: number;
      margin?: number;
    };
    // 2.576 / 5 * sqrt(5) * hypot(5 * 80, 5 * 20) / 100²
    expect([value, margin]).toEqual([0.2, 0.048]);
  });

  it('of everything is certain', () => {
    expect(share([published(50)], [])).toEqual(published(1, 0));
  });

  it('of a range is a range', () => {
    const part: ProtectedValue = { status: 'range', from: 40, to: 50 };
    expect(share([part], [published(60, 0)])).toEqual({ status: 'range', from: 0.4, to: 0.454545454545 });
  });
});

/** A well-spread key for each number (the finaliser of MurmurHash3). */
function spread(number: number): number {
  const once = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}

describe.each([3, 5])('the margin of figures made of counts with a variance of %i', (variance) => {
  const { countTable } = createParameters({
    ...defaultParameters,
    counts: { maxNoise: 5, variance, smallMax: 2 },
  });
  const counts = { maxNoise: 5, variance };
  const own: CellNoise = { isCount: true, minimumCount: 10, counts };
  const truths = [30, 14, 55, 21, 180, 12];
  const draws = Array.from({ length: 20_000 }, (_, k) =>
    truths.map((count, cell) => {
      const cellKey = spread(k * truths.length + cell + 1);
      return protectCount(
        { count, cellKey },
        { minimumCount: 10, countTable, counts: { ...counts, smallMax: 2 } },
      );
    }),
  );
  const covers = (figure: ProtectedValue, truth: number): boolean =>
    figure.status === 'published' && Math.abs(figure.value - truth) <= (figure.margin ?? 0) + 1e-9;

  it.each([1, 2, 4, 6])('covers the noise of a sum of %i in 99 of 100 keys', (m) => {
    const truth = truths.slice(0, m).reduce((sum, count) => sum + count, 0);
    const covered = draws.filter((cells) => covers(addCells(cells.slice(0, m), own), truth));
    expect(covered.length / draws.length).toBeGreaterThanOrEqual(0.99);
  });

  it('covers the noise of a share in 99 of 100 keys', () => {
    const truth = (30 + 14) / truths.reduce((sum, count) => sum + count, 0);
    const covered = draws.filter((cells) =>
      covers(shareOfCells({ within: cells.slice(0, 2), outside: [], others: cells.slice(2) }, own), truth),
    );
    expect(covered.length / draws.length).toBeGreaterThanOrEqual(0.99);
  });
});
