import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import type { Cube } from '../cube/cube.ts';
import type { Lattice } from '../lattice/lattice.ts';
import type { Part } from './boxes.ts';
import { addKernels, combinationVariance, createClassKernel, createCombinationKernel } from './kernel.ts';
import {
  classesOf,
  countMadeUp,
  createRandom,
  madeUpDimension,
  madeUpUnits,
} from './made-up-cube.testing.ts';

const lattice: Lattice = {
  dimensions: [
    madeUpDimension('area', 5, [
      [0, 1],
      [1, 2, 3],
    ]),
    madeUpDimension('time', 4, [[0, 1]]),
    madeUpDimension('kind', 3),
  ],
  dimensionsMax: 3,
};
const sizes = [5, 4, 3];

/** How many finest combinations of a part are in both rows. */
function countInBoth({ nodes, lattice: { dimensions } }: Cube, part: Part, rows: [number, number]): number {
  return dimensions.reduce((product, { finest, values }, at) => {
    const [one, other] = rows.map((row) => nodes[row * dimensions.length + at] ?? 0);
    const holds = (value = 0, code: number) =>
      value === 0 || values[value - 1]?.codes.includes(code) === true;
    const both = finest.filter(
      (_, code) => (part[at]?.has(code) ?? true) && holds(one, code) && holds(other, code),
    );
    return product * both.length;
  }, 1);
}

function shuffled(size: number, random: () => number): Int32Array {
  const places = Array.from({ length: size }, (_, row) => ({ row, by: random() }));
  return Int32Array.from(
    places.toSorted((one, other) => one.by - other.by),
    ({ row }) => row,
  );
}

describe('the covariances of sets', () => {
  it('are those of the finest combinations that both have in a part', () => {
    const random = createRandom(3);
    const parts: Part[] = [[], [new Set([1, 2]), undefined, new Set([0])], [new Set([4])]];
    for (const part of parts) {
      const cube = countMadeUp(lattice, madeUpUnits(sizes, 30, 1));
      const kernel = createCombinationKernel(cube, part);
      const others = shuffled(cube.size, random);
      for (let set = 0; set < cube.size; set++) {
        const wanted = [...others].map(
          (other) => combinationVariance * countInBoth(cube, part, [set, other]),
        );
        const from = Math.floor(random() * cube.size);
        const to = from + Math.floor(random() * (cube.size - from + 1));
        const into = new Float64Array(cube.size + 2).fill(-1);
        kernel.covariances(set, others, from, to, into, 2);
        expect([...into.subarray(2)]).toEqual(
          wanted.map((value, at) => (at >= from && at < to ? value : -1)),
        );
        expect(kernel.variance(set)).toBe(combinationVariance * countInBoth(cube, part, [set, set]));
      }
    }
  });

  it('say of which set the first is that another varies together with', () => {
    const random = createRandom(4);
    for (let round = 0; round < runs(6, 60); round++) {
      const units = madeUpUnits(sizes, 6, round, 2);
      const cube = countMadeUp(lattice, units);
      const classes = createClassKernel(classesOf(cube, units));
      const combinations = createCombinationKernel(cube, [new Set([round % 5]), undefined, undefined]);
      for (const kernel of [classes, combinations, addKernels(combinations, classes)]) {
        const sets = shuffled(cube.size, random).subarray(0, 120);
        const row = new Float64Array(sets.length);
        const wanted = sets.map((set, at) => {
          kernel.covariances(set, sets, 0, at, row, 0);
          const first = row.subarray(0, at).findIndex((covariance) => covariance !== 0);
          return first < 0 ? at : first;
        });
        expect(kernel.firstVarying(sets)).toEqual(wanted);
      }
    }
  });
});
