import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { createClassCounter } from '../cube/class-counter.ts';
import { countClasses, countCube, type Microdata } from '../cube/count-cube.ts';
import { createFinestCells } from '../cube/finest-cells.ts';
import type { MembershipClasses } from '../cube/membership-classes.ts';
import { randomMicrodata } from '../cube/random-microdata.testing.ts';
import { buildLattice } from '../lattice/build-lattice.ts';
import { enumerateNodes } from '../lattice/enumerate.ts';
import type { Lattice } from '../lattice/lattice.ts';
import { smallTown } from '../lattice/small-town.testing.ts';
import { createMembershipClasses } from './membership-classes.testing.ts';

const lattice = buildLattice(smallTown, 'persons');

/** The rows of each class, sorted: the same for classes with other numbers. */
function rowsOfClasses(found: MembershipClasses | 'too-many'): string[] {
  if (found === 'too-many') throw new Error('There are few persons');
  const rows: number[][] = Array.from({ length: found.size }, () => []);
  for (let row = 0; row + 1 < found.starts.length; row++) {
    const own = found.classes.slice(found.starts[row], found.starts[row + 1]);
    expect([...own]).toEqual([...own].sort((one, other) => one - other));
    for (const number of own) rows[number]?.push(row);
  }
  return [...new Set(rows.map((one) => one.join(' ')))].sort();
}

function combinationsOf({ dimensions }: Lattice, { values, persons }: Microdata): number[][][] {
  const ofPersons = new Map<number, number[][]>();
  for (const [record, person] of persons.entries()) {
    if (person < 0) continue;
    const codes = dimensions.map(({ name, finest }) => finest.indexOf(values.get(name)?.[record] ?? null));
    ofPersons.set(person, [...(ofPersons.get(person) ?? []), codes]);
  }
  return [...ofPersons.values()];
}

describe('the membership classes of records in memory', () => {
  it('are the groups of persons who are in the same nodes', () => {
    fc.assert(
      fc.property(randomMicrodata(40), (microdata) => {
        const cube = countCube(lattice, 'persons', microdata);
        const found = countClasses(lattice, microdata);
        expect(rowsOfClasses(found)).toEqual(
          rowsOfClasses(createMembershipClasses(cube, combinationsOf(lattice, microdata))),
        );
        if (found === 'too-many') throw new Error('There are few persons');
        expect(found.size).toBe(rowsOfClasses(found).length);
      }),
      { numRuns: runs(10, 100) },
    );
  });

  it('are not kept where there are too many of them', () => {
    const table = enumerateNodes(lattice);
    const counter = createClassCounter(table, 3);
    counter.addPerson(createFinestCells(1, lattice.dimensions.length, 0), 0, 1);
    expect(counter.finish()).toBe('too-many');
  });
});
