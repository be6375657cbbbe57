import { expect, test } from 'vitest';
import { person, rolesAllowed, verdictOf } from '../../platform/http/actor.testing.ts';
import { roles } from '../identity/identity.contract.ts';
import { mayRegister, mayRegisterAreas, mayReplaceContract } from './catalogue.policy.ts';

test('a data set is registered by a steward or an engineer', () => {
  expect(rolesAllowed(roles, mayRegister)).toEqual(['steward', 'engineer']);
  expect(verdictOf(mayRegister(person('town', 'manager')))).toBe('catalogue.role-may-not-register');
});

test('areas are registered by an administrator too, once is confirmed who speaks for the organisation', () => {
  expect(rolesAllowed(roles, mayRegisterAreas)).toEqual(['administrator', 'steward', 'engineer']);
  const waiting = { ...person('police', 'administrator'), organisationWaits: true };
  expect(verdictOf(mayRegisterAreas(waiting))).toBe('session.organisation-waits');
});

test('a contract is replaced by the organisation that owns the data set', () => {
  expect(verdictOf(mayReplaceContract(person('police', 'steward'), 'police'))).toBe('allowed');
  expect(verdictOf(mayReplaceContract(person('town', 'steward'), 'police'))).toBe('catalogue.not-owner');
  expect(verdictOf(mayReplaceContract(person('police', 'manager'), 'police'))).toBe(
    'catalogue.role-may-not-register',
  );
});
