import type { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { changeText, newText } from '../../platform/http/local-text.contract.ts';
import type { PreparationAction } from './actions.contract.ts';
import type { Preparation, preparationRoutes } from './preparation.contract.ts';
import { changeEdition, type PreparationDeps } from './preparation.deps.ts';
import { mayAgree, mayDecideStart, mayView, requirePermission } from './preparation.policy.ts';
import { deleteAnswer, deleteView, readPreparation } from './preparation.queries.ts';
import { showPreparation, writtenBy } from './preparation.service.ts';
import type { PreparationTables } from './preparation.tables.ts';
import { adviceOf, countUnanswered, stateOf } from './preparation.view.ts';
import { type QuestionKey, startMoves } from './questions.contract.ts';
import { findAnswerReason, findViewReason, insertDecision, putAnswer, putView } from './writes.queries.ts';

type Body<Name extends 'agreeAnswer' | 'giveView' | 'decideStart'> = z.output<
  NonNullable<(typeof preparationRoutes)[Name]['body']>
>;

interface QuestionPlace {
  readonly edition: string;
  readonly question: QuestionKey;
}

/** A writer who saw an older answer than the current one gets an error; what they typed stays on their page. */
export async function agreeAnswer(
  deps: PreparationDeps,
  actor: Actor,
  { edition: slug, question }: QuestionPlace,
  { answer, why, seen }: Body<'agreeAnswer'>,
): Promise<Preparation> {
  const edition = await deps.findEdition(slug, actor);
  await changeEdition(deps, actor, edition, async (tx, locked) => {
    requirePermission(mayAgree(actor, locked));
    const kept = await findAnswerReason(tx, edition.id, question);
    const row = {
      edition: edition.id,
      question,
      answer,
      why: JSON.stringify(changeText(kept, why)),
      ...writtenBy(actor, deps),
    };
    const isPut = await putAnswer(tx, row, seen === null ? null : new Date(seen));
    if (!isPut) throw new Failure('preparation.changed-meanwhile', 409);
    return { action: 'preparation.answered', details: { question, answer } };
  });
  return showPreparation(deps, actor, edition);
}

export function withdrawAnswer(
  deps: PreparationDeps,
  actor: Actor,
  place: QuestionPlace,
): Promise<Preparation> {
  return withdraw(deps, actor, place, {
    may: mayAgree,
    action: 'preparation.answer-withdrawn',
    remove: deleteAnswer,
  });
}

export async function giveView(
  deps: PreparationDeps,
  actor: Actor,
  { edition: slug, question }: QuestionPlace,
  { answer, why }: Body<'giveView'>,
): Promise<Preparation> {
  const edition = await deps.findEdition(slug, actor);
  await changeEdition(deps, actor, edition, async (tx, locked) => {
    requirePermission(mayView(actor, locked));
    const kept = await findViewReason(tx, edition.id, question, actor.id);
    await putView(tx, {
      edition: edition.id,
      question,
      answer,
      why: JSON.stringify(changeText(kept, why)),
      ...writtenBy(actor, deps),
    });
    return { action: 'preparation.view-given', details: { question } };
  });
  return showPreparation(deps, actor, edition);
}

export function withdrawView(
  deps: PreparationDeps,
  actor: Actor,
  place: QuestionPlace,
): Promise<Preparation> {
  return withdraw(deps, actor, place, {
    may: mayView,
    action: 'preparation.view-withdrawn',
    remove: (tx, edition, question) => deleteView(tx, edition, question, actor.id),
  });
}

interface Withdrawing {
  readonly may: typeof mayView;
  readonly action: PreparationAction;
  /** False when nothing was there. */
  readonly remove: (tx: Tx<PreparationTables>, edition: string, question: QuestionKey) => Promise<boolean>;
}

async function withdraw(
  deps: PreparationDeps,
  actor: Actor,
  { edition: slug, question }: QuestionPlace,
  { may, action, remove }: Withdrawing,
): Promise<Preparation> {
  const edition = await deps.findEdition(slug, actor);
  await changeEdition(deps, actor, edition, async (tx, locked) => {
    requirePermission(may(actor, locked));
    if (!(await remove(tx, edition.id, question))) throw new Failure('preparation.not-answered', 404);
    return { action, details: { question } };
  });
  return showPreparation(deps, actor, edition);
}

/** Requirement 43: an explicit go or no-go with reasons. Decisions stand beside each other, with what was advised. */
export async function decideStart(
  deps: PreparationDeps,
  actor: Actor,
  slug: string,
  { decision, reasons, after }: Body<'decideStart'>,
): Promise<Preparation> {
  const edition = await deps.findEdition(slug, actor);
  await changeEdition(deps, actor, edition, async (tx, locked) => {
    const rows = await readPreparation(tx, edition.id);
    const state = stateOf(rows);
    requirePermission(mayDecideStart(decision, state, countUnanswered(rows), actor, locked));
    const isInserted = await insertDecision(tx, {
      edition: edition.id,
      number: after + 1,
      decision,
      reasons: JSON.stringify(newText(reasons)),
      advice: adviceOf(rows).verdict,
      ...writtenBy(actor, deps),
    });
    if (!isInserted || after !== rows.decisions.length)
      throw new Failure('preparation.changed-meanwhile', 409);
    const { event } = decision === 'go' ? startMoves.go : startMoves.stop;
    return { action: event, details: { number: after + 1, advice: adviceOf(rows).verdict } };
  });
  return showPreparation(deps, actor, edition);
}
