import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';

export const registeringRoles = ['engineer', 'steward'] as const;

export function mayRegister(actor: Actor): PolicyAnswer {
  const has = registeringRoles.some((role) => actor.roles.includes(role));
  return has ? allowed : denied('catalogue.role-may-not-register');
}

/** A contract is the word of the organisation that owns the data set. */
export function mayReplaceContract(actor: Actor, owner: string): PolicyAnswer {
  const answer = mayRegister(actor);
  if (!answer.allowed) return answer;
  return actor.organisation === owner ? allowed : denied('catalogue.not-owner');
}
