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
 * From contributions to a suppression problem: the cells that the primary rules call sensitive with the protection
 * each needs, and the holders as insiders. The first positions are those of the tables; cells that say what holders
 * know and what unions hold come after. A protection of nothing (all noughts) becomes the smallest contribution above
 * 0, for something must stay possible.
 * @param unions sets of cells of which the sum must be protected as well, see `findDominatedUnions`
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

/** Suppressed cells of one equation of which the sum, known to everybody, is sensitive. */
export interface DominatedUnion {
  /** Position of the relation in the system of the tables. */
  readonly relation: number;
  readonly cells: readonly number[];
  readonly verdict: Verdict & { readonly kind: 'sensitive' };
}

/**
 * Where the total of an equation is shown, the sum of its suppressed cells can be reckoned and is as good as a
 * published cell. These are the equations in which that sum is itself sensitive, for instance dominated by one holder
 * over all the cells (tau-Argus users met it as UserSupport issue 160). Sums over several equations together are not
 * looked at.
 * @param hidden positions of all cells that are not shown
 */
export function findDominatedUnions(table: HeldTable, hidden: ReadonlySet<number>): DominatedUnion[] {
  return table.tabulated.system.relations.flatMap(({ total, parts }, relation) => {
    const cells = parts.filter((part) => hidden.has(part));
    if (hidden.has(total) || cells.length < 2 || cells.length === parts.length) return [];
    const verdict = judgeCell(
      cells.flatMap((cell) => contributionsTo(table, cell)),
      table.rules,
    );
    return verdict.kind === 'sensitive' ? [{ relation, cells, verdict }] : [];
  });
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
