import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { bindInsight, type InsightInput } from './insight-numbers.ts';
import type { FieldCheck, InsightWall } from './insights.contract.ts';
import { deleteInsight, insertCheck, insertInsight } from './insights.queries.ts';
import { mayCheck, mayRemove } from './insights.view.ts';
import { type CitableFact, changeEdition, type SolutionsDeps } from './solutions.deps.ts';
import { mayDo, requirePermission } from './solutions.policy.ts';
import { changeInsight, type InsightPlace, showWall } from './wall.service.ts';

export interface NoteInput extends InsightInput {
  readonly goal: string;
}

export async function noteInsight(
  deps: SolutionsDeps,
  actor: Actor,
  slug: string,
  input: NoteInput,
): Promise<InsightWall> {
  const edition = await deps.findEdition(slug, actor);
  if (!edition.goals.includes(input.goal)) throw new Failure('solutions.goal-unknown', 404);
  const facts = await deps.listCitable(edition);
  const evidence = requireCurrent(input.evidence, facts);
  const { text, numbers } = bindInsight(input, facts, deps.writeFigure);
  const id = deps.newId();
  await changeEdition(deps, actor, edition, async (tx, locked) => {
    requirePermission(mayDo('anybody in', 'insights', actor, locked));
    await insertInsight(tx, {
      id,
      edition: edition.id,
      goal: input.goal,
      text: JSON.stringify(text),
      numbers: JSON.stringify(numbers),
      state: 'note',
      evidence: JSON.stringify(evidence),
      author: actor.id,
      author_name: actor.name,
      organisation: actor.organisation,
      at: deps.now(),
    });
    return { action: 'solutions.insight-noted', subject: `insight/${id}` };
  });
  return showWall(deps, actor, edition);
}

/** What others had merged into it hangs on the wall again by itself. */
export function removeInsight(deps: SolutionsDeps, actor: Actor, place: InsightPlace): Promise<InsightWall> {
  return changeInsight(deps, actor, place, async (tx, row, edition) => {
    requirePermission(mayRemove(row, actor, edition));
    await deleteInsight(tx, row.id);
    return { action: 'solutions.insight-removed' };
  });
}

/** Requirement 53: also when the edition is finished, with its day; what was concluded then stays as it is. */
export function checkInsight(
  deps: SolutionsDeps,
  actor: Actor,
  place: InsightPlace,
  { outcome, text }: Pick<FieldCheck, 'outcome' | 'text'>,
): Promise<InsightWall> {
  const alsoFinished = { ...deps, lockStep: deps.lockStepAlsoFinished };
  return changeInsight(alsoFinished, actor, place, async (tx, row, edition) => {
    requirePermission(mayCheck(row, actor, edition));
    const { name: by, organisation } = actor;
    const check = { id: deps.newId(), insight: row.id, outcome, text, by, organisation, at: deps.now() };
    await insertCheck(tx, check);
    return { action: 'solutions.insight-checked', details: { outcome } };
  });
}

function requireCurrent(cited: NoteInput['evidence'], facts: readonly CitableFact[]): NoteInput['evidence'] {
  const distinct = [...new Map(cited.map((one) => [`${one.kind} ${one.id}`, one])).values()];
  for (const { kind, id } of distinct) {
    const known = facts.some((fact) => fact.current && fact.kind === kind && fact.id === id);
    if (!known) throw new Failure('solutions.evidence-unknown', 404);
  }
  return distinct;
}
