import { expect, test } from 'vitest';
import { demandRole } from './actor.ts';

const sanne = { id: 'sanne', name: 'Sanne', email: 'sanne@example.org', organisation: 'police' };

test('a role that waits for confirmation allows nothing, and the refusal says that it waits', () => {
  const waiting = { ...sanne, roles: ['participant'], waitingRoles: ['steward'] };
  expect(demandRole(waiting, ['steward', 'engineer'], 'not-yours')).toEqual({
    allowed: false,
    reason: 'session.role-waits',
  });
  expect(demandRole(waiting, ['participant'], 'not-yours')).toEqual({ allowed: true });
  expect(demandRole(waiting, ['manager'], 'not-yours')).toEqual({ allowed: false, reason: 'not-yours' });
});
