import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { createParameters, defaultParameters } from '../cell-key/parameters.ts';
import type { Cube, SumColumn } from '../cube/cube.ts';
import { countFigures } from './count-figures.ts';
import { cubeOfCounts, flatDimension, keyOf } from './cube.testing.ts';
import { missingFigure, type ProtectedFigure, tooUncertainFigure, zeroFigure } from './figure.ts';
import { countFigureOfSum, meanFigure, rateFigure, sumFigure } from './figures-oracle.testing.ts';
import { openFigure } from './open-figure.ts';
import { figuresToColumn, missingFigures, type ProtectedColumn } from './protected-column.ts';
import { rateFigures } from './rate-figures.ts';
import { rowSetsOf } from './row-sets.ts';
import type { FigureSource } from './source.ts';
import { meanFigures, sumFigures } from './sum-figures.ts';

const dimensions = [
  flatDimension('time', ['2023', '2024', '2025'], 'time'),
  flatDimension('category', ['litter', 'noise', 'theft', null]),
  flatDimension('complaint', ['no', 'yes']),
  flatDimension('in.benefits', ['no', 'yes', null], 'link'),
];

/** A number of a seed and a place, from 0 up to but not including `below`. */
const draw = (seed: number, place: number, below: number) => keyOf(seed, place) % below;

/** Amounts of all sizes; of a node without them, and of one that a single contributor dominates, too. */
function withDrawnAmounts(cube: Cube, seed: number): Cube {
  const pick = (of: (row: number) => number) => Float64Array.from({ length: cube.size }, (_, row) => of(row));
  const largest = pick((row) => draw(seed + 1, row, 90) / (draw(seed + 2, row, 3) + 0.7));
  const contributors = pick((row) => (draw(seed + 3, row, 6) === 0 ? 0 : (cube.counts[row] ?? 0)));
  const sign = (row: number) => (draw(seed + 4, row, 9) === 0 ? -1 : 1);
  const amounts: SumColumn = {
    sums: pick((row) => (sign(row) * (contributors[row] ?? 0) * (largest[row] ?? 0)) / 2),
    records: pick((row) => (contributors[row] ?? 0) + draw(seed + 5, row, 3)),
    recordKeys: Uint32Array.from(largest, (_, row) => keyOf(seed + 6, row)),
    contributors,
    contributorKeys: Uint32Array.from(largest, (_, row) => keyOf(seed + 7, row)),
    largest: Float64Array.from([...largest].flatMap((first) => [first, first / 2])),
  };
  return { ...cube, sums: new Map([['amount', amounts]]) };
}

const parameterSets = [
  defaultParameters,
  createParameters({
    minimumCount: 3,
    counts: { maxNoise: 4, variance: 2, smallMax: 0 },
    sums: { maxNoise: 3, variance: 2, smallMax: 0, delta: 0.3, epsilons: [1, 0.5] },
    dominancePercent: 15,
    uncertaintyPercent: 60,
  }),
];

/** A cube of counts of all sizes, and rules that suppress small ones and others. */
function drawSource(seed: number): FigureSource {
  const places = dimensions.map(({ finest }) => finest.map(String));
  const names = places.reduce<string[]>(
    (made, values) => made.flatMap((name) => values.map((value) => (name ? `${name} ${value}` : value))),
    [''],
  );
  const sizes = [0, 0, 3, 12, 60, 400];
  const leaves = names.map((name, at): [string, number] => {
    const most = sizes[draw(seed, at, sizes.length)] ?? 0;
    return [name, most === 0 ? 0 : draw(seed + 1, at, most)];
  });
  const cube = cubeOfCounts(dimensions, Object.fromEntries(leaves), { seed });
  const parameters = parameterSets[seed % parameterSets.length] ?? defaultParameters;
  const rules = Uint8Array.from(cube.counts, (count, row) =>
    (count > 0 && count < parameters.minimumCount) || draw(seed + 2, row, 7) === 0
      ? 1 + draw(seed + 3, row, 3)
      : 0,
  );
  return { cube: withDrawnAmounts(cube, seed), protection: { rules }, parameters };
}

const open = { unit: 'area', accessClass: 'open' };
const seeds = fc.integer({ min: 0, max: 1e6 });

/** Each single node, nothing, and sets of several. */
function drawSets({ cube }: FigureSource, seed: number): number[][] {
  const several = Array.from({ length: 300 }, (_, set) =>
    Array.from({ length: 1 + draw(seed, set, 5) }, (_, at) => draw(seed + 11 + at, set, cube.size)),
  );
  return [...Array.from({ length: cube.size }, (_, row) => [row]), [], ...several];
}

function figuresOf(column: ProtectedColumn): ProtectedFigure[] {
  return Array.from({ length: column.length }, (_, row) => column.at(row));
}

describe('a column of figures', () => {
  it('has the figures that are made one by one, of each kind', () => {
    const seen = new Set<string>();
    const note = (kind: string) => (figure: ProtectedFigure) =>
      seen.add(`${kind} ${figure.status} ${figure.status === 'suppressed' ? (figure.reason ?? '') : ''}`);
    fc.assert(
      fc.property(seeds, (seed) => {
        const source = drawSource(seed);
        const lists = drawSets(source, seed);
        const sets = rowSetsOf(lists);
        const counts = countFigures(sets, source);
        const sums = sumFigures(sets, 'amount', source);
        const means = meanFigures(sets, 'amount', source);
        expect(figuresOf(counts)).toEqual(lists.map((rows) => countFigureOfSum(rows, source)));
        expect(figuresOf(sums)).toEqual(lists.map((rows) => sumFigure(rows, 'amount', source)));
        expect(figuresOf(means)).toEqual(lists.map((rows) => meanFigure(rows, 'amount', source)));
        figuresOf(counts).forEach(note('count'));
        figuresOf(sums).forEach(note('sum'));
        figuresOf(means).forEach(note('mean'));
        const publics = [null, 0, 812.5, 4_000].map((value) => openFigure(value, open));
        const divisors = [...figuresOf(counts), ...publics, missingFigure, tooUncertainFigure, zeroFigure];
        const ranges = divisors.flatMap(({ status }, place) => (status === 'range' ? [place] : []));
        const places = Uint32Array.from(lists, (_, at) => {
          const any = draw(seed + 8, at, divisors.length);
          return at % 3 === 0 ? (ranges[any % ranges.length] ?? any) : any;
        });
        const rates = rateFigures(counts, { figures: figuresToColumn(divisors), places }, 1_000);
        figuresOf(rates).forEach(note('rate'));
        expect(figuresOf(rates)).toEqual(
          lists.map((_, at) => {
            const divisor = divisors[places[at] ?? 0];
            if (divisor === undefined) throw new Error('no divisor');
            return rateFigure(counts.at(at), divisor, 1_000);
          }),
        );
      }),
      { numRuns: runs(14, 300), examples: Array.from({ length: 8 }, (_, seed): [number] => [seed]) },
    );
    const shown = ['published ', 'zero ', 'suppressed ', 'missing ', 'suppressed too-uncertain'];
    const ofCounts = ['published ', 'zero ', 'suppressed ', 'range ', 'suppressed under-minimum'];
    for (const one of ofCounts) expect(seen).toContain(`count ${one}`);
    for (const one of shown) expect(seen).toContain(`sum ${one}`);
    for (const one of shown.filter((status) => status !== 'zero ')) expect(seen).toContain(`mean ${one}`);
    for (const one of [...new Set([...ofCounts, ...shown])]) expect(seen).toContain(`rate ${one}`);
  });

  it('tells the status of a figure without making it, and knows how many there are', () => {
    const source = drawSource(7);
    const counts = countFigures(rowSetsOf(drawSets(source, 7)), source);
    expect(figuresOf(counts).map(({ status }) => status)).toEqual(
      Array.from({ length: counts.length }, (_, row) => counts.statusAt(row)),
    );
    expect(() => counts.at(counts.length)).toThrow(RangeError);
    expect(figuresOf(missingFigures(2))).toEqual([{ status: 'missing' }, { status: 'missing' }]);
  });

  it('divides each figure by its own, and says so where there are more or fewer', () => {
    const one = missingFigures(1);
    expect(() => rateFigures(one, { figures: one, places: new Uint32Array(2) }, 1)).toThrow(RangeError);
    const nowhere = { figures: figuresToColumn([zeroFigure]), places: Uint32Array.of(9) };
    expect(rateFigures(figuresToColumn([zeroFigure]), nowhere, 1).at(0)).toEqual({ status: 'missing' });
  });

  it('is made by this folder only, and shows its numbers as figures only', () => {
    type Look = { readonly length: number; at(row: number): ProtectedFigure };
    expectTypeOf<Look & Pick<ProtectedColumn, 'statusAt' | 'byteLength'>>().not.toExtend<ProtectedColumn>();
    expectTypeOf<Uint8Array | Float64Array>().not.toExtend<ProtectedColumn>();
    const column = figuresToColumn([zeroFigure]);
    expect(Object.keys(column)).toEqual([]);
    expect(JSON.stringify(column)).toBe('{}');
    expect(Object.isFrozen(column)).toBe(true);
  });
});
