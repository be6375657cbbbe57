import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { TextInput } from '../../platform/http/common.contract.ts';
import { newText } from '../../platform/http/local-text.contract.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { AnalysesDeps, EditionView } from './analyses.deps.ts';
import { mayAsk, mayBecome, maySort, mayStandOn } from './analyses.policy.ts';
import { countEvidenceOfQuestion } from './evidence.queries.ts';
import type { Question, Rung } from './questions.contract.ts';
import { findQuestion, insertQuestion, updateQuestionStatus } from './questions.queries.ts';
import { adviseAll, adviseOne, overruled } from './rung-advice.ts';

export function createQuestions(deps: AnalysesDeps) {
  const { db, record, findEdition, lockStep, now, newId } = deps;

  async function getQuestion(edition: EditionView, id: string): Promise<Question> {
    const question = await findQuestion(db, edition.id, id);
    if (question === undefined) throw new Failure('analyses.question-unknown', 404);
    return question;
  }

  return {
    async list(actor: Actor, slug: string) {
      const edition = await findEdition(slug, actor);
      const advised = await adviseAll(deps, edition);
      const checks = await deps.guard.listStates(db, edition.id, advised.questions);
      return {
        ...advised,
        questions: advised.questions.map((one) => ({ ...one, check: checks.get(one.id) ?? null })),
        locked: edition.questionListLocked,
        may: { ask: mayAsk(actor, edition), sort: maySort(actor, edition) },
      };
    },

    async ask(
      actor: Actor,
      slug: string,
      input: { goal: string; text: TextInput; rung: Rung; reason: string | null },
    ): Promise<Question> {
      const edition = await findEdition(slug, actor);
      requireAllowed(mayAsk(actor, edition), edition.questionListLocked ? 409 : 403);
      if (!edition.goals.some(({ id }) => id === input.goal)) throw new Failure('analyses.goal-unknown', 404);
      const { goal, rung } = input;
      const advised = await adviseOne(deps, edition, { goal, rung, analyses: [] });
      requireAllowed(mayStandOn(rung, advised.rung, input.reason), 409);
      const id = newId();
      await db.transaction().execute(async (tx) => {
        await requireOpenList(await lockStep(tx, edition.id));
        await insertQuestion(tx, edition.id, {
          id,
          goal,
          text: newText(input.text),
          rung,
          rungReason: rung === advised.rung ? null : input.reason,
          askedBy: actor.organisation,
          at: now().toISOString(),
        });
        await record(tx, {
          actor,
          action: 'analyses.question-asked',
          subject: `question/${id}`,
          edition: slug,
          details: { rung, ...overruled(rung, advised.rung, input.reason) },
        });
      });
      return getQuestion(edition, id);
    },

    async sort(
      actor: Actor,
      slug: string,
      id: string,
      input: { status: Exclude<Question['status'], 'new'>; note: string | null },
    ): Promise<Question> {
      const edition = await findEdition(slug, actor);
      requireAllowed(maySort(actor, edition), edition.questionListLocked ? 409 : 403);
      const question = await getQuestion(edition, id);
      const evidenceCount = await countEvidenceOfQuestion(db, id);
      requireAllowed(mayBecome(input.status, input.note, evidenceCount), 409);
      await db.transaction().execute(async (tx) => {
        requireOpenList(await lockStep(tx, edition.id));
        await updateQuestionStatus(tx, id, input.status, input.note);
        await record(tx, {
          actor,
          action: 'analyses.question-sorted',
          subject: `question/${id}`,
          edition: slug,
          details: { from: question.status, to: input.status },
        });
      });
      return getQuestion(edition, id);
    },
  };
}

/** The list can lock between the page and the click: judged again where it counts. */
export function requireOpenList(step: StepKey): void {
  if (step === 'solve') throw new Failure('analyses.question-locked', 409);
}
