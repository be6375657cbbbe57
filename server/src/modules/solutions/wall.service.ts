import type { Tx } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { InsightWall } from './insights.contract.ts';
import { type InsightRow, lockInsight, readWall } from './insights.queries.ts';
import { factToCitable, rowsToInsights } from './insights.view.ts';
import { type Change, changeEdition, type EditionView, type SolutionsDeps } from './solutions.deps.ts';
import { mayDo } from './solutions.policy.ts';
import type { SolutionsTables } from './solutions.tables.ts';

/** Where an insight hangs. */
export interface InsightPlace {
  readonly edition: string;
  readonly insight: string;
}

export async function listInsights(deps: SolutionsDeps, actor: Actor, slug: string): Promise<InsightWall> {
  return showWall(deps, actor, await deps.findEdition(slug, actor));
}

export async function showWall(
  { db, listCitable, listMembers }: SolutionsDeps,
  actor: Actor,
  edition: EditionView,
): Promise<InsightWall> {
  const facts = await listCitable(edition);
  return {
    insights: rowsToInsights(await readWall(db, edition.id), facts, actor, edition),
    citable: facts.filter(({ current }) => current).map(factToCitable),
    members: [...(await listMembers(edition.organisationsIn))],
    may: { note: mayDo('anybody in', 'insights', actor, edition) },
  };
}

/** A change of one insight, which nobody else changes meanwhile; afterwards the wall as it is then. */
export async function changeInsight(
  deps: SolutionsDeps,
  actor: Actor,
  place: InsightPlace,
  work: (tx: Tx<SolutionsTables>, row: InsightRow, edition: EditionView) => Promise<Omit<Change, 'subject'>>,
): Promise<InsightWall> {
  const edition = await deps.findEdition(place.edition, actor);
  await changeEdition(deps, actor, edition, async (tx, locked) => {
    const change = await work(tx, await lockInsight(tx, edition.id, place.insight), locked);
    return { ...change, subject: `insight/${place.insight}` };
  });
  return showWall(deps, actor, edition);
}
