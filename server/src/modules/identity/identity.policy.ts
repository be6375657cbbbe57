import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';

/** The network grows by the founding organisation. */
export function mayAddOrganisation(actor: Actor, founding: string | undefined): PolicyAnswer {
  if (!actor.roles.includes('facilitator')) return denied('identity.facilitator-only');
  return actor.organisation === founding ? allowed : denied('identity.other-organisation');
}
