import { expect, it } from 'vitest';
import type { Actor } from '../../platform/http/actor.ts';
import { mayAddOrganisation } from './identity.policy.ts';

function person(organisation: string, role: string): Actor {
  return { id: 'p', name: 'P', email: 'p@example.org', organisation, roles: [role] };
}

it('organisations are added to the network by the founding one', () => {
  expect(mayAddOrganisation(person('town', 'facilitator'), 'town').allowed).toBe(true);
  expect(mayAddOrganisation(person('care', 'facilitator'), 'town').allowed).toBe(false);
  expect(mayAddOrganisation(person('town', 'manager'), 'town').allowed).toBe(false);
});
