import { expect, it } from 'vitest';
import { person, rolesAllowed, verdictOf } from '../../platform/http/actor.testing.ts';
import { roles } from './identity.contract.ts';
import { mayAddOrganisation } from './identity.policy.ts';

it('organisations are added to the network by an administrator or a facilitator of one that is confirmed', () => {
  expect(rolesAllowed(roles, mayAddOrganisation)).toEqual(['administrator', 'facilitator']);
  expect(verdictOf(mayAddOrganisation(person('town', 'manager')))).toBe('identity.leader-only');
  expect(verdictOf(mayAddOrganisation({ ...person('care', 'facilitator'), organisationWaits: true }))).toBe(
    'session.organisation-waits',
  );
});
