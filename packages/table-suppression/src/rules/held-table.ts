import type { SuppressionProblem } from '../suppression/problem.ts';
import type { Tabulated } from '../tables/tabulate.ts';
import type { Contribution } from './contributions.ts';
import { judgeCell, type RuleSet, type Verdict } from './rules.ts';

/** Tables of sums together with their contributors. */
export interface HeldTable {
  readonly tabulated: Tabulated;
  /** For each leaf of the tables the contributions to it, in the order of the leaves. */
  readonly held: readonly (readonly Contribution[])[];
  readonly rules: RuleSet;
  /** Cells that came back as `review` and that a person judged safe. */
  readonly judgedSafe?: ReadonlySet<number>;
  /**
   * Which holders count as attackers with their own knowledge. `leading`: holders that are alone in a cell, and the two
   * largest of each sensitive cell. `alone`: only holders that are alone in a cell, as in tau-Argus, for tables with so
   * many holders that `leading` takes too long. Default: `leading`.
   */
  readonly attackers?: 'leading' | 'alone';
  readonly mustShow?: SuppressionProblem['mustShow'];
  readonly cost?: SuppressionProblem['cost'];
}

/** All contributions to a cell, over all leaves that are counted in it. */
export function contributionsTo({ tabulated, held }: HeldTable, cell: number): Contribution[] {
  return (tabulated.leavesOf[cell] ?? []).flatMap((leaf) => held[leaf] ?? []);
}

/**
 * The verdict on each cell of the system, in order of position, including those that are never shown, because an
 * attacker may calculate one.
 * @throws RangeError when the contributions do not add up to the cell (by more than a millionth)
 */
export function judgeTable(table: HeldTable): Verdict[] {
  return table.tabulated.system.cells.map(({ id, value }, cell) => {
    const contributions = contributionsTo(table, cell);
    const sum = contributions.reduce((so, { value: part, weight = 1 }) => so + part * weight, 0);
    if (Math.abs(sum - value) > 1e-6 * Math.max(1, Math.abs(value))) {
      throw new RangeError(`The contributions to ${id} do not add up to it`);
    }
    const verdict = judgeCell(contributions, table.rules);
    return verdict.kind === 'review' && table.judgedSafe?.has(cell) === true ? { kind: 'safe' } : verdict;
  });
}

/** The smallest contribution above 0: the least by which a cell could have been higher. */
export function smallestContribution({ held }: HeldTable): number {
  const positive = held.flatMap((contributions) =>
    contributions.flatMap(({ value }) => (value > 0 ? [value] : [])),
  );
  return positive.reduce((least, value) => Math.min(least, value), positive[0] ?? 1);
}
