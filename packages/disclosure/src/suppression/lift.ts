import type { CellSystem } from '../tables/system.ts';
import type { Movement } from './movement.ts';

export interface Lifting {
  /**
   * The same change for the cell, for one part of it at each level below, and for all totals these count in: it needs no
   * programme to be found, and takes all those totals out of the table. Undefined when the way is closed.
   * @param closed cells that cannot move
   */
  lift(cell: number, by: number, closed: (cell: number) => boolean): Movement | undefined;
}

/**
 * Movements by construction, for when there is no time to look for cheaper ones. A cell of a table and everything
 * above it can always be higher together, as long as none of these is shown.
 * @param avoid cells that are the last choice as a part to lift, such as what insiders know
 */
export function createLifting({ relations }: CellSystem, avoid: (cell: number) => boolean): Lifting {
  const asPart = new Map<number, number[]>();
  const asTotal = new Map<number, number[]>();
  const add = (index: Map<number, number[]>, cell: number, relation: number): void => {
    index.set(cell, [...(index.get(cell) ?? []), relation]);
  };
  for (const [position, { total, parts }] of relations.entries()) {
    add(asTotal, total, position);
    for (const part of parts) add(asPart, part, position);
  }
  /** Adds the cell and all totals above it; false when two parts of one sum would be lifted, or a closed cell. */
  const raise = (lifted: Set<number>, start: number, closed: (cell: number) => boolean): boolean => {
    const waiting = [start];
    for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
      if (lifted.has(cell)) continue;
      if (closed(cell)) return false;
      lifted.add(cell);
      for (const relation of asPart.get(cell) ?? []) {
        const { total, parts } = relations[relation] ?? { total: cell, parts: [] };
        if (parts.some((part) => part !== cell && lifted.has(part))) return false;
        waiting.push(total);
      }
    }
    return true;
  };
  /** A total that is lifted while none of its parts is. */
  const hollow = (lifted: ReadonlySet<number>): readonly number[] | undefined => {
    for (const cell of lifted) {
      for (const relation of asTotal.get(cell) ?? []) {
        const parts = relations[relation]?.parts ?? [];
        if (!parts.some((part) => lifted.has(part))) return parts;
      }
    }
    return undefined;
  };
  return {
    lift: (cell, by, closed) => {
      let lifted = new Set<number>();
      if (!raise(lifted, cell, closed)) return undefined;
      for (let parts = hollow(lifted); parts !== undefined; parts = hollow(lifted)) {
        const next = firstFit(lastChoiceLast(parts, avoid), lifted, (one, part) => raise(one, part, closed));
        if (next === undefined) return undefined;
        lifted = next;
      }
      return new Map([...lifted].map((one) => [one, by]));
    },
  };
}

function lastChoiceLast(parts: readonly number[], avoid: (cell: number) => boolean): number[] {
  return [...parts].sort((one, other) => Number(avoid(one)) - Number(avoid(other)));
}

function firstFit(
  parts: readonly number[],
  lifted: ReadonlySet<number>,
  raise: (lifted: Set<number>, part: number) => boolean,
): Set<number> | undefined {
  for (const part of parts) {
    const next = new Set(lifted);
    if (raise(next, part)) return next;
  }
  return undefined;
}
