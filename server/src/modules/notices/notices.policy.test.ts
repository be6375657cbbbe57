import { describe, expect, it, test } from 'vitest';
import { person, rolesAllowed, verdictOf } from '../../platform/http/actor.testing.ts';
import { roles } from '../identity/identity.contract.ts';
import { judgeNudge, leads, mayReadOutbox } from './notices.policy.ts';

const edition = { initiator: 'town' };
const lead = person('town', 'visitor', 'facilitator');
const now = new Date('2026-03-10T09:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

function blockerOf(...ids: string[]) {
  return {
    code: 'editions.no-own-goal',
    params: {},
    since: null,
    link: null,
    who: {
      organisation: 'police',
      role: 'participant' as const,
      persons: ids.map((id) => ({ id, name: `Name of ${id}` })),
    },
  };
}

test('an edition is led by a facilitator of the organisation that started it', () => {
  expect(leads(lead, edition)).toBe(true);
  expect(leads(person('police', 'facilitator'), edition)).toBe(false);
  expect(leads(person('town', 'manager'), edition)).toBe(false);
});

describe('a nudge', () => {
  const nudge = (
    blocker: ReturnType<typeof blockerOf> | undefined,
    asked: Parameters<typeof judgeNudge>[3] = [],
    actor = lead,
  ) => {
    const { answer, persons } = judgeNudge(actor, edition, blocker, asked, now);
    return [verdictOf(answer), ...persons.map(({ id }) => id)];
  };

  it('goes to everybody who can act, but not to whoever sends it', () => {
    expect(nudge(blockerOf('pia', 'p', 'hal'))).toEqual(['allowed', 'pia', 'hal']);
    expect(nudge(blockerOf('p'))).toEqual(['notices.nobody-to-nudge']);
    expect(nudge(blockerOf())).toEqual(['notices.nobody-to-nudge']);
  });

  it('is sent by who leads, about something that blocks', () => {
    expect(nudge(blockerOf('pia'), [], person('town', 'manager'))).toEqual(['notices.leader-only']);
    expect(nudge(undefined)).toEqual(['notices.not-blocked']);
  });

  it('reaches a person once in twenty-four hours', () => {
    const asked = (hours: number) => [
      { person: 'another', at: hoursAgo(1) },
      { person: 'pia', at: hoursAgo(hours) },
    ];
    expect(nudge(blockerOf('pia', 'hal'), asked(23))).toEqual(['allowed', 'hal']);
    expect(nudge(blockerOf('pia'), asked(23))).toEqual(['notices.nudged-today']);
    expect(nudge(blockerOf('pia'), asked(24))).toEqual(['allowed', 'pia']);
  });
});

test('mail that went out is read by facilitators, in the demo by everybody', () => {
  expect(rolesAllowed(roles, (actor) => mayReadOutbox(actor, false))).toEqual(['facilitator']);
  expect(verdictOf(mayReadOutbox(person('town', 'manager'), false))).toBe('notices.outbox-closed');
  expect(verdictOf(mayReadOutbox(person('town', 'manager'), true))).toBe('allowed');
});
