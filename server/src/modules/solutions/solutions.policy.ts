import { allowed, denied, type PolicyAnswer, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { ErrorCode } from '../../platform/http/route.ts';
import { type StepKey, stepKeys } from '../editions/editions.contract.ts';
import type { Realisation } from './solutions.contract.ts';
import {
  type Move,
  type Mover,
  type Opening,
  openings,
  type SolutionState,
  solutionMoves,
} from './states.contract.ts';

/** What the judgements below need to know of an edition. */
export interface EditionState {
  readonly initiator: string;
  readonly currentStep: StepKey;
  readonly finished: boolean;
  readonly organisationsIn: readonly string[];
}

const working = ['facilitator', 'participant', 'steward', 'analyst', 'manager', 'engineer'];
const deciding = ['facilitator', 'participant', 'manager'];

/** The people who may do this work now: of a participating organisation, in a fitting role, once it is open. */
export function mayDo(mover: Mover, opening: Opening, actor: Actor, edition: EditionState): PolicyAnswer {
  const who = judgeWho(mover, actor, edition);
  if (!who.allowed) return who;
  return edition.finished ? denied('editions.finished') : whenOpen(opening, edition);
}

/** Requirement 53: the people on the spot can always answer, also after the edition is finished. */
export function mayCheckOnTheSpot(actor: Actor, edition: EditionState): PolicyAnswer {
  const who = judgeWho('anybody in', actor, edition);
  return who.allowed ? whenOpen('insights', edition) : who;
}

function whenOpen(opening: Opening, edition: EditionState): PolicyAnswer {
  const { from, reason } = openings[opening];
  const open = stepKeys.indexOf(edition.currentStep) >= stepKeys.indexOf(from);
  return open ? allowed : denied(reason);
}

/** Whether a move of a state machine may be made from here by this person. */
export function mayMove<State extends string>(
  move: Move<State>,
  state: State,
  opening: Opening,
  actor: Actor,
  edition: EditionState,
): PolicyAnswer {
  const answer = mayDo(move.who, opening, actor, edition);
  if (!answer.allowed) return answer;
  return move.from.includes(state) ? allowed : denied(move.refusal);
}

/** Requirement 28: each organisation acts from its own role; nobody takes on a task for another. */
export function mayActFor(organisation: string, actor: Actor, edition: EditionState): PolicyAnswer {
  if (actor.organisation !== organisation) return denied('solutions.other-organisation');
  return mayDo('decider', 'realisation', actor, edition);
}

/** Nobody consents for another organisation. */
export function mayAnswerLead(
  { state, realisation }: { readonly state: SolutionState; readonly realisation: Realisation | null },
  actor: Actor,
  edition: EditionState,
): PolicyAnswer {
  const answer = mayMove(solutionMoves.acceptLead, state, 'realisation', actor, edition);
  if (!answer.allowed) return answer;
  return realisation?.puller === actor.organisation ? allowed : denied('solutions.other-organisation');
}

/** The owner marks a task as done; a person who decides for the organisation may do so too. */
export function mayFinishTask(
  task: { readonly organisation: string; readonly owner: string },
  actor: Actor,
  edition: EditionState,
): PolicyAnswer {
  return task.owner === actor.id ? allowed : mayActFor(task.organisation, actor, edition);
}

function judgeWho(mover: Mover, actor: Actor, edition: EditionState): PolicyAnswer {
  if (!edition.organisationsIn.includes(actor.organisation)) return denied('solutions.not-in');
  switch (mover) {
    case 'leader':
      return actor.organisation === edition.initiator && actor.roles.includes('facilitator')
        ? allowed
        : denied('solutions.leader-only');
    case 'decider':
      return holdsOneOf(actor, deciding) ? allowed : denied('solutions.role-may-not');
    case 'anybody in':
      return holdsOneOf(actor, working) ? allowed : denied('solutions.role-may-not');
  }
}

/** The people who speak for their own organisation. */
export function mayDecideFor(actor: Actor): boolean {
  return holdsOneOf(actor, deciding);
}

function holdsOneOf(actor: Actor, roles: readonly string[]): boolean {
  return actor.roles.some((role) => roles.includes(role));
}

const whoReasons = new Set<ErrorCode>([
  'solutions.not-in',
  'solutions.role-may-not',
  'solutions.leader-only',
  'solutions.not-author',
  'solutions.other-organisation',
]);

/** 403 for a person without permission, 409 for a step or a state that does not allow it. */
export function requirePermission(answer: PolicyAnswer): void {
  if (!answer.allowed) requireAllowed(answer, whoReasons.has(answer.reason) ? 403 : 409);
}
