import type { Solver } from '../attacker/solver.ts';
import { UnsafePatternError } from '../suppression/audit.ts';
import type { SuppressionPattern } from '../suppression/problem.ts';
import { type SuppressOptions, suppress } from '../suppression/suppress.ts';
import { findDominatedUnions } from './dominated-unions.ts';
import type { HeldTable } from './held-table.ts';
import { magnitudeProblem } from './magnitude-problem.ts';

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

/**
 * Protects tables of sums from contributions to a suppression pattern: primary rules, holders as attackers, secondary
 * suppression, and after that the sums of suppressed cells that follow from one equation or two. A sensitive sum
 * becomes a cell to protect and a new pattern is made, until there is none left. When time is up before that, all
 * totals above each sensitive cell are suppressed as well, so that no such sum remains. A proof of least cost holds for
 * the last round, given the sums found before it.
 * @param options `seconds` counts for all rounds together
 * @throws RangeError when contributions or relations do not add up
 * @throws UnprotectableError when a cell cannot be protected
 * @throws OutOfTimeError when time is up and a total that must be shown stands above a sensitive cell
 * @throws UnsafePatternError never, as far as is known
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
    const forThisRound = left() * roundShare;
    const pattern = suppress(solver, made.problem, {
      seconds: forThisRound,
      exactUpTo: exactUpTo + added,
      now,
    });
    const never = cells.flatMap(({ neverShown }, cell) => (neverShown === true ? [cell] : []));
    const found = findDominatedUnions(table, new Set([...pattern.primary, ...pattern.secondary, ...never]));
    const [first] = found;
    if (first === undefined) {
      const primary = pattern.primary.filter((cell) => cell < cells.length);
      return { kind: 'protected', pattern: { ...pattern, primary }, unions };
    }
    if (forThisRound === 0) throw new UnsafePatternError(nameSum(table, first.cells), 'outsider');
    unions.push(...found.map((union) => union.cells));
  }
}

/** The share of the remaining time that one round may use, so that a next one has some too. */
const roundShare = 0.6;

function nameSum({ tabulated }: HeldTable, union: readonly number[]): string {
  return union.map((cell) => tabulated.system.cells[cell]?.id).join(' + ');
}
