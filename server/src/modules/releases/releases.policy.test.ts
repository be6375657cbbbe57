import { describe, expect, it, test } from 'vitest';
import { person, rolesAllowed, verdictOf } from '../../platform/http/actor.testing.ts';
import { roles } from '../identity/identity.contract.ts';
import { groupingStates } from './grouping-states.contract.ts';
import {
  type CostState,
  canAddTo,
  canMove,
  mayDecide,
  mayMove,
  mayOversee,
  mayPropose,
  maySeeGroupings,
} from './releases.policy.ts';

const edition = { organisationsIn: ['town'] };

test('what was shown is seen by the privacy officer of an organisation that stepped in', () => {
  expect(rolesAllowed(roles, (actor) => mayOversee(actor, edition))).toEqual(['privacy-officer']);
  expect(verdictOf(mayOversee(person('town', 'analyst'), edition))).toBe('releases.role-may-not-see');
  expect(verdictOf(mayOversee(person('care', 'privacy-officer'), edition))).toBe('releases.role-may-not-see');
});

test('groupings are seen by everyone of an organisation that stepped in, and proposed by its analysts', () => {
  expect(rolesAllowed(roles, (actor) => maySeeGroupings(actor, edition))).toEqual([...roles]);
  expect(verdictOf(maySeeGroupings(person('care', 'analyst'), edition))).toBe('editions.not-a-participant');
  expect(rolesAllowed(roles, (actor) => mayPropose(actor, edition))).toEqual(['analyst']);
  expect(verdictOf(mayPropose(person('care', 'analyst'), edition))).toBe('releases.role-may-not-propose');
  expect(verdictOf(mayPropose(person('town', 'steward'), edition))).toBe('releases.role-may-not-propose');
});

describe('a decision about a grouping', () => {
  const officer = person('town', 'privacy-officer');

  it.each(['approve', 'refuse'] as const)(
    'to %s is for the privacy officer, not about an own proposal',
    (name) => {
      const decide = (proposedBy: string) => (actor: typeof officer) =>
        mayMove(name, actor, edition, { proposedBy });
      expect(rolesAllowed(roles, decide('noor'))).toEqual(['privacy-officer']);
      expect(rolesAllowed(roles, decide('p'))).toEqual([]);
      expect(verdictOf(decide('p')(officer))).toBe('releases.own-proposal');
      expect(verdictOf(decide('noor')(person('care', 'privacy-officer')))).toBe(
        'releases.role-may-not-decide',
      );
    },
  );

  it('is not for other roles, with the reason', () => {
    expect(verdictOf(mayDecide(person('town', 'analyst'), edition))).toBe('releases.role-may-not-decide');
  });

  it('to end one is for the privacy officer, also who proposed it', () => {
    const end = (actor: typeof officer) => mayMove('end', actor, edition, { proposedBy: 'p' });
    expect(rolesAllowed(roles, end)).toEqual(['privacy-officer']);
  });

  it('waits for a role and an organisation that are not confirmed yet', () => {
    const waiting = { ...person('town'), waitingRoles: ['privacy-officer'] };
    expect(verdictOf(mayDecide(waiting, edition))).toBe('session.role-waits');
    const unknown = { ...officer, organisationWaits: true };
    expect(verdictOf(mayDecide(unknown, edition))).toBe('session.organisation-waits');
    const analyst = { ...person('town', 'analyst'), organisationWaits: true };
    expect(verdictOf(mayPropose(analyst, edition))).toBe('session.organisation-waits');
  });

  it('is taken once, and approval only when the cost is known', () => {
    const verdicts = (name: Parameters<typeof canMove>[0], cost: CostState = 'known') =>
      groupingStates.map((state) => verdictOf(canMove(name, { state, cost })));
    const decided = 'releases.already-decided';
    expect(verdicts('approve')).toEqual(['allowed', decided, decided, decided]);
    expect(verdicts('approve', 'not-known')).toEqual(['releases.cost-not-known', decided, decided, decided]);
    const gone = 'releases.data-set-not-landed';
    expect(verdicts('approve', 'data-not-there')).toEqual([gone, decided, decided, decided]);
    expect(verdicts('refuse', 'not-known')).toEqual(['allowed', decided, decided, decided]);
    const not = 'releases.not-approved';
    expect(verdicts('end', 'data-not-there')).toEqual([not, 'allowed', not, not]);
  });
});

test('a data set has at most twenty groupings at once', () => {
  expect(verdictOf(canAddTo(19))).toBe('allowed');
  expect(canAddTo(20)).toEqual({
    allowed: false,
    reason: 'releases.too-many-groupings',
    params: { most: 20 },
  });
});
