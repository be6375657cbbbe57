import { expect, test } from 'vitest';
import { person, rolesAllowed, verdictOf } from '../../platform/http/actor.testing.ts';
import {
  lacksSecondFactor,
  mayChangeSignInRules,
  mayRemoveFactor,
  mayResetFactors,
  maySetFactor,
} from './factors.policy.ts';
import { roles, signInMethods } from './identity.contract.ts';

test('where a second factor is demanded, a password alone is too little, and elsewhere it is enough', () => {
  const lacking = (isDemanded: boolean) =>
    signInMethods.filter((method) => lacksSecondFactor(method, { isDemanded }));
  expect(lacking(true)).toEqual(['password']);
  expect(lacking(false)).toEqual([]);
});

test('the persons of a demo set no factor that would shut out the next visitor', () => {
  expect(signInMethods.filter((method) => maySetFactor(method).allowed)).toEqual([
    ...['password', 'password-and-code', 'passkey', 'organisation'],
  ]);
});

test.each([
  [1, true, 'identity.factor-demanded'],
  [2, true, 'allowed'],
  [1, false, 'allowed'],
])('of %i factors where one is demanded (%s): %s to remove one', (count, isDemanded, verdict) => {
  expect(verdictOf(mayRemoveFactor(count, { isDemanded }))).toBe(verdict);
});

test('the administrators of an organisation change what it asks at sign-in, and nobody else does', () => {
  expect(rolesAllowed(roles, (actor) => mayChangeSignInRules(actor, 'town'))).toEqual(['administrator']);
  const stranger = person('police', 'administrator');
  expect(verdictOf(mayChangeSignInRules(stranger, 'town'))).toBe('identity.other-organisation');
});

test('an administrator takes away the factors of a colleague, and never the own', () => {
  const colleague = { id: 'colleague', organisation: 'town' };
  expect(rolesAllowed(roles, (actor) => mayResetFactors(actor, colleague))).toEqual(['administrator']);
  const administrator = person('town', 'administrator');
  expect(verdictOf(mayResetFactors(administrator, { ...colleague, id: 'p' }))).toBe('identity.not-yourself');
  expect(verdictOf(mayResetFactors(administrator, { ...colleague, organisation: 'police' }))).toBe(
    'identity.other-organisation',
  );
});
