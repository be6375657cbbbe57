import { describe, expect, it, test } from 'vitest';
import { denied } from '../../platform/errors/failure.ts';
import { person, rolesAllowed, verdictOf } from '../../platform/http/actor.testing.ts';
import { type StepKey, stepKeys } from '../editions/editions.contract.ts';
import { roles } from '../identity/identity.contract.ts';
import {
  decidesForOrganisation,
  type EditionState,
  mayAgree,
  mayChooseBackground,
  mayCommitFor,
  mayDecideStart,
  mayMailInvitation,
  mayPlan,
  maySteer,
  mayView,
  mayWithdrawCommitment,
  requirePermission,
} from './preparation.policy.ts';

function edition(currentStep: StepKey = 'prioritise'): EditionState {
  return { initiator: 'town', currentStep, organisationsIn: ['town', 'police'] };
}

const lead = person('town', 'visitor', 'facilitator');
const police = person('police', 'visitor', 'participant');
const everybody = [
  ...['facilitator', 'participant', 'steward', 'privacy-officer'],
  ...['engineer', 'analyst', 'manager'],
];
const deciders = ['facilitator', 'participant', 'manager'];

test.each([
  ['the common answer', mayAgree, 'preparation.too-late'],
  ['an invitation by mail', mayMailInvitation, 'preparation.too-late'],
  ['the steering group', maySteer, 'allowed'],
] as const)('%s is for a facilitator of the organisation that started the edition', (_, may, inStepFive) => {
  expect(rolesAllowed(roles, (actor) => may(actor, edition()))).toEqual(['facilitator']);
  expect(verdictOf(may(person('town', 'manager'), edition()))).toBe('preparation.leader-only');
  expect(verdictOf(may(person('police', 'facilitator'), edition()))).toBe('preparation.leader-only');
  expect(stepKeys.map((step) => verdictOf(may(lead, edition(step))))).toEqual([
    ...Array(4).fill('allowed'),
    inStepFive,
  ]);
});

test('a view of the own is for everybody of an organisation that is in, until step five', () => {
  expect(rolesAllowed(roles, (actor) => mayView(actor, edition()))).toEqual(everybody);
  expect(verdictOf(mayView(person('police'), edition()))).toBe('preparation.role-may-not');
  expect(verdictOf(mayView(person('care', 'participant'), edition()))).toBe('preparation.not-in');
  expect(verdictOf(mayView(police, edition('solve')))).toBe('preparation.too-late');
});

describe('the decision to start (43)', () => {
  test.each([
    ['go', 'undecided', 0, 'allowed'],
    ['go', 'no-go', 0, 'allowed'],
    ['go', 'go', 0, 'preparation.already-decided'],
    ['go', 'undecided', 1, 'preparation.questions-unanswered'],
    ['no-go', 'undecided', 12, 'allowed'],
    ['no-go', 'go', 0, 'allowed'],
    ['no-go', 'no-go', 0, 'preparation.already-decided'],
  ] as const)('%s from %s with %i questions unanswered: %s', (decision, state, unanswered, verdict) => {
    expect(verdictOf(mayDecideStart(decision, state, unanswered, lead, edition()))).toBe(verdict);
  });

  it('says how many questions wait, and is only for who leads', () => {
    expect(mayDecideStart('go', 'undecided', 3, lead, edition())).toEqual(
      denied('preparation.questions-unanswered', { n: 3 }),
    );
    expect(verdictOf(mayDecideStart('no-go', 'go', 0, police, edition()))).toBe('preparation.leader-only');
  });
});

test('whom an invitation is for may decide for the organisation', () => {
  expect(everybody.filter((role) => decidesForOrganisation(person('town', 'visitor', role)))).toEqual(
    deciders,
  );
  expect(decidesForOrganisation(person('town'))).toBe(false);
});

describe('what an organisation puts in', () => {
  it('is said by people who decide there, for no other organisation (47)', () => {
    expect(rolesAllowed(roles, (actor) => mayCommitFor('police', actor, edition()), 'police')).toEqual(
      deciders,
    );
    expect(verdictOf(mayCommitFor('police', lead, edition()))).toBe('preparation.other-organisation');
    expect(verdictOf(mayCommitFor('care', person('care', 'manager'), edition()))).toBe('preparation.not-in');
  });

  test.each([
    ['prioritise', 1, 'allowed'],
    ['picture', 1, 'preparation.last-commitment'],
    ['picture', 2, 'allowed'],
  ] as const)('is taken back in step %s where %i stands: %s (47)', (step, held, verdict) => {
    expect(verdictOf(mayWithdrawCommitment('police', held, police, edition(step)))).toBe(verdict);
  });

  it('is taken back by nobody else', () => {
    expect(verdictOf(mayWithdrawCommitment('police', 2, lead, edition()))).toBe(
      'preparation.other-organisation',
    );
  });
});

test('people say themselves what they bring along; the facilitator may say it of anybody', () => {
  const choose = (of: string, actor = police) => verdictOf(mayChooseBackground(of, actor, edition()));
  expect([choose('p'), choose('another'), choose('another', lead)]).toEqual([
    'allowed',
    'preparation.not-your-background',
    'allowed',
  ]);
  expect(choose('p', person('care', 'participant'))).toBe('preparation.not-in');
});

test('the plan is for who decides, of organisations that are in', () => {
  expect(rolesAllowed(roles, (actor) => mayPlan(actor, edition()))).toEqual(deciders);
  expect(verdictOf(mayPlan(person('care', 'manager'), edition()))).toBe('preparation.not-in');
});

test.each([
  ['preparation.too-late', 409],
  ['preparation.already-decided', 409],
  ['preparation.questions-unanswered', 409],
  ['preparation.last-commitment', 409],
  ['preparation.not-in', 403],
] as const)('%s is answered with %i', (reason, status) => {
  expect(() => requirePermission(denied(reason))).toThrow(expect.objectContaining({ code: reason, status }));
  expect(() => requirePermission({ allowed: true })).not.toThrow();
});
