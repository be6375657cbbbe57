import { expect, test } from 'vitest';
import { person, rolesAllowed, verdictOf } from '../../platform/http/actor.testing.ts';
import { roles } from '../identity/identity.contract.ts';
import { mayAnswer, mayBringFile, mayBringForm, mayTakePart } from './assessments.policy.ts';

const edition = { organisationsIn: ['town', 'police'] };

test('everybody of an organisation that stepped in reads and scores, and nobody else', () => {
  expect(rolesAllowed(roles, (actor) => mayTakePart(actor, edition))).toEqual([...roles]);
  expect(verdictOf(mayTakePart(person('housing', 'privacy-officer'), edition))).toBe('assessments.not-in');
});

test('people who speak for their organisation answer the pre-scan, record and bring files', () => {
  const speaking = ['facilitator', 'participant', 'steward', 'privacy-officer', 'manager'];
  for (const may of [mayAnswer, mayBringFile]) {
    expect(rolesAllowed(roles, (actor) => may(actor, edition))).toEqual(speaking);
    expect(verdictOf(may(person('housing', 'steward'), edition))).toBe('assessments.not-in');
    expect(verdictOf(may(person('town', 'analyst'), edition))).toBe('assessments.role-may-not');
  }
});

test('only an administrator brings the published forms', () => {
  expect(rolesAllowed(roles, mayBringForm)).toEqual(['administrator']);
  expect(verdictOf(mayBringForm(person('town', 'privacy-officer')))).toBe('assessments.role-may-not');
});

test('an organisation that nobody confirmed yet brings nothing', () => {
  const waiting = { organisationWaits: true };
  expect(verdictOf(mayBringForm({ ...person('town', 'administrator'), ...waiting }))).toBe(
    'session.organisation-waits',
  );
  expect(verdictOf(mayBringFile({ ...person('town', 'participant'), ...waiting }, edition))).toBe(
    'session.organisation-waits',
  );
  expect(verdictOf(mayAnswer({ ...person('town', 'participant'), ...waiting }, edition))).toBe('allowed');
});
