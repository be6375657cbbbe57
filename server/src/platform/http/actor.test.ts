import { expect, test } from 'vitest';
import { requireConfirmed, requireFreshProof, requireRole } from './actor.ts';

const sanne = { id: 'sanne', name: 'Sanne', email: 'sanne@example.org', organisation: 'police' };

test('a role that waits for confirmation allows nothing, and the refusal says that it waits', () => {
  const waiting = { ...sanne, roles: ['participant'], waitingRoles: ['steward'] };
  expect(requireRole(waiting, ['steward', 'engineer'], 'session.forbidden')).toEqual({
    allowed: false,
    reason: 'session.role-waits',
  });
  expect(requireRole(waiting, ['participant'], 'session.forbidden')).toEqual({ allowed: true });
  expect(requireRole(waiting, ['manager'], 'session.forbidden')).toEqual({
    allowed: false,
    reason: 'session.forbidden',
  });
});

test('data wait until the organisation is confirmed, whatever the role', () => {
  const held = { ...sanne, roles: ['facilitator'] };
  expect(requireConfirmed({ ...held, organisationWaits: true })).toEqual({
    allowed: false,
    reason: 'session.organisation-waits',
  });
  expect(requireConfirmed({ ...held, organisationWaits: false })).toEqual({ allowed: true });
});

test('a proof is fresh for a quarter of an hour, and somebody who never proved who they are has none', () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 11, 1, 9, minutes));
  const proven = { ...sanne, roles: ['facilitator'], provenAt: at(0) };
  const stale = { allowed: false, reason: 'session.prove-again' };
  expect(requireFreshProof({ ...proven, readAt: at(15) })).toEqual({ allowed: true });
  expect(requireFreshProof({ ...proven, readAt: new Date(at(15).getTime() + 1) })).toEqual(stale);
  expect(requireFreshProof({ ...sanne, roles: ['facilitator'], readAt: at(0) })).toEqual(stale);
  expect(requireFreshProof(proven)).toEqual(stale);
});
