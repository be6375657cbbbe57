import { expect, it } from 'vitest';
import { person, rolesAllowed, verdictOf } from '../../platform/http/actor.testing.ts';
import { roles } from './identity.contract.ts';
import { mayAddOrganisation } from './identity.policy.ts';

it('organisations are added to the network by a facilitator of the founding one', () => {
  expect(rolesAllowed(roles, (actor) => mayAddOrganisation(actor, 'town'))).toEqual(['facilitator']);
  expect(verdictOf(mayAddOrganisation(person('town', 'manager'), 'town'))).toBe('identity.facilitator-only');
  expect(verdictOf(mayAddOrganisation(person('care', 'facilitator'), 'town'))).toBe(
    'identity.other-organisation',
  );
});
