import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { ErrorCode } from '../../platform/http/route.ts';
import type { Blocker } from '../editions/editions.contract.ts';

const dayMs = 24 * 60 * 60_000;

/** The leader of an edition: a facilitator of the organisation that started it. */
export function leads(actor: Actor, edition: { readonly initiator: string }): boolean {
  return actor.organisation === edition.initiator && actor.roles.includes('facilitator');
}

/**
 * Once a day for each obstacle and person, so that the message stays friendly. Returns the recipients: the people who
 * can act, except the sender and the people who were asked today.
 */
export function judgeNudge(
  actor: Actor,
  edition: { readonly initiator: string },
  blocker: Blocker | undefined,
  asked: readonly { readonly person: string; readonly at: Date }[],
  now: Date,
): { readonly answer: PolicyAnswer; readonly persons: Blocker['who']['persons'] } {
  const refuse = (reason: ErrorCode) => ({ answer: denied(reason), persons: [] });
  if (!leads(actor, edition)) return refuse('notices.leader-only');
  if (blocker === undefined) return refuse('notices.not-blocked');
  const others = blocker.who.persons.filter(({ id }) => id !== actor.id);
  if (others.length === 0) return refuse('notices.nobody-to-nudge');
  const today = asked.filter(({ at }) => now.getTime() - at.getTime() < dayMs);
  const persons = others.filter(({ id }) => !today.some(({ person }) => person === id));
  return persons.length === 0 ? refuse('notices.nudged-today') : { answer: allowed, persons };
}

/** In the demo everybody reads all; else a facilitator reads what goes out about the editions they lead. */
export function mayReadOutbox(actor: Actor, demo: boolean): PolicyAnswer {
  return demo || actor.roles.includes('facilitator') ? allowed : denied('notices.outbox-closed');
}
