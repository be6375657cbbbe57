import type { Insider } from './problem.ts';

/** For each cell the insiders with knowledge of it. */
export type InsiderKnowledge = ReadonlyMap<number, readonly Insider[]>;

export function indexKnowledge(insiders: readonly Insider[]): InsiderKnowledge {
  const found = new Map<number, Insider[]>();
  for (const insider of insiders) {
    for (const cell of insider.knowledge.keys()) {
      const there = found.get(cell);
      if (there === undefined) found.set(cell, [insider]);
      else there.push(insider);
    }
  }
  return found;
}

/**
 * The insiders with knowledge of any of these cells. For all others a change to these cells is as possible as for
 * outsiders.
 */
export function insidersKnowing(known: InsiderKnowledge, cells: Iterable<number>): Set<Insider> {
  const found = new Set<Insider>();
  for (const cell of cells) for (const insider of known.get(cell) ?? []) found.add(insider);
  return found;
}
