import { describe, expect, it, test } from 'vitest';
import { denied } from '../../platform/errors/failure.ts';
import { person, rolesAllowed, verdictOf } from '../../platform/http/actor.testing.ts';
import { type StepKey, stepKeys } from '../editions/editions.contract.ts';
import { roles } from '../identity/identity.contract.ts';
import {
  type EditionState,
  mayActFor,
  mayCheckOnTheSpot,
  mayDo,
  mayFinishTask,
  mayMove,
  requirePermission,
} from './solutions.policy.ts';
import { solutionMoves } from './states.contract.ts';

function edition(currentStep: StepKey = 'solve', finished = false): EditionState {
  return { initiator: 'town', currentStep, finished, organisationsIn: ['town', 'police'] };
}

const police = person('police', 'visitor', 'participant');
const deciders = ['facilitator', 'participant', 'manager'];

describe('working on insights and solutions', () => {
  test.each([
    ['leader', ['facilitator'], 'solutions.leader-only'],
    ['decider', deciders, 'solutions.role-may-not'],
    [
      'anybody in',
      ['facilitator', 'participant', 'steward', 'engineer', 'analyst', 'manager'],
      'solutions.role-may-not',
    ],
  ] as const)('as %s is for %j', (mover, suffice, refusal) => {
    expect(rolesAllowed(roles, (actor) => mayDo(mover, 'insights', actor, edition()))).toEqual(suffice);
    expect(verdictOf(mayDo(mover, 'insights', person('town', 'privacy-officer'), edition()))).toBe(refusal);
    expect(verdictOf(mayDo(mover, 'insights', person('care', 'facilitator'), edition()))).toBe(
      'solutions.not-in',
    );
  });

  it('is led only from the organisation that started the edition', () => {
    expect(verdictOf(mayDo('leader', 'insights', person('police', 'facilitator'), edition()))).toBe(
      'solutions.leader-only',
    );
  });

  test.each([
    ['insights', ['analyse', 'solve'], 'solutions.insights-not-open'],
    ['directions', ['analyse', 'solve'], 'solutions.insights-not-open'],
    ['realisation', ['solve'], 'solutions.realisation-not-open'],
  ] as const)('on %s is open in %j (81)', (opening, open, refusal) => {
    const verdicts = stepKeys.map((step) => verdictOf(mayDo('decider', opening, police, edition(step))));
    const isOpen: readonly string[] = open;
    expect(verdicts).toEqual(stepKeys.map((step) => (isOpen.includes(step) ? 'allowed' : refusal)));
  });

  it('ends with the edition', () => {
    expect(verdictOf(mayDo('decider', 'insights', police, edition('solve', true)))).toBe('editions.finished');
  });
});

test('what is seen on the spot is said by working people of an organisation that is in, also at the end', () => {
  const check = (actor = police, at = edition('solve', true)) => verdictOf(mayCheckOnTheSpot(actor, at));
  expect(check()).toBe('allowed');
  expect(check(police, edition('share'))).toBe('solutions.insights-not-open');
  expect(check(person('care', 'participant'))).toBe('solutions.not-in');
  expect(check(person('police', 'privacy-officer'))).toBe('solutions.role-may-not');
});

test('a move starts from the states it names, by who may make it', () => {
  const start = (state: 'feasible' | 'direction', actor = police) =>
    verdictOf(mayMove(solutionMoves.start, state, 'realisation', actor, edition()));
  expect([start('feasible'), start('direction')]).toEqual(['allowed', 'solutions.not-feasible-yet']);
  expect(start('feasible', person('police', 'analyst'))).toBe('solutions.role-may-not');
});

describe('a task', () => {
  it('is taken on by people who decide for the organisation, for no other one (28)', () => {
    expect(rolesAllowed(roles, (actor) => mayActFor('police', actor, edition()), 'police')).toEqual(deciders);
    expect(verdictOf(mayActFor('police', person('town', 'facilitator'), edition()))).toBe(
      'solutions.other-organisation',
    );
    expect(verdictOf(mayActFor('police', police, edition('analyse')))).toBe('solutions.realisation-not-open');
  });

  it('is ticked off by its owner, or by somebody who decides for the organisation', () => {
    const task = { organisation: 'police', owner: 'p' };
    const owner = person('police', 'analyst');
    expect(verdictOf(mayFinishTask(task, owner, edition()))).toBe('allowed');
    expect(verdictOf(mayFinishTask({ ...task, owner: 'other' }, owner, edition()))).toBe(
      'solutions.role-may-not',
    );
    expect(verdictOf(mayFinishTask({ ...task, owner: 'other' }, police, edition()))).toBe('allowed');
  });
});

test.each([
  ['solutions.not-in', 403],
  ['solutions.role-may-not', 403],
  ['solutions.leader-only', 403],
  ['solutions.not-author', 403],
  ['solutions.other-organisation', 403],
  ['solutions.not-realising', 409],
] as const)('%s is answered with %i', (reason, status) => {
  expect(() => requirePermission(denied(reason))).toThrow(expect.objectContaining({ code: reason, status }));
  expect(() => requirePermission({ allowed: true })).not.toThrow();
});
