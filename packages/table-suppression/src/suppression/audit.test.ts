import { beforeAll, describe, expect, it } from 'vitest';
import { openSolver, type Solver } from '../attacker/solver.ts';
import { flatHierarchy, tabulate } from '../tables/tabulate.ts';
import { proveSafe, UnsafePatternError } from './audit.ts';
import { patternOf, readyProblem } from './problem.ts';

let solver: Solver;
beforeAll(async () => {
  solver = await openSolver();
});

const rows = { a: 6, b: 9, c: 30, d: 40 };
const table = tabulate(
  Object.entries(rows).map(([row, value]) => ({ codes: { row }, value })),
  [{ row: flatHierarchy(Object.keys(rows)) }],
);
const at = (row: string): number => table.find({ row }) ?? -1;
const sensitive = new Map([[at('a'), { upper: 4 }]]);
const knowledge = new Map([[at('b'), { lower: 9, upper: 9 }]]);
const owner = { id: 'the owner of b', knowledge };

/** A solver that may not be asked: what is proven with it is proven by witnesses. */
const unused: Solver = {
  with: () => {
    throw new Error('the solver was asked');
  },
};
const outOfTime = () => false;

describe('the audit of a pattern', () => {
  it('takes a perturbation for proof, also for insiders who know none of the perturbed cells', () => {
    const problem = readyProblem({ system: table.system, sensitive, insiders: [owner] });
    const pattern = patternOf(problem, new Set([at('a'), at('c')]), 'safe');
    const witnesses = [
      new Map([
        [at('a'), 2],
        [at('c'), -2],
      ]),
    ];
    proveSafe(unused, problem, pattern, { witnesses, inTime: outOfTime });
  });

  it('asks the attacker about an insider who knows a perturbed cell', () => {
    const problem = readyProblem({ system: table.system, sensitive, insiders: [owner] });
    const pattern = patternOf(problem, new Set([at('a'), at('b')]), 'safe');
    const witnesses = [
      new Map([
        [at('a'), 4],
        [at('b'), -4],
      ]),
    ];
    expect(() => proveSafe(unused, problem, pattern, { witnesses, inTime: outOfTime })).toThrow(
      'the solver was asked',
    );
    expect(() => proveSafe(solver, problem, pattern, { witnesses, inTime: outOfTime })).toThrow(
      new UnsafePatternError('row=a', 'the owner of b'),
    );
  });

  it.each([
    ['breaks a sum', [4, -3]],
    ['goes below zero when it goes far enough', [1, -20]],
  ])('does not believe a movement that %s', (_, [a = 0, c = 0]) => {
    const problem = readyProblem({ system: table.system, sensitive });
    const pattern = patternOf(problem, new Set([at('a'), at('c')]), 'safe');
    const witnesses = [
      new Map([
        [at('a'), a],
        [at('c'), c],
      ]),
    ];
    expect(() => proveSafe(unused, problem, pattern, { witnesses, inTime: outOfTime })).toThrow(
      'the solver was asked',
    );
  });

  it('does not believe a movement of what is shown', () => {
    const problem = readyProblem({ system: table.system, sensitive });
    const pattern = patternOf(problem, new Set([at('a')]), 'safe');
    const witnesses = [
      new Map([
        [at('a'), 4],
        [at('c'), -4],
      ]),
    ];
    expect(() => proveSafe(solver, problem, pattern, { witnesses, inTime: outOfTime })).toThrow(
      UnsafePatternError,
    );
  });
});
