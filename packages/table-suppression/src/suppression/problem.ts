import type { Knowledge } from '../attacker/attack.ts';
import type { CellSystem, SystemCell } from '../tables/system.ts';

/**
 * How uncertain the attacker must stay about a sensitive cell, in the unit of the table (the upper, lower and sliding
 * protection level of the Handbook on SDC). An absent level requires nothing.
 */
export interface Protection {
  /** The attacker's upper bound is at least this far above the value. */
  readonly upper?: number;
  /** The attacker's lower bound is at least this far below the value. */
  readonly lower?: number;
  /** The bounds lie at least this far apart, on whichever side of the value. */
  readonly width?: number;
}

/** A contributor who uses what they know about themselves. */
export interface Insider {
  /** Names the insider in reports, for instance "the only contributor of X". */
  readonly id: string;
  readonly knowledge: Knowledge;
}

export interface SuppressionProblem {
  readonly system: CellSystem;
  /** The primary cells with the protection each needs. */
  readonly sensitive: ReadonlyMap<number, Protection>;
  /** Cells that were promised to the public and cannot be suppressed. */
  readonly mustShow?: ReadonlySet<number>;
  /** What is lost when a cell is not shown; above 0. Default: `informationLoss`. */
  readonly cost?: (cell: SystemCell) => number;
  /** Every sensitive cell is protected against each of them, except the cells they know. */
  readonly insiders?: readonly Insider[];
}

export interface SuppressionPattern {
  /** Positions of the sensitive cells and of those suppressed to protect them, in order of position. */
  readonly primary: readonly number[];
  readonly secondary: readonly number[];
  /** The cost of all secondary cells together. */
  readonly cost: number;
  /** `optimal`: no pattern that is safe costs less. `safe`: proven safe, perhaps not the cheapest. */
  readonly proven: 'optimal' | 'safe';
  /** Time was up: some cells are protected by suppressing all totals above them. With more time more can be shown. */
  readonly timedOut?: true;
}

/** A sensitive cell that cannot be protected, because too much must be shown or is known in advance. */
export class UnprotectableError extends Error {
  readonly cell: string;
  constructor(cell: string) {
    super(
      `${cell} cannot be protected: too many cells around it must be shown, or its bounds are known. Allow more cells to be suppressed, or do not publish the table.`,
    );
    this.name = 'UnprotectableError';
    this.cell = cell;
  }
}

/** Time was up before every sensitive cell was protected, and suppressing all totals above it is not enough. */
export class OutOfTimeError extends Error {
  readonly cell: string;
  constructor(cell: string) {
    super(
      `There was no time to find a safe pattern for ${cell}, and nothing is shown. Allow more time, or leave out a variable or level of the table.`,
    );
    this.name = 'OutOfTimeError';
    this.cell = cell;
  }
}

/**
 * One for each cell, and a little for its size (at most one more, for a cell as large as the whole): fewest cells
 * first, and among equal patterns the one that hides the least of the total.
 */
export function informationLoss({ cells }: CellSystem): (cell: SystemCell) => number {
  const whole = cells.reduce((most, { value }) => Math.max(most, Math.abs(value)), 0);
  return ({ value }) => 1 + (whole === 0 ? 0 : Math.abs(value) / whole);
}

export interface ReadyProblem extends SuppressionProblem {
  readonly costs: readonly number[];
  /** Never shown: the sensitive cells and those outside any table. */
  readonly hidden: ReadonlySet<number>;
  readonly shown: ReadonlySet<number>;
  readonly watchers: readonly Insider[];
}

/** @throws UnprotectableError when a sensitive cell must be shown */
export function readyProblem(problem: SuppressionProblem): ReadyProblem {
  const { system, sensitive, mustShow = new Set(), insiders = [] } = problem;
  const costOf = problem.cost ?? informationLoss(system);
  for (const cell of sensitive.keys()) {
    if (mustShow.has(cell)) throw new UnprotectableError(system.cells[cell]?.id ?? String(cell));
  }
  const never = system.cells.flatMap(({ neverShown }, cell) => (neverShown === true ? [cell] : []));
  return {
    ...problem,
    costs: system.cells.map((cell) => (cell.neverShown === true ? 0 : costOf(cell))),
    hidden: new Set([...sensitive.keys(), ...never]),
    shown: mustShow,
    watchers: insiders,
  };
}

export function patternOf(
  problem: ReadyProblem,
  suppressed: ReadonlySet<number>,
  proven: SuppressionPattern['proven'],
): SuppressionPattern {
  const inOrder = [...suppressed].sort((one, other) => one - other);
  const secondary = inOrder.filter((cell) => !problem.hidden.has(cell));
  return {
    primary: [...problem.sensitive.keys()].sort((one, other) => one - other),
    secondary,
    cost: secondary.reduce((sum, cell) => sum + (problem.costs[cell] ?? 0), 0),
    proven,
  };
}
