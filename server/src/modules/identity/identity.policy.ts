import { denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import { type Actor, requireConfirmed } from '../../platform/http/actor.ts';

/** The network grows by invitation of an organisation of which is confirmed who speaks for it. */
export function mayAddOrganisation(actor: Actor): PolicyAnswer {
  const leads = actor.roles.some((held) => held === 'administrator' || held === 'facilitator');
  return leads ? requireConfirmed(actor) : denied('identity.leader-only');
}
