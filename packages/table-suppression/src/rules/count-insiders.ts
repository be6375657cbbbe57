import type { Insider } from '../suppression/problem.ts';
import type { Tabulated } from '../tables/tabulate.ts';

/**
 * The persons who can attack a table of counts with what they know about themselves: anyone who is alone in a cell that
 * is not a total. Such a person knows the count of that cell, and that all its totals are at least 1. No person is
 * named: the ids are numbers.
 */
export function insidersOfCounts({ system, leavesOf }: Tabulated): Insider[] {
  const { cells, relations } = system;
  const totals = new Set(relations.map(({ total }) => total));
  const cellsOf = new Map<number, number[]>();
  for (const [cell, leaves] of leavesOf.entries()) {
    for (const leaf of leaves) {
      const there = cellsOf.get(leaf);
      if (there === undefined) cellsOf.set(leaf, [cell]);
      else there.push(cell);
    }
  }
  const alone = [...cells.keys()].filter((cell) => cells[cell]?.value === 1 && !totals.has(cell));
  return alone.map((own, at) => {
    const above = (leavesOf[own] ?? []).flatMap((leaf) => cellsOf.get(leaf) ?? []);
    const knowledge = new Map(
      above.map((cell) => [cell, { lower: 1, upper: Number.POSITIVE_INFINITY }] as const),
    );
    return { id: `person ${at + 1}`, knowledge: knowledge.set(own, { lower: 1, upper: 1 }) };
  });
}
