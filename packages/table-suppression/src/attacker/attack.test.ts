import { beforeAll, describe, expect, it } from 'vitest';
import { looksSafe, twoGroupings } from '../suppression/golden.testing.ts';
import type { CellSystem } from '../tables/system.ts';
import { flatHierarchy, type TableDefinition, type Tabulated, tabulate } from '../tables/tabulate.ts';
import { type AttackTarget, attack, ContradictionError } from './attack.ts';
import { openSolver, type Solver } from './solver.ts';

let solver: Solver;

beforeAll(async () => {
  solver = await openSolver();
});

function boundsOf(system: CellSystem, targets: readonly AttackTarget[]): Record<string, [number, number]> {
  return Object.fromEntries(
    targets.map(({ cell, lower, upper }) => [system.cells[cell]?.id ?? '', [lower, upper]]),
  );
}

function positions({ find }: Tabulated, codes: readonly Record<string, string>[]): Set<number> {
  return new Set(codes.map((one) => find(one) ?? -1));
}

describe('the attacker', () => {
  it('finds the feasibility interval of the Handbook on SDC', () => {
    const values = { a: { x: 4, y: 3 }, b: { x: 2, y: 1 } };
    const leaves = Object.entries(values).flatMap(([row, cells]) =>
      Object.entries(cells).map(([column, value]) => ({ codes: { row, column }, value })),
    );
    const table = tabulate(leaves, [{ row: flatHierarchy('ab'), column: flatHierarchy('xy') }]);
    const inner = positions(
      table,
      leaves.map(({ codes }) => codes),
    );
    expect(boundsOf(table.system, attack(solver, table.system, inner))).toEqual({
      'column=x row=a': [3, 6],
      'column=y row=a': [1, 4],
      'column=x row=b': [0, 3],
      'column=y row=b': [0, 3],
    });
  });

  it('solves a pattern with two gaps in every row and column, and not the mended one (G6)', () => {
    const table = tabulate(looksSafe.leaves, [{ row: looksSafe.row, column: looksSafe.column }]);
    const gaps = looksSafe.suppressed.map((name) => ({ row: name[0] ?? '', column: name[2] ?? '' }));
    const target = table.find({ row: 'w', column: 'b' }) ?? -1;
    const [exact] = attack(solver, table.system, positions(table, gaps), {}, [target]);
    expect(exact).toEqual({ cell: target, lower: 47, upper: 47 });
    const mended = positions(table, [...gaps, { row: 'x', column: 'b' }]);
    expect(attack(solver, table.system, mended, {}, [target])).toEqual([
      { cell: target, lower: 0, upper: 141 },
    ]);
  });

  it('solves tables together that it cannot solve one by one (G7)', () => {
    const definitions: TableDefinition[] = [
      { region: twoGroupings.byCounty },
      { region: twoGroupings.bySize },
    ];
    const small = ['A', 'B', 'K', 'L', 'M'].map((region) => ({ region }));
    const boundK = (tables: TableDefinition[], gaps: { region: string }[]) => {
      const table = tabulate(twoGroupings.leaves, tables);
      const target = table.find({ region: 'K' }) ?? -1;
      return attack(solver, table.system, positions(table, gaps), {}, [target]).map(({ lower, upper }) => [
        lower,
        upper,
      ]);
    };
    expect(boundK(definitions.slice(0, 1), small)).toEqual([[0, 9]]);
    expect(boundK(definitions.slice(1), small)).toEqual([[0, 7]]);
    expect(boundK(definitions, small)).toEqual([[3, 3]]);
    expect(boundK(definitions, [...small, { region: 'N' }])).toEqual([[0, 10]]);
  });

  it('uses what an insider knows', () => {
    const table = tabulate(
      Object.entries({ a: 5, b: 8, c: 20 }).map(([row, value]) => ({ codes: { row }, value })),
      [{ row: flatHierarchy('abc') }],
    );
    const gaps = positions(table, [{ row: 'a' }, { row: 'b' }]);
    const knowledge = new Map([[table.find({ row: 'b' }) ?? -1, { lower: 8, upper: 8 }]]);
    expect(boundsOf(table.system, attack(solver, table.system, gaps))).toEqual({
      'row=a': [0, 13],
      'row=b': [0, 13],
    });
    expect(boundsOf(table.system, attack(solver, table.system, gaps, { knowledge }))).toEqual({
      'row=a': [5, 5],
      'row=b': [8, 8],
    });
  });

  it('turns perturbed figures into exact ones when they leave one possibility (A5)', () => {
    const system: CellSystem = {
      cells: [
        { id: 'total', value: 2 },
        { id: 'a', value: 1 },
        { id: 'b', value: 1 },
      ],
      relations: [{ total: 0, parts: [1, 2] }],
    };
    const published = new Map([
      [0, { value: 0, within: 2 }],
      [1, { value: 3, within: 2 }],
      [2, { value: 3, within: 2 }],
    ]);
    expect(boundsOf(system, attack(solver, system, new Set(), { published }, [0, 1, 2]))).toEqual({
      total: [2, 2],
      a: [1, 1],
      b: [1, 1],
    });
  });

  it('narrows an interval when cells are whole numbers', () => {
    const system: CellSystem = {
      cells: [
        { id: 'total', value: 3, upper: 3 },
        { id: 'a', value: 1, upper: 1.5 },
        { id: 'b', value: 2 },
      ],
      relations: [{ total: 0, parts: [1, 2] }],
    };
    const hidden = new Set([1, 2]);
    expect(attack(solver, system, hidden, {}, [1])).toEqual([{ cell: 1, lower: 0, upper: 1.5 }]);
    expect(attack(solver, system, hidden, { whole: true }, [1])).toEqual([{ cell: 1, lower: 0, upper: 1 }]);
  });

  it('says so when figures contradict each other', () => {
    const system: CellSystem = {
      cells: [
        { id: 'total', value: 10 },
        { id: 'a', value: 4 },
        { id: 'b', value: 6 },
      ],
      relations: [{ total: 0, parts: [1, 2] }],
    };
    const knowledge = new Map([
      [1, { lower: 9, upper: 9 }],
      [2, { lower: 9, upper: 9 }],
    ]);
    expect(() => attack(solver, system, new Set([1, 2]), { knowledge })).toThrow(ContradictionError);
  });

  it('leaves a cell unbounded that stands in no sum', () => {
    const system: CellSystem = { cells: [{ id: 'alone', value: 4 }], relations: [] };
    expect(attack(solver, system, new Set([0]))).toEqual([
      { cell: 0, lower: 0, upper: Number.POSITIVE_INFINITY },
    ]);
  });
});
