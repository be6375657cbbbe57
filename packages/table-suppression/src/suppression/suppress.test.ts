import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { attack } from '../attacker/attack.ts';
import { openSolver, type Solver } from '../attacker/solver.ts';
import { flatHierarchy, groupedHierarchy, type Leaf, type Tabulated, tabulate } from '../tables/tabulate.ts';
import { proveSafe, UnsafePatternError } from './audit.ts';
import { twoGroupings, youngAndOld } from './golden.testing.ts';
import {
  type Insider,
  OutOfTimeError,
  type Protection,
  readyProblem,
  type SuppressionPattern,
  UnprotectableError,
} from './problem.ts';
import { suppress } from './suppress.ts';

let solver: Solver;

beforeAll(async () => {
  solver = await openSolver();
});

const notExact: Protection = { width: 1 };

function sensitiveUpTo({ system }: Tabulated, most: number, requirement = notExact): Map<number, Protection> {
  return new Map(
    system.cells.flatMap(({ value }, cell) => (value <= most ? [[cell, requirement] as const] : [])),
  );
}

function names({ system }: Tabulated, cells: readonly number[]): string[] {
  return cells.map((cell) => system.cells[cell]?.id ?? '').sort();
}

function intervals({ system }: Tabulated, { primary, secondary }: SuppressionPattern) {
  const targets = attack(solver, system, new Set([...primary, ...secondary]));
  return Object.fromEntries(
    targets.map(({ cell, lower, upper }) => [system.cells[cell]?.id, [lower, upper]]),
  );
}

describe('secondary suppression', () => {
  it('protects the small table of young and old with the known pattern (G5)', () => {
    const table = tabulate(youngAndOld.leaves, [{ age: youngAndOld.age, land: youngAndOld.land }]);
    const pattern = suppress(solver, { system: table.system, sensitive: sensitiveUpTo(table, 1) });
    expect(names(table, pattern.primary)).toEqual(['age=young land=Portugal']);
    expect(names(table, pattern.secondary)).toEqual([
      'age=old land=Iceland',
      'age=old land=Portugal',
      'age=young land=Iceland',
    ]);
    expect(pattern.proven).toBe('optimal');
    expect(intervals(table, pattern)).toEqual({
      'age=young land=Iceland': [0, 2],
      'age=young land=Portugal': [0, 2],
      'age=old land=Iceland': [3, 5],
      'age=old land=Portugal': [2, 4],
    });
  });

  it('protects two groupings of the same countries together, with the known pattern (G5)', () => {
    const table = tabulate(youngAndOld.leaves, [
      { age: youngAndOld.age, land: youngAndOld.land },
      { age: youngAndOld.age, land: youngAndOld.union },
    ]);
    const pattern = suppress(solver, { system: table.system, sensitive: sensitiveUpTo(table, 2) });
    expect(names(table, pattern.secondary)).toEqual([
      'age=old land=EU',
      'age=old land=Iceland',
      'age=old land=Portugal',
      'age=old land=nonEU',
      'age=young land=EU',
    ]);
  });

  it('protects linked tables jointly (G7)', () => {
    const table = tabulate(twoGroupings.leaves, [
      { region: twoGroupings.byCounty },
      { region: twoGroupings.bySize },
    ]);
    const pattern = suppress(solver, { system: table.system, sensitive: sensitiveUpTo(table, 3) });
    expect(names(table, pattern.secondary)).toEqual(['region=N']);
    expect(intervals(table, pattern)['region=K']).toEqual([0, 10]);
  });

  it('keeps what must be shown, at the price of other cells', () => {
    const table = tabulate(youngAndOld.leaves, [{ age: youngAndOld.age, land: youngAndOld.land }]);
    const kept = table.find({ age: 'old', land: 'Iceland' }) ?? -1;
    const pattern = suppress(solver, {
      system: table.system,
      sensitive: sensitiveUpTo(table, 1),
      mustShow: new Set([kept]),
    });
    expect(pattern.secondary).not.toContain(kept);
    expect(pattern.secondary).toHaveLength(3);
  });

  it('says which cell cannot be protected when everything around it must be shown', () => {
    const table = tabulate(youngAndOld.leaves, [{ age: youngAndOld.age, land: youngAndOld.land }]);
    const sensitive = sensitiveUpTo(table, 1);
    const mustShow = new Set(
      table.system.cells.map((_, cell) => cell).filter((cell) => !sensitive.has(cell)),
    );
    expect(() => suppress(solver, { system: table.system, sensitive, mustShow })).toThrow(UnprotectableError);
    expect(() => suppress(solver, { system: table.system, sensitive, mustShow })).toThrow(
      'age=young land=Portugal cannot be protected',
    );
  });

  it('keeps an insider with an own value from the cells of others', () => {
    const rows = { a: 6, b: 9, c: 30, d: 40 };
    const table = tabulate(
      Object.entries(rows).map(([row, value]) => ({ codes: { row }, value })),
      [{ row: flatHierarchy(Object.keys(rows)) }],
    );
    const at = (row: string): number => table.find({ row }) ?? -1;
    const sensitive = new Map([
      [at('a'), { upper: 2, lower: 2 }],
      [at('b'), { upper: 2, lower: 2 }],
    ]);
    const without = suppress(solver, { system: table.system, sensitive });
    expect(without.secondary).toEqual([]);
    const knowledge = new Map([[at('b'), { lower: 9, upper: 9 }]]);
    const insiders = [{ id: 'the only contributor of b', knowledge }];
    expect(() =>
      proveSafe(solver, readyProblem({ system: table.system, sensitive, insiders }), without),
    ).toThrow(UnsafePatternError);
    const pattern = suppress(solver, { system: table.system, sensitive, insiders });
    expect(names(table, pattern.secondary)).toEqual(['row=c']);
  });

  it('suppresses all totals above a small cell when there is no time to look for less, and says so', () => {
    const table = tabulate(youngAndOld.leaves, [{ age: youngAndOld.age, land: youngAndOld.land }]);
    const problem = { system: table.system, sensitive: sensitiveUpTo(table, 1) };
    const pattern = suppress(solver, problem, { seconds: 0 });
    expect(pattern).toMatchObject({ proven: 'safe', timedOut: true });
    expect(names(table, pattern.secondary)).toEqual(['age=young', 'land=Portugal', 'total']);
    proveSafe(solver, readyProblem(problem), pattern);
  });

  it('shows nothing when there is no time and a cell must stay possible below its value', () => {
    const table = tabulate(youngAndOld.leaves, [{ age: youngAndOld.age, land: youngAndOld.land }]);
    const sensitive = new Map([[table.find({}) ?? -1, { lower: 8 }]]);
    expect(() => suppress(solver, { system: table.system, sensitive }, { seconds: 0 })).toThrow(
      OutOfTimeError,
    );
    expect(suppress(solver, { system: table.system, sensitive }).secondary.length).toBeGreaterThan(0);
  });

  it('keeps many insiders away, each alone in a cell, in the time it is given', () => {
    const table = crowdedTable(14, 10);
    const { system, leavesOf } = table;
    const alone = system.cells.flatMap(({ value }, cell) =>
      leavesOf[cell]?.length === 1 && value % 3 === 0 ? [cell] : [],
    );
    const sensitive = new Map(alone.map((cell) => [cell, { upper: 3 }]));
    const insiders = alone.map((cell) => {
      const value = system.cells[cell]?.value ?? 0;
      return { id: `alone in ${cell}`, knowledge: new Map([[cell, { lower: value, upper: value }]]) };
    });
    expect(insiders.length).toBeGreaterThan(40);
    const problem = { system, sensitive, insiders };
    for (const [seconds, cpuSecondsMost] of [
      [0, 5],
      [120, 25],
    ] as const) {
      const begun = process.cpuUsage();
      const pattern = suppress(solver, problem, { seconds, exactUpTo: 0 });
      const { user, system: inKernel } = process.cpuUsage(begun);
      expect((user + inKernel) / 1e6).toBeLessThan(cpuSecondsMost);
      expect(pattern.timedOut).toBe(seconds === 0 ? true : undefined);
      proveSafe(solver, readyProblem(problem), pattern);
    }
  });

  it('leaves no person or at least the minimum when all shown cells are taken from a shown total', () => {
    const counts = fc.array(fc.nat({ max: 30 }), { minLength: 24, maxLength: 24 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 10 }), (values, minimum) => {
        const { system } = randomTable(values);
        const sensitive = new Map(
          system.cells.flatMap(({ value }, cell) =>
            value > 0 && value < minimum ? [[cell, { upper: minimum - value }] as const] : [],
          ),
        );
        const { primary, secondary } = suppress(solver, { system, sensitive }, { exactUpTo: 0 });
        const hidden = new Set([...primary, ...secondary]);
        for (const { total, parts } of system.relations) {
          if (hidden.has(total)) continue;
          const left = parts.reduce(
            (sum, part) => sum + (hidden.has(part) ? (system.cells[part]?.value ?? 0) : 0),
            0,
          );
          expect(left === 0 || left >= minimum).toBe(true);
        }
      }),
      { numRuns: runs(25, 250), seed: 7 },
    );
  });

  it('keeps secret that all members of a group are alike, when zeros are sensitive', () => {
    const values = { yes: { a: 40, b: 30, c: 20 }, no: { a: 0, b: 25, c: 35 } };
    const leaves = Object.entries(values).flatMap(([help, areas]) =>
      Object.entries(areas).map(([area, value]) => ({ codes: { help, area }, value })),
    );
    const table = tabulate(leaves, [{ help: flatHierarchy(['yes', 'no']), area: flatHierarchy('abc') }]);
    const at = (help: string): number => table.find({ help, area: 'a' }) ?? -1;
    const sensitive = new Map([[at('no'), { upper: 5 }]]);
    const { primary, secondary } = suppress(solver, { system: table.system, sensitive });
    const hidden = new Set([...primary, ...secondary]);
    const [none, all] = attack(solver, table.system, hidden, {}, [at('no'), at('yes')]);
    expect(none?.upper).toBeGreaterThanOrEqual(5);
    expect(all?.lower).toBeLessThanOrEqual(35);
  });

  it('survives the attacker on any table, insiders included, and never costs more than the quick pattern', () => {
    const counts = fc.array(fc.nat({ max: 30 }), { minLength: 24, maxLength: 24 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 6 }), (values, threshold) => {
        const table = randomTable(values);
        const sensitive = new Map(
          table.system.cells.flatMap(({ value }, cell) =>
            value > 0 && value < threshold ? [[cell, { upper: threshold - value, width: 2 }] as const] : [],
          ),
        );
        const insiders = table.leavesOf
          .flatMap((leaves, cell) =>
            leaves.length === 1 && sensitive.has(cell) ? [ownerOf(table, leaves[0] ?? 0)] : [],
          )
          .slice(0, 3);
        const problem = { system: table.system, sensitive, insiders };
        const quick = suppress(solver, problem, { exactUpTo: 0 });
        const best = suppress(solver, problem, { seconds: 4 });
        expect(best.cost).toBeLessThanOrEqual(quick.cost + 1e-9);
        proveSafe(solver, readyProblem(problem), quick);
        proveSafe(solver, readyProblem(problem), best);
      }),
      { numRuns: runs(8, 120), seed: 7 },
    );
  });
});

/** The only contributor of a leaf: knows it, and what it adds to every cell above it. */
function ownerOf({ system, leavesOf }: Tabulated, leaf: number): Insider {
  const own = leavesOf.findIndex((leaves) => leaves.length === 1 && leaves[0] === leaf);
  const value = system.cells[own]?.value ?? 0;
  const knowledge = new Map(
    leavesOf.flatMap((leaves, cell) =>
      leaves.includes(leaf)
        ? [[cell, { lower: value, upper: cell === own ? value : Number.POSITIVE_INFINITY }] as const]
        : [],
    ),
  );
  return { id: `the only contributor of ${system.cells[own]?.id}`, knowledge };
}

/** Values that repeat nothing, each from 1 to 29. */
function crowdedTable(placeCount: number, kindCount: number): Tabulated {
  const leaves = Array.from(
    { length: placeCount * kindCount },
    (_, at): Leaf => ({
      codes: { place: `p${at % placeCount}`, kind: `k${Math.floor(at / placeCount)}` },
      value: 1 + ((at * 17) % 29),
    }),
  );
  const place = flatHierarchy(leaves.map(({ codes }) => codes['place'] ?? ''));
  const kind = flatHierarchy(leaves.map(({ codes }) => codes['kind'] ?? ''));
  return tabulate(leaves, [{ place, kind }]);
}

/** Two linked tables: by grouped place and kind, and by grouped place alone. */
function randomTable(values: readonly number[]): Tabulated {
  const places = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'];
  const kinds = ['k1', 'k2', 'k3', 'k4'];
  const leaves: Leaf[] = places.flatMap((place, p) =>
    kinds.map((kind, k) => ({ codes: { place, kind }, value: values[p * 4 + k] ?? 0 })),
  );
  const north = groupedHierarchy(places.map((place, p) => [place, p < 3 ? 'north' : 'south'] as const));
  const coast = groupedHierarchy(
    places.map((place, p) => [place, p % 2 === 0 ? 'coast' : 'inland'] as const),
  );
  return tabulate(leaves, [{ place: north, kind: flatHierarchy(kinds) }, { place: coast }]);
}
