import { describe, expect, it, test } from 'vitest';
import { denied } from '../../platform/errors/failure.ts';
import { person, rolesAllowed, verdictOf } from '../../platform/http/actor.testing.ts';
import { stepKeys } from '../editions/editions.contract.ts';
import { roles } from '../identity/identity.contract.ts';
import {
  type EditionState,
  mayAnalyse,
  mayAsk,
  mayBeAnalysed,
  mayBecome,
  mayRun,
  maySeeEarlierFigures,
  maySeeResults,
  maySort,
  mayStandOn,
} from './analyses.policy.ts';

function edition(currentStep: EditionState['currentStep'] = 'analyse'): EditionState {
  return { currentStep, questionListLocked: currentStep === 'solve', organisationsIn: ['town'] };
}

const analyst = person('town', 'visitor', 'analyst');

describe('questions', () => {
  it('are asked by those who work on the edition, not by the privacy officer', () => {
    expect(rolesAllowed(roles, (actor) => mayAsk(actor, edition()))).toEqual([
      'facilitator',
      'participant',
      'steward',
      'engineer',
      'analyst',
      'manager',
    ]);
    expect(verdictOf(mayAsk(person('town', 'privacy-officer'), edition()))).toBe('analyses.role-may-not-ask');
  });

  it('are sorted by a few', () => {
    expect(rolesAllowed(roles, (actor) => maySort(actor, edition()))).toEqual([
      'facilitator',
      'participant',
      'analyst',
    ]);
    expect(verdictOf(maySort(person('town', 'manager'), edition()))).toBe('analyses.role-may-not-sort');
  });

  it('are neither asked nor sorted once contemplation is over (26)', () => {
    expect(verdictOf(mayAsk(person('town', 'participant'), edition('solve')))).toBe(
      'analyses.question-locked',
    );
    expect(verdictOf(maySort(person('town', 'facilitator'), edition('solve')))).toBe(
      'analyses.question-locked',
    );
  });

  it('that are known already, or dropped, are not researched (22)', () => {
    const known = mayBeAnalysed({ status: 'known', number: 4 });
    expect(known).toEqual(denied('analyses.question-already-known', { number: 4 }));
    const dropped = mayBeAnalysed({ status: 'dropped', number: 5 });
    expect(dropped).toEqual(denied('analyses.question-dropped', { number: 5 }));
  });

  test.each(['new', 'to-analyse', 'answered'] as const)('that are %s may be', (status) => {
    expect(mayBeAnalysed({ status, number: 5 })).toEqual({ allowed: true });
  });

  test.each([
    ['known', null, 0, 'analyses.question-needs-note'],
    ['known', '', 0, 'analyses.question-needs-note'],
    ['known', 'Monitor 2025, page 12', 0, 'allowed'],
    ['dropped', null, 1, 'analyses.question-needs-note'],
    ['dropped', 'Nobody can act on it', 0, 'allowed'],
    ['answered', null, 0, 'analyses.question-needs-evidence'],
    ['answered', null, 1, 'allowed'],
    ['to-analyse', null, 0, 'allowed'],
  ] as const)('become %s with note %j and %i pieces of evidence: %s', (status, note, evidence, verdict) => {
    expect(verdictOf(mayBecome(status, note, evidence))).toBe(verdict);
  });

  it('whose note is missing are refused by the status they were to get', () => {
    expect(mayBecome('dropped', null, 0)).toEqual(
      denied('analyses.question-needs-note', { status: 'dropped' }),
    );
  });

  it('stand on another rung than advised only with a reason (5)', () => {
    expect(mayStandOn('predictive', 'descriptive', null)).toEqual(
      denied('analyses.rung-needs-reason', { advised: 'descriptive' }),
    );
    expect(verdictOf(mayStandOn('predictive', 'descriptive', 'The council asks'))).toBe('allowed');
    expect(verdictOf(mayStandOn('diagnostic', 'diagnostic', null))).toBe('allowed');
  });
});

test('results are for the organisations that stepped in, not for those that are only invited', () => {
  expect(verdictOf(maySeeResults(person('town'), edition()))).toBe('allowed');
  expect(verdictOf(maySeeResults(person('invited', 'manager'), edition()))).toBe(
    'editions.not-a-participant',
  );
});

test('figures from before all questions were closed are for the privacy officers among them', () => {
  expect(rolesAllowed(roles, (actor) => maySeeEarlierFigures(actor, edition()))).toEqual(['privacy-officer']);
  expect(verdictOf(maySeeEarlierFigures(person('invited', 'privacy-officer'), edition()))).toBe(
    'editions.not-a-participant',
  );
  expect(verdictOf(maySeeEarlierFigures(person('town', 'analyst'), edition()))).toBe(
    'analyses.earlier-rules',
  );
});

describe.each([
  ['made in step four', mayAnalyse, ['analyse']],
  ['run again in steps four and five', mayRun, ['analyse', 'solve']],
] as const)('analyses are %s', (_, may, steps) => {
  const open: readonly string[] = steps;

  it('by an analyst of an organisation that stepped in', () => {
    expect(rolesAllowed(roles, (actor) => may(actor, edition()))).toEqual(['analyst']);
    expect(verdictOf(may(person('town', 'steward'), edition()))).toBe('analyses.role-may-not-analyse');
    expect(verdictOf(may(person('elsewhere', 'analyst'), edition()))).toBe('analyses.role-may-not-analyse');
  });

  it('and in no other step', () => {
    const refused = denied('analyses.step-not-open', { step: 'analyse' });
    expect(stepKeys.map((step) => may(analyst, edition(step)))).toEqual(
      stepKeys.map((step) => (open.includes(step) ? { allowed: true } : refused)),
    );
  });
});
