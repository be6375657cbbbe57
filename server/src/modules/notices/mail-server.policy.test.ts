import { expect, test } from 'vitest';
import type { Actor } from '../../platform/http/actor.ts';
import { mayKeepPassword, maySetMailServer } from './mail-server.policy.ts';

const actor = (organisation: string, ...roles: string[]): Actor => ({
  id: 'fay',
  name: 'Fay',
  email: 'fay@town.example',
  organisation,
  roles,
});

test.each([
  ['an administrator of the organisation that runs it', actor('town', 'administrator'), 'allowed'],
  ['a facilitator there', actor('town', 'facilitator'), 'notices.administrator-only'],
  ['an administrator of a partner', actor('police', 'administrator'), 'notices.founding-only'],
])('how mail leaves is for %s: %s', (_who, who, expected) => {
  const answer = maySetMailServer(who, 'town');
  expect(answer.allowed ? 'allowed' : answer.reason).toBe(expected);
});

const before = { host: 'mail.town.example', port: 587, user: 'datalab' };

test.each([
  ['the same server and user', before, true],
  ['another server', { ...before, host: 'mail.elsewhere.example' }, false],
  ['another door of it', { ...before, port: 2525 }, false],
  ['another user', { ...before, user: 'root' }, false],
  ['a server without a user', { ...before, host: 'mail.elsewhere.example', user: null }, true],
])('a password that was given before goes with %s', (_what, after, isKept) => {
  expect(mayKeepPassword(before, after).allowed).toBe(isKept);
  expect(mayKeepPassword(undefined, { ...after, user: 'datalab' }).allowed).toBe(false);
});
