import type { ErrorCode } from '../../platform/http/route.ts';
import type { SolutionsAction } from './actions.contract.ts';

/** What an insight and a solution go through. Pages, services and the documents read these same tables. */
export const insightStates = ['note', 'merged', 'common', 'used'] as const;
export type InsightState = (typeof insightStates)[number];

export const solutionStates = [
  'direction',
  'feasible',
  'not-feasible',
  'asked',
  'realising',
  'done',
  'stopped',
  'handed-over',
] as const;
export type SolutionState = (typeof solutionStates)[number];

/** Who may take the step: `leader` facilitates the edition, `decider` speaks for an organisation that is in. */
export type Mover = 'leader' | 'decider' | 'anybody in';

export interface Move<State extends string, Action extends string = SolutionsAction> {
  readonly from: readonly State[];
  readonly to: State;
  readonly who: Mover;
  /** What is written in the log. */
  readonly event: Action;
  /** Why it cannot be done from any other state. */
  readonly refusal: ErrorCode;
}

export const insightMoves = {
  merge: {
    from: ['note'],
    to: 'merged',
    who: 'leader',
    event: 'solutions.insight-merged',
    refusal: 'solutions.insight-not-a-note',
  },
  agree: {
    from: ['note'],
    to: 'common',
    who: 'leader',
    event: 'solutions.insight-agreed',
    refusal: 'solutions.insight-not-a-note',
  },
  use: {
    from: ['common', 'used'],
    to: 'used',
    who: 'anybody in',
    event: 'solutions.proposed',
    refusal: 'solutions.insight-not-common',
  },
} as const satisfies Readonly<Record<string, Move<InsightState>>>;

export const solutionMoves = {
  accept: {
    from: ['direction', 'not-feasible', 'feasible'],
    to: 'feasible',
    who: 'decider',
    event: 'solutions.judged-feasible',
    refusal: 'solutions.already-started',
  },
  decline: {
    from: ['direction', 'not-feasible', 'feasible'],
    to: 'not-feasible',
    who: 'decider',
    event: 'solutions.judged-not-feasible',
    refusal: 'solutions.already-started',
  },
  ask: {
    from: ['feasible', 'asked'],
    to: 'asked',
    who: 'decider',
    event: 'solutions.lead-asked',
    refusal: 'solutions.not-feasible-yet',
  },
  acceptLead: {
    from: ['asked'],
    to: 'realising',
    who: 'decider',
    event: 'solutions.lead-accepted',
    refusal: 'solutions.not-asked',
  },
  declineLead: {
    from: ['asked'],
    to: 'feasible',
    who: 'decider',
    event: 'solutions.lead-declined',
    refusal: 'solutions.not-asked',
  },
  start: {
    from: ['feasible', 'asked'],
    to: 'realising',
    who: 'decider',
    event: 'solutions.started',
    refusal: 'solutions.not-feasible-yet',
  },
  finish: {
    from: ['realising'],
    to: 'done',
    who: 'decider',
    event: 'solutions.finished',
    refusal: 'solutions.not-realising',
  },
  stop: {
    from: ['realising'],
    to: 'stopped',
    who: 'decider',
    event: 'solutions.stopped',
    refusal: 'solutions.not-realising',
  },
  handOver: {
    from: ['realising'],
    to: 'handed-over',
    who: 'decider',
    event: 'solutions.handed-over',
    refusal: 'solutions.not-realising',
  },
} as const satisfies Readonly<Record<string, Move<SolutionState>>>;

/** From which step of the edition on something is done, and what is said before that. */
export const openings = {
  insights: { from: 'analyse', reason: 'solutions.insights-not-open' },
  directions: { from: 'analyse', reason: 'solutions.insights-not-open' },
  realisation: { from: 'solve', reason: 'solutions.realisation-not-open' },
} as const;
export type Opening = keyof typeof openings;
