import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import type { Cube } from '../cube/cube.ts';
import type { Dimension, Lattice } from '../lattice/lattice.ts';
import { sameByMembers } from '../protection/same-sets.ts';
import { createBestEstimate } from './best-estimate.ts';
import { classesWithin, findPartitions } from './blocks.ts';
import { createBoxes, type Part } from './boxes.ts';
import { createClassKernel, createCombinationKernel, type Kernel } from './kernel.ts';
import {
  classesOf,
  countMadeUp,
  createRandom,
  type MadeUpUnit,
  madeUpDimension,
  madeUpUnits,
  rowsOfUnits,
  whereShown,
} from './made-up-cube.testing.ts';
import {
  createNameOf,
  findAskableSets,
  readCounts,
  readWithin,
  readZeros,
  type ShownFigure,
} from './readings.ts';

const levelled = (
  name: string,
  kind: Dimension['kind'],
  groups: readonly number[][],
  levels: readonly [string, string],
): Dimension => {
  const made = madeUpDimension(name, groups.flat().length, groups);
  return {
    ...made,
    kind,
    values: made.values.map((value) => ({
      ...value,
      level: value.level === 'value' ? levels[0] : levels[1],
    })),
  };
};

const area = levelled('area', 'area', [[0, 1], [2], [3, 4]], ['neighbourhood', 'district']);
const time = levelled(
  'time',
  'time',
  [
    [0, 1],
    [2, 3],
  ],
  ['month', 'year'],
);
const overlapping: Dimension = {
  ...area,
  values: [...area.values, { level: 'group', value: 'across', codes: [1, 2, 3] }],
};
const lattice: Lattice = {
  dimensions: [overlapping, time, madeUpDimension('kind', 3), madeUpDimension('link', 2)],
  dimensionsMax: 3,
};
const sizes = [5, 4, 3, 2];

/** A cube of which the sets with the same members have the same key. */
function countWithKeys(units: readonly MadeUpUnit[], of: Lattice, unit: Cube['unit'] = 'records'): Cube {
  const cube = countMadeUp(of, units, unit);
  const cellKeys = new Uint32Array(cube.size);
  const random = createRandom(5);
  for (const rows of rowsOfUnits(cube, units)) {
    const key = Math.floor(random() * 2 ** 32);
    for (const row of rows) cellKeys[row] = (cellKeys[row] ?? 0) + key;
  }
  return { ...cube, cellKeys };
}

function shownOf(cube: Cube, suppressed: Uint8Array, withZeros: boolean): ShownFigure[] {
  const boxes = createBoxes(cube.lattice);
  const sets = findAskableSets(cube, createNameOf(cube, boxes));
  const counts = readCounts(cube, sets, whereShown(suppressed), () => 5, sameByMembers(cube));
  return withZeros ? [...counts, ...readZeros(cube, boxes, sets, whereShown(suppressed))] : counts;
}

function variancesWithin(
  cube: Cube,
  kernel: Kernel,
  part: Part,
  shown: readonly ShownFigure[],
): ReadonlyMap<number, number> {
  const boxes = createBoxes(cube.lattice, part);
  const nameOf = createNameOf(cube, boxes);
  const rows = Array.from({ length: cube.size }, (_, row) => row).filter((row) => nameOf(row) !== undefined);
  const { variancesOf } = createBestEstimate(kernel, readWithin(cube, boxes, shown));
  const variances = variancesOf(rows);
  return new Map(rows.map((row, at) => [row, variances[at] ?? 0]));
}

describe('blocks', () => {
  it('are all as one, by district, and by district and year', () => {
    expect(findPartitions(lattice).map(({ length }) => length)).toEqual([1, 3, 6]);
  });

  it('give no group, nor its part in a block, a larger error than everything together', () => {
    const random = createRandom(11);
    let smaller = 0;
    let sharing = 0;
    for (let round = 0; round < runs(8, 100); round++) {
      const units = madeUpUnits(sizes, 12 + Math.floor(random() * 60), round);
      const cube = countWithKeys(units, lattice);
      const suppressed = Uint8Array.from({ length: cube.size }, () => (random() < 0.4 ? 1 : 0));
      const shown = shownOf(cube, suppressed, true);
      sharing += shown.length - new Set(shown.map(({ figure }) => figure)).size;
      const exact = variancesWithin(cube, createCombinationKernel(cube), [], shown);
      for (const part of findPartitions(lattice).slice(1).flat()) {
        const blocked = variancesWithin(cube, createCombinationKernel(cube, part), part, shown);
        for (const [row, variance] of blocked) {
          expect(variance).toBeLessThanOrEqual((exact.get(row) ?? 0) + 1e-6);
          if (variance < (exact.get(row) ?? 0) - 0.01) smaller += 1;
        }
      }
    }
    expect(smaller).toBeGreaterThan(0);
    expect(sharing).toBeGreaterThan(0);
  });

  it('do so for classes of persons who have one area and several values of the rest', () => {
    const severalValues: Lattice = {
      ...lattice,
      dimensions: lattice.dimensions.map((one) => ({ ...one, severalPerPerson: one.kind !== 'area' })),
    };
    for (let round = 0; round < runs(4, 50); round++) {
      const units = madeUpUnits(sizes, 40, round, 3).map(({ records }) => ({
        records: records.map((codes) => [records[0]?.[0] ?? 0, ...codes.slice(1)]),
      }));
      const cube = countWithKeys(units, severalValues, 'persons');
      const classes = classesOf(cube, units);
      const shown = [
        ...new Map(shownOf(cube, new Uint8Array(cube.size), false).map((one) => [one.figure, one])).values(),
      ];
      const exact = variancesWithin(cube, createClassKernel(classes), [], shown);
      const [, byArea = [], byAreaAndYear = []] = findPartitions(severalValues);
      let held = 0;
      for (const part of byArea) {
        const within = classesWithin(cube, classes, part);
        if (within === undefined) throw new Error('Persons with one area are in one block');
        held += new Set(within.classes).size;
        for (const [row, variance] of variancesWithin(cube, createClassKernel(within), part, shown)) {
          expect(variance).toBeLessThanOrEqual((exact.get(row) ?? 0) + 1e-6);
        }
      }
      expect(held).toBe(classes.size);
      expect(classesWithin(cube, classes, byAreaAndYear[0] ?? [])).toBeUndefined();
    }
  });
});
