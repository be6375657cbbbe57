import type { Solver } from '../attacker/solver.ts';
import { checkSystem } from '../tables/system.ts';
import { proveSafe } from './audit.ts';
import { suppressExactly } from './exact.ts';
import { type ProvenPattern, proveByPerturbations, suppressByPerturbations } from './heuristic.ts';
import {
  type ReadyProblem,
  readyProblem,
  type SuppressionPattern,
  type SuppressionProblem,
} from './problem.ts';

export interface SuppressOptions {
  /** The longest it may take, proof included; give or take one search for a perturbation. Default: 60. */
  readonly seconds?: number;
  /** Up to this many cells the cheapest pattern is searched as well. Default: 400. */
  readonly exactUpTo?: number;
  readonly now?: () => number;
}

/**
 * Chooses the cells to suppress in addition to the sensitive ones, so that no attacker can bound a sensitive cell
 * inside its protection interval: not with all published cells and all relations, not with public bounds, and not with
 * the knowledge of any insider. It first finds a safe pattern of low cost and then, for a system that is small enough,
 * the cheapest; the result is proven once more before it is returned. When time is up, each cell that is not yet
 * protected is suppressed with all totals above it, which is safe by construction.
 *
 * Attacks are calculated in fractions. An attacker who also uses that counts are whole numbers can reach a narrower
 * interval in tables of three or more dimensions; `attack` with `whole` measures that.
 * @throws RangeError when relations of the system do not hold
 * @throws UnprotectableError when a sensitive cell cannot be protected
 * @throws OutOfTimeError when time is up and such a total must be shown, or a cell must be able to be lower
 * @throws UnsafePatternError never, as far as is known
 */
export function suppress(
  solver: Solver,
  problem: SuppressionProblem,
  options: SuppressOptions = {},
): SuppressionPattern {
  const { seconds = 60, exactUpTo = 400, now = () => performance.now() } = options;
  checkSystem(problem.system);
  const ready = readyProblem(problem);
  const begun = now();
  const left = () => Math.max(0, seconds - (now() - begun) / 1000);
  const small = problem.system.cells.length <= exactUpTo;
  const quick = suppressByPerturbations(solver, ready, { seconds: (small ? 0.5 : 0.85) * seconds, now });
  const { pattern, perturbations } = small ? cheapest(solver, ready, { quick, seconds: left(), now }) : quick;
  proveSafe(solver, ready, pattern, { witnesses: perturbations, inTime: () => left() > 0 });
  return pattern;
}

interface Cheapest {
  readonly quick: ProvenPattern;
  readonly seconds: number;
  readonly now: () => number;
}

/** The cheapest pattern when it is found and proven in time, otherwise the incumbent. */
function cheapest(solver: Solver, problem: ReadyProblem, { quick, seconds, now }: Cheapest): ProvenPattern {
  const until = now() + seconds * 1000;
  const pattern = suppressExactly(solver, problem, {
    incumbent: quick.pattern,
    perturbations: quick.perturbations,
    seconds: seconds * 0.7,
    now,
  });
  if (pattern.cost === quick.pattern.cost) return { ...quick, pattern };
  const perturbations = proveByPerturbations(solver, problem, pattern, () => now() < until);
  return perturbations === undefined ? quick : { pattern, perturbations };
}
