import { allowed, denied, type PolicyAnswer, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { ErrorCode } from '../../platform/http/route.ts';
import type { EditionAccess } from '../editions/editions.api.ts';
import type { EvaluatorState } from './closing-words.contract.ts';

export type EditionState = Pick<EditionAccess, 'initiator' | 'organisationsIn' | 'currentStep' | 'finished'>;

const takingPart = [
  'facilitator',
  'participant',
  'steward',
  'analyst',
  'manager',
  'engineer',
  'privacy-officer',
];

const deciding = ['facilitator', 'participant', 'manager'];

/** Evaluations and lessons are for the organisations that stepped in. */
export function maySee(actor: Actor, edition: EditionState): PolicyAnswer {
  return edition.organisationsIn.includes(actor.organisation) ? allowed : denied('closing.not-in');
}

/** Requirement 34: every participant evaluates, once there is something to evaluate. */
export function mayEvaluate(actor: Actor, edition: EditionState): PolicyAnswer {
  const who = whoTakesPart(actor, edition);
  if (!who.allowed) return who;
  return whileClosing(edition);
}

/** Requirement 52: lessons are written down when they are learned, from the first day on. */
export function mayLearn(actor: Actor, edition: EditionState): PolicyAnswer {
  return whoTakesPart(actor, edition);
}

/** By who leads, or by the evaluator, who looks after the evaluation. */
export function mayExcuse(
  actor: Actor,
  edition: EditionState,
  evaluator: NamedEvaluator | null = null,
): PolicyAnswer {
  const looksAfterIt = evaluator?.state === 'accepted' && evaluator.person === actor.id;
  const may = leads(actor, edition) || (looksAfterIt && maySee(actor, edition).allowed);
  return may ? whileClosing(edition) : denied('closing.leader-only');
}

export interface NamedEvaluator {
  readonly person: string;
  readonly state: EvaluatorState;
}

/** Requirement 112: named early, so in any step. */
export function mayNameEvaluator(actor: Actor, edition: EditionState): PolicyAnswer {
  if (!leads(actor, edition)) return denied('closing.leader-only');
  return edition.finished ? denied('editions.finished') : allowed;
}

/** Nobody consents for another person. */
export function mayAnswerEvaluator(
  actor: Actor,
  edition: EditionState,
  evaluator: NamedEvaluator | null,
): PolicyAnswer {
  const seen = maySee(actor, edition);
  if (!seen.allowed) return seen;
  if (edition.finished) return denied('editions.finished');
  const isAsked = evaluator?.state === 'asked' && evaluator.person === actor.id;
  return isAsked ? allowed : denied('closing.not-asked');
}

/** Requirement 107: of one's own organisation; what was saved is often known only after the end. */
export function mayTellBalance(actor: Actor, edition: EditionState): PolicyAnswer {
  const seen = maySee(actor, edition);
  if (!seen.allowed) return seen;
  return actor.roles.some((role) => deciding.includes(role)) ? allowed : denied('closing.role-may-not');
}

/** Requirement 33: the organisation that started an edition may export it. */
export function mayExport(actor: Actor, edition: EditionState): PolicyAnswer {
  return leads(actor, edition) ? allowed : denied('closing.leader-only');
}

export function mayRemove(actor: Actor, author: string, edition: EditionState): PolicyAnswer {
  if (edition.finished) return denied('editions.finished');
  return author === actor.id ? allowed : denied('closing.not-author');
}

const whoReasons = new Set<ErrorCode>([
  'closing.not-in',
  'closing.role-may-not',
  'closing.leader-only',
  'closing.not-author',
]);

/** 403 for a person without permission, 409 for a step that does not allow it. */
export function requirePermission(answer: PolicyAnswer): void {
  if (!answer.allowed) requireAllowed(answer, whoReasons.has(answer.reason) ? 403 : 409);
}

function whoTakesPart(actor: Actor, edition: EditionState): PolicyAnswer {
  const seen = maySee(actor, edition);
  if (!seen.allowed) return seen;
  if (!actor.roles.some((role) => takingPart.includes(role))) return denied('closing.role-may-not');
  return edition.finished ? denied('editions.finished') : allowed;
}

function whileClosing(edition: EditionState): PolicyAnswer {
  if (edition.finished) return denied('editions.finished');
  return edition.currentStep === 'solve' ? allowed : denied('closing.not-open');
}

function leads(actor: Actor, edition: EditionState): boolean {
  return actor.organisation === edition.initiator && actor.roles.includes('facilitator');
}
