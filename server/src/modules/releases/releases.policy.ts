import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import { type Actor, requireConfirmed, requireRole } from '../../platform/http/actor.ts';
import { type GroupingMoveName, type GroupingState, groupingMoves } from './grouping-states.contract.ts';
import { groupingsMax } from './groupings.contract.ts';

export interface EditionState {
  readonly organisationsIn: readonly string[];
}

export interface GroupingFacts {
  readonly state: GroupingState;
  readonly proposedBy: string;
  readonly cost: CostState;
}

/** Whether its cost was computed for what is there now: the version, what is linked to it and the groupings in use. */
export type CostState = 'known' | 'not-known' | 'data-not-there';

/** The privacy officer of an organisation that stepped in. */
export function mayOversee(actor: Actor, edition: EditionState): PolicyAnswer {
  if (!isIn(actor, edition)) return denied('releases.role-may-not-see');
  return requireRole(actor, ['privacy-officer'], 'releases.role-may-not-see');
}

/** Anyone of an organisation that stepped in: a grouping says nothing about people. */
export function maySeeGroupings(actor: Actor, edition: EditionState): PolicyAnswer {
  return isIn(actor, edition) ? allowed : denied('editions.not-a-participant');
}

/** The analysts of the organisations that stepped in. */
export function mayPropose(actor: Actor, edition: EditionState): PolicyAnswer {
  if (!isIn(actor, edition)) return denied('releases.role-may-not-propose');
  const role = requireRole(actor, ['analyst'], 'releases.role-may-not-propose');
  return role.allowed ? requireConfirmed(actor) : role;
}

/** Privacy officers, whatever the grouping. */
export function mayDecide(actor: Actor, edition: EditionState): PolicyAnswer {
  if (!isIn(actor, edition)) return denied('releases.role-may-not-decide');
  const role = requireRole(actor, ['privacy-officer'], 'releases.role-may-not-decide');
  return role.allowed ? requireConfirmed(actor) : role;
}

/** Privacy officers, and nobody approves or refuses an own proposal. */
export function mayMove(
  name: GroupingMoveName,
  actor: Actor,
  edition: EditionState,
  { proposedBy }: Pick<GroupingFacts, 'proposedBy'>,
): PolicyAnswer {
  const decides = mayDecide(actor, edition);
  if (!decides.allowed || groupingMoves[name].isForProposerToo) return decides;
  return actor.id === proposedBy ? denied('releases.own-proposal') : allowed;
}

/** Whether the state allows it. Nothing is approved before it is known what it costs. */
export function canMove(
  name: GroupingMoveName,
  { state, cost }: Pick<GroupingFacts, 'state' | 'cost'>,
): PolicyAnswer {
  const move: { readonly from: readonly GroupingState[] } = groupingMoves[name];
  if (!move.from.includes(state)) return denied(groupingMoves[name].refusal);
  if (name !== 'approve' || cost === 'known') return allowed;
  return denied(cost === 'not-known' ? 'releases.cost-not-known' : 'releases.data-set-not-landed');
}

/** Of one data set, in one edition. */
export function canAddTo(openGroupings: number): PolicyAnswer {
  return openGroupings < groupingsMax
    ? allowed
    : denied('releases.too-many-groupings', { most: groupingsMax });
}

function isIn(actor: Actor, { organisationsIn }: EditionState): boolean {
  return organisationsIn.includes(actor.organisation);
}
