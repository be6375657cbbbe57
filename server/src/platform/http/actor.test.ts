import { expect, test } from 'vitest';
import { requireConfirmed, requireRole } from './actor.ts';

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
