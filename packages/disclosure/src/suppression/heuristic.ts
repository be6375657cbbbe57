import type { Solver } from '../attacker/solver.ts';
import { knownBy, whoKnowAny } from './known-by.ts';
import { createLifting } from './lift.ts';
import { type Movement, type MovementSearch, withMovements } from './movement.ts';
import { type Need, nameNeed, needsOutside, waysOf } from './needs.ts';
import {
  type Insider,
  OutOfTimeError,
  patternOf,
  type ReadyProblem,
  type SuppressionPattern,
  UnprotectableError,
} from './problem.ts';
import {
  createMovementPool,
  isPossible,
  isPossibleFor,
  type MovementPool,
  type Proof,
  restsOn,
} from './proofs.ts';

export interface HeuristicOptions {
  /** For all of it. When it is up, what is not yet protected is lifted with all totals above it. */
  readonly seconds: number;
  readonly now: () => number;
}

/** A pattern, and the movements that prove it safe from everybody. */
export interface ProvenPattern {
  readonly pattern: SuppressionPattern;
  readonly movements: readonly Movement[];
}

/**
 * A safe pattern of low cost for tables of any size. For each sensitive cell and each direction the cheapest movement
 * is looked for (a linear programme in which already suppressed cells are nearly free); the cells that move are
 * suppressed. Each movement is a proof, kept and used for every other cell and insider it serves. Only insiders who
 * know a cell that moves need a look of their own. After that suppressed cells are given back as long as all needs
 * keep a proof.
 * @throws UnprotectableError when a need cannot be met whatever is suppressed
 * @throws OutOfTimeError when time is up and a cell cannot be lifted either
 */
export function suppressByMovements(
  solver: Solver,
  problem: ReadyProblem,
  { seconds, now }: HeuristicOptions,
): ProvenPattern {
  const begun = now();
  const spent = () => (now() - begun) / 1000;
  return withMovements(solver, problem.system, (search) => {
    const suppressed = new Set(problem.hidden);
    const work = createWork(problem, search);
    const hurried = { yes: false };
    const standings = meetNeeds(work, suppressed, () => {
      hurried.yes ||= spent() >= searchShare * seconds;
      return !hurried.yes;
    });
    giveBack(work, suppressed, { standings, inTime: () => spent() < seconds });
    const pattern = patternOf(problem, suppressed, 'safe');
    return {
      pattern: hurried.yes ? { ...pattern, hurried: true } : pattern,
      movements: work.pool.all(),
    };
  });
}

/** The part of the time after which what is left is lifted. */
const searchShare = 0.7;

/**
 * Movements that prove a pattern safe which was found in another way; undefined when some need stays without, or time
 * is up.
 */
export function proveByMovements(
  solver: Solver,
  problem: ReadyProblem,
  { secondary }: SuppressionPattern,
  inTime: () => boolean,
): readonly Movement[] | undefined {
  return withMovements(solver, problem.system, (search) => {
    const work = createWork(problem, search);
    const prices = ownPrices(work, new Set([...problem.hidden, ...secondary]));
    for (const need of needsOutside(problem)) {
      if (standUp(work, { need }, { prices, inTime }) === undefined) return undefined;
    }
    return work.pool.all();
  });
}

interface Work {
  readonly problem: ReadyProblem;
  readonly search: MovementSearch;
  readonly pool: MovementPool;
  /** What a suppressed cell costs: least when nobody knows it, so that one movement serves many. */
  readonly nearlyFree: (cell: number) => number;
  readonly concerned: (proof: Proof, need: Need) => Insider[];
  readonly lift: (need: Need, by: number) => Movement | undefined;
}

function createWork(problem: ReadyProblem, search: MovementSearch): Work {
  const { system, watchers, shown } = problem;
  const known = knownBy(watchers);
  const lifting = createLifting(system, (cell) => known.has(cell));
  return {
    problem,
    search,
    pool: createMovementPool(system.cells),
    nearlyFree: (cell) => (known.has(cell) ? 2e-4 : 1e-4),
    concerned: (proof, { cell }) =>
      [
        ...whoKnowAny(
          known,
          proof.flatMap(({ movement }) => [...movement.keys()]),
        ),
      ].filter(
        ({ knowledge }) =>
          !knowledge.has(cell) && !proof.every((step) => isPossibleFor(step, system.cells, knowledge)),
      ),
    lift: ({ cell, insider }, by) => {
      const isFixed = (one: number) => {
        const known = insider?.knowledge.get(one);
        const value = system.cells[one]?.value ?? 0;
        return known !== undefined && (value + by > known.upper || value + by < known.lower);
      };
      const movement = lifting.lift(cell, by, (one) => shown.has(one) || isFixed(one));
      const fits = movement !== undefined && isPossible({ movement, factor: 1 }, system.cells);
      return fits ? movement : undefined;
    },
  };
}

/** How a need is met: for everybody, and for insiders to whom that does not apply. */
interface Standing {
  readonly need: Need;
  readonly main: Proof;
  readonly own: ReadonlyMap<Insider, Proof>;
}

interface Looking {
  readonly prices: readonly number[];
  /** No proof may rest on this cell. */
  readonly without?: number;
  readonly inTime: () => boolean;
}

/** Outsiders before insiders. What moves is suppressed. */
function meetNeeds(work: Work, suppressed: Set<number>, inTime: () => boolean): Standing[] {
  const { problem, pool } = work;
  const meet = (need: Need): Proof => {
    const there = pool.find(need);
    if (there !== undefined) return there;
    const proof = inTime() ? cheapestWay(work, need, pricesOf(work, suppressed)) : liftedWay(work, need);
    if (proof === undefined) {
      const Refusal = inTime() ? UnprotectableError : OutOfTimeError;
      throw new Refusal(nameNeed(problem.system, need));
    }
    for (const { movement } of proof) {
      for (const cell of movement.keys()) suppressed.add(cell);
      pool.keep(movement);
    }
    return proof;
  };
  const mains = needsOutside(problem).map((need) => ({ need, main: meet(need) }));
  return mains.map(({ need, main }) => ({
    need,
    main,
    own: new Map(work.concerned(main, need).map((insider) => [insider, meet({ ...need, insider })] as const)),
  }));
}

/** The movements of the way that costs least. */
function cheapestWay({ search }: Work, need: Need, prices: readonly number[]): Proof | undefined {
  let best: { readonly movements: Movement[]; readonly price: number } | undefined;
  for (const way of waysOf(need)) {
    const movements = way.map((by) => search.find(need.cell, by, prices, need.insider?.knowledge));
    if (!movements.every((movement) => movement !== undefined)) continue;
    const price = movements
      .flatMap((movement) => [...movement])
      .reduce((sum, [cell, change]) => sum + (prices[cell] ?? 0) * Math.abs(change), 0);
    if (best === undefined || price < best.price) best = { movements, price };
  }
  return best?.movements.map((movement) => ({ movement, factor: 1 }));
}

function liftedWay({ lift }: Work, need: Need): Proof | undefined {
  for (const way of waysOf(need)) {
    const movements = way.map((by) => lift(need, by));
    if (movements.every((movement) => movement !== undefined)) {
      return movements.map((movement) => ({ movement, factor: 1 }));
    }
  }
  return undefined;
}

function pricesOf({ problem, nearlyFree }: Work, suppressed: ReadonlySet<number>): number[] {
  return problem.costs.map((cost, cell) => {
    if (suppressed.has(cell)) return nearlyFree(cell);
    return problem.shown.has(cell) ? Number.POSITIVE_INFINITY : cost;
  });
}

/** Only suppressed cells may move: is there another proof without `except`? */
function ownPrices(
  { problem, nearlyFree }: Work,
  suppressed: ReadonlySet<number>,
  except?: number,
): number[] {
  return problem.costs.map((_, cell) =>
    suppressed.has(cell) && cell !== except ? nearlyFree(cell) : Number.POSITIVE_INFINITY,
  );
}

/** The standing again without what it may not rest on; undefined when there is none, or no time to find it. */
function standUp(
  work: Work,
  before: { readonly need: Need; readonly main?: Proof; readonly own?: ReadonlyMap<Insider, Proof> },
  { prices, without, inTime }: Looking,
): Standing | undefined {
  const isSound = (proof: Proof | undefined): proof is Proof =>
    proof !== undefined && (without === undefined || !restsOn(proof, without));
  const prove = (need: Need): Proof | undefined => {
    const there = work.pool.find(need, (movement) => without === undefined || !movement.has(without));
    if (there !== undefined) return there;
    const found = inTime() ? cheapestWay(work, need, prices) : undefined;
    for (const { movement } of found ?? []) work.pool.keep(movement);
    return found;
  };
  const { need } = before;
  const main = isSound(before.main) ? before.main : prove(need);
  if (main === undefined) return undefined;
  const own = new Map<Insider, Proof>();
  for (const insider of main === before.main ? (before.own?.keys() ?? []) : work.concerned(main, need)) {
    const earlier = before.own?.get(insider);
    const proof = isSound(earlier) ? earlier : prove({ ...need, insider });
    if (proof === undefined) return undefined;
    own.set(insider, proof);
  }
  return { need, main, own };
}

/** Shows again what no need rests on, dearest first. */
function giveBack(
  work: Work,
  suppressed: Set<number>,
  { standings, inTime }: { readonly standings: Standing[]; readonly inTime: () => boolean },
): void {
  const { problem, pool } = work;
  const dearest = [...suppressed]
    .filter((cell) => !problem.hidden.has(cell))
    .sort((one, other) => (problem.costs[other] ?? 0) - (problem.costs[one] ?? 0));
  for (const cell of dearest) {
    if (!inTime()) return;
    const prices = ownPrices(work, suppressed, cell);
    const found = new Map<number, Standing>();
    const fits = standings.every((standing, at) => {
      const touched =
        restsOn(standing.main, cell) || [...standing.own.values()].some((proof) => restsOn(proof, cell));
      if (!touched) return true;
      const again = standUp(work, standing, { prices, without: cell, inTime });
      if (again !== undefined) found.set(at, again);
      return again !== undefined;
    });
    if (!fits) continue;
    suppressed.delete(cell);
    pool.drop(cell);
    for (const [at, standing] of found) standings[at] = standing;
  }
}
