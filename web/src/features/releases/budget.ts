import type { Budget } from '@datalab/server/modules/releases/releases.contract.ts';

type BudgetProblem = 'out-of-range' | 'above-edition';

export const limits = [
  { name: 'cellsOfEdition', most: 1_000_000 },
  { name: 'cellsOfPerson', most: 1_000_000 },
  { name: 'days', most: 366 },
  { name: 'choicesPerColumn', most: 1000 },
] as const satisfies readonly { readonly name: keyof Budget; readonly most: number }[];

/** What is wrong with each limit, as the hub would say it. */
export function checkBudget(budget: Budget): ReadonlyMap<keyof Budget, BudgetProblem> {
  const wrong = new Map<keyof Budget, BudgetProblem>();
  if (budget.cellsOfPerson > budget.cellsOfEdition) wrong.set('cellsOfPerson', 'above-edition');
  for (const { name, most } of limits) {
    const value = budget[name];
    if (!Number.isInteger(value) || value < 1 || value > most) wrong.set(name, 'out-of-range');
  }
  return wrong;
}
