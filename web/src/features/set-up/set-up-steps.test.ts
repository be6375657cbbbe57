import { expect, test } from 'vitest';
import { firstOpen, type SetUpFacts, setUpSteps, stateOf, stepAfter } from './set-up-steps.ts';

const nothing: SetUpFacts = { account: false, mail: false, areas: false, partner: false, edition: false };
const statesOf = (facts: SetUpFacts) => setUpSteps.map((step) => stateOf(step, facts));

test('the first step that is left is the one to go on with, also when a later one is done', () => {
  expect(statesOf(nothing)).toEqual(['current', 'waiting', 'waiting', 'waiting', 'waiting']);
  expect(statesOf({ ...nothing, account: true, areas: true })).toEqual([
    'done',
    'current',
    'done',
    'waiting',
    'waiting',
  ]);
});

test('nothing is left when every step is done', () => {
  const all = { account: true, mail: true, areas: true, partner: true, edition: true };
  expect([firstOpen(all), new Set(statesOf(all))]).toEqual([undefined, new Set(['done'])]);
});

test('steps follow one another to the last', () => {
  expect([stepAfter('account'), stepAfter('edition')]).toEqual(['mail', undefined]);
});
