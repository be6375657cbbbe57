import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { AnalysesDeps } from './analyses.deps.ts';
import { maySort, mayStandOn } from './analyses.policy.ts';
import { readUsedOfQuestion } from './guarded-data.ts';
import type { Question, Rung } from './questions.contract.ts';
import { findQuestion, updateQuestionRung } from './questions.queries.ts';
import { requireOpenList } from './questions.service.ts';
import { adviseOne, overruled } from './rung-advice.ts';

/**
 * Follows the advice, or goes above it with a reason (requirements 5 and 49). Above explaining, the guardrail judges it on
 * the data that its analyses use already.
 */
export async function chooseRung(
  deps: AnalysesDeps,
  actor: Actor,
  place: { readonly edition: string; readonly question: string },
  { rung, reason }: { readonly rung: Rung; readonly reason: string | null },
): Promise<Question> {
  const { db, record, findEdition, lockStep, guard } = deps;
  const edition = await findEdition(place.edition, actor);
  requireAllowed(maySort(actor, edition), edition.questionListLocked ? 409 : 403);
  const question = await findQuestion(db, edition.id, place.question);
  if (question === undefined) throw new Failure('analyses.question-unknown', 404);
  const { rung: advised } = await adviseOne(deps, edition, { ...question, rung });
  requireAllowed(mayStandOn(rung, advised, reason), 409);
  const kept = { rung, rungReason: rung === advised ? null : reason };
  const used = await readUsedOfQuestion(deps, edition, question);
  await db.transaction().execute(async (tx) => {
    requireOpenList(await lockStep(tx, edition.id));
    if (isAbove(rung)) await guard.requireMayAnswer(tx, { ...question, rung }, used);
    await updateQuestionRung(tx, question.id, kept);
    await record(tx, {
      actor,
      action: 'analyses.rung-chosen',
      subject: `question/${question.id}`,
      edition: edition.slug,
      details: { from: question.rung, to: rung, ...overruled(rung, advised, reason) },
    });
  });
  return { ...question, ...kept };
}

function isAbove(rung: Rung): boolean {
  return rung === 'predictive' || rung === 'prescriptive';
}
