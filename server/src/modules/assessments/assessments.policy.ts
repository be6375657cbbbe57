import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import { type Actor, requireConfirmed, requireRole } from '../../platform/http/actor.ts';

export interface EditionState {
  readonly organisationsIn: readonly string[];
}

const answeringRoles = ['facilitator', 'participant', 'steward', 'privacy-officer', 'manager'];

/** The pages, and scoring the principles: everybody of an organisation that stepped in, whatever their role. */
export function mayTakePart(actor: Actor, { organisationsIn }: EditionState): PolicyAnswer {
  return organisationsIn.includes(actor.organisation) ? allowed : denied('assessments.not-in');
}

/** The pre-scan, trade-offs and advice: people who may speak for their organisation about risk. */
export function mayAnswer(actor: Actor, edition: EditionState): PolicyAnswer {
  const answer = mayTakePart(actor, edition);
  return answer.allowed ? requireRole(actor, answeringRoles, 'assessments.role-may-not') : answer;
}

export function mayBringFile(actor: Actor, edition: EditionState): PolicyAnswer {
  const answer = mayAnswer(actor, edition);
  return answer.allowed ? requireConfirmed(actor) : answer;
}

/** The rules hold for every edition of this installation. */
export const formBringingRoles = ['administrator'] as const;

export function mayBringForm(actor: Actor): PolicyAnswer {
  const answer = requireRole(actor, formBringingRoles, 'assessments.role-may-not');
  return answer.allowed ? requireConfirmed(actor) : answer;
}
