import { describe, expect, it } from 'vitest';
import type { Actor } from '../../platform/http/actor.ts';
import {
  type EditionState,
  mayAnalyse,
  mayAsk,
  mayBeAnalysed,
  mayBecome,
  mayRun,
  maySeeResults,
  maySort,
} from './analyses.policy.ts';

function person(organisation: string, ...roles: string[]): Actor {
  return { id: 'p', name: 'P', email: 'p@example.org', organisation, roles };
}

function edition(currentStep: EditionState['currentStep']): EditionState {
  return { currentStep, questionListLocked: currentStep === 'solve', organisationsIn: ['town'] };
}

describe('questions', () => {
  it('may be asked by those who work on the edition, not by the privacy officer', () => {
    expect(mayAsk(person('town', 'participant'), edition('prioritise')).allowed).toBe(true);
    expect(mayAsk(person('town', 'privacy-officer'), edition('prioritise'))).toEqual({
      allowed: false,
      reason: 'analyses.role-may-not-ask',
    });
  });

  it('may not be asked once contemplation is over (26)', () => {
    expect(mayAsk(person('town', 'participant'), edition('solve'))).toEqual({
      allowed: false,
      reason: 'analyses.question-locked',
    });
    expect(maySort(person('town', 'facilitator'), edition('solve')).allowed).toBe(false);
  });

  it('that are known already are not researched again (22)', () => {
    const known = mayBeAnalysed({ status: 'known', rung: 'descriptive', number: 4 });
    expect(known).toMatchObject({ allowed: false, reason: 'analyses.question-already-known' });
  });

  it('that look ahead at people are not analysed (9)', () => {
    const ahead = mayBeAnalysed({ status: 'to-analyse', rung: 'predictive', number: 5 });
    expect(ahead).toMatchObject({ allowed: false, reason: 'analyses.predicts-people' });
  });

  it('become known only with the place where the answer stands', () => {
    expect(mayBecome('known', null, 0).allowed).toBe(false);
    expect(mayBecome('known', 'Monitor 2025, page 12', 0).allowed).toBe(true);
  });

  it('become answered only with evidence', () => {
    expect(mayBecome('answered', null, 0)).toMatchObject({ reason: 'analyses.question-needs-evidence' });
    expect(mayBecome('answered', null, 1).allowed).toBe(true);
  });
});

describe('results', () => {
  it('are for the organisations that stepped in, not for who is only invited', () => {
    expect(maySeeResults(person('town', 'participant'), edition('analyse')).allowed).toBe(true);
    expect(maySeeResults(person('invited', 'manager'), edition('analyse'))).toEqual({
      allowed: false,
      reason: 'editions.not-a-participant',
    });
  });
});

describe('analyses', () => {
  it('are made by an analyst of an organisation that stepped in', () => {
    expect(mayAnalyse(person('town', 'analyst'), edition('analyse')).allowed).toBe(true);
    expect(mayAnalyse(person('elsewhere', 'analyst'), edition('analyse')).allowed).toBe(false);
    expect(mayAnalyse(person('town', 'steward', 'facilitator'), edition('analyse'))).toMatchObject({
      reason: 'analyses.role-may-not-analyse',
    });
  });

  it('are made in step four, and run again in step five', () => {
    const analyst = person('town', 'analyst');
    expect(mayAnalyse(analyst, edition('share'))).toMatchObject({ reason: 'analyses.step-not-open' });
    expect(mayAnalyse(analyst, edition('solve')).allowed).toBe(false);
    expect(mayRun(analyst, edition('solve')).allowed).toBe(true);
    expect(mayRun(analyst, edition('share')).allowed).toBe(false);
  });
});
