import type { Knowledge } from '../attacker/attack.ts';
import { roomOf, type SystemCell } from '../tables/system.ts';
import type { Perturbation } from './feasible-perturbation.ts';
import { alternativesOf, type Requirement } from './protection-requirements.ts';

/** A perturbation, and the share or multiple of it that is used; negative reverses it. */
export interface Step {
  readonly perturbation: Perturbation;
  readonly factor: number;
}

/** The steps that together prove that a requirement is met. */
export type Proof = readonly Step[];

export function restsOn(proof: Proof, cell: number): boolean {
  return proof.some(({ perturbation }) => perturbation.has(cell));
}

/** The perturbations that were found, by perturbed cell. */
export interface PerturbationPool {
  keep(perturbation: Perturbation): void;
  /** A proof that the requirement is met, from usable perturbations only. */
  find(requirement: Requirement, isUsable?: (perturbation: Perturbation) => boolean): Proof | undefined;
  /** Forgets every perturbation that uses the cell. */
  drop(cell: number): void;
  all(): readonly Perturbation[];
}

export function createPerturbationPool(
  cells: readonly SystemCell[],
  perturbations: readonly Perturbation[] = [],
): PerturbationPool {
  const perturbationsOf = new Map<number, Set<Perturbation>>();
  const keep = (perturbation: Perturbation): void => {
    for (const cell of perturbation.keys()) {
      const kept = perturbationsOf.get(cell);
      if (kept === undefined) perturbationsOf.set(cell, new Set([perturbation]));
      else kept.add(perturbation);
    }
  };
  const findStep = (
    { cell, insider }: Requirement,
    by: number,
    isUsable: (perturbation: Perturbation) => boolean,
  ): Step | undefined => {
    for (const perturbation of perturbationsOf.get(cell) ?? []) {
      const step = { perturbation, factor: by / (perturbation.get(cell) ?? 0) };
      const fitsAll = isUsable(perturbation) && isPossible(step, cells);
      if (fitsAll && (insider === undefined || isPossibleFor(step, cells, insider.knowledge))) return step;
    }
    return undefined;
  };
  for (const perturbation of perturbations) keep(perturbation);
  return {
    keep,
    find: (requirement, isUsable = () => true) => {
      for (const way of alternativesOf(requirement)) {
        const steps = way.map((by) => findStep(requirement, by, isUsable));
        if (steps.every((step) => step !== undefined)) return steps;
      }
      return undefined;
    },
    drop: (cell) => {
      for (const perturbation of perturbationsOf.get(cell) ?? []) {
        for (const other of perturbation.keys()) perturbationsOf.get(other)?.delete(perturbation);
      }
    },
    all: () => [...new Set([...perturbationsOf.values()].flatMap((kept) => [...kept]))],
  };
}

/** Whether all cells stay within their public bounds. */
export function isPossible({ perturbation, factor }: Step, cells: readonly SystemCell[]): boolean {
  for (const [position, unit] of perturbation) {
    const one = cells[position];
    if (one === undefined) return false;
    const { up, down } = roomOf(one);
    if (!fits(unit * factor, down, up)) return false;
  }
  return true;
}

/** Whether the cells that an insider knows stay within that knowledge as well. */
export function isPossibleFor(
  { perturbation, factor }: Step,
  cells: readonly SystemCell[],
  knowledge: Knowledge,
): boolean {
  const knowsMore = knowledge.size > perturbation.size;
  for (const position of knowsMore ? perturbation.keys() : knowledge.keys()) {
    const known = knowledge.get(position);
    const unit = perturbation.get(position);
    const value = cells[position]?.value;
    if (known === undefined || unit === undefined || value === undefined) continue;
    if (!fits(unit * factor, value - known.lower, known.upper - value)) return false;
  }
  return true;
}

/** The solver may be off by a millionth of the change. */
function fits(change: number, down: number, up: number): boolean {
  const slack = 1e-6 * Math.max(1e-3, Math.abs(change));
  return change <= up + slack && -change <= down + slack;
}
