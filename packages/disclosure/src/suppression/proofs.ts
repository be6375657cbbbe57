import type { Knowledge } from '../attacker/attack.ts';
import { roomOf, type SystemCell } from '../tables/system.ts';
import type { Movement } from './movement.ts';
import { type Need, waysOf } from './needs.ts';

/** A movement, and the share or multiple of it that is used; below 0 it is turned around. */
export interface Step {
  readonly movement: Movement;
  readonly factor: number;
}

/** The steps that together show that a need is met. */
export type Proof = readonly Step[];

export function restsOn(proof: Proof, cell: number): boolean {
  return proof.some(({ movement }) => movement.has(cell));
}

/** Movements that were found, by the cells that move. */
export interface MovementPool {
  keep(movement: Movement): void;
  /** What shows that the need is met, of usable movements only. */
  find(need: Need, isUsable?: (movement: Movement) => boolean): Proof | undefined;
  /** Forgets every movement that uses the cell. */
  drop(cell: number): void;
  all(): readonly Movement[];
}

export function createMovementPool(
  cells: readonly SystemCell[],
  movements: readonly Movement[] = [],
): MovementPool {
  const movementsOf = new Map<number, Set<Movement>>();
  const keep = (movement: Movement): void => {
    for (const cell of movement.keys()) {
      const kept = movementsOf.get(cell);
      if (kept === undefined) movementsOf.set(cell, new Set([movement]));
      else kept.add(movement);
    }
  };
  const findStep = (
    { cell, insider }: Need,
    by: number,
    isUsable: (movement: Movement) => boolean,
  ): Step | undefined => {
    for (const movement of movementsOf.get(cell) ?? []) {
      const step = { movement, factor: by / (movement.get(cell) ?? 0) };
      const fitsAll = isUsable(movement) && isPossible(step, cells);
      if (fitsAll && (insider === undefined || isPossibleFor(step, cells, insider.knowledge))) return step;
    }
    return undefined;
  };
  for (const movement of movements) keep(movement);
  return {
    keep,
    find: (need, isUsable = () => true) => {
      for (const way of waysOf(need)) {
        const steps = way.map((by) => findStep(need, by, isUsable));
        if (steps.every((step) => step !== undefined)) return steps;
      }
      return undefined;
    },
    drop: (cell) => {
      for (const movement of movementsOf.get(cell) ?? []) {
        for (const other of movement.keys()) movementsOf.get(other)?.delete(movement);
      }
    },
    all: () => [...new Set([...movementsOf.values()].flatMap((kept) => [...kept]))],
  };
}

/** Whether all cells stay within what everybody knows. */
export function isPossible({ movement, factor }: Step, cells: readonly SystemCell[]): boolean {
  for (const [position, unit] of movement) {
    const one = cells[position];
    if (one === undefined) return false;
    const { up, down } = roomOf(one);
    if (!fits(unit * factor, down, up)) return false;
  }
  return true;
}

/** Whether the cells that somebody knows something of stay within that as well. */
export function isPossibleFor(
  { movement, factor }: Step,
  cells: readonly SystemCell[],
  knowledge: Knowledge,
): boolean {
  const knowsMore = knowledge.size > movement.size;
  for (const position of knowsMore ? movement.keys() : knowledge.keys()) {
    const known = knowledge.get(position);
    const unit = movement.get(position);
    const value = cells[position]?.value;
    if (known === undefined || unit === undefined || value === undefined) continue;
    if (!fits(unit * factor, value - known.lower, known.upper - value)) return false;
  }
  return true;
}

/** A millionth of the change is left to the solver. */
function fits(change: number, down: number, up: number): boolean {
  const slack = 1e-6 * Math.max(1e-3, Math.abs(change));
  return change <= up + slack && -change <= down + slack;
}
