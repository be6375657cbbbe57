import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import { type Actor, requireRole } from '../../platform/http/actor.ts';
import type { Budget } from './releases.contract.ts';

/**
 * Enough for a month of work, and far too little to undo the noise: with twelve values, forty choices of several of
 * them give a count away in two of three cases, ten in few.
 */
export const defaultBudget: Budget = {
  cellsOfEdition: 60_000,
  cellsOfPerson: 20_000,
  choicesPerColumn: 10,
  days: 30,
};

export interface Used {
  readonly cellsOfEdition: number;
  readonly cellsOfPerson: number;
  /** Per column, the different choices of several values so far. */
  readonly choices: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface Asked {
  readonly cells: number;
  /** `<data set> <column>` with the chosen values. */
  readonly choices: readonly (readonly [column: string, values: string])[];
}

/** Whether an answer still fits. What was shown before costs nothing. */
export function mayAskMore(asked: Asked, used: Used, budget: Budget): PolicyAnswer {
  const { days } = budget;
  if (asked.cells > 0 && used.cellsOfEdition + asked.cells > budget.cellsOfEdition) {
    return denied('releases.edition-budget-used', { days, most: budget.cellsOfEdition });
  }
  if (asked.cells > 0 && used.cellsOfPerson + asked.cells > budget.cellsOfPerson) {
    return denied('releases.person-budget-used', { days, most: budget.cellsOfPerson });
  }
  for (const [column, values] of asked.choices) {
    const before = used.choices.get(column);
    const isNew = before === undefined || !before.has(values);
    if (isNew && (before?.size ?? 0) >= budget.choicesPerColumn) {
      return denied('releases.choices-used', { most: budget.choicesPerColumn });
    }
  }
  return allowed;
}

/** A larger budget for one person than for everybody together would promise what cannot be given. */
export function isBudgetPossible({ cellsOfPerson, cellsOfEdition }: Budget): PolicyAnswer {
  return cellsOfPerson <= cellsOfEdition ? allowed : denied('releases.person-above-edition');
}

/** The privacy officer of an organisation that stepped in. */
export function mayOversee(
  actor: Actor,
  { organisationsIn }: { readonly organisationsIn: readonly string[] },
): PolicyAnswer {
  if (!organisationsIn.includes(actor.organisation)) return denied('releases.role-may-not-see');
  return requireRole(actor, ['privacy-officer'], 'releases.role-may-not-see');
}
