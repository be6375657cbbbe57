import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import { type Actor, requireRole } from '../../platform/http/actor.ts';

export const registeringRoles = ['engineer', 'steward'] as const;

export function mayRegister(actor: Actor): PolicyAnswer {
  return requireRole(actor, registeringRoles, 'catalogue.role-may-not-register');
}

/** A contract is the word of the organisation that owns the data set. */
export function mayReplaceContract(actor: Actor, owner: string): PolicyAnswer {
  const answer = mayRegister(actor);
  if (!answer.allowed) return answer;
  return actor.organisation === owner ? allowed : denied('catalogue.not-owner');
}
