import { allowed, denied, Failure, type PolicyAnswer } from '../../platform/errors/failure.ts';
import { type Actor, requireConfirmed } from '../../platform/http/actor.ts';
import type { EditionAccess } from '../editions/editions.api.ts';
import type { StepKey } from '../editions/editions.contract.ts';

type EditionState = Pick<EditionAccess, 'initiator' | 'organisationsIn' | 'questionListLocked'>;

const adding = ['facilitator', 'participant', 'steward', 'analyst', 'manager', 'engineer'];

/** Requirement 21: every participant adds what their organisation already knows. */
export function mayAdd(actor: Actor, edition: EditionState): PolicyAnswer {
  if (!actor.roles.some((role) => adding.includes(role))) return denied('picture.role-may-not-add');
  const takesPart =
    actor.organisation === edition.initiator || edition.organisationsIn.includes(actor.organisation);
  if (!takesPart) return denied('picture.organisation-not-in');
  const confirmed = requireConfirmed(actor);
  if (!confirmed.allowed) return confirmed;
  return edition.questionListLocked ? denied('picture.contemplation-is-over') : allowed;
}

/** What an organisation brought it may take away; the facilitator tidies up for everybody. */
export function mayRemove(actor: Actor, organisation: string, edition: EditionState): PolicyAnswer {
  const add = mayAdd(actor, edition);
  if (!add.allowed) return add;
  const facilitates = actor.roles.includes('facilitator') && actor.organisation === edition.initiator;
  return facilitates || actor.organisation === organisation ? allowed : denied('picture.not-yours');
}

/** The step can change between the page and the click: judged again where it counts. */
export function requireOpenPicture(step: StepKey): void {
  if (step === 'solve') throw new Failure('picture.contemplation-is-over', 409);
}
