import type { CellSystem } from '../tables/system.ts';
import type { Perturbation } from './feasible-perturbation.ts';

export interface TotalSuppression {
  /**
   * The same change for the cell, for one part of it at each level below, and for all totals these count in: no
   * programme is needed to find it, and all those totals are suppressed. Undefined when a closed cell is in the way.
   * @param closed cells that cannot change
   */
  raiseWithTotals(cell: number, by: number, closed: (cell: number) => boolean): Perturbation | undefined;
}

/**
 * Perturbations by construction, for when there is no time to look for cheaper ones. A cell and all totals above it can
 * always be higher together, as long as none of them is shown.
 * @param avoid cells that are the last choice as a part to raise, such as cells that insiders know
 */
export function createTotalSuppression(
  { relations }: CellSystem,
  avoid: (cell: number) => boolean,
): TotalSuppression {
  const asPart = new Map<number, number[]>();
  const asTotal = new Map<number, number[]>();
  const add = (index: Map<number, number[]>, cell: number, relation: number): void => {
    index.set(cell, [...(index.get(cell) ?? []), relation]);
  };
  for (const [position, { total, parts }] of relations.entries()) {
    add(asTotal, total, position);
    for (const part of parts) add(asPart, part, position);
  }
  /** Adds the cell and all totals above it; false when two parts of one sum would be raised, or a closed cell. */
  const raise = (raised: Set<number>, start: number, closed: (cell: number) => boolean): boolean => {
    const waiting = [start];
    for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
      if (raised.has(cell)) continue;
      if (closed(cell)) return false;
      raised.add(cell);
      for (const relation of asPart.get(cell) ?? []) {
        const { total, parts } = relations[relation] ?? { total: cell, parts: [] };
        if (parts.some((part) => part !== cell && raised.has(part))) return false;
        waiting.push(total);
      }
    }
    return true;
  };
  /** The parts of a total that is raised while none of its parts is. */
  const partsOfBareTotal = (raised: ReadonlySet<number>): readonly number[] | undefined => {
    for (const cell of raised) {
      for (const relation of asTotal.get(cell) ?? []) {
        const parts = relations[relation]?.parts ?? [];
        if (!parts.some((part) => raised.has(part))) return parts;
      }
    }
    return undefined;
  };
  return {
    raiseWithTotals: (cell, by, closed) => {
      let raised = new Set<number>();
      if (!raise(raised, cell, closed)) return undefined;
      for (let parts = partsOfBareTotal(raised); parts !== undefined; parts = partsOfBareTotal(raised)) {
        const next = firstRaisable(preferredFirst(parts, avoid), raised, (one, part) =>
          raise(one, part, closed),
        );
        if (next === undefined) return undefined;
        raised = next;
      }
      return new Map([...raised].map((one) => [one, by]));
    },
  };
}

function preferredFirst(parts: readonly number[], avoid: (cell: number) => boolean): number[] {
  return [...parts].sort((one, other) => Number(avoid(one)) - Number(avoid(other)));
}

function firstRaisable(
  parts: readonly number[],
  raised: ReadonlySet<number>,
  raise: (raised: Set<number>, part: number) => boolean,
): Set<number> | undefined {
  for (const part of parts) {
    const next = new Set(raised);
    if (raise(next, part)) return next;
  }
  return undefined;
}
