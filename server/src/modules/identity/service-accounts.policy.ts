import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Role } from './identity.contract.ts';

const ownerRoles: readonly Role[] = ['steward', 'engineer'];

export function mayManageServiceAccounts(actor: Actor, organisation: string): PolicyAnswer {
  if (actor.organisation !== organisation) return denied('identity.other-organisation');
  return actor.roles.includes('administrator') ? allowed : denied('identity.administrator-only');
}

/** The roles of the owner that their script has as well: those of people who deliver, while they are in force. */
export function rolesOfScript(owner: {
  readonly roles: readonly Role[];
  readonly isBlocked: boolean;
}): Role[] {
  return owner.isBlocked ? [] : owner.roles.filter((role) => ownerRoles.includes(role));
}
