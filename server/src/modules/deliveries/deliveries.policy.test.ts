import { describe, expect, it } from 'vitest';
import type { Actor } from '../../platform/http/actor.ts';
import { mayDeliver, maySeeRows } from './deliveries.policy.ts';

const place = { owner: 'police', currentStep: 'share' } as const;
const sanne: Actor = {
  id: 'sanne',
  name: 'Sanne',
  email: 'sanne@example.org',
  organisation: 'police',
  roles: ['steward'],
};

describe('delivering', () => {
  it('is for the steward of the owner', () => {
    expect(mayDeliver(sanne, place).allowed).toBe(true);
    expect(mayDeliver({ ...sanne, organisation: 'town' }, place)).toMatchObject({
      reason: 'deliveries.not-owner',
    });
  });

  it('waits, with the exact rows, until it is confirmed who speaks for the organisation', () => {
    const unconfirmed = { ...sanne, roles: ['facilitator'], waitingRoles: ['steward'] };
    expect(mayDeliver(unconfirmed, place)).toMatchObject({ reason: 'session.role-waits' });
    expect(maySeeRows(unconfirmed, 'police')).toBe(false);
  });
});
