import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import type { Lattice } from '../lattice/lattice.ts';
import { protectCube } from '../protection/protect-cube.ts';
import { ruleParameters } from '../protection/rule-parameters.ts';
import { type CheckedCubes, decodeCubes, encodeCubes, verifyCubes } from './codec.ts';
import { countCube, type Microdata } from './count-cube.ts';
import { CodecError } from './frame.ts';

const lattice: Lattice = {
  dimensions: [
    {
      name: 'kind',
      kind: 'category',
      finest: ['a', 'ß', null],
      values: ['a', 'ß', null].map((value, code) => ({ level: 'value', value, codes: [code] })),
      severalPerPerson: false,
    },
  ],
  dimensionsMax: 3,
};

function checkedCubes(records: number): CheckedCubes {
  const indices = Array.from({ length: records }, (_, index) => index);
  const microdata: Microdata = {
    values: new Map([['kind', indices.map((index) => ['a', 'ß', null][index % 3] ?? null)]]),
    recordKeys: Uint32Array.from(indices, (index) => index * 2_654_435_761),
    persons: Int32Array.from(indices),
    personKeys: Uint32Array.from(indices, (index) => index * 40_503),
    amounts: new Map([['amount', Float64Array.from(indices, (index) => index / 8)]]),
  };
  const cubes = {
    records: countCube(lattice, 'records', microdata),
    persons: countCube(lattice, 'persons', microdata),
  };
  const { records: ofRecords, persons: ofPersons } = protectCube(cubes, ruleParameters);
  if (!ofPersons) throw new Error('There are persons.');
  return {
    records: { cube: cubes.records, protection: { ...ofRecords, lowestError: Number.POSITIVE_INFINITY } },
    persons: { cube: cubes.persons, protection: { ...ofPersons, lowestError: 2.25 } },
  };
}

const comparable = ({ records, persons }: CheckedCubes) =>
  [records, persons].map((checked) => checked && { ...checked, cube: { ...checked.cube, rowOf: undefined } });

const codeOf = (run: () => void): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof CodecError) return error.code;
    throw error;
  }
  return 'accepted';
};

describe('stored cubes', () => {
  it('are read as they were written, with where each node is', () => {
    const cubes = checkedCubes(100);
    const bytes = encodeCubes(cubes, 'key');
    verifyCubes(bytes, 'key');
    const read = decodeCubes(bytes);
    expect(comparable(read)).toEqual(comparable(cubes));
    expect(read.records.cube.rowOf([2])).toBe(cubes.records.cube.rowOf([2]));
  });

  it('are read without persons, and from the middle of other bytes', () => {
    const { records } = checkedCubes(7);
    const bytes = encodeCubes({ records }, 'key');
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    const read = decodeCubes(shifted.subarray(3));
    expect(comparable(read)).toEqual(comparable({ records }));
  });

  it('are refused as damaged whatever byte of them differs or is missing', () => {
    const bytes = encodeCubes(checkedCubes(20), 'key');
    const flip = fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, difference) => {
      const other = bytes.slice();
      other[at] = (other[at] ?? 0) ^ difference;
      expect(codeOf(() => verifyCubes(other, 'key'))).toBe(at === 7 ? 'other-format' : 'damaged');
    });
    fc.assert(flip, { numRuns: runs(300, 10_000) });
    for (const length of [0, 7, 47, bytes.length - 1]) {
      expect(codeOf(() => verifyCubes(bytes.subarray(0, length), 'key'))).toBe('damaged');
    }
  });

  it('are refused where they were made of other data', () => {
    const bytes = encodeCubes(checkedCubes(5), 'key');
    expect(codeOf(() => verifyCubes(bytes, 'another key'))).toBe('other-key');
    expect(codeOf(() => verifyCubes(bytes, 'key'))).toBe('accepted');
  });
});
