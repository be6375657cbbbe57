import type { CellSystem } from '../tables/system.ts';
import type { Insider, ReadyProblem } from './problem.ts';

/** One thing that must be possible for an attacker to believe. */
export type Need = DirectedNeed | WidthNeed;

interface AnyNeed {
  readonly cell: number;
  /** Undefined: an attacker from outside. */
  readonly insider: Insider | undefined;
}

interface DirectedNeed extends AnyNeed {
  /** This cell lies this much higher or, when negative, lower. */
  readonly by: number;
}

interface WidthNeed extends AnyNeed {
  /** Between the highest and the lowest the cell may be there is at least this much. */
  readonly width: number;
}

/** What must stay possible for somebody from outside. Largest first: what protects a large cell often protects more. */
export function needsOutside({ sensitive }: ReadyProblem): Need[] {
  return [...sensitive]
    .flatMap(([cell, { lower = 0, upper = 0, width = 0 }]): Need[] => [
      ...(upper > 0 ? [{ cell, insider: undefined, by: upper }] : []),
      ...(lower > 0 ? [{ cell, insider: undefined, by: -lower }] : []),
      ...(width > 0 ? [{ cell, insider: undefined, width }] : []),
    ])
    .sort((one, other) => sizeOf(other) - sizeOf(one));
}

/** The needs of everybody: outsiders before insiders, who need nothing of a cell they know. */
export function needsOf(problem: ReadyProblem): Need[] {
  const outside = needsOutside(problem);
  const inside = problem.watchers.flatMap((insider) =>
    outside.filter(({ cell }) => !insider.knowledge.has(cell)).map((need) => ({ ...need, insider })),
  );
  return [...outside, ...inside];
}

/** Ways to meet the need: of one of these lists every movement of the cell must be possible. */
export function waysOf(need: Need): readonly (readonly number[])[] {
  if ('by' in need) return [[need.by]];
  return [[need.width], [-need.width], [need.width / 2, -need.width / 2]];
}

export function sizeOf(need: Need): number {
  return 'by' in need ? Math.abs(need.by) : need.width;
}

export function nameNeed({ cells }: CellSystem, { cell, insider }: Need): string {
  const id = cells[cell]?.id ?? String(cell);
  return insider === undefined ? id : `${id} (from ${insider.id})`;
}
