import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Closing } from './closing.contract.ts';
import { type ClosingDeps, changeClosing } from './closing.deps.ts';
import { mayAnswerEvaluator, mayNameEvaluator, requirePermission } from './closing.policy.ts';
import { answerAsEvaluator, findEvaluator, putEvaluator } from './closing.queries.ts';
import { showClosing } from './closing.service.ts';

/** Requirement 112: evaluating is somebody's role, not only a form at the end. Asking another one replaces the first. */
export async function nameEvaluator(
  deps: ClosingDeps,
  actor: Actor,
  slug: string,
  person: string,
): Promise<Closing> {
  const edition = await deps.findEdition(slug, actor);
  const members = await deps.listMembers(edition.organisationsIn);
  await changeClosing(deps, actor, edition, async (tx, locked) => {
    requirePermission(mayNameEvaluator(actor, locked));
    const member = members.find(({ id }) => id === person);
    if (member === undefined) throw new Failure('closing.member-unknown', 404);
    const { name, organisation } = member;
    const isOwn = person === actor.id;
    const at = deps.now();
    await putEvaluator(tx, {
      edition: edition.id,
      person,
      name,
      organisation,
      state: isOwn ? 'accepted' : 'asked',
      asked_by: actor.name,
      asked_at: at,
      reason: null,
      answered_at: isOwn ? at : null,
    });
    return { action: isOwn ? 'closing.evaluator-accepted' : 'closing.evaluator-asked' };
  });
  return showClosing(deps, actor, edition);
}

export async function answerEvaluator(
  deps: ClosingDeps,
  actor: Actor,
  slug: string,
  { answer, reason }: { answer: 'accept' | 'decline'; reason: string },
): Promise<Closing> {
  const edition = await deps.findEdition(slug, actor);
  const state = answer === 'accept' ? 'accepted' : 'declined';
  await changeClosing(deps, actor, edition, async (tx, locked) => {
    const named = (await findEvaluator(tx, edition.id)) ?? null;
    requirePermission(mayAnswerEvaluator(actor, locked, named));
    await answerAsEvaluator(tx, edition.id, { state, reason, answered_at: deps.now() });
    return { action: `closing.evaluator-${state}` };
  });
  return showClosing(deps, actor, edition);
}
