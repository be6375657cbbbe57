import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { defaultParameters as parameters } from '../cell-key/parameters.ts';
import { cubeOfCounts, flatDimension, type LeafCounts } from './cube.testing.ts';
import { countFigure } from './one-set.testing.ts';
import type { FigureSource } from './source.ts';

const category = flatDimension('category', ['litter', 'noise', 'theft']);
const complaint = flatDimension('complaint', ['no', 'yes']);

/** Shows everything but counts of 1 to 9, and what is named. */
function sourceOf(dimensions: (typeof category)[], leaves: LeafCounts, hidden: string[] = [], seed = 1) {
  const cube = cubeOfCounts(dimensions, leaves, { seed });
  const rules = Uint8Array.from(cube.counts, (count) => (count > 0 && count < 10 ? 1 : 0));
  for (const node of hidden) rules[rowOf(cube, node)] = 2;
  return { cube, protection: { rules }, parameters } satisfies FigureSource;
}

/** The row of values joined with a space; `*` is all. */
function rowOf({ lattice, rowOf: find }: FigureSource['cube'], written: string): number {
  const node = written.split(' ').map((value, at) => {
    const values = lattice.dimensions[at]?.values ?? [];
    return value === '*' ? 0 : values.findIndex((one) => one.value === value) + 1;
  });
  const row = find(node);
  if (row === undefined) throw new Error(`No row ${written}`);
  return row;
}

function figure(source: FigureSource, written: string) {
  return countFigure([rowOf(source.cube, written)], source);
}

describe('the figure of a node', () => {
  const source = sourceOf([category], { litter: 100, noise: 4, theft: 0 });

  it('is a value with the largest noise as its margin', () => {
    const shown = figure(source, 'litter');
    if (shown.status !== 'published') throw new Error(shown.status);
    expect(Math.abs(shown.value - 100)).toBeLessThanOrEqual(5);
    expect(shown.margin).toBe(5);
  });

  it('is suppressed without a reason where a rule suppresses it', () => {
    expect(figure(source, 'noise')).toEqual({ status: 'suppressed' });
    expect(figure(sourceOf([category], { litter: 50 }, ['litter']), 'litter')).toEqual({
      status: 'suppressed',
    });
  });

  it('is zero where there is truly nothing, and suppressed where a rule suppresses that', () => {
    expect(figure(source, 'theft')).toEqual({ status: 'zero', value: 0, margin: 0 });
    const hidden = sourceOf([category], { litter: 50 }, ['theft']);
    expect(figure(hidden, 'theft')).toEqual({ status: 'suppressed' });
  });
});

describe('a property with two values', () => {
  it('shows the half below the minimum as such, and the other as a range around the total', () => {
    const source = sourceOf([complaint], { yes: 3, no: 197 }, ['no']);
    expect(figure(source, 'yes')).toEqual({ status: 'suppressed', reason: 'under-minimum' });
    const total = figure(source, '*');
    if (total.status !== 'published') throw new Error(total.status);
    expect(figure(source, 'no')).toEqual({ status: 'range', from: total.value - 14, to: total.value + 5 });
  });

  it.each([0, 1, 5, 9])('shows the same states where %s of its members have it', (few) => {
    const source = sourceOf([complaint], { yes: few, no: 200 - few }, few > 0 ? ['no'] : []);
    expect(figure(source, 'yes')).toEqual({ status: 'suppressed', reason: 'under-minimum' });
    expect(figure(source, 'no').status).toBe('range');
  });

  it('shows two large halves as they are', () => {
    const source = sourceOf([complaint], { yes: 30, no: 170 });
    expect(figure(source, 'yes').status).toBe('published');
    expect(figure(source, 'no').status).toBe('published');
  });

  it('shows neither half where the total is suppressed, not even a zero', () => {
    const source = sourceOf([complaint], { yes: 0, no: 200 }, ['*']);
    expect(figure(source, 'yes')).toEqual({ status: 'suppressed' });
    expect(figure(source, 'no')).toEqual({ status: 'suppressed' });
  });

  it('is zero in both halves of nothing', () => {
    const source = sourceOf([category, complaint], { 'litter yes': 40, 'litter no': 40 });
    expect(figure(source, 'noise yes').status).toBe('zero');
    expect(figure(source, 'noise no').status).toBe('zero');
  });

  it('takes the narrower of two ranges', () => {
    const linked = flatDimension('in.benefits', ['no', 'yes', null], 'link');
    const source = sourceOf([complaint, linked], { 'no no': 150, 'yes no': 2, 'no yes': 4 }, ['no no']);
    const byLink = figure(source, 'no *');
    const byComplaint = figure(source, '* no');
    if (byLink.status !== 'range' || byComplaint.status !== 'range') throw new Error('no ranges');
    expect(figure(source, 'no no')).toEqual({
      status: 'range',
      from: Math.max(byLink.from, byComplaint.from) - 9,
      to: Math.min(byLink.to, byComplaint.to),
    });
  });
});

describe('a sum of nodes', () => {
  const months = flatDimension(
    'time',
    Array.from({ length: 6 }, (_, month) => `m${month}`),
    'time',
  );
  const sum = (source: FigureSource, written: string[]) =>
    countFigure(
      written.map((one) => rowOf(source.cube, one)),
      source,
    );

  it('of one node is the figure of that node', () => {
    const source = sourceOf([months], { m0: 40 });
    expect(sum(source, ['m0'])).toEqual(figure(source, 'm0'));
  });

  it('has the margin of the sum of their noises: 2.576 times the root of m V, at most 5 m', () => {
    const source = sourceOf([months], { m0: 40, m1: 50, m2: 60, m3: 70 });
    expect(sum(source, ['m0', 'm1'])).toMatchObject({ status: 'published', margin: 9 });
    expect(sum(source, ['m0', 'm1', 'm2', 'm3'])).toMatchObject({ margin: 12 });
  });

  it('is a range where a node is suppressed, and suppressed where nothing of it is shown', () => {
    const source = sourceOf([months], { m0: 40, m1: 3, m2: 0, m3: 4 });
    const shown = figure(source, 'm0');
    if (shown.status !== 'published') throw new Error(shown.status);
    expect(sum(source, ['m0', 'm1', 'm2'])).toEqual({
      status: 'range',
      from: shown.value - 5,
      to: shown.value + 14,
    });
    expect(sum(source, ['m1', 'm3'])).toEqual({ status: 'suppressed' });
    expect(sum(source, ['m2', 'm4'])).toMatchObject({ status: 'zero' });
  });

  it('is bounded by what is shown around a large suppressed node', () => {
    const source = sourceOf([months], { m0: 40, m1: 300 }, ['m1']);
    const [total, shown] = [figure(source, '*'), figure(source, 'm0')];
    if (total.status !== 'published' || shown.status !== 'published') throw new Error('not shown');
    expect(sum(source, ['m0', 'm1'])).toEqual({
      status: 'range',
      from: shown.value - 5,
      to: shown.value + 5 + total.value + 5,
    });
    const closed = sourceOf([months], { m0: 40, m1: 300 }, ['m1', '*']);
    expect(sum(closed, ['m0', 'm1'])).toEqual({ status: 'suppressed' });
  });

  it('is within its margin in 99 of 100 cases, over all keys', () => {
    const all = months.finest.map(String);
    const tries = runs(4_000, 40_000);
    for (const terms of [1, 2, 3, 5, 6]) {
      let off = 0;
      for (let seed = 0; seed < tries; seed += 1) {
        const source = sourceOf([months], Object.fromEntries(all.map((m, at) => [m, 15 + 9 * at])), [], seed);
        const truth = all.slice(0, terms).reduce((total, _, at) => total + 15 + 9 * at, 0);
        const shown = sum(source, all.slice(0, terms));
        if (shown.status !== 'published') throw new Error(shown.status);
        if (Math.abs(shown.value - truth) > shown.margin) off += 1;
      }
      expect(off / tries, `${terms} terms`).toBeLessThan(0.01);
    }
  });

  it('is a range that holds the truth always', () => {
    const counts = fc.array(fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 13, max: 400 })), {
      minLength: 6,
      maxLength: 6,
    });
    const shape = fc.record({
      counts,
      seed: fc.integer({ min: 0, max: 1e6 }),
      hidden: fc.subarray(['m0', 'm1', 'm2', 'm3', 'm4', 'm5', '*']),
      asked: fc.subarray(months.finest.map(String), { minLength: 1 }),
    });
    fc.assert(
      fc.property(shape, ({ counts, seed, hidden, asked }) => {
        const leaves = Object.fromEntries(counts.map((count, at) => [`m${at}`, count]));
        const shown = sum(sourceOf([months], leaves, hidden, seed), asked);
        if (shown.status !== 'range') return;
        const truth = asked.reduce((total, month) => total + (leaves[month] ?? 0), 0);
        expect(shown.from).toBeLessThanOrEqual(truth);
        expect(shown.to).toBeGreaterThanOrEqual(truth);
      }),
      { numRuns: runs(300, 5_000) },
    );
  });
});

it('shows halves whose ranges hold the truth always', () => {
  const shape = fc.record({
    counts: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 4, maxLength: 4 }),
    seed: fc.integer({ min: 0, max: 1e6 }),
    hidden: fc.subarray(['no no', 'yes no', 'no *', '* no', '* *']),
  });
  const other = flatDimension('evening', ['no', 'yes']);
  const leaves = ['no no', 'no yes', 'yes no', 'yes yes'];
  fc.assert(
    fc.property(shape, ({ counts, seed, hidden }) => {
      const source = sourceOf(
        [complaint, other],
        Object.fromEntries(leaves.map((leaf, at) => [leaf, counts[at] ?? 0])),
        hidden,
        seed,
      );
      for (const written of [...leaves, 'no *', '* yes', 'yes *']) {
        const truth = source.cube.counts[rowOf(source.cube, written)] ?? 0;
        const shown = figure(source, written);
        if (shown.status === 'range') {
          expect(shown.from).toBeLessThanOrEqual(truth);
          expect(shown.to).toBeGreaterThanOrEqual(truth);
        }
        if (shown.status === 'suppressed' && shown.reason === 'under-minimum') expect(truth).toBeLessThan(10);
      }
    }),
    { numRuns: runs(300, 5_000) },
  );
});
