import { describe, expect, it, test } from 'vitest';
import { denied } from '../../platform/errors/failure.ts';
import { person, rolesAllowed, verdictOf } from '../../platform/http/actor.testing.ts';
import { type StepKey, stepKeys } from '../editions/editions.contract.ts';
import { roles } from '../identity/identity.contract.ts';
import {
  type EditionState,
  mayAnswerEvaluator,
  mayEvaluate,
  mayExcuse,
  mayExport,
  mayLearn,
  mayNameEvaluator,
  mayRemove,
  maySee,
  mayTellBalance,
  requirePermission,
} from './closing.policy.ts';

function edition(currentStep: StepKey = 'solve', finished = false): EditionState {
  return { initiator: 'town', currentStep, finished, organisationsIn: ['town', 'police'] };
}

const lead = person('town', 'visitor', 'facilitator');
const police = person('police', 'visitor', 'participant');
const closed = [...Array(4).fill('closing.not-open'), 'allowed'];

test('what people think and learned is for the organisations that stepped in', () => {
  expect(verdictOf(maySee(person('police'), edition()))).toBe('allowed');
  expect(verdictOf(maySee(person('care', 'manager'), edition()))).toBe('closing.not-in');
});

describe.each([
  ['evaluating', mayEvaluate],
  ['writing down what was learned', mayLearn],
] as const)('%s', (_, may) => {
  it('is for everybody who takes part, while the edition lasts', () => {
    expect(rolesAllowed(roles, (actor) => may(actor, edition()))).toEqual([
      ...['facilitator', 'participant', 'steward', 'privacy-officer'],
      ...['engineer', 'analyst', 'manager'],
    ]);
    expect(verdictOf(may(person('police'), edition()))).toBe('closing.role-may-not');
    expect(verdictOf(may(person('care', 'participant'), edition()))).toBe('closing.not-in');
    expect(verdictOf(may(police, edition('solve', true)))).toBe('editions.finished');
  });
});

test('lessons are for every step, evaluations for the last one', () => {
  expect(stepKeys.map((step) => verdictOf(mayLearn(police, edition(step))))).toEqual(
    Array(5).fill('allowed'),
  );
  expect(stepKeys.map((step) => verdictOf(mayEvaluate(police, edition(step))))).toEqual(closed);
});

test('who leads excuses an organisation in the last step, and exports at any time', () => {
  for (const may of [mayExcuse, mayExport]) {
    expect(rolesAllowed(roles, (actor) => may(actor, edition()))).toEqual(['facilitator']);
    expect(verdictOf(may(person('police', 'facilitator'), edition()))).toBe('closing.leader-only');
  }
  expect(stepKeys.map((step) => verdictOf(mayExcuse(lead, edition(step))))).toEqual(closed);
  expect(verdictOf(mayExcuse(lead, edition('solve', true)))).toBe('editions.finished');
  expect(stepKeys.map((step) => verdictOf(mayExport(lead, edition(step, true))))).toEqual(
    Array(5).fill('allowed'),
  );
});

describe('the evaluator', () => {
  const asked = { person: 'p', state: 'asked' } as const;
  const accepted = { person: 'p', state: 'accepted' } as const;

  it('is named by who leads, in any step (112)', () => {
    expect(rolesAllowed(roles, (actor) => mayNameEvaluator(actor, edition()))).toEqual(['facilitator']);
    expect(stepKeys.map((step) => verdictOf(mayNameEvaluator(lead, edition(step))))).toEqual(
      Array(5).fill('allowed'),
    );
    expect(verdictOf(mayNameEvaluator(person('police', 'facilitator'), edition()))).toBe(
      'closing.leader-only',
    );
    expect(verdictOf(mayNameEvaluator(lead, edition('solve', true)))).toBe('editions.finished');
  });

  it('answers for nobody else, once', () => {
    expect(verdictOf(mayAnswerEvaluator(police, edition(), asked))).toBe('allowed');
    expect(verdictOf(mayAnswerEvaluator(police, edition(), accepted))).toBe('closing.not-asked');
    expect(verdictOf(mayAnswerEvaluator(police, edition(), { ...asked, person: 'q' }))).toBe(
      'closing.not-asked',
    );
    expect(verdictOf(mayAnswerEvaluator(police, edition(), null))).toBe('closing.not-asked');
    expect(verdictOf(mayAnswerEvaluator(person('care'), edition(), asked))).toBe('closing.not-in');
    expect(verdictOf(mayAnswerEvaluator(police, edition('solve', true), asked))).toBe('editions.finished');
  });

  it('excuses an organisation as who leads does, after a yes and while the own organisation is in', () => {
    expect(verdictOf(mayExcuse(police, edition(), accepted))).toBe('allowed');
    expect(verdictOf(mayExcuse(police, edition(), asked))).toBe('closing.leader-only');
    expect(verdictOf(mayExcuse(police, edition(), { ...accepted, person: 'q' }))).toBe('closing.leader-only');
    expect(verdictOf(mayExcuse(person('care', 'participant'), edition(), accepted))).toBe(
      'closing.leader-only',
    );
    expect(verdictOf(mayExcuse(police, edition('share'), accepted))).toBe('closing.not-open');
  });
});

test('what it cost is told by people who decide at an organisation that is in, also at the end (107)', () => {
  const tellers = rolesAllowed(roles, (actor) => mayTellBalance(actor, edition('solve', true)), 'police');
  expect(tellers).toEqual(['facilitator', 'participant', 'manager']);
  expect(verdictOf(mayTellBalance(person('care', 'manager'), edition()))).toBe('closing.not-in');
});

test('a lesson is taken away by its author, while the edition lasts', () => {
  expect(verdictOf(mayRemove(police, 'p', edition()))).toBe('allowed');
  expect(verdictOf(mayRemove(police, 'another', edition()))).toBe('closing.not-author');
  expect(verdictOf(mayRemove(police, 'p', edition('solve', true)))).toBe('editions.finished');
});

test.each([
  ['closing.not-in', 403],
  ['closing.role-may-not', 403],
  ['closing.leader-only', 403],
  ['closing.not-author', 403],
  ['closing.not-open', 409],
] as const)('%s is answered with %i', (reason, status) => {
  expect(() => requirePermission(denied(reason))).toThrow(expect.objectContaining({ code: reason, status }));
  expect(() => requirePermission({ allowed: true })).not.toThrow();
});
