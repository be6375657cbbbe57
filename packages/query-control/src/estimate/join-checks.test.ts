import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { countCube, type Microdata } from '../cube/count-cube.ts';
import { collectUnits } from '../cube/unit-cells.ts';
import { buildLattice } from '../lattice/build-lattice.ts';
import { enumerateNodes } from '../lattice/enumerate.ts';
import {
  describeCheck,
  type MadeUpRecord,
  madeUpHistory,
  microdataOf,
} from '../protection/made-up-history.testing.ts';
import { createCountedCheck } from './changes.ts';
import { joinChecks } from './join-checks.ts';

const persons = 60;

/** The same records of persons who can have several areas and kinds. */
function ofPersons(history: readonly MadeUpRecord[], check: number): Microdata {
  const microdata = microdataOf(history, check);
  return {
    ...microdata,
    persons: Int32Array.from(microdata.recordKeys, (key) => key % persons),
    personKeys: Uint32Array.from({ length: persons }, (_, person) => person + 1),
    values: new Map([
      ...microdata.values,
      ['records-per-person', microdata.values.get('kind')?.map(() => '1') ?? []],
    ]),
  };
}

function landed(history: readonly MadeUpRecord[], check: number) {
  const description = describeCheck(check);
  const lattice = buildLattice(
    {
      ...description,
      persons: 'all',
      ...(description.area ? { area: { ...description.area, severalPerPerson: true } } : {}),
      columns: description.columns.map((column) => ({ ...column, severalPerPerson: true })),
    },
    'persons',
  );
  const microdata = ofPersons(history, check);
  const cube = countCube(lattice, 'persons', microdata);
  return { cube, units: collectUnits(lattice, 'persons', microdata), suppressed: new Uint8Array(cube.size) };
}

describe('the checks of persons joined', () => {
  it('have as unknowns the groups of persons who were in the same nodes at every check', () => {
    for (let round = 0; round < runs(3, 30); round++) {
      const history = madeUpHistory(round, 160, 3);
      const checks = [0, 1, 2].map((check) => landed(history, check));
      const joined = joinChecks(checks, 10);
      if (joined === 'too-many') throw new Error('There are few persons');
      const kernel = joined.unknowns.within([])?.kernel;
      if (kernel === undefined) throw new Error('The whole can always be looked at');
      const classes = new Map<string, Set<string>>();
      const rowsOf = checks.map(({ cube, units }) => ({ units, counted: createCountedCheck(cube, units) }));
      for (let person = 1; person <= persons; person++) {
        const rows = rowsOf.flatMap(({ units, counted }, check) => {
          const place = units.identities.indexOf(person);
          if (place < 0) return [];
          const found = counted.rowsOf(place);
          return [...found.rows.subarray(0, found.length)].map((row) => `${check} ${row}`);
        });
        classes.set([...rows].sort().join(), new Set(rows));
      }
      const places = checks.flatMap(({ cube }, check) =>
        Array.from({ length: cube.size }, (_, row) => `${check} ${row}`),
      );
      const sets = Int32Array.from(places.keys());
      const found = new Float64Array(places.length);
      for (const set of [0, 3, 7, places.length - 5]) {
        kernel.covariances(set, sets, 0, sets.length, found, 0);
        for (const [other, place] of places.entries()) {
          const both = [...classes.values()].filter((rows) => rows.has(place) && rows.has(places[set] ?? ''));
          expect(found[other]).toBe(10_000 * both.length);
        }
      }
    }
  });

  it('count in every node the persons who are in it', () => {
    const { cube, units } = landed(madeUpHistory(9, 160, 1), 0);
    const counted = createCountedCheck(cube, units);
    const counts = new Float64Array(enumerateNodes(cube.lattice).size);
    for (const place of units.identities.keys()) {
      const { rows, length } = counted.rowsOf(place);
      for (const row of rows.subarray(0, length)) counts[row] = (counts[row] ?? 0) + 1;
    }
    expect(counts).toEqual(cube.counts);
  });
});
