import { describe, expect, it, test } from 'vitest';
import { person, rolesAllowed, verdictOf } from '../../platform/http/actor.testing.ts';
import { roles } from '../identity/identity.contract.ts';
import { type StepKey, stepKeys } from './editions.contract.ts';
import {
  type EditionState,
  mayAddDataSet,
  mayCreate,
  mayDecide,
  mayEditGoal,
  mayEditGoalOf,
  mayEditJointGoal,
  mayFinishStep,
  mayInvite,
  mayRemoveGoal,
  mayReopenStep,
  mayReviewGoal,
  maySee,
} from './editions.policy.ts';

function edition(currentStep: StepKey = 'picture', rest: Partial<EditionState> = {}): EditionState {
  return {
    initiator: 'town',
    participations: [
      { organisation: 'town', decision: 'in' },
      { organisation: 'police', decision: 'in' },
      { organisation: 'care', decision: 'invited' },
      { organisation: 'school', decision: 'out' },
    ],
    currentStep,
    finished: false,
    ...rest,
  };
}

const lead = person('town', 'visitor', 'facilitator');
const decider = (organisation: string) => person(organisation, 'visitor', 'manager');
const beforeSolving = stepKeys.slice(0, 4);

describe('an edition', () => {
  it('is started by a facilitator', () => {
    expect(rolesAllowed(roles, mayCreate)).toEqual(['facilitator']);
    expect(verdictOf(mayCreate(decider('town')))).toBe('editions.facilitator-only');
  });

  it.each([
    ['town', 'allowed'],
    ['police', 'allowed'],
    ['care', 'allowed'],
    ['school', 'editions.not-a-participant'],
    ['elsewhere', 'editions.not-a-participant'],
  ])('answers to people of %s: %s', (organisation, verdict) => {
    expect(verdictOf(maySee(person(organisation), edition()))).toBe(verdict);
  });

  it('stays in sight of who started it, whatever was decided there', () => {
    const alone = edition('picture', { participations: [] });
    expect(verdictOf(maySee(person('town'), alone))).toBe('allowed');
  });
});

describe.each([
  ['inviting', mayInvite, 'editions.contemplation-is-over'],
  ['adding a data set', mayAddDataSet, 'editions.contemplation-is-over'],
  ['wording the joint goal', mayEditJointGoal, 'editions.goals-fixed'],
] as const)('%s', (_, may, over) => {
  it('is for a facilitator of the organisation that started the edition', () => {
    expect(rolesAllowed(roles, (actor) => may(actor, edition()))).toEqual(['facilitator']);
    expect(verdictOf(may(decider('town'), edition()))).toBe('editions.facilitator-only');
    expect(verdictOf(may(person('police', 'facilitator'), edition()))).toBe('editions.facilitator-only');
  });

  it('is possible until step five', () => {
    expect(beforeSolving.map((step) => verdictOf(may(lead, edition(step))))).toEqual(
      Array(4).fill('allowed'),
    );
    expect(verdictOf(may(lead, edition('solve')))).toBe(over);
  });
});

describe('the criterion of a goal', () => {
  const may = (of: string | null, actor = decider('police'), state = edition()) =>
    verdictOf(mayReviewGoal(of, actor, state));

  it('is reviewed by people who decide at another organisation that is in (39)', () => {
    const reviewers = rolesAllowed(roles, (actor) => mayReviewGoal('town', actor, edition()), 'police');
    expect(reviewers).toEqual(['facilitator', 'participant', 'manager']);
    expect([may(null), may('town'), may('police')]).toEqual(['allowed', 'allowed', 'editions.own-goal']);
    expect(may(null, decider('town'))).toBe('editions.own-goal');
    expect(may('police', decider('town'))).toBe('allowed');
    expect(['care', 'school', 'elsewhere'].map((from) => may('town', decider(from)))).toEqual(
      Array(3).fill('editions.not-in'),
    );
    expect(may('town', person('police', 'steward'))).toBe('editions.role-may-not-decide');
  });

  it('is reviewed until step five, and not in a finished edition', () => {
    expect(beforeSolving.map((step) => may('town', decider('police'), edition(step)))).toEqual(
      Array(4).fill('allowed'),
    );
    expect(may('town', decider('police'), edition('solve'))).toBe('editions.goals-fixed');
    expect(may('town', decider('police'), edition('solve', { finished: true }))).toBe('editions.finished');
  });
});

describe('the goal of an organisation', () => {
  const may = (organisation: string, actor = decider(organisation), state = edition()) =>
    verdictOf(mayEditGoalOf(organisation, actor, state));

  it('is worded by people who decide there', () => {
    expect(rolesAllowed(roles, (actor) => mayEditGoalOf('police', actor, edition()), 'police')).toEqual([
      'facilitator',
      'participant',
      'manager',
    ]);
    expect(may('police', person('police', 'steward'))).toBe('editions.role-may-not-decide');
  });

  it('is worded for no other organisation, and only by one that is invited or in', () => {
    expect(may('police', decider('town'))).toBe('editions.other-organisation');
    expect(['care', 'school', 'elsewhere'].map((organisation) => may(organisation))).toEqual([
      'allowed',
      'editions.other-organisation',
      'editions.other-organisation',
    ]);
  });

  it('is fixed in step five', () => {
    expect(may('police', decider('police'), edition('solve'))).toBe('editions.goals-fixed');
  });

  it('is another thing than the joint goal', () => {
    expect(verdictOf(mayEditGoal(null, lead, edition()))).toBe('allowed');
    expect(verdictOf(mayEditGoal('police', lead, edition()))).toBe('editions.other-organisation');
    expect(verdictOf(mayEditGoal('police', decider('police'), edition()))).toBe('allowed');
    expect(verdictOf(mayEditGoal(null, decider('police'), edition()))).toBe('editions.facilitator-only');
  });

  it('is taken away in step one only, by whoever may word it', () => {
    const remove = (step: StepKey, actor = lead) => verdictOf(mayRemoveGoal(null, actor, edition(step)));
    expect(stepKeys.map((step) => remove(step))).toEqual([
      'allowed',
      ...Array(4).fill('editions.goals-fixed'),
    ]);
    expect(remove('prioritise', decider('police'))).toBe('editions.facilitator-only');
  });
});

describe('stepping in or out', () => {
  const decide = (
    organisation: string,
    decision: 'in' | 'out' | 'any',
    state = edition(),
    actor = decider(organisation),
  ) => verdictOf(mayDecide(organisation, decision, actor, state));

  it('is decided by people who decide for the organisation, never for another one (20)', () => {
    expect(rolesAllowed(roles, (actor) => mayDecide('care', 'in', actor, edition()), 'care')).toEqual([
      'facilitator',
      'participant',
      'manager',
    ]);
    expect(decide('care', 'in', edition(), person('care', 'analyst'))).toBe('editions.role-may-not-decide');
    expect(decide('care', 'in', edition(), lead)).toBe('editions.other-organisation');
    expect(decide('elsewhere', 'in')).toBe('editions.other-organisation');
  });

  test.each([
    ['care', 'in', 'allowed'],
    ['care', 'out', 'allowed'],
    ['care', 'any', 'allowed'],
    ['police', 'in', 'editions.already-decided'],
    ['police', 'out', 'allowed'],
    ['school', 'in', 'editions.already-decided'],
    ['school', 'out', 'editions.already-decided'],
    ['town', 'out', 'editions.already-decided'],
  ] as const)('%s, %s: %s', (organisation, decision, verdict) => {
    expect(decide(organisation, decision)).toBe(verdict);
  });

  it('out is possible at any time, in is over with step five', () => {
    const [late, done] = [edition('solve'), edition('solve', { finished: true })];
    expect([decide('care', 'in', late), decide('care', 'in', done)]).toEqual([
      'editions.contemplation-is-over',
      'editions.finished',
    ]);
    expect([decide('police', 'out', late), decide('police', 'out', done)]).toEqual(['allowed', 'allowed']);
    expect([decide('care', 'any', late), decide('care', 'any', done)]).toEqual(['allowed', 'allowed']);
  });
});

describe('finishing or reopening a step', () => {
  it('is for a facilitator of the organisation that started the edition', () => {
    for (const may of [mayFinishStep, mayReopenStep]) {
      expect(rolesAllowed(roles, (actor) => may(actor, edition()))).toEqual(['facilitator']);
      expect(verdictOf(may(person('police', 'facilitator'), edition()))).toBe('editions.facilitator-only');
    }
  });

  it('ends with the edition', () => {
    expect(verdictOf(mayFinishStep(lead, edition('solve')))).toBe('allowed');
    expect(verdictOf(mayFinishStep(lead, edition('solve', { finished: true })))).toBe('editions.finished');
  });

  it('goes back from the steps between, not from the first, and from the last never', () => {
    expect(stepKeys.map((step) => verdictOf(mayReopenStep(lead, edition(step))))).toEqual([
      'editions.first-step',
      ...Array(3).fill('allowed'),
      'editions.contemplation-is-over',
    ]);
  });
});
