import { allowed, denied, type PolicyAnswer, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { ErrorCode } from '../../platform/http/route.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import { type StartState, startMoves } from './questions.contract.ts';

/** What the judgements below need to know of an edition. */
export interface EditionState {
  readonly initiator: string;
  readonly currentStep: StepKey;
  readonly organisationsIn: readonly string[];
}

const working = [
  'facilitator',
  'participant',
  'steward',
  'analyst',
  'manager',
  'engineer',
  'privacy-officer',
];
const deciding = ['facilitator', 'participant', 'manager'];

/** The facilitator writes down what the partners answer together. */
export function mayAgree(actor: Actor, edition: EditionState): PolicyAnswer {
  return leads(actor, edition) ?? beforeSolving(edition);
}

/** Everybody of an organisation that is in may say how they see it. */
export function mayView(actor: Actor, edition: EditionState): PolicyAnswer {
  return isIn(actor, edition, working) ?? beforeSolving(edition);
}

export function mayDecideStart(
  decision: 'go' | 'no-go',
  state: StartState,
  unanswered: number,
  actor: Actor,
  edition: EditionState,
): PolicyAnswer {
  const answer = mayAgree(actor, edition);
  if (!answer.allowed) return answer;
  const move = decision === 'go' ? startMoves.go : startMoves.stop;
  const from: readonly StartState[] = move.from;
  if (!from.includes(state)) return denied(move.refusal);
  // Stopping needs no complete answer: one plain no can be enough.
  return decision === 'go' && unanswered > 0
    ? denied('preparation.questions-unanswered', { n: unanswered })
    : allowed;
}

export function maySteer(actor: Actor, edition: EditionState): PolicyAnswer {
  return leads(actor, edition) ?? allowed;
}

/** The recipients of an invitation: the people who may decide about taking part. */
export function decidesForOrganisation({ roles }: Pick<Actor, 'roles'>): boolean {
  return roles.some((role) => deciding.includes(role));
}

/** The leader invites; from step five nobody is invited any more. */
export function mayMailInvitation(actor: Actor, edition: EditionState): PolicyAnswer {
  return mayAgree(actor, edition);
}

/** Each organisation itself says what it contributes; nobody promises for another. */
export function mayCommitFor(organisation: string, actor: Actor, edition: EditionState): PolicyAnswer {
  if (actor.organisation !== organisation) return denied('preparation.other-organisation');
  return isIn(actor, edition, deciding) ?? allowed;
}

/** Requirement 47: once the edition has started, an organisation keeps at least one contribution. */
export function mayWithdrawCommitment(
  organisation: string,
  held: number,
  actor: Actor,
  edition: EditionState,
): PolicyAnswer {
  const answer = mayCommitFor(organisation, actor, edition);
  if (!answer.allowed) return answer;
  return edition.currentStep !== 'prioritise' && held <= 1 ? denied('preparation.last-commitment') : allowed;
}

/** People say it of themselves; the facilitator may say it of anybody. */
export function mayChooseBackground(person: string, actor: Actor, edition: EditionState): PolicyAnswer {
  const out = isIn(actor, edition, working);
  if (out !== undefined) return out;
  if (actor.id === person || leads(actor, edition) === undefined) return allowed;
  return denied('preparation.not-your-background');
}

export function mayPlan(actor: Actor, edition: EditionState): PolicyAnswer {
  return isIn(actor, edition, deciding) ?? allowed;
}

function leads(actor: Actor, edition: EditionState): PolicyAnswer | undefined {
  const isLeader = actor.organisation === edition.initiator && actor.roles.includes('facilitator');
  return isLeader ? undefined : denied('preparation.leader-only');
}

function isIn(actor: Actor, edition: EditionState, roles: readonly string[]): PolicyAnswer | undefined {
  if (!edition.organisationsIn.includes(actor.organisation)) return denied('preparation.not-in');
  return actor.roles.some((role) => roles.includes(role)) ? undefined : denied('preparation.role-may-not');
}

function beforeSolving(edition: EditionState): PolicyAnswer {
  return edition.currentStep === 'solve' ? denied('preparation.too-late') : allowed;
}

const stateReasons = new Set<ErrorCode>([
  'preparation.too-late',
  'preparation.already-decided',
  'preparation.questions-unanswered',
  'preparation.last-commitment',
]);

/** 403 for a person without permission, 409 for a step or a state that does not allow it. */
export function requirePermission(answer: PolicyAnswer): void {
  if (!answer.allowed) requireAllowed(answer, stateReasons.has(answer.reason) ? 409 : 403);
}
