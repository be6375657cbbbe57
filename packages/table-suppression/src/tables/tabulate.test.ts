import { describe, expect, it } from 'vitest';
import { twoGroupings, youngAndOld } from '../suppression/golden.testing.ts';
import { checkSystem } from './system.ts';
import { flatHierarchy, type Leaf, tabulate } from './tabulate.ts';

describe('laying tables together', () => {
  it('gives every total of every hierarchy as a cell, and every sum as a relation that holds', () => {
    const { system, find } = tabulate(youngAndOld.leaves, [
      { age: youngAndOld.age, land: youngAndOld.union },
    ]);
    checkSystem(system);
    expect(system.cells).toHaveLength(3 * 6);
    expect(system.cells[find({ age: 'young', land: 'EU' }) ?? -1]?.value).toBe(5);
    expect(system.cells[find({ land: 'total', age: 'total' }) ?? -1]).toEqual({ id: 'total', value: 20 });
    expect(find({ age: 'middle' })).toBeUndefined();
  });

  it('makes one cell of what stands in two tables', () => {
    const { system, tables } = tabulate(twoGroupings.leaves, [
      { region: twoGroupings.byCounty },
      { region: twoGroupings.bySize },
    ]);
    checkSystem(system);
    expect(system.cells).toHaveLength(8 + 2 + 2 + 1);
    expect(tables.map((cells) => cells.length)).toEqual([11, 11]);
  });

  it('ties tables together by their finest grain, which is never shown', () => {
    const leaves: Leaf[] = [
      { codes: { region: 'A', sex: 'f' }, value: 3 },
      { codes: { region: 'A', sex: 'm' }, value: 1 },
      { codes: { region: 'B', sex: 'm' }, value: 4 },
    ];
    const { system } = tabulate(
      leaves,
      [{ region: flatHierarchy(['A', 'B']) }, { sex: flatHierarchy(['f', 'm']) }],
      { finestGrain: true },
    );
    checkSystem(system);
    expect(system.cells.filter(({ neverShown }) => neverShown === true).map(({ id }) => id)).toEqual([
      'region=A sex=f',
      'region=A sex=m',
      'region=B sex=m',
    ]);
    expect(system.relations).toHaveLength(2 + 4);
  });

  it('knows which leaves are counted in a cell', () => {
    const { leavesOf, find } = tabulate(youngAndOld.leaves, [
      { age: youngAndOld.age, land: youngAndOld.land },
    ]);
    expect(leavesOf[find({ age: 'old' }) ?? -1]).toEqual([3, 4, 5]);
  });

  it('refuses a code that no hierarchy knows', () => {
    expect(() => tabulate(youngAndOld.leaves, [{ age: flatHierarchy(['young']) }])).toThrow(
      'No hierarchy of age knows the code old',
    );
  });

  it('refuses a system whose sums do not hold', () => {
    const { system } = tabulate(youngAndOld.leaves, [{ age: youngAndOld.age }]);
    const wrong = system.cells.map((cell) => (cell.id === 'age=old' ? { ...cell, value: 14 } : cell));
    expect(() => checkSystem({ ...system, cells: wrong })).toThrow('The parts of total do not add up to it');
    expect(() =>
      checkSystem({ ...system, cells: [...system.cells, { id: 'x', value: 5, upper: 4 }] }),
    ).toThrow('outside its bounds');
  });
});
