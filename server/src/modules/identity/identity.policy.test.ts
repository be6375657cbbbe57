import { expect, it } from 'vitest';
import { mayAddOrganisation } from './identity.policy.ts';
import { person, rolesAllowed, verdictOf } from './roles.testing.ts';

it('organisations are added to the network by a facilitator of the founding one', () => {
  expect(rolesAllowed((actor) => mayAddOrganisation(actor, 'town'))).toEqual(['facilitator']);
  expect(verdictOf(mayAddOrganisation(person('town', 'manager'), 'town'))).toBe('identity.facilitator-only');
  expect(verdictOf(mayAddOrganisation(person('care', 'facilitator'), 'town'))).toBe(
    'identity.other-organisation',
  );
});
