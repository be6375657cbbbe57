import { allowed, denied, type PolicyAnswer, requireAllowed } from '../../platform/errors/failure.ts';
import { type Actor, requireConfirmed } from '../../platform/http/actor.ts';
import type { ErrorCode } from '../../platform/http/route.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import { findCausalWords } from './causal-words.contract.ts';
import { type EvidenceLevel, mayNameCause } from './judgement.contract.ts';

/** What the judgements below need to know of an edition. */
export interface EditionState {
  readonly currentStep: StepKey;
  readonly organisationsIn: readonly string[];
}

const decidingRoles = ['facilitator', 'participant', 'manager'];
const measuringRoles = [...decidingRoles, 'analyst'];
const beforeAnalysing: readonly string[] = ['prioritise', 'picture', 'share'];
const beforeSolving: readonly string[] = [...beforeAnalysing, 'analyse'];

/** What is measured is for the organisations that stepped in. */
export function maySee(actor: Actor, edition: EditionState): PolicyAnswer {
  return edition.organisationsIn.includes(actor.organisation) ? allowed : denied('impact.not-in');
}

/** A baseline may be set as soon as there are saved queries. */
export function mayMeasure(actor: Actor, edition: EditionState): PolicyAnswer {
  const who = holds(measuringRoles, actor, edition);
  if (!who.allowed) return who;
  return beforeAnalysing.includes(edition.currentStep) ? denied('impact.not-open') : allowed;
}

/** The people who decide for an organisation that takes part, and the owner of the indicator. */
export function mayChange(
  actor: Actor,
  edition: EditionState,
  indicator: { readonly owner: string; readonly stopped: object | null },
): PolicyAnswer {
  const who = indicator.owner === actor.id ? mayWork(actor, edition) : holds(decidingRoles, actor, edition);
  if (!who.allowed) return who;
  return mayFollow(indicator);
}

/** A stopped indicator is looked at, not measured. */
export function mayFollow({ stopped }: { readonly stopped: object | null }): PolicyAnswer {
  return stopped === null ? allowed : denied('impact.stopped');
}

export function mayJudge(actor: Actor, edition: EditionState): PolicyAnswer {
  const who = holds(decidingRoles, actor, edition);
  if (!who.allowed) return who;
  return beforeSolving.includes(edition.currentStep) ? denied('impact.verdict-not-open') : allowed;
}

/** Requirement 83: nobody writes that one thing caused another before the numbers support it. */
export function mayWord(because: string, level: EvidenceLevel): PolicyAnswer {
  const words = mayNameCause(level) ? [] : findCausalWords(because);
  if (words.length === 0) return allowed;
  return denied('impact.causal-words', { words: words.map((word) => `“${word}”`).join(', ') });
}

function mayWork(actor: Actor, edition: EditionState): PolicyAnswer {
  const isIn = maySee(actor, edition);
  return isIn.allowed ? requireConfirmed(actor) : isIn;
}

function holds(roles: readonly string[], actor: Actor, edition: EditionState): PolicyAnswer {
  const work = mayWork(actor, edition);
  if (!work.allowed) return work;
  return actor.roles.some((role) => roles.includes(role)) ? allowed : denied('impact.role-may-not');
}

const whoReasons = new Set<ErrorCode>(['impact.not-in', 'impact.role-may-not', 'session.organisation-waits']);

/** 403 for a person without permission, 409 for a step or wording that does not allow it. */
export function requirePermission(answer: PolicyAnswer): void {
  if (!answer.allowed) requireAllowed(answer, whoReasons.has(answer.reason) ? 403 : 409);
}
