import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import type { Cube } from '../cube/cube.ts';
import { createBestEstimate, dot } from './best-estimate.ts';
import { createBoxes } from './boxes.ts';
import { createClassKernel, createCombinationKernel } from './kernel.ts';
import {
  classesOf,
  countMadeUp,
  createRandom,
  madeUpDimension,
  madeUpUnits,
  whereShown,
} from './made-up-cube.testing.ts';
import { createNameOf, findAskableSets, readCounts, readWithin, readZeros } from './readings.ts';

function estimateOf(cube: Cube, suppressed = new Uint8Array(cube.size)) {
  const boxes = createBoxes(cube.lattice);
  const sets = findAskableSets(cube, createNameOf(cube, boxes));
  const readings = [
    ...readCounts(cube, sets, whereShown(suppressed), () => 5, ownFigures(cube)),
    ...readZeros(cube, boxes, sets, whereShown(suppressed)),
  ];
  return createBestEstimate(createCombinationKernel(cube), readWithin(cube, boxes, readings));
}

const ownFigures = ({ size }: Cube) => Uint32Array.from({ length: size }, (_, row) => row);

/** The posterior variance of a sum of unknowns, calculated over the unknowns: (I/t + A'A/V)^-1, by elimination. */
function posteriorVariance(
  prior: number,
  rows: ReadonlyArray<{ readonly cells: readonly number[]; readonly noise: number }>,
  target: readonly number[],
  size: number,
): number {
  const matrix = Array.from({ length: size }, (_, at) =>
    Array.from({ length: size + 1 }, (_, other) =>
      other === size ? Number(target.includes(at)) : at === other ? 1 / prior : 0,
    ),
  );
  for (const { cells, noise } of rows) {
    for (const one of cells)
      for (const other of cells) (matrix[one] ?? [])[other] = (matrix[one]?.[other] ?? 0) + 1 / noise;
  }
  for (let pivot = 0; pivot < size; pivot++) {
    const own = matrix[pivot] ?? [];
    for (const [at, row] of matrix.entries()) {
      if (at === pivot) continue;
      const factor = (row[pivot] ?? 0) / (own[pivot] ?? 1);
      for (let column = pivot; column <= size; column++)
        row[column] = (row[column] ?? 0) - factor * (own[column] ?? 0);
    }
  }
  return target.reduce((sum, at) => sum + (matrix[at]?.[size] ?? 0) / (matrix[at]?.[at] ?? 1), 0);
}

/** The finest combinations in a row of a cube. */
function cellsOf({ lattice, nodes }: Cube, row: number): number[] {
  let cells = [0];
  for (const [at, { finest, values }] of lattice.dimensions.entries()) {
    const value = nodes[row * lattice.dimensions.length + at] ?? 0;
    const codes = value === 0 ? finest.map((_, code) => code) : (values[value - 1]?.codes ?? []);
    cells = cells.flatMap((cell) => codes.map((code) => cell * finest.length + code));
  }
  return cells;
}

const small = {
  dimensions: [
    madeUpDimension('area', 4, [
      [0, 1],
      [2, 3],
    ]),
    madeUpDimension('kind', 3),
    madeUpDimension('link', 2),
  ],
  dimensionsMax: 2,
};

describe('the best estimate', () => {
  it('of a value in a complete table of one dimension has the known error', () => {
    const cube = countMadeUp(
      { dimensions: [madeUpDimension('kind', 4)], dimensionsMax: 1 },
      madeUpUnits([4], 200, 1),
    );
    const { variancesOf } = estimateOf(cube);
    // Four values and their total: V r / (r + 1), but for the little that is known beforehand.
    expect(variancesOf([1])[0]).toBeCloseTo(4, 0);
    expect(variancesOf([1])[0]).toBeLessThan(4);
  });

  it('of a suppressed value is the total without the others', () => {
    const cube = countMadeUp(
      { dimensions: [madeUpDimension('kind', 2)], dimensionsMax: 1 },
      madeUpUnits([2], 200, 1),
    );
    const suppressed = Uint8Array.of(0, 1, 0);
    const expected = posteriorVariance(
      100,
      [
        { cells: [0, 1], noise: 5 },
        { cells: [1], noise: 5 },
      ],
      [0],
      2,
    );
    expect(estimateOf(cube, suppressed).variancesOf([1])[0]).toBeCloseTo(expected, 9);
    expect(expected).toBeGreaterThan(8.8);
  });

  it('is that over all unknowns, for random tables with suppressed figures and zeros', () => {
    const random = createRandom(3);
    for (let round = 0; round < runs(6, 100); round++) {
      const cube = countMadeUp(small, madeUpUnits([4, 3, 2], 25, round));
      const suppressed = Uint8Array.from({ length: cube.size }, () => (random() < 0.3 ? 1 : 0));
      const estimate = estimateOf(cube, suppressed);
      const rows = estimate.readings.map(({ row, noise }) => ({ cells: cellsOf(cube, row), noise }));
      const targets = Array.from({ length: cube.size }, (_, row) => row);
      for (const [row, variance] of estimate.variancesOf(targets).entries()) {
        expect(variance).toBeCloseTo(posteriorVariance(100, rows, cellsOf(cube, row), 24), 6);
      }
    }
  });

  it('of persons with several values is that over all classes of persons', () => {
    for (let round = 0; round < runs(4, 60); round++) {
      const units = madeUpUnits([4, 3, 2], 30, round, 3);
      const cube = countMadeUp(small, units, 'persons');
      const classes = classesOf(cube, units);
      const boxes = createBoxes(cube.lattice);
      const read = readCounts(
        cube,
        findAskableSets(cube, createNameOf(cube, boxes)),
        () => true,
        () => 5,
        ownFigures(cube),
      );
      const estimate = createBestEstimate(createClassKernel(classes), readWithin(cube, boxes, read));
      const membersOf = (row: number) => [
        ...classes.classes.slice(classes.starts[row], classes.starts[row + 1]),
      ];
      const rows = estimate.readings.map(({ row, noise }) => ({ cells: membersOf(row), noise }));
      for (const [row, variance] of estimate.variancesOf([0, 1, 5, 9, 14]).entries()) {
        const target = [0, 1, 5, 9, 14][row] ?? 0;
        expect(variance).toBeCloseTo(posteriorVariance(10_000, rows, membersOf(target), classes.size), 5);
      }
    }
  });

  it('of two sets that share a figure knows their difference, and averages nothing', () => {
    const cube = countMadeUp(
      { dimensions: [madeUpDimension('kind', 2)], dimensionsMax: 1 },
      madeUpUnits([2], 200, 1),
    );
    const boxes = createBoxes(cube.lattice);
    const shown = (figures: Uint32Array) => {
      const read = readCounts(
        cube,
        findAskableSets(cube, createNameOf(cube, boxes)),
        whereShown(Uint8Array.of(0, 0, 1)),
        () => 5,
        figures,
      );
      return createBestEstimate(createCombinationKernel(cube), readWithin(cube, boxes, read)).variancesOf([
        0, 1, 2,
      ]);
    };
    const [total = 0, , other = 0] = shown(Uint32Array.of(0, 0, 2));
    expect(other).toBeCloseTo(0.01, 4);
    expect(total).toBeCloseTo(100 / (1 + 100 / 5) + 0.005, 3);
    expect(shown(Uint32Array.of(0, 1, 2))[2]).toBeGreaterThan(8);
  });

  it('loses by the absence of a reading what its weight and precision say', () => {
    const cube = countMadeUp(small, madeUpUnits([4, 3, 2], 400, 7));
    const whole = estimateOf(cube);
    const target = cube.rowOf([1, 1, 0]) ?? 0;
    const reading = whole.readings.findIndex(({ row }) => row === cube.rowOf([1, 2, 0]));
    const suppressed = new Uint8Array(cube.size);
    suppressed[whole.readings[reading]?.row ?? 0] = 1;
    const [own = new Float64Array(0)] = whole.vectorsOfReadings([reading]);
    const weight = whole.weightsOf(whole.vectorOf(target))[reading] ?? 0;
    const loss = weight ** 2 / dot(own, own);
    expect(loss).toBeGreaterThan(0.1);
    const without = estimateOf(cube, suppressed).variancesOf([target])[0] ?? 0;
    expect(without).toBeCloseTo((whole.variancesOf([target])[0] ?? 0) + loss, 9);
    const unit = own.map((value) => value / Math.sqrt(dot(own, own)));
    expect(whole.variancesOf([target], [{ unit, share: 1 }])[0]).toBeCloseTo(without, 9);
  });

  it('loses a share of that by more noise in a reading', () => {
    const cube = countMadeUp(small, madeUpUnits([4, 3, 2], 400, 7));
    const whole = estimateOf(cube);
    const target = cube.rowOf([1, 1, 0]) ?? 0;
    const reading = whole.readings.findIndex(({ row }) => row === cube.rowOf([1, 2, 0]));
    const noisier = createBestEstimate(
      createCombinationKernel(cube),
      whole.readings.map((one, at) => (at === reading ? { ...one, noise: one.noise + 7 } : one)),
    ).variancesOf([target])[0];
    const [own = new Float64Array(0)] = whole.vectorsOfReadings([reading]);
    const length = dot(own, own);
    const unit = own.map((value) => value / Math.sqrt(length));
    const share = 1 - Math.sqrt(1 - (7 * length) / (1 + 7 * length));
    expect(whole.variancesOf([target], [{ unit, share }])[0]).toBeCloseTo(noisier ?? 0, 9);
    expect(noisier).toBeGreaterThan((whole.variancesOf([target])[0] ?? 0) + 0.05);
  });
});
