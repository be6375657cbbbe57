import type { Protection, SuppressionProblem } from '../suppression/problem.ts';
import type { SystemCell } from '../tables/system.ts';
import { groupByHolder } from './contributions.ts';
import { contributionsTo, type HeldTable, judgeTable, smallestContribution } from './held-table.ts';
import { knowledgeOfHolders } from './knowledge-of-holders.ts';
import { judgeCell, type Verdict } from './rules.ts';

/** The problem of a table of sums, or the positions of the cells that a person has to judge first. */
export type MagnitudeProblem =
  | { readonly kind: 'review'; readonly cells: readonly number[] }
  | { readonly kind: 'ready'; readonly problem: SuppressionProblem; readonly verdicts: readonly Verdict[] };

/**
 * Turns contributions into a suppression problem: the cells that the primary rules call sensitive, with the protection
 * each needs, and the holders as insiders. The first positions are those of the tables; cells for the knowledge of
 * holders and for unions come after. A protection of zero (all contributions are zero) becomes the smallest
 * contribution above 0, because some uncertainty must remain.
 * @param unions sets of cells whose sum must be protected as well, see `findDominatedUnions`
 * @throws RangeError when contributions do not add up to their cells
 */
export function magnitudeProblem(
  table: HeldTable,
  unions: readonly (readonly number[])[] = [],
): MagnitudeProblem {
  const verdicts = judgeTable(table);
  const open = verdicts.flatMap(({ kind }, cell) => (kind === 'review' ? [cell] : []));
  if (open.length > 0) return { kind: 'review', cells: open };
  const { cells, relations } = table.tabulated.system;
  const together = unions.map((union) => union.flatMap((cell) => contributionsTo(table, cell)));
  const system = {
    cells: [...cells, ...unions.map((union) => unionCell(cells, union))],
    relations: [...relations, ...unions.map((parts, at) => ({ total: cells.length + at, parts }))],
  };
  const all = [...verdicts, ...together.map((contributions) => judgeCell(contributions, table.rules))];
  const held = [...cells.keys()].map((cell) => contributionsTo(table, cell));
  const knowledge = knowledgeOfHolders(
    system,
    [...held, ...together].map(groupByHolder),
    all,
    table.attackers,
  );
  const problem: SuppressionProblem = {
    system: {
      cells: [...system.cells, ...knowledge.cells],
      relations: [...system.relations, ...knowledge.relations],
    },
    sensitive: protectionOf(all, smallestContribution(table)),
    insiders: knowledge.insiders,
    ...(table.mustShow === undefined ? {} : { mustShow: table.mustShow }),
    ...(table.cost === undefined ? {} : { cost: table.cost }),
  };
  return { kind: 'ready', problem, verdicts };
}

function unionCell(cells: readonly SystemCell[], union: readonly number[]): SystemCell {
  const id = `together: ${union.map((cell) => cells[cell]?.id).join(' + ')}`;
  return { id, value: union.reduce((sum, cell) => sum + (cells[cell]?.value ?? 0), 0), neverShown: true };
}

function protectionOf(verdicts: readonly Verdict[], least: number): Map<number, Protection> {
  return new Map(
    verdicts.flatMap((verdict, cell) =>
      verdict.kind === 'sensitive' ? [[cell, { upper: Math.max(least, verdict.protection.upper) }]] : [],
    ),
  );
}
