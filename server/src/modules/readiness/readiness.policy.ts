import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';

export interface EditionState {
  readonly organisationsIn: readonly string[];
}

const deciding = ['facilitator', 'participant', 'manager'];

/** Everybody of an organisation that stepped in, whatever their role: several views make it candid. */
export function mayAnswer(actor: Actor, { organisationsIn }: EditionState): PolicyAnswer {
  return organisationsIn.includes(actor.organisation) ? allowed : denied('readiness.not-in');
}

export function mayStartRound(actor: Actor, edition: EditionState, respondents: number): PolicyAnswer {
  const answer = mayAnswer(actor, edition);
  if (!answer.allowed) return answer;
  if (!actor.roles.some((role) => deciding.includes(role))) return denied('readiness.role-may-not');
  return respondents > 0 ? allowed : denied('readiness.nobody-answered');
}
