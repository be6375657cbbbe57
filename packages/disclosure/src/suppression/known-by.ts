import type { Insider } from './problem.ts';

/** For each cell that somebody knows something of: who. */
export type KnownBy = ReadonlyMap<number, readonly Insider[]>;

export function knownBy(insiders: readonly Insider[]): KnownBy {
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

/** Who knows something of any of these cells. For all others a change to them is as possible as for outsiders. */
export function whoKnowAny(known: KnownBy, cells: Iterable<number>): Set<Insider> {
  const found = new Set<Insider>();
  for (const cell of cells) for (const insider of known.get(cell) ?? []) found.add(insider);
  return found;
}
