import { describe, expect, it, test } from 'vitest';
import { denied } from '../../platform/errors/failure.ts';
import { person, rolesAllowed, verdictOf } from '../../platform/http/actor.testing.ts';
import { roles } from '../identity/identity.contract.ts';
import type { Budget } from './releases.contract.ts';
import { defaultBudget, isBudgetPossible, mayAskMore, mayOversee, type Used } from './releases.policy.ts';

const budget: Budget = { cellsOfEdition: 100, cellsOfPerson: 40, choicesPerColumn: 2, days: 30 };
const unused: Used = { cellsOfEdition: 0, cellsOfPerson: 0, choices: new Map() };

describe('another answer', () => {
  const ask = (cells: number, used: Partial<Used>) =>
    mayAskMore({ cells, choices: [] }, { ...unused, ...used }, budget);

  it('fits to the last cell of the edition and of the person', () => {
    expect(ask(10, { cellsOfEdition: 90, cellsOfPerson: 30 })).toEqual({ allowed: true });
    expect(ask(11, { cellsOfEdition: 90 })).toEqual(
      denied('releases.edition-budget-used', { days: 30, most: 100 }),
    );
    expect(ask(11, { cellsOfPerson: 30 })).toEqual(
      denied('releases.person-budget-used', { days: 30, most: 40 }),
    );
  });

  it('that was shown before costs nothing, also when everything is used', () => {
    expect(ask(0, { cellsOfEdition: 101, cellsOfPerson: 41 })).toEqual({ allowed: true });
  });

  it('chooses other values of a column only so many times', () => {
    const choices = new Map([['reports kind', new Set(['a', 'b'])]]);
    const choose = (column: string, values: string) =>
      mayAskMore({ cells: 1, choices: [[column, values]] }, { ...unused, choices }, budget);
    expect(choose('reports kind', 'a')).toEqual({ allowed: true });
    expect(choose('reports kind', 'c')).toEqual(denied('releases.choices-used', { most: 2 }));
    expect(choose('reports month', 'c')).toEqual({ allowed: true });
    choices.set('reports kind', new Set(['a']));
    expect(choose('reports kind', 'c')).toEqual({ allowed: true });
  });

  it('chooses nothing at all where no choice is allowed', () => {
    const strict = { ...budget, choicesPerColumn: 0 };
    expect(verdictOf(mayAskMore({ cells: 1, choices: [['reports kind', 'a']] }, unused, strict))).toBe(
      'releases.choices-used',
    );
  });
});

test('one person has no more room than everybody together', () => {
  expect(verdictOf(isBudgetPossible(defaultBudget))).toBe('allowed');
  expect(verdictOf(isBudgetPossible({ ...budget, cellsOfPerson: 100 }))).toBe('allowed');
  expect(verdictOf(isBudgetPossible({ ...budget, cellsOfPerson: 101 }))).toBe(
    'releases.person-above-edition',
  );
});

test('figures are overseen by the privacy officer of an organisation that stepped in', () => {
  const edition = { organisationsIn: ['town'] };
  expect(rolesAllowed(roles, (actor) => mayOversee(actor, edition))).toEqual(['privacy-officer']);
  expect(verdictOf(mayOversee(person('town', 'analyst'), edition))).toBe('releases.role-may-not-see');
  expect(verdictOf(mayOversee(person('care', 'privacy-officer'), edition))).toBe('releases.role-may-not-see');
});
