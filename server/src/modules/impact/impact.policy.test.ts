import { describe, expect, it, test } from 'vitest';
import { denied } from '../../platform/errors/failure.ts';
import { person, rolesAllowed, verdictOf } from '../../platform/http/actor.testing.ts';
import { type StepKey, stepKeys } from '../editions/editions.contract.ts';
import { roles } from '../identity/identity.contract.ts';
import {
  type EditionState,
  mayChange,
  mayFollow,
  mayJudge,
  mayMeasure,
  maySee,
  mayWord,
  requirePermission,
} from './impact.policy.ts';
import { evidenceLevels } from './judgement.contract.ts';

function edition(currentStep: StepKey = 'solve'): EditionState {
  return { currentStep, organisationsIn: ['town', 'police'] };
}

const decider = person('police', 'visitor', 'participant');
const deciders = ['facilitator', 'participant', 'manager'];

test('what is measured is for the organisations that stepped in', () => {
  expect(verdictOf(maySee(person('police'), edition()))).toBe('allowed');
  expect(verdictOf(maySee(person('care', 'analyst'), edition()))).toBe('impact.not-in');
});

test.each([
  ['measuring', mayMeasure, ['facilitator', 'participant', 'analyst', 'manager'], 3, 'impact.not-open'],
  ['giving a verdict', mayJudge, deciders, 4, 'impact.verdict-not-open'],
] as const)('%s is for some roles, in some steps', (_, may, suffice, closedSteps, refusal) => {
  expect(rolesAllowed(roles, (actor) => may(actor, edition()))).toEqual(suffice);
  expect(verdictOf(may(person('town', 'steward'), edition()))).toBe('impact.role-may-not');
  expect(verdictOf(may(person('care', 'manager'), edition()))).toBe('impact.not-in');
  expect(stepKeys.map((step) => verdictOf(may(decider, edition(step))))).toEqual([
    ...Array(closedSteps).fill(refusal),
    ...Array(5 - closedSteps).fill('allowed'),
  ]);
});

test('figures are measured and judged by nobody of an organisation that is not confirmed', () => {
  const waiting = { ...person('police', 'facilitator', 'participant'), organisationWaits: true };
  const indicator = { owner: waiting.id, stopped: null };
  for (const answer of [
    mayMeasure(waiting, edition()),
    mayJudge(waiting, edition()),
    mayChange(waiting, edition(), indicator),
    mayChange(waiting, edition(), { ...indicator, owner: 'another' }),
  ]) {
    expect(() => requirePermission(answer)).toThrow(
      expect.objectContaining({ code: 'session.organisation-waits', status: 403 }),
    );
  }
  expect(verdictOf(maySee(waiting, edition()))).toBe('allowed');
});

describe('an indicator', () => {
  const indicator = { owner: 'p', stopped: null };
  const ofAnother = { owner: 'another', stopped: null };

  it('is changed by its owner, or by people who decide, of organisations that are in', () => {
    expect(verdictOf(mayChange(person('police', 'steward'), edition(), indicator))).toBe('allowed');
    expect(verdictOf(mayChange(person('care', 'manager'), edition(), indicator))).toBe('impact.not-in');
    expect(rolesAllowed(roles, (actor) => mayChange(actor, edition(), ofAnother))).toEqual(deciders);
  });

  it('that was stopped is neither changed nor measured', () => {
    expect(verdictOf(mayChange(decider, edition(), { ...indicator, stopped: {} }))).toBe('impact.stopped');
    expect(verdictOf(mayFollow({ stopped: {} }))).toBe('impact.stopped');
    expect(verdictOf(mayFollow({ stopped: null }))).toBe('allowed');
  });
});

test.each(evidenceLevels)(
  'the words of a verdict name no cause that level %s does not carry (83)',
  (level) => {
    const because = 'It is quiet thanks to the bins, and due to the weather';
    const refused = denied('impact.causal-words', { words: '“thanks to”, “due to”' });
    expect(mayWord(because, level)).toEqual(level === 'trend-compared' ? { allowed: true } : refused);
    expect(verdictOf(mayWord('It is quiet since then', level))).toBe('allowed');
  },
);

test.each([
  ['impact.not-in', 403],
  ['impact.role-may-not', 403],
  ['impact.not-open', 409],
] as const)('%s is answered with %i', (reason, status) => {
  expect(() => requirePermission(denied(reason))).toThrow(expect.objectContaining({ code: reason, status }));
  expect(() => requirePermission({ allowed: true })).not.toThrow();
});
