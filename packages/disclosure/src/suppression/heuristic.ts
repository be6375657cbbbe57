import type { Solver } from '../attacker/solver.ts';
import type { CellSystem } from '../tables/system.ts';
import { type Movement, type MovementSearch, stretch, withMovements } from './movement.ts';
import { type Need, nameNeed, needsOf, waysOf } from './needs.ts';
import { patternOf, type ReadyProblem, type SuppressionPattern, UnprotectableError } from './problem.ts';

/**
 * A safe pattern of low cost for tables of any size. For each sensitive cell and each direction the cheapest movement
 * is looked for (a linear programme in which already suppressed cells are nearly free); the cells that move are
 * suppressed. Each movement is a proof, kept and used for every other cell and insider it serves. After that
 * suppressed cells are given back as long as all needs keep a proof.
 * @param seconds time for giving back; the pattern is safe whenever it ends
 * @throws UnprotectableError when a need cannot be met whatever is suppressed
 */
export function suppressByMovements(
  solver: Solver,
  problem: ReadyProblem,
  { seconds = 60, now = () => performance.now() }: { seconds?: number; now?: () => number } = {},
): SuppressionPattern {
  const { system } = problem;
  const until = now() + seconds * 1000;
  return withMovements(solver, system, (search) => {
    const proofs = createProofs(system);
    const suppressed = new Set(problem.hidden);
    for (const need of needsOf(problem)) {
      if (proofs.serves(need)) continue;
      const movements = cheapestWay(search, need, pricesOf(problem, suppressed));
      if (movements === undefined) throw new UnprotectableError(nameNeed(system, need));
      for (const movement of movements) {
        for (const cell of movement.keys()) suppressed.add(cell);
        proofs.keep(movement);
      }
    }
    giveBack(problem, suppressed, { search, inTime: () => now() < until, proofs });
    return patternOf(problem, suppressed, 'safe');
  });
}

const nearlyFree = 1e-4;

/** The movements of the way that costs least. */
function cheapestWay(search: MovementSearch, need: Need, prices: readonly number[]): Movement[] | undefined {
  let best: { readonly movements: Movement[]; readonly price: number } | undefined;
  for (const way of waysOf(need)) {
    const movements = way.map((by) => search.find(need.cell, by, prices, need.insider?.knowledge));
    if (!movements.every((movement) => movement !== undefined)) continue;
    const price = movements
      .flatMap((movement) => [...movement])
      .reduce((sum, [cell, change]) => sum + (prices[cell] ?? 0) * Math.abs(change), 0);
    if (best === undefined || price < best.price) best = { movements, price };
  }
  return best?.movements;
}

function pricesOf(problem: ReadyProblem, suppressed: ReadonlySet<number>, except?: number): number[] {
  return problem.costs.map((cost, cell) => {
    if (cell === except) return Number.POSITIVE_INFINITY;
    if (suppressed.has(cell)) return nearlyFree;
    return problem.shown.has(cell) ? Number.POSITIVE_INFINITY : cost;
  });
}

/** Only suppressed cells may move: is there another proof without `except`? */
function ownPrices(problem: ReadyProblem, suppressed: ReadonlySet<number>, except: number): number[] {
  return problem.costs.map((_, cell) =>
    suppressed.has(cell) && cell !== except ? nearlyFree : Number.POSITIVE_INFINITY,
  );
}

interface Proofs {
  keep(movement: Movement): void;
  serves(need: Need, without?: number): boolean;
  /** Forgets every movement that uses the cell. */
  drop(cell: number): void;
}

const enough = 1 - 1e-6;

function createProofs({ cells }: CellSystem): Proofs {
  const movementsOf = new Map<number, Set<Movement>>();
  const isServed = (
    kept: ReadonlySet<Movement> | undefined,
    { cell, insider }: Need,
    by: number,
    without: number | undefined,
  ): boolean => {
    for (const movement of kept ?? []) {
      if (without !== undefined && movement.has(without)) continue;
      const change = movement.get(cell) ?? 0;
      const turned = Math.sign(change) === Math.sign(by) ? movement : reverse(movement);
      const reach = Math.abs(change) * stretch(turned, cells, insider?.knowledge);
      if (reach >= Math.abs(by) * enough) return true;
    }
    return false;
  };
  return {
    keep: (movement) => {
      for (const cell of movement.keys()) {
        const kept = movementsOf.get(cell);
        if (kept === undefined) movementsOf.set(cell, new Set([movement]));
        else kept.add(movement);
      }
    },
    serves: (need, without) =>
      waysOf(need).some((way) => way.every((by) => isServed(movementsOf.get(need.cell), need, by, without))),
    drop: (cell) => {
      for (const movement of movementsOf.get(cell) ?? []) {
        for (const other of movement.keys()) movementsOf.get(other)?.delete(movement);
      }
    },
  };
}

function reverse(movement: Movement): Movement {
  return new Map([...movement].map(([cell, change]) => [cell, -change]));
}

interface GivingBack {
  readonly search: MovementSearch;
  readonly proofs: Proofs;
  readonly inTime: () => boolean;
}

/** Shows again what no need rests on, dearest first. */
function giveBack(
  problem: ReadyProblem,
  suppressed: Set<number>,
  { search, proofs, inTime }: GivingBack,
): void {
  const needs = needsOf(problem);
  const dearest = [...suppressed]
    .filter((cell) => !problem.hidden.has(cell))
    .sort((one, other) => (problem.costs[other] ?? 0) - (problem.costs[one] ?? 0));
  for (const cell of dearest) {
    if (!inTime()) return;
    const orphans = needs.filter((need) => !proofs.serves(need, cell));
    const prices = ownPrices(problem, suppressed, cell);
    const found: Movement[] = [];
    const fits = orphans.every((need) => {
      const movements = inTime() ? cheapestWay(search, need, prices) : undefined;
      found.push(...(movements ?? []));
      return movements !== undefined;
    });
    if (!fits) continue;
    suppressed.delete(cell);
    proofs.drop(cell);
    for (const movement of found) proofs.keep(movement);
  }
}
