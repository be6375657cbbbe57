import { describe, expect, it, test } from 'vitest';
import { denied } from '../../platform/errors/failure.ts';
import { person, rolesAllowed, verdictOf } from '../../platform/http/actor.testing.ts';
import { stepKeys } from '../editions/editions.contract.ts';
import { roles } from '../identity/identity.contract.ts';
import { isRunning, mayCancel, mayDeliver, maySeeReport, maySeeRows } from './deliveries.policy.ts';

const place = { owner: 'police', currentStep: 'share' } as const;
const steward = person('police', 'visitor', 'steward');
const senders = ['steward', 'engineer'];

describe('delivering', () => {
  it('is for the steward or the engineer of the owner', () => {
    expect(rolesAllowed(roles, (actor) => mayDeliver(actor, place), 'police')).toEqual(senders);
    expect(verdictOf(mayDeliver(person('police', 'manager'), place))).toBe('deliveries.role-may-not-deliver');
    expect(verdictOf(mayDeliver(person('town', 'steward'), place))).toBe('deliveries.not-owner');
  });

  it('is possible from step three on', () => {
    const refused = denied('deliveries.step-not-open', { step: 'share' });
    const open = { allowed: true };
    expect(stepKeys.map((currentStep) => mayDeliver(steward, { ...place, currentStep }))).toEqual([
      refused,
      refused,
      open,
      open,
      open,
    ]);
  });

  it('waits, with the exact rows, until it is confirmed who speaks for the organisation', () => {
    const unconfirmed = { ...steward, roles: ['facilitator'], waitingRoles: ['steward'] };
    expect(verdictOf(mayDeliver(unconfirmed, place))).toBe('session.role-waits');
    expect(maySeeRows(unconfirmed, 'police')).toBe(false);
    expect(maySeeRows(steward, 'police')).toBe(true);
  });
});

test.each([
  ['received', true],
  ['checking', true],
  ['landing', true],
  ['landed', false],
  ['refused', false],
  ['withdrawn', false],
] as const)('a delivery that is %s can be cancelled by who delivered it: %s', (state, running) => {
  const delivery = { organisation: 'police', state };
  expect(isRunning(state)).toBe(running);
  expect(verdictOf(mayCancel(steward, delivery))).toBe(running ? 'allowed' : 'deliveries.finished');
  expect(verdictOf(mayCancel(person('town', 'steward'), delivery))).toBe('deliveries.not-owner');
  expect(verdictOf(mayCancel(person('police', 'manager'), delivery))).toBe('deliveries.not-owner');
});

test('a report is for its organisation and for those that are in, until the data were withdrawn', () => {
  const see = (organisation: string, state: 'landed' | 'withdrawn' = 'landed') =>
    verdictOf(maySeeReport(person(organisation), ['town'], { organisation: 'police', state }));
  expect([see('police'), see('town'), see('care')]).toEqual([
    'allowed',
    'allowed',
    'deliveries.report-not-yours',
  ]);
  expect([see('police', 'withdrawn'), see('town', 'withdrawn')]).toEqual(
    Array(2).fill('deliveries.withdrawn'),
  );
});
