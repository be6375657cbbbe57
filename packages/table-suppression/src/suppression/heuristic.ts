import type { Solver } from '../attacker/solver.ts';
import { type Perturbation, type PerturbationSearch, withPerturbations } from './feasible-perturbation.ts';
import { indexKnowledge, insidersKnowing } from './insider-knowledge.ts';
import {
  type Insider,
  OutOfTimeError,
  patternOf,
  type ReadyProblem,
  type SuppressionPattern,
  UnprotectableError,
} from './problem.ts';
import {
  createPerturbationPool,
  isPossible,
  isPossibleFor,
  type PerturbationPool,
  type Proof,
  restsOn,
} from './proofs.ts';
import {
  alternativesOf,
  nameRequirement,
  outsiderRequirements,
  type Requirement,
} from './protection-requirements.ts';
import { createTotalSuppression } from './total-suppression.ts';

export interface HeuristicOptions {
  /** For the whole search. When time is up, each remaining cell is protected by suppressing all totals above it. */
  readonly seconds: number;
  readonly now: () => number;
}

/** A pattern, and the perturbations that prove it safe against every attacker. */
export interface ProvenPattern {
  readonly pattern: SuppressionPattern;
  readonly perturbations: readonly Perturbation[];
}

/**
 * A safe pattern of low cost for tables of any size. For each sensitive cell and each direction it searches the
 * cheapest perturbation (a linear programme in which cells that are already suppressed are nearly free) and suppresses
 * the perturbed cells. Each perturbation is a proof, kept and used for every other cell and insider it serves. Only
 * insiders who know a perturbed cell need a search of their own. Finally suppressed cells are shown again as long as
 * every requirement keeps a proof.
 * @throws UnprotectableError when a requirement cannot be met, whatever is suppressed
 * @throws OutOfTimeError when time is up and suppressing totals does not protect a cell either
 */
export function suppressByPerturbations(
  solver: Solver,
  problem: ReadyProblem,
  { seconds, now }: HeuristicOptions,
): ProvenPattern {
  const begun = now();
  const spent = () => (now() - begun) / 1000;
  return withPerturbations(solver, problem.system, (search) => {
    const suppressed = new Set(problem.hidden);
    const work = createWork(problem, search);
    const timedOut = { yes: false };
    const provenRequirements = meetRequirements(work, suppressed, () => {
      timedOut.yes ||= spent() >= searchShare * seconds;
      return !timedOut.yes;
    });
    prune(work, suppressed, { provenRequirements, inTime: () => spent() < seconds });
    const pattern = patternOf(problem, suppressed, 'safe');
    return {
      pattern: timedOut.yes ? { ...pattern, timedOut: true } : pattern,
      perturbations: work.pool.all(),
    };
  });
}

/** The share of the time after which totals are suppressed instead of searching on. */
const searchShare = 0.7;

/**
 * Perturbations that prove a pattern safe that was found in another way; undefined when a requirement has no proof, or
 * time is up.
 */
export function proveByPerturbations(
  solver: Solver,
  problem: ReadyProblem,
  { secondary }: SuppressionPattern,
  inTime: () => boolean,
): readonly Perturbation[] | undefined {
  return withPerturbations(solver, problem.system, (search) => {
    const work = createWork(problem, search);
    const prices = suppressedPrices(work, new Set([...problem.hidden, ...secondary]));
    for (const requirement of outsiderRequirements(problem)) {
      if (proveRequirement(work, { requirement }, { prices, inTime }) === undefined) return undefined;
    }
    return work.pool.all();
  });
}

interface Work {
  readonly problem: ReadyProblem;
  readonly search: PerturbationSearch;
  readonly pool: PerturbationPool;
  /** The price of a suppressed cell: lowest when no insider knows it, so that one perturbation serves many. */
  readonly nearlyFree: (cell: number) => number;
  readonly concerned: (proof: Proof, requirement: Requirement) => Insider[];
  readonly raiseWithTotals: (requirement: Requirement, by: number) => Perturbation | undefined;
}

function createWork(problem: ReadyProblem, search: PerturbationSearch): Work {
  const { system, watchers, shown } = problem;
  const known = indexKnowledge(watchers);
  const totals = createTotalSuppression(system, (cell) => known.has(cell));
  return {
    problem,
    search,
    pool: createPerturbationPool(system.cells),
    nearlyFree: (cell) => (known.has(cell) ? 2e-4 : 1e-4),
    concerned: (proof, { cell }) =>
      [
        ...insidersKnowing(
          known,
          proof.flatMap(({ perturbation }) => [...perturbation.keys()]),
        ),
      ].filter(
        ({ knowledge }) =>
          !knowledge.has(cell) && !proof.every((step) => isPossibleFor(step, system.cells, knowledge)),
      ),
    raiseWithTotals: ({ cell, insider }, by) => {
      const isFixed = (one: number) => {
        const known = insider?.knowledge.get(one);
        const value = system.cells[one]?.value ?? 0;
        return known !== undefined && (value + by > known.upper || value + by < known.lower);
      };
      const perturbation = totals.raiseWithTotals(cell, by, (one) => shown.has(one) || isFixed(one));
      const fits = perturbation !== undefined && isPossible({ perturbation, factor: 1 }, system.cells);
      return fits ? perturbation : undefined;
    },
  };
}

/** How a requirement is met: for outsiders, and for the insiders that this proof does not cover. */
interface ProvenRequirement {
  readonly requirement: Requirement;
  readonly main: Proof;
  readonly own: ReadonlyMap<Insider, Proof>;
}

interface ProofSearch {
  readonly prices: readonly number[];
  /** No proof may rest on this cell. */
  readonly without?: number;
  readonly inTime: () => boolean;
}

/** Outsiders before insiders. Perturbed cells are suppressed. */
function meetRequirements(work: Work, suppressed: Set<number>, inTime: () => boolean): ProvenRequirement[] {
  const { problem, pool } = work;
  const meet = (requirement: Requirement): Proof => {
    const there = pool.find(requirement);
    if (there !== undefined) return there;
    const proof = inTime()
      ? cheapestProof(work, requirement, pricesOf(work, suppressed))
      : proofByTotals(work, requirement);
    if (proof === undefined) {
      const Refusal = inTime() ? UnprotectableError : OutOfTimeError;
      throw new Refusal(nameRequirement(problem.system, requirement));
    }
    for (const { perturbation } of proof) {
      for (const cell of perturbation.keys()) suppressed.add(cell);
      pool.keep(perturbation);
    }
    return proof;
  };
  const mains = outsiderRequirements(problem).map((requirement) => ({
    requirement,
    main: meet(requirement),
  }));
  return mains.map(({ requirement, main }) => ({
    requirement,
    main,
    own: new Map(
      work
        .concerned(main, requirement)
        .map((insider) => [insider, meet({ ...requirement, insider })] as const),
    ),
  }));
}

/** The perturbations of the cheapest alternative. */
function cheapestProof(
  { search }: Work,
  requirement: Requirement,
  prices: readonly number[],
): Proof | undefined {
  let best: { readonly perturbations: Perturbation[]; readonly price: number } | undefined;
  for (const way of alternativesOf(requirement)) {
    const perturbations = way.map((by) =>
      search.find(requirement.cell, by, prices, requirement.insider?.knowledge),
    );
    if (!perturbations.every((perturbation) => perturbation !== undefined)) continue;
    const price = perturbations
      .flatMap((perturbation) => [...perturbation])
      .reduce((sum, [cell, change]) => sum + (prices[cell] ?? 0) * Math.abs(change), 0);
    if (best === undefined || price < best.price) best = { perturbations, price };
  }
  return best?.perturbations.map((perturbation) => ({ perturbation, factor: 1 }));
}

function proofByTotals({ raiseWithTotals }: Work, requirement: Requirement): Proof | undefined {
  for (const way of alternativesOf(requirement)) {
    const perturbations = way.map((by) => raiseWithTotals(requirement, by));
    if (perturbations.every((perturbation) => perturbation !== undefined)) {
      return perturbations.map((perturbation) => ({ perturbation, factor: 1 }));
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

/** Prices by which only suppressed cells change: is there a proof without `except`? */
function suppressedPrices(
  { problem, nearlyFree }: Work,
  suppressed: ReadonlySet<number>,
  except?: number,
): number[] {
  return problem.costs.map((_, cell) =>
    suppressed.has(cell) && cell !== except ? nearlyFree(cell) : Number.POSITIVE_INFINITY,
  );
}

/**
 * Proves a requirement again without the cell it may not rest on; undefined when there is no proof, or no time to find
 * one.
 */
function proveRequirement(
  work: Work,
  before: {
    readonly requirement: Requirement;
    readonly main?: Proof;
    readonly own?: ReadonlyMap<Insider, Proof>;
  },
  { prices, without, inTime }: ProofSearch,
): ProvenRequirement | undefined {
  const isSound = (proof: Proof | undefined): proof is Proof =>
    proof !== undefined && (without === undefined || !restsOn(proof, without));
  const prove = (requirement: Requirement): Proof | undefined => {
    const there = work.pool.find(
      requirement,
      (perturbation) => without === undefined || !perturbation.has(without),
    );
    if (there !== undefined) return there;
    const found = inTime() ? cheapestProof(work, requirement, prices) : undefined;
    for (const { perturbation } of found ?? []) work.pool.keep(perturbation);
    return found;
  };
  const { requirement } = before;
  const main = isSound(before.main) ? before.main : prove(requirement);
  if (main === undefined) return undefined;
  const own = new Map<Insider, Proof>();
  for (const insider of main === before.main
    ? (before.own?.keys() ?? [])
    : work.concerned(main, requirement)) {
    const earlier = before.own?.get(insider);
    const proof = isSound(earlier) ? earlier : prove({ ...requirement, insider });
    if (proof === undefined) return undefined;
    own.set(insider, proof);
  }
  return { requirement, main, own };
}

/** Shows again the cells that no proof needs, most expensive first. */
function prune(
  work: Work,
  suppressed: Set<number>,
  {
    provenRequirements,
    inTime,
  }: { readonly provenRequirements: ProvenRequirement[]; readonly inTime: () => boolean },
): void {
  const { problem, pool } = work;
  const dearest = [...suppressed]
    .filter((cell) => !problem.hidden.has(cell))
    .sort((one, other) => (problem.costs[other] ?? 0) - (problem.costs[one] ?? 0));
  for (const cell of dearest) {
    if (!inTime()) return;
    const prices = suppressedPrices(work, suppressed, cell);
    const found = new Map<number, ProvenRequirement>();
    const fits = provenRequirements.every((provenRequirement, at) => {
      const touched =
        restsOn(provenRequirement.main, cell) ||
        [...provenRequirement.own.values()].some((proof) => restsOn(proof, cell));
      if (!touched) return true;
      const again = proveRequirement(work, provenRequirement, { prices, without: cell, inTime });
      if (again !== undefined) found.set(at, again);
      return again !== undefined;
    });
    if (!fits) continue;
    suppressed.delete(cell);
    pool.drop(cell);
    for (const [at, provenRequirement] of found) provenRequirements[at] = provenRequirement;
  }
}
