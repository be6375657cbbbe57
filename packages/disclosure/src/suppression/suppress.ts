import type { Solver } from '../attacker/solver.ts';
import { checkSystem } from '../tables/system.ts';
import { proveSafe } from './audit.ts';
import { suppressExactly } from './exact.ts';
import { type ProvenPattern, proveByMovements, suppressByMovements } from './heuristic.ts';
import {
  type ReadyProblem,
  readyProblem,
  type SuppressionPattern,
  type SuppressionProblem,
} from './problem.ts';

export interface SuppressOptions {
  /** The longest it may take, proof included; one look for a movement more or less. Left out: 60. */
  readonly seconds?: number;
  /** Up to this many cells the cheapest pattern is looked for as well. Left out: 400. */
  readonly exactUpTo?: number;
  readonly now?: () => number;
}

/**
 * Which cells to leave out beside the sensitive ones, so that nobody can bound a sensitive cell inside its protection
 * interval: not with all published cells and all relations, not with the bounds known to everybody, and not with what
 * any insider adds. First a safe pattern of low cost, then, for a system that is small enough, the cheapest; the
 * answer is proven once more before it is given. When time is up before that, what is not yet protected is left out
 * with all totals above it, which is safe by construction.
 *
 * Attacks are reckoned in fractions. An attacker who also uses that counts are whole numbers can end with a narrower
 * interval in tables of three and more dimensions; `attack` with `whole` tells.
 * @throws RangeError when relations of the system do not hold
 * @throws UnprotectableError when a sensitive cell cannot be protected
 * @throws OutOfTimeError when time is up and such a total must be shown, or a cell must have room below it
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
  const quick = suppressByMovements(solver, ready, { seconds: (small ? 0.5 : 0.85) * seconds, now });
  const { pattern, movements } = small ? cheapest(solver, ready, { quick, seconds: left(), now }) : quick;
  proveSafe(solver, ready, pattern, { witnesses: movements, inTime: () => left() > 0 });
  return pattern;
}

interface Cheapest {
  readonly quick: ProvenPattern;
  readonly seconds: number;
  readonly now: () => number;
}

/** The cheapest pattern when it is found and proven in time, or else the one that was. */
function cheapest(solver: Solver, problem: ReadyProblem, { quick, seconds, now }: Cheapest): ProvenPattern {
  const until = now() + seconds * 1000;
  const pattern = suppressExactly(solver, problem, {
    incumbent: quick.pattern,
    movements: quick.movements,
    seconds: seconds * 0.7,
    now,
  });
  if (pattern.cost === quick.pattern.cost) return { ...quick, pattern };
  const movements = proveByMovements(solver, problem, pattern, () => now() < until);
  return movements === undefined ? quick : { pattern, movements };
}
