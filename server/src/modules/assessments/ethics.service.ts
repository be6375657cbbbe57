import type { z } from 'zod';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { newText } from '../../platform/http/local-text.contract.ts';
import { type AssessmentsDeps, changeEdition, type EditionView, writtenBy } from './assessments.deps.ts';
import { mayAnswer, mayTakePart } from './assessments.policy.ts';
import {
  type EthicsRows,
  insertAdvice,
  insertTradeOff,
  putReview,
  putScores,
  readEthics,
} from './assessments.queries.ts';
import type { adviceInput, Ethics, Principle, Scores, tradeOffInput } from './ethics.contract.ts';
import { principleKeys, scoreValues } from './ethics.contract.ts';

export async function showEthics(deps: AssessmentsDeps, actor: Actor, edition: EditionView): Promise<Ethics> {
  const rows = await readEthics(deps.db, edition.id);
  const today = toDay(deps.now());
  return {
    scorers: rows.scores.length,
    spread: principleKeys.map((principle) => spreadPrinciple(rows, principle)),
    mine: rows.scores.find(({ person }) => person === actor.id)?.scores ?? null,
    tradeOffs: rows.tradeOffs.map((row) => ({
      ...recorded(row, today),
      favours: row.favours,
      costs: row.costs,
      choice: row.choice,
      givenUp: row.given_up,
    })),
    advice: rows.advice.map((row) => ({
      ...recorded(row, today),
      kind: row.kind,
      title: row.title,
      date: row.date,
      advice: row.advice,
      conditions: row.conditions,
      link: row.link,
    })),
    may: { score: mayTakePart(actor, edition), record: mayAnswer(actor, edition) },
  };
}

/** The log says that somebody scored, never what. */
export async function sendScores(
  deps: AssessmentsDeps,
  actor: Actor,
  slug: string,
  scores: Scores,
): Promise<Ethics> {
  const edition = await deps.findEdition(slug, actor);
  requireAllowed(mayTakePart(actor, edition));
  await changeEdition(deps, actor, edition, async (tx) => {
    await putScores(tx, {
      edition: edition.id,
      person: actor.id,
      scores: JSON.stringify(scores),
      at: deps.now(),
    });
    return { action: 'assessments.scored' };
  });
  return showEthics(deps, actor, edition);
}

export async function recordTradeOff(
  deps: AssessmentsDeps,
  actor: Actor,
  slug: string,
  { favours, costs, choice, givenUp, reviewOn }: z.output<typeof tradeOffInput>,
): Promise<Ethics> {
  const edition = await deps.findEdition(slug, actor);
  requireAllowed(mayAnswer(actor, edition));
  if (favours === costs) throw new Failure('assessments.same-principle', 400);
  requireAhead(reviewOn, deps);
  await changeEdition(deps, actor, edition, async (tx) => {
    await insertTradeOff(tx, {
      id: deps.newId(),
      edition: edition.id,
      favours,
      costs,
      choice: JSON.stringify(newText(choice)),
      given_up: JSON.stringify(newText(givenUp)),
      review_on: reviewOn,
      ...writtenBy(actor, deps),
    });
    return { action: 'assessments.trade-off-recorded', details: { favours, costs } };
  });
  return showEthics(deps, actor, edition);
}

export async function attachAdvice(
  deps: AssessmentsDeps,
  actor: Actor,
  slug: string,
  { kind, title, date, advice, conditions, link, reviewOn }: z.output<typeof adviceInput>,
): Promise<Ethics> {
  const edition = await deps.findEdition(slug, actor);
  requireAllowed(mayAnswer(actor, edition));
  requireAhead(reviewOn, deps);
  await changeEdition(deps, actor, edition, async (tx) => {
    await insertAdvice(tx, {
      id: deps.newId(),
      edition: edition.id,
      ...{ kind, title, date, link },
      advice: JSON.stringify(newText(advice)),
      conditions: conditions === null ? null : JSON.stringify(newText(conditions)),
      review_on: reviewOn,
      ...writtenBy(actor, deps),
    });
    return { action: 'assessments.advice-attached', details: { kind } };
  });
  return showEthics(deps, actor, edition);
}

export async function setReview(
  deps: AssessmentsDeps,
  actor: Actor,
  { edition: slug, record }: { readonly edition: string; readonly record: string },
  reviewOn: string,
): Promise<Ethics> {
  const edition = await deps.findEdition(slug, actor);
  requireAllowed(mayAnswer(actor, edition));
  requireAhead(reviewOn, deps);
  await changeEdition(deps, actor, edition, async (tx) => {
    const isPut = await putReview(tx, { edition: edition.id, record }, reviewOn);
    if (!isPut) throw new Failure('assessments.record-unknown', 404);
    return { action: 'assessments.reviewed', details: { record, reviewOn } };
  });
  return showEthics(deps, actor, edition);
}

function requireAhead(reviewOn: string, { now }: Pick<AssessmentsDeps, 'now'>): void {
  if (reviewOn <= toDay(now())) throw new Failure('assessments.review-past', 400);
}

/** As UTC has it; the day of review has no hour. */
export function toDay(at: Date): string {
  return at.toISOString().slice(0, 'yyyy-mm-dd'.length);
}

function spreadPrinciple({ scores }: EthicsRows, principle: Principle): Ethics['spread'][number] {
  const given = scores.map((row) => row.scores[principle]);
  return {
    principle,
    counts: scoreValues.map((value) => given.filter((one) => one === value).length),
    unknown: given.filter((one) => one === null).length,
  };
}

interface RecordedRow {
  readonly id: string;
  readonly person_name: string;
  readonly person_organisation: string;
  readonly at: Date;
  readonly review_on: string;
}

function recorded({ id, person_name, person_organisation, at, review_on }: RecordedRow, today: string) {
  return {
    id,
    by: { name: person_name, organisation: person_organisation },
    at: at.toISOString(),
    reviewOn: review_on,
    overdue: review_on < today,
  };
}
