import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { buildLattice } from '../lattice/build-lattice.ts';
import { findValue, type Lattice, topNode } from '../lattice/lattice.ts';
import { smallTown } from '../lattice/small-town.testing.ts';
import { countCube, type Microdata } from './count-cube.ts';
import type { Cube } from './cube.ts';
import { contributorsOf, nodesAsSets, type SetOfNode } from './oracle.testing.ts';
import { randomMicrodata } from './random-microdata.testing.ts';

const keySum = (keys: readonly number[]): number => keys.reduce((sum, key) => (sum + key) % 2 ** 32, 0);
const twoLargest = (values: readonly number[]): number[] =>
  [...values, 0, 0].sort((one, other) => other - one).slice(0, 2);

describe('counting records in memory', () => {
  const description = {
    columns: [
      {
        name: 'kind',
        kind: 'category',
        categories: ['litter', 'noise'],
        hasNoValue: true,
        severalPerPerson: true,
        ever: 'noise',
      },
    ],
    links: [],
    persons: 'some',
    specialCategory: false,
  } as const;
  // Person 0 has litter, litter and noise; person 1 has litter; one record of litter names nobody.
  const microdata: Microdata = {
    values: new Map([
      ['kind', ['litter', 'litter', 'litter', 'noise', 'litter']],
      ['records-per-person', ['2-4', '1', '2-4', '2-4', null]],
    ]),
    recordKeys: Uint32Array.of(1, 2, 4, 8, 4294967295),
    persons: Int32Array.of(0, 1, 0, 0, -1),
    personKeys: Uint32Array.of(100, 200),
    amounts: new Map([['amount', Float64Array.of(5, -3, 7, Number.NaN, 2)]]),
  };
  const rowOfKind = (lattice: Lattice, cube: Cube, kind: string | null): number => {
    const dimension = lattice.dimensions[0];
    if (!dimension) throw new Error('There is no dimension');
    return cube.rowOf([findValue(dimension, [dimension.finest.indexOf(kind)]) ?? -1, 0]) ?? -1;
  };

  it('counts records, keys, contributors and the largest numbers of records of one person', () => {
    const lattice = buildLattice(description, 'records');
    const cube = countCube(lattice, 'records', microdata);
    const litter = rowOfKind(lattice, cube, 'litter');
    expect(cube.rowOf(topNode(lattice))).toBe(0);
    expect([...cube.counts.subarray(0, 1), cube.counts[litter]]).toEqual([5, 4]);
    expect([cube.cellKeys[0], cube.cellKeys[litter]]).toEqual([14, 6]);
    expect([cube.contributors[0], cube.contributors[litter]]).toEqual([3, 3]);
    expect([...cube.largest.subarray(0, 2)]).toEqual([3, 1]);
    expect([...cube.largest.subarray(2 * litter, 2 * litter + 2)]).toEqual([2, 1]);
    const amount = cube.sums.get('amount');
    expect([amount?.sums[litter], amount?.records[litter], amount?.contributors[litter]]).toEqual([11, 4, 3]);
    expect([amount?.recordKeys[litter], amount?.contributorKeys[litter]]).toEqual([6, 299]);
    expect([...(amount?.largest.subarray(2 * litter, 2 * litter + 2) ?? [])]).toEqual([12, 3]);
  });

  it('divides persons into those who ever had a property and those who never had it', () => {
    const lattice = buildLattice(description, 'persons');
    const cube = countCube(lattice, 'persons', microdata);
    const rows = ['noise', 'litter', null].map((kind) => rowOfKind(lattice, cube, kind));
    expect(rows.map((row) => cube.counts[row])).toEqual([1, 1, 0]);
    expect(rows.map((row) => cube.cellKeys[row])).toEqual([100, 200, 0]);
    expect([cube.counts[0], cube.cellKeys[0]]).toEqual([2, 300]);
  });

  it('refuses values that are not in the lattice and columns of another length', () => {
    const lattice = buildLattice(description, 'records');
    const withKinds = (kinds: readonly string[]): Microdata => ({
      ...microdata,
      values: new Map([...microdata.values, ['kind', kinds]]),
    });
    expect(() =>
      countCube(lattice, 'records', withKinds(['litter', 'x', 'noise', 'noise', 'noise'])),
    ).toThrow(RangeError);
    expect(() => countCube(lattice, 'records', withKinds(['litter']))).toThrow(RangeError);
  });

  it.each(['records', 'persons'] as const)(
    'gives every node the numbers of the set that it is (%s)',
    (unit) => {
      const lattice = buildLattice(smallTown, unit);
      fc.assert(
        fc.property(randomMicrodata(25), (random) => {
          const cube = countCube(lattice, unit, random);
          const sets = nodesAsSets(lattice, unit, random);
          expect(cube.size).toBe(sets.length);
          const amounts = random.amounts.get('amount') ?? new Float64Array();
          const counted = sets.map(({ node }) => numbersAt(cube, cube.rowOf(node) ?? -1));
          expect(counted).toEqual(
            sets.map((set) =>
              unit === 'persons' ? ofPersons(set, random) : ofRecords(set, random, amounts),
            ),
          );
        }),
        { numRuns: runs(5, 60) },
      );
    },
  );
});

/** All numbers of one row. */
function numbersAt(cube: Cube, row: number): unknown {
  const two = (largest: Float64Array): number[] => [...largest.subarray(2 * row, 2 * row + 2)];
  return {
    counted: [cube.counts[row], cube.cellKeys[row], cube.contributors[row], ...two(cube.largest)],
    summed: [...cube.sums.values()].map(
      ({ sums, records, recordKeys, contributors, contributorKeys, largest }) =>
        [sums, records, recordKeys, contributors, contributorKeys]
          .map((numbers) => numbers[row])
          .concat(two(largest)),
    ),
  };
}

function ofPersons({ members }: SetOfNode, { personKeys }: Microdata): unknown {
  const key = keySum([...members].map((person) => personKeys[person] ?? 0));
  return { counted: [members.size, key, members.size, 0, 0], summed: [] };
}

function ofRecords({ records }: SetOfNode, microdata: Microdata, amounts: Float64Array): unknown {
  const { persons, personKeys, recordKeys } = microdata;
  const recordKey = (record: number): number => recordKeys[record] ?? 0;
  const behind = [
    ...Map.groupBy(records, (record) => [...contributorsOf([record], microdata)][0] ?? '').values(),
  ];
  const named = behind.filter(([first = -1]) => (persons[first] ?? -1) >= 0);
  const measured = behind
    .map((own) => own.filter((record) => !Number.isNaN(amounts[record])))
    .filter((own) => own.length > 0);
  const totals = measured.map((own) => own.reduce((sum, record) => sum + (amounts[record] ?? 0), 0));
  const keys = measured.map(([first = -1]) => personKeys[persons[first] ?? -1] ?? recordKey(first));
  return {
    counted: [
      records.length,
      keySum(records.map(recordKey)),
      behind.length,
      ...twoLargest(named.map(({ length }) => length)),
    ],
    summed: [
      [
        totals.reduce((sum, one) => sum + one, 0),
        measured.flat().length,
        keySum(measured.flat().map(recordKey)),
        totals.length,
        keySum(keys),
        ...twoLargest(totals.map(Math.abs)),
      ],
    ],
  };
}
