import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { InsightWall, Member } from './insights.contract.ts';
import {
  deleteVote,
  insertVote,
  lockInsight,
  mergeInsights,
  setInsightOwner,
  setInsightState,
  setTheme,
} from './insights.queries.ts';
import { mayHandleNote } from './insights.view.ts';
import { changeEdition, type SolutionsDeps } from './solutions.deps.ts';
import { mayMove, requirePermission } from './solutions.policy.ts';
import { insightMoves } from './states.contract.ts';
import { changeInsight, type InsightPlace, showWall } from './wall.service.ts';

export function groupInsight(
  deps: SolutionsDeps,
  actor: Actor,
  place: InsightPlace,
  theme: string | null,
): Promise<InsightWall> {
  return changeInsight(deps, actor, place, async (tx, row, edition) => {
    requirePermission(mayHandleNote(row, actor, edition));
    await setTheme(tx, row.id, theme);
    return { action: 'solutions.insight-grouped' };
  });
}

export function voteForInsight(deps: SolutionsDeps, actor: Actor, place: InsightPlace): Promise<InsightWall> {
  return changeInsight(deps, actor, place, async (tx, row, edition) => {
    requirePermission(mayHandleNote(row, actor, edition));
    if (!(await insertVote(tx, row.id, actor.id))) throw new Failure('solutions.already-voted', 409);
    return { action: 'solutions.voted' };
  });
}

export function withdrawVote(deps: SolutionsDeps, actor: Actor, place: InsightPlace): Promise<InsightWall> {
  return changeInsight(deps, actor, place, async (tx, row, edition) => {
    requirePermission(mayHandleNote(row, actor, edition));
    if (!(await deleteVote(tx, row.id, actor.id))) throw new Failure('solutions.not-voted', 409);
    return { action: 'solutions.vote-withdrawn' };
  });
}

/** The other note keeps its words and gets the evidence and the votes; the merged one stays readable under it. */
export async function mergeInsight(
  deps: SolutionsDeps,
  actor: Actor,
  { edition: slug, insight: id }: InsightPlace,
  into: string,
): Promise<InsightWall> {
  const edition = await deps.findEdition(slug, actor);
  if (id === into) throw new Failure('solutions.merge-with-itself', 409);
  const { to, event } = insightMoves.merge;
  await changeEdition(deps, actor, edition, async (tx, locked) => {
    // Always the smaller id first, so that two people who merge crosswise do not wait for each other.
    const [first = id, second = into] = [id, into].toSorted();
    const rows = [await lockInsight(tx, edition.id, first), await lockInsight(tx, edition.id, second)];
    for (const { state } of rows)
      requirePermission(mayMove(insightMoves.merge, state, 'insights', actor, locked));
    const cited = rows.flatMap((row) => row.evidence);
    const evidence = new Map(cited.map((one) => [`${one.kind} ${one.id}`, one]));
    await mergeInsights(tx, { id, into, state: to }, [...evidence.values()]);
    return { action: event, subject: `insight/${id}`, details: { into } };
  });
  return showWall(deps, actor, edition);
}

/** Requirement 84: a common insight has an owner and a date, so that it is not forgotten. */
export async function agreeInsight(
  deps: SolutionsDeps,
  actor: Actor,
  place: InsightPlace,
  { owner, due }: { owner: string; due: string },
): Promise<InsightWall> {
  const { organisationsIn } = await deps.findEdition(place.edition, actor);
  const member = requireMember(owner, await deps.listMembers(organisationsIn));
  requireFuture(due, deps.now());
  const { to, event } = insightMoves.agree;
  return changeInsight(deps, actor, place, async (tx, row, edition) => {
    requirePermission(mayMove(insightMoves.agree, row.state, 'insights', actor, edition));
    await setInsightOwner(tx, row.id, {
      owner: member.id,
      owner_name: member.name,
      owner_organisation: member.organisation,
      due,
      agreed_at: deps.now(),
    });
    await setInsightState(tx, row.id, to);
    return { action: event, details: { due } };
  });
}

export function requireMember(id: string, members: readonly Member[]): Member {
  const member = members.find((one) => one.id === id);
  if (member === undefined) throw new Failure('solutions.member-unknown', 404);
  return member;
}

export function requireFuture(due: string, now: Date): void {
  if (due < now.toISOString().slice(0, 10)) throw new Failure('solutions.due-passed', 409, { due });
}
