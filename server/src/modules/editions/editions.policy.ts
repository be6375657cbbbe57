import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { ErrorCode } from '../../platform/http/route.ts';
import type { StepKey } from './editions.contract.ts';
import { isQuestionListLocked, transitions } from './editions.steps.ts';

export interface Participants {
  readonly initiator: string;
  readonly participations: readonly {
    readonly organisation: string;
    readonly decision: 'invited' | 'in' | 'out';
  }[];
}

export interface EditionState extends Participants {
  readonly currentStep: StepKey;
  readonly finished: boolean;
}

const deciders = ['participant', 'manager', 'facilitator'];

export function mayCreate(actor: Actor): PolicyAnswer {
  return actor.roles.includes('facilitator') ? allowed : denied('editions.facilitator-only');
}

/** People of the organisation that started it, and of those invited or in. */
export function maySee(actor: Actor, edition: Participants): PolicyAnswer {
  if (actor.organisation === edition.initiator) return allowed;
  const own = decisionOf(edition, actor.organisation);
  return own === 'invited' || own === 'in' ? allowed : denied('editions.not-a-participant');
}

export function mayInvite(actor: Actor, edition: EditionState): PolicyAnswer {
  return facilitates(actor, edition) ?? whileOpen(edition, 'editions.contemplation-is-over');
}

export function mayAddDataSet(actor: Actor, edition: EditionState): PolicyAnswer {
  return facilitates(actor, edition) ?? whileOpen(edition, 'editions.contemplation-is-over');
}

export function mayEditJointGoal(actor: Actor, edition: EditionState): PolicyAnswer {
  return facilitates(actor, edition) ?? whileOpen(edition, 'editions.goals-fixed');
}

/** Each organisation words its own goals; nobody does it for another. */
export function mayEditGoalOf(organisation: string, actor: Actor, edition: EditionState): PolicyAnswer {
  const own = decisionOf(edition, organisation);
  if (actor.organisation !== organisation || own === undefined || own === 'out') {
    return denied('editions.other-organisation');
  }
  if (!holdsOneOf(actor, deciders)) return denied('editions.role-may-not-decide');
  return whileOpen(edition, 'editions.goals-fixed');
}

export function mayEditGoal(organisation: string | null, actor: Actor, edition: EditionState): PolicyAnswer {
  return organisation === null
    ? mayEditJointGoal(actor, edition)
    : mayEditGoalOf(organisation, actor, edition);
}

/**
 * Requirement 39: whether a criterion is sharp is said by people who decide at another organisation that is in. Nobody
 * finds the own words sharp.
 */
export function mayReviewGoal(
  organisation: string | null,
  actor: Actor,
  edition: EditionState,
): PolicyAnswer {
  if (decisionOf(edition, actor.organisation) !== 'in') return denied('editions.not-in');
  if (actor.organisation === (organisation ?? edition.initiator)) return denied('editions.own-goal');
  if (!holdsOneOf(actor, deciders)) return denied('editions.role-may-not-decide');
  if (edition.finished) return denied('editions.finished');
  return whileOpen(edition, 'editions.goals-fixed');
}

/** After step one goals may be sharpened, not removed or made vague: the edition started because of them. */
export function mayRemoveGoal(
  organisation: string | null,
  actor: Actor,
  edition: EditionState,
): PolicyAnswer {
  const answer = mayEditGoal(organisation, actor, edition);
  if (!answer.allowed) return answer;
  return edition.currentStep === 'prioritise' ? allowed : denied('editions.goals-fixed');
}

/**
 * Requirement 20: an organisation steps in or out itself. It may step out at any time, also when all is
 * done. Coming back takes a new invitation.
 */
export function mayDecide(
  organisation: string,
  decision: 'in' | 'out' | 'any',
  actor: Actor,
  edition: EditionState,
): PolicyAnswer {
  const current = decisionOf(edition, organisation);
  if (actor.organisation !== organisation || current === undefined) {
    return denied('editions.other-organisation');
  }
  if (!holdsOneOf(actor, deciders)) return denied('editions.role-may-not-decide');
  if (decision === 'in' && edition.finished) return denied('editions.finished');
  if (decision === 'in' && isQuestionListLocked(edition.currentStep)) {
    return denied('editions.contemplation-is-over');
  }
  const final = organisation === edition.initiator || current === 'out' || current === decision;
  return final ? denied('editions.already-decided') : allowed;
}

/** The people who may try to finish the step; the gates judge whether it is ready. */
export function mayFinishStep(actor: Actor, edition: EditionState): PolicyAnswer {
  const { owner } = transitions[edition.currentStep];
  if (!leads(actor, edition, owner)) return denied('editions.facilitator-only');
  return edition.finished ? denied('editions.finished') : allowed;
}

export function mayReopenStep(actor: Actor, edition: EditionState): PolicyAnswer {
  const { owner, previous } = transitions[edition.currentStep];
  if (!leads(actor, edition, owner)) return denied('editions.facilitator-only');
  if (isQuestionListLocked(edition.currentStep)) return denied('editions.contemplation-is-over');
  return previous === null ? denied('editions.first-step') : allowed;
}

function facilitates(actor: Actor, edition: Participants): PolicyAnswer | undefined {
  return leads(actor, edition, 'facilitator') ? undefined : denied('editions.facilitator-only');
}

function leads(actor: Actor, edition: Participants, role: string): boolean {
  return actor.organisation === edition.initiator && actor.roles.includes(role);
}

function whileOpen(edition: EditionState, reason: ErrorCode): PolicyAnswer {
  return isQuestionListLocked(edition.currentStep) ? denied(reason) : allowed;
}

function decisionOf(edition: Participants, organisation: string): 'invited' | 'in' | 'out' | undefined {
  return edition.participations.find((one) => one.organisation === organisation)?.decision;
}

function holdsOneOf(actor: Actor, roles: readonly string[]): boolean {
  return actor.roles.some((role) => roles.includes(role));
}
