import { expect, test } from 'vitest';
import { person, rolesAllowed, verdictOf } from '../../platform/http/actor.testing.ts';
import { roles } from '../identity/identity.contract.ts';
import { mayAnswer, mayStartRound } from './readiness.policy.ts';

const edition = { organisationsIn: ['town', 'police'] };

test('everybody of an organisation that stepped in answers, whatever their role', () => {
  expect(verdictOf(mayAnswer(person('police'), edition))).toBe('allowed');
  expect(verdictOf(mayAnswer(person('care', 'manager'), edition))).toBe('readiness.not-in');
});

test('a next round is begun by people who decide, once somebody answered', () => {
  expect(rolesAllowed(roles, (actor) => mayStartRound(actor, edition, 1))).toEqual([
    'facilitator',
    'participant',
    'manager',
  ]);
  expect(verdictOf(mayStartRound(person('town', 'steward'), edition, 1))).toBe('readiness.role-may-not');
  expect(verdictOf(mayStartRound(person('town', 'manager'), edition, 0))).toBe('readiness.nobody-answered');
  expect(verdictOf(mayStartRound(person('care', 'manager'), edition, 1))).toBe('readiness.not-in');
});
