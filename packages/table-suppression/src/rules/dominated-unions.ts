import type { CellSystem } from '../tables/system.ts';
import { contributionsTo, type HeldTable } from './held-table.ts';
import { judgeCell, type Verdict } from './rules.ts';

/** Suppressed cells whose sum can be calculated by anyone and is sensitive. */
export interface DominatedUnion {
  /** Positions of the one or two relations it follows from, in the system of the tables. */
  readonly relations: readonly number[];
  readonly cells: readonly number[];
  readonly verdict: Verdict & { readonly kind: 'sensitive' };
}

/**
 * Where the total of an equation is shown, the sum of its suppressed cells can be calculated and is in effect
 * published. Two equations with a suppressed cell in common give such a sum too, when that cell cancels: a suppressed
 * total and its parts. These are the sums that are themselves sensitive, for instance dominated by one holder over all
 * the cells (tau-Argus users met it as UserSupport issue 160). Sums that need three equations or more, and differences
 * between suppressed cells, are not examined.
 * @param hidden positions of all cells that are not shown
 */
export function findDominatedUnions(table: HeldTable, hidden: ReadonlySet<number>): DominatedUnion[] {
  const { tabulated, rules } = table;
  return knownUnions(tabulated.system, hidden).flatMap(({ relations, cells }) => {
    const leaves = cells.flatMap((cell) => tabulated.leavesOf[cell] ?? []);
    if (new Set(leaves).size < leaves.length) return [];
    const verdict = judgeCell(
      cells.flatMap((cell) => contributionsTo(table, cell)),
      rules,
    );
    return verdict.kind === 'sensitive' ? [{ relations, cells, verdict }] : [];
  });
}

/** What an equation says about suppressed cells: how often each counts in a sum that anyone can calculate. */
interface Equation {
  readonly relations: readonly number[];
  readonly times: ReadonlyMap<number, number>;
}

function knownUnions(
  { relations }: CellSystem,
  hidden: ReadonlySet<number>,
): Pick<DominatedUnion, 'relations' | 'cells'>[] {
  const single = relations.map(({ total, parts }, position): Equation => {
    const times = new Map(parts.filter((part) => hidden.has(part)).map((part) => [part, 1]));
    if (hidden.has(total)) times.set(total, -1);
    return { relations: [position], times };
  });
  const wholly = (position: number) => relations[position]?.parts.every((part) => hidden.has(part)) === true;
  const within = single.filter(({ relations: [position = 0] }) => !wholly(position));
  const found = new Map<string, Pick<DominatedUnion, 'relations' | 'cells'>>();
  for (const equation of [...within, ...pairsOf(single)]) {
    const cells = unionOf(equation);
    const key = cells?.join(' ') ?? '';
    if (cells !== undefined && !found.has(key)) found.set(key, { relations: equation.relations, cells });
  }
  return [...found.values()];
}

/** Every two equations, combined so that a suppressed cell they share cancels. */
function pairsOf(equations: readonly Equation[]): Equation[] {
  const having = new Map<number, Equation[]>();
  for (const equation of equations) {
    for (const cell of equation.times.keys()) having.set(cell, [...(having.get(cell) ?? []), equation]);
  }
  return [...having].flatMap(([cell, sharing]) =>
    sharing.flatMap((one, at) =>
      sharing.slice(at + 1).map((other) => {
        const turn = -(one.times.get(cell) ?? 0) * (other.times.get(cell) ?? 0);
        const times = new Map(one.times);
        for (const [position, count] of other.times) {
          const sum = (times.get(position) ?? 0) + turn * count;
          if (sum === 0) times.delete(position);
          else times.set(position, sum);
        }
        return { relations: [...one.relations, ...other.relations], times };
      }),
    ),
  );
}

/** The cells when each counts once and on the same side, and there are more than one. */
function unionOf({ times }: Equation): readonly number[] | undefined {
  const counts = new Set(times.values());
  const isSum = times.size > 1 && counts.size === 1 && (counts.has(1) || counts.has(-1));
  return isSum ? [...times.keys()].sort((one, other) => one - other) : undefined;
}
