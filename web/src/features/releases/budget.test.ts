import { expect, it } from 'vitest';
import { checkBudget } from './budget.ts';

const budget = { cellsOfEdition: 60_000, cellsOfPerson: 20_000, choicesPerColumn: 10, days: 30 };

it('takes whole numbers within their limits, and no person with more than everybody together', () => {
  expect([...checkBudget(budget)]).toEqual([]);
  expect([...checkBudget({ ...budget, days: 367, choicesPerColumn: 0.5 })]).toEqual([
    ['days', 'out-of-range'],
    ['choicesPerColumn', 'out-of-range'],
  ]);
  expect([...checkBudget({ ...budget, cellsOfEdition: 10_000 })]).toEqual([
    ['cellsOfPerson', 'above-edition'],
  ]);
  expect([...checkBudget({ ...budget, cellsOfEdition: Number.NaN })]).toEqual([
    ['cellsOfEdition', 'out-of-range'],
  ]);
});
