import { beforeAll, describe, expect, it } from 'vitest';
import { attack } from '../attacker/attack.ts';
import { openSolver, type Solver } from '../attacker/solver.ts';
import { suppress } from '../suppression/suppress.ts';
import { flatHierarchy, groupedHierarchy, tabulate } from '../tables/tabulate.ts';
import { insidersOfCounts } from './count-insiders.ts';

let solver: Solver;
beforeAll(async () => {
  solver = await openSolver();
});

const counts = { a: 1, b: 3, c: 30, d: 40 };
const table = tabulate(
  Object.entries(counts).map(([place, value]) => ({ codes: { place }, value })),
  [{ place: flatHierarchy(Object.keys(counts)) }],
);
const at = (place: string): number => table.find({ place }) ?? -1;
const sensitive = new Map([
  [at('a'), { upper: 3 }],
  [at('b'), { upper: 1 }],
]);

describe('a person who is alone in a cell of a table of counts', () => {
  it('works out the other small cell when only outsiders are considered, and not when all attackers are', () => {
    const { system } = table;
    const insiders = insidersOfCounts(table);
    const [person] = insiders;
    if (person === undefined) throw new Error('a person alone was expected');
    const seenBy = (secondary: readonly number[]) =>
      attack(solver, system, new Set([...sensitive.keys(), ...secondary]), person, [at('b')])[0];
    const careless = suppress(solver, { system, sensitive });
    expect(careless.secondary).toEqual([]);
    expect(seenBy(careless.secondary)).toMatchObject({ lower: 3, upper: 3 });
    const careful = suppress(solver, { system, sensitive, insiders });
    expect(seenBy(careful.secondary)?.upper).toBeGreaterThanOrEqual(4);
  });

  it('learns nothing when there is no time either, though every total above is known not to be empty', () => {
    const { system } = table;
    const insiders = insidersOfCounts(table);
    const pattern = suppress(solver, { system, sensitive, insiders }, { seconds: 0 });
    expect(pattern.timedOut).toBe(true);
    expect(pattern.secondary).toContain(table.find({}));
    const hidden = new Set([...pattern.primary, ...pattern.secondary]);
    const [found] = attack(solver, system, hidden, insiders[0], [at('b')]);
    expect(found?.upper).toBeGreaterThanOrEqual(4);
  });

  it('knows the own cell, and of totals only that they are not empty', () => {
    const grouped = tabulate(
      [
        { codes: { place: 'a', kind: 'x' }, value: 1 },
        { codes: { place: 'b', kind: 'x' }, value: 5 },
      ],
      [{ place: groupedHierarchy([...'ab'].map((place) => [place, 'all'])), kind: flatHierarchy('xy') }],
    );
    const known = insidersOfCounts(grouped).map(({ knowledge }) =>
      [...knowledge].map(([cell, { upper }]) => [grouped.system.cells[cell]?.id, upper]),
    );
    expect(known).toHaveLength(1);
    expect(known[0]).toContainEqual(['kind=x place=a', 1]);
    expect(known[0]).toContainEqual(['place=a', Number.POSITIVE_INFINITY]);
    expect(known[0]).toContainEqual(['total', Number.POSITIVE_INFINITY]);
  });
});
