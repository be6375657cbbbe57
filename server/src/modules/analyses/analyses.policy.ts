import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import { type Actor, requireRole } from '../../platform/http/actor.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { Question, Rung } from './questions.contract.ts';

/** What the judgements below need to know of an edition. */
export interface EditionState {
  readonly currentStep: StepKey;
  readonly questionListLocked: boolean;
  readonly organisationsIn: readonly string[];
}

const asking = ['facilitator', 'participant', 'steward', 'analyst', 'manager', 'engineer'];
const sorting = ['facilitator', 'participant', 'analyst'];

/** Requirement 26: the list of questions is locked in step five, so nobody adds questions then. */
export function mayAsk(actor: Actor, edition: EditionState): PolicyAnswer {
  if (!hasRole(actor, asking)) return denied('analyses.role-may-not-ask');
  if (edition.questionListLocked) return denied('analyses.question-locked');
  return allowed;
}

export function maySort(actor: Actor, edition: EditionState): PolicyAnswer {
  if (!hasRole(actor, sorting)) return denied('analyses.role-may-not-sort');
  if (edition.questionListLocked) return denied('analyses.question-locked');
  return allowed;
}

/** Findings are for the organisations that stepped in; an invited organisation sees only what it is invited to. */
export function maySeeResults(actor: Actor, edition: EditionState): PolicyAnswer {
  const isIn = edition.organisationsIn.includes(actor.organisation);
  return isIn ? allowed : denied('editions.not-a-participant');
}

/** Figures from before all questions were closed: only the privacy officers of the organisations that stepped in. */
export function maySeeEarlierFigures(actor: Actor, edition: EditionState): PolicyAnswer {
  const isIn = maySeeResults(actor, edition);
  return isIn.allowed ? requireRole(actor, ['privacy-officer'], 'analyses.earlier-rules') : isIn;
}

/** Only an analyst of an organisation that stepped in, and only while the edition analyses. */
export function mayAnalyse(actor: Actor, edition: EditionState): PolicyAnswer {
  const role = isAnalystOf(actor, edition);
  if (!role.allowed) return role;
  return edition.currentStep === 'analyse' ? allowed : denied('analyses.step-not-open', { step: 'analyse' });
}

/** Numbers may be brought up to date later on too: impact is the same question on later data. */
export function mayRun(actor: Actor, edition: EditionState): PolicyAnswer {
  const role = isAnalystOf(actor, edition);
  if (!role.allowed) return role;
  const open = edition.currentStep === 'analyse' || edition.currentStep === 'solve';
  return open ? allowed : denied('analyses.step-not-open', { step: 'analyse' });
}

/** Requirement 22: what is known already is not researched again. */
export function mayBeAnalysed(question: Pick<Question, 'status' | 'number'>): PolicyAnswer {
  if (question.status === 'known') {
    return denied('analyses.question-already-known', { number: question.number });
  }
  if (question.status === 'dropped') return denied('analyses.question-dropped', { number: question.number });
  return allowed;
}

/** Whether a question may get this status; a claim of knowledge says where, a refusal says why. */
export function mayBecome(
  status: Exclude<Question['status'], 'new'>,
  note: string | null,
  evidenceCount: number,
): PolicyAnswer {
  const needsNote = status === 'known' || status === 'dropped';
  if (needsNote && (note === null || note === '')) return denied('analyses.question-needs-note', { status });
  if (status === 'answered' && evidenceCount === 0) return denied('analyses.question-needs-evidence');
  return allowed;
}

/** Requirement 5: anyone who goes higher than advised says why; the reason stays with the question and in the log. */
export function mayStandOn(chosen: Rung, advised: Rung, reason: string | null): PolicyAnswer {
  return chosen === advised || reason !== null ? allowed : denied('analyses.rung-needs-reason', { advised });
}

function isAnalystOf(actor: Actor, edition: EditionState): PolicyAnswer {
  if (!edition.organisationsIn.includes(actor.organisation)) return denied('analyses.role-may-not-analyse');
  return requireRole(actor, ['analyst'], 'analyses.role-may-not-analyse');
}

function hasRole(actor: Actor, roles: readonly string[]): boolean {
  return actor.roles.some((role) => roles.includes(role));
}
