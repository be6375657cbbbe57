import { describe, expect, it } from 'vitest';
import type { Actor } from '../../platform/http/actor.ts';
import { mayAddOrganisation, mayAddPerson } from './identity.policy.ts';

const founding = 'town';

function person(organisation: string, ...roles: string[]): Actor {
  return { id: 'p', name: 'P', email: 'p@example.org', organisation, roles };
}

describe('accounts', () => {
  const facilitator = person('town', 'facilitator');

  it('are made inside the own organisation, by its facilitator', () => {
    expect(mayAddPerson(person('care', 'facilitator'), 'care', [], founding).allowed).toBe(true);
    expect(mayAddPerson(person('care', 'steward'), 'care', [], founding)).toMatchObject({
      reason: 'identity.facilitator-only',
    });
  });

  it('of a partner are never made by another partner', () => {
    expect(mayAddPerson(person('care', 'facilitator'), 'police', [], founding)).toEqual({
      allowed: false,
      reason: 'identity.other-organisation',
    });
  });

  it('of a partner are made by who set the platform up, until it has a facilitator of its own', () => {
    expect(mayAddPerson(facilitator, 'police', [{ roles: ['steward'] }], founding).allowed).toBe(true);
    expect(mayAddPerson(facilitator, 'police', [{ roles: ['facilitator'] }], founding).allowed).toBe(false);
  });
});

describe('organisations', () => {
  it('are added to the network by who set the platform up', () => {
    expect(mayAddOrganisation(person('town', 'facilitator'), founding).allowed).toBe(true);
    expect(mayAddOrganisation(person('care', 'facilitator'), founding).allowed).toBe(false);
    expect(mayAddOrganisation(person('town', 'manager'), founding).allowed).toBe(false);
  });
});
