import type { Solver } from '../attacker/solver.ts';
import type { SuppressionPattern } from '../suppression/problem.ts';
import { type SuppressOptions, suppress } from '../suppression/suppress.ts';
import type { HeldTable } from './held-table.ts';
import { findDominatedUnions, magnitudeProblem } from './magnitude-problem.ts';

/** A pattern for tables of sums, or the positions of the cells that a person has to judge first. */
export type MagnitudeProtection =
  | { readonly kind: 'review'; readonly cells: readonly number[] }
  | {
      readonly kind: 'protected';
      /** Positions in the system of the tables. */
      readonly pattern: SuppressionPattern;
      /** Sums of suppressed cells that had to be protected as if they were cells, as positions. */
      readonly unions: readonly (readonly number[])[];
    };

/** Sums of suppressed cells kept coming out sensitive until time was up; nothing is returned. */
export class UnsettledUnionsError extends Error {
  constructor(seconds: number) {
    super(
      `No pattern was found in ${seconds} s in which all sums of suppressed cells are safe too. Allow more time, or leave out a variable or level of the table.`,
    );
    this.name = 'UnsettledUnionsError';
  }
}

/**
 * Protects tables of sums from contributions to pattern: primary rules, holders as attackers, secondary suppression,
 * and after that the sums of suppressed cells in each equation. A sum that is sensitive becomes a cell to protect and
 * the pattern is made anew, until there is none. A proof of least cost holds for the last round: given the sums that
 * came up before it.
 * @param options `seconds` counts for all rounds together
 * @throws RangeError when contributions or relations do not add up
 * @throws UnprotectableError when a cell cannot be protected
 * @throws UnsettledUnionsError when time is up between two rounds
 */
export function protectMagnitudes(
  solver: Solver,
  table: HeldTable,
  options: SuppressOptions = {},
): MagnitudeProtection {
  const { seconds = 60, exactUpTo = 400, now = () => performance.now() } = options;
  const { cells } = table.tabulated.system;
  const begun = now();
  const left = () => Math.max(0, seconds - (now() - begun) / 1000);
  const unions: (readonly number[])[] = [];
  for (;;) {
    const made = magnitudeProblem(table, unions);
    if (made.kind === 'review') return made;
    const added = made.problem.system.cells.length - cells.length;
    const pattern = suppress(solver, made.problem, { seconds: left(), exactUpTo: exactUpTo + added, now });
    const never = cells.flatMap(({ neverShown }, cell) => (neverShown === true ? [cell] : []));
    const found = findDominatedUnions(table, new Set([...pattern.primary, ...pattern.secondary, ...never]));
    if (found.length === 0) {
      const primary = pattern.primary.filter((cell) => cell < cells.length);
      return { kind: 'protected', pattern: { ...pattern, primary }, unions };
    }
    if (left() === 0) throw new UnsettledUnionsError(seconds);
    unions.push(...distinct(found.map((union) => union.cells)));
  }
}

function distinct(unions: readonly (readonly number[])[]): (readonly number[])[] {
  return [...new Map(unions.map((cells) => [cells.join(' '), cells])).values()];
}
