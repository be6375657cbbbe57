import { expect, test } from 'vitest';
import { person, rolesAllowed, verdictOf } from '../../platform/http/actor.testing.ts';
import { stepKeys } from '../editions/editions.contract.ts';
import { roles } from '../identity/identity.contract.ts';
import { mayAdd, mayRemove, requireOpenPicture } from './picture.policy.ts';

const edition = { initiator: 'town', organisationsIn: ['police'], questionListLocked: false };
const locked = { ...edition, questionListLocked: true };

test('what an organisation knows is added by those who work on the edition, until contemplation is over (21)', () => {
  expect(rolesAllowed(roles, (actor) => mayAdd(actor, edition))).toEqual([
    'facilitator',
    'participant',
    'steward',
    'engineer',
    'analyst',
    'manager',
  ]);
  expect(verdictOf(mayAdd(person('town', 'privacy-officer'), edition))).toBe('picture.role-may-not-add');
  expect(verdictOf(mayAdd(person('police', 'analyst'), edition))).toBe('allowed');
  expect(verdictOf(mayAdd(person('care', 'analyst'), edition))).toBe('picture.organisation-not-in');
  expect(verdictOf(mayAdd(person('police', 'analyst'), locked))).toBe('picture.contemplation-is-over');
});

test('nobody of an organisation that is not confirmed adds or removes anything', () => {
  const waiting = { ...person('police', 'facilitator'), organisationWaits: true };
  expect(verdictOf(mayAdd(waiting, edition))).toBe('session.organisation-waits');
  expect(verdictOf(mayRemove(waiting, 'police', edition))).toBe('session.organisation-waits');
});

test('it is removed by the organisation that brought it, or by who leads the edition', () => {
  const remove = (organisation: string, role: string, state = edition) =>
    verdictOf(mayRemove(person(organisation, 'visitor', role), 'police', state));
  expect(remove('police', 'analyst')).toBe('allowed');
  expect(remove('town', 'facilitator')).toBe('allowed');
  expect(remove('town', 'analyst')).toBe('picture.not-yours');
  expect(remove('police', 'privacy-officer')).toBe('picture.role-may-not-add');
  expect(remove('police', 'analyst', locked)).toBe('picture.contemplation-is-over');
  const wide = { ...edition, organisationsIn: ['police', 'care'] };
  expect(remove('care', 'facilitator', wide)).toBe('picture.not-yours');
});

test('the picture is closed in step five, also when the step changed after the page was opened', () => {
  const refused = expect.objectContaining({ code: 'picture.contemplation-is-over', status: 409 });
  expect(() => requireOpenPicture('solve')).toThrow(refused);
  for (const step of stepKeys.slice(0, 4)) expect(() => requireOpenPicture(step)).not.toThrow();
});
