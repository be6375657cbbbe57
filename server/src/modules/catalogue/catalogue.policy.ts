import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import { type Actor, requireConfirmed, requireRole } from '../../platform/http/actor.ts';

export const registeringRoles = ['engineer', 'steward'] as const;

export function mayRegister(actor: Actor): PolicyAnswer {
  return requireRole(actor, registeringRoles, 'catalogue.role-may-not-register');
}

/** Areas are no data of an organisation, and whoever begins an installation has no engineer yet. */
export const areaRegisteringRoles = [...registeringRoles, 'administrator'] as const;

export function mayRegisterAreas(actor: Actor): PolicyAnswer {
  const answer = requireRole(actor, areaRegisteringRoles, 'catalogue.role-may-not-register');
  return answer.allowed ? requireConfirmed(actor) : answer;
}

/** A contract is the word of the organisation that owns the data set. */
export function mayReplaceContract(actor: Actor, owner: string): PolicyAnswer {
  const answer = mayRegister(actor);
  if (!answer.allowed) return answer;
  return actor.organisation === owner ? allowed : denied('catalogue.not-owner');
}
