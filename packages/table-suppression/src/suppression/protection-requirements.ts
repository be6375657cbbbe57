import type { CellSystem } from '../tables/system.ts';
import type { Insider, ReadyProblem } from './problem.ts';

/** One thing that an attacker must be unable to rule out. */
export type Requirement = DirectedRequirement | WidthRequirement;

interface AnyRequirement {
  readonly cell: number;
  /** Undefined: an outsider. */
  readonly insider: Insider | undefined;
}

interface DirectedRequirement extends AnyRequirement {
  /** The cell is this much higher or, when negative, lower. */
  readonly by: number;
}

interface WidthRequirement extends AnyRequirement {
  /** The highest and the lowest possible value of the cell are at least this far apart. */
  readonly width: number;
}

/** The requirements against an outsider. Largest first: what protects a large cell often protects more. */
export function outsiderRequirements({ sensitive }: ReadyProblem): Requirement[] {
  return [...sensitive]
    .flatMap(([cell, { lower = 0, upper = 0, width = 0 }]): Requirement[] => [
      ...(upper > 0 ? [{ cell, insider: undefined, by: upper }] : []),
      ...(lower > 0 ? [{ cell, insider: undefined, by: -lower }] : []),
      ...(width > 0 ? [{ cell, insider: undefined, width }] : []),
    ])
    .sort((one, other) => sizeOf(other) - sizeOf(one));
}

/**
 * The requirements against all attackers: outsiders before insiders; a cell that an insider knows needs no protection
 * against them.
 */
export function allRequirements(problem: ReadyProblem): Requirement[] {
  const outside = outsiderRequirements(problem);
  const inside = problem.watchers.flatMap((insider) =>
    outside
      .filter(({ cell }) => !insider.knowledge.has(cell))
      .map((requirement) => ({ ...requirement, insider })),
  );
  return [...outside, ...inside];
}

/** Alternative ways to meet the requirement: in one of these lists every change of the cell must be possible. */
export function alternativesOf(requirement: Requirement): readonly (readonly number[])[] {
  if ('by' in requirement) return [[requirement.by]];
  return [[requirement.width], [-requirement.width], [requirement.width / 2, -requirement.width / 2]];
}

export function sizeOf(requirement: Requirement): number {
  return 'by' in requirement ? Math.abs(requirement.by) : requirement.width;
}

export function nameRequirement({ cells }: CellSystem, { cell, insider }: Requirement): string {
  const id = cells[cell]?.id ?? String(cell);
  return insider === undefined ? id : `${id} (from ${insider.id})`;
}
