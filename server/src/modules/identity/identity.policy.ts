import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Person } from './identity.contract.ts';

/** The network grows by whoever set the platform up. */
export function mayAddOrganisation(actor: Actor, founding: string | undefined): PolicyAnswer {
  if (!isFacilitator(actor)) return denied('identity.facilitator-only');
  return actor.organisation === founding ? allowed : denied('identity.other-organisation');
}

/**
 * Accounts are made inside the own organisation. Who set the platform up also makes those of a partner that has no
 * facilitator of its own yet; from then on nobody else can let a person speak for that partner.
 */
export function mayAddPerson(
  actor: Actor,
  organisation: string,
  colleagues: readonly Pick<Person, 'roles'>[],
  founding: string | undefined,
): PolicyAnswer {
  if (!isFacilitator(actor)) return denied('identity.facilitator-only');
  if (actor.organisation === organisation) return allowed;
  const standsAlone = colleagues.some(({ roles }) => roles.includes('facilitator'));
  return actor.organisation === founding && !standsAlone ? allowed : denied('identity.other-organisation');
}

function isFacilitator(actor: Actor): boolean {
  return actor.roles.includes('facilitator');
}
