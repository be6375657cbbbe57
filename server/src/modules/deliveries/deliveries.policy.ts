import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import { type Actor, requireRole } from '../../platform/http/actor.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { DeliveryState } from './deliveries.contract.ts';

export interface DeliveryPlace {
  readonly currentStep: StepKey;
  readonly owner: string;
}

const senders = ['steward', 'engineer'];
const open: readonly StepKey[] = ['share', 'analyse', 'solve'];
const running: readonly DeliveryState[] = ['received', 'checking', 'landing'];

/** Later steps may receive newer data: impact is measured with the same data sets later on. */
export function mayDeliver(actor: Actor, place: DeliveryPlace): PolicyAnswer {
  const owner = isSender(actor, place.owner);
  if (!owner.allowed) return owner;
  return open.includes(place.currentStep) ? allowed : denied('deliveries.step-not-open', { step: 'share' });
}

export function mayCancel(
  actor: Actor,
  delivery: { readonly organisation: string; readonly state: DeliveryState },
): PolicyAnswer {
  if (!isSender(actor, delivery.organisation).allowed) return denied('deliveries.not-owner');
  return isRunning(delivery.state) ? allowed : denied('deliveries.finished');
}

/** Counts are for every organisation that is in, until the data left with their owner. */
export function maySeeReport(
  actor: Actor,
  organisationsIn: readonly string[],
  { organisation, state }: { readonly organisation: string; readonly state: DeliveryState },
): PolicyAnswer {
  if (state === 'withdrawn') return denied('deliveries.withdrawn');
  const own = actor.organisation === organisation || organisationsIn.includes(actor.organisation);
  return own ? allowed : denied('deliveries.report-not-yours');
}

/** Rows of the source are for the people who deliver it. */
export function maySeeRows(actor: Actor, organisation: string): boolean {
  return isSender(actor, organisation).allowed;
}

export function isRunning(state: DeliveryState): boolean {
  return running.includes(state);
}

function isSender(actor: Actor, owner: string): PolicyAnswer {
  if (actor.organisation !== owner) return denied('deliveries.not-owner');
  return requireRole(actor, senders, 'deliveries.role-may-not-deliver');
}
