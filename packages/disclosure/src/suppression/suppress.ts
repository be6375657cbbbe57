import { attack } from '../attacker/attack.ts';
import type { Solver } from '../attacker/solver.ts';
import { checkSystem } from '../tables/system.ts';
import { suppressExactly } from './exact.ts';
import { suppressByMovements } from './heuristic.ts';
import {
  type ReadyProblem,
  readyProblem,
  type SuppressionPattern,
  type SuppressionProblem,
} from './problem.ts';

export interface SuppressOptions {
  /** The longest it may take, proof included; about. Left out: 60. */
  readonly seconds?: number;
  /** Up to this many cells the cheapest pattern is looked for as well. Left out: 400. */
  readonly exactUpTo?: number;
  readonly now?: () => number;
}

/** A pattern came out that the attacker breaks: an error in this library, and nothing is returned. */
export class UnsafePatternError extends Error {
  constructor(cell: string, who: string) {
    super(`The pattern found does not protect ${cell} against ${who}; nothing may be shown`);
    this.name = 'UnsafePatternError';
  }
}

/**
 * Which cells to leave out beside the sensitive ones, so that nobody can bound a sensitive cell inside its protection
 * interval: not with all published cells and all relations, not with the bounds known to everybody, and not with what
 * any insider adds. First a safe pattern of low cost, then, for a system that is small enough, the cheapest; the
 * answer is attacked once more before it is given.
 *
 * Attacks are reckoned in fractions. An attacker who also uses that counts are whole numbers can end with a narrower
 * interval in tables of three and more dimensions; `attack` with `whole` tells.
 * @throws RangeError when relations of the system do not hold
 * @throws UnprotectableError when a sensitive cell cannot be protected
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
  const found = suppressByMovements(solver, ready, { seconds: left() / 2, now });
  const small = problem.system.cells.length <= exactUpTo;
  const pattern = small
    ? suppressExactly(solver, ready, { incumbent: found, seconds: left() / 2, now })
    : found;
  proveSafe(solver, ready, pattern);
  return pattern;
}

/** @throws UnsafePatternError for the first sensitive cell that the attacker gets too close to */
export function proveSafe(solver: Solver, problem: ReadyProblem, pattern: SuppressionPattern): void {
  const hidden = new Set([...problem.hidden, ...pattern.secondary]);
  const outsider = { id: 'everybody', knowledge: new Map() };
  for (const { id, knowledge } of [outsider, ...problem.watchers]) {
    const targets = [...problem.sensitive.keys()].filter((cell) => !knowledge.has(cell));
    for (const { cell, lower, upper } of attack(solver, problem.system, hidden, { knowledge }, targets)) {
      const one = problem.system.cells[cell];
      const need = problem.sensitive.get(cell);
      if (one === undefined || need === undefined) continue;
      const slack = 1e-4 * Math.max(1, Math.abs(one.value));
      const enough =
        upper >= one.value + (need.upper ?? 0) - slack &&
        lower <= one.value - (need.lower ?? 0) + slack &&
        upper - lower >= (need.width ?? 0) - slack;
      if (!enough) throw new UnsafePatternError(one.id, id);
    }
  }
}
