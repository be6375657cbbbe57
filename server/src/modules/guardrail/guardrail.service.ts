import type { AnyDb, AnyTx } from '../../platform/db/database.ts';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { newText } from '../../platform/http/local-text.contract.ts';
import type { CheckInput, DataFacts } from './check.contract.ts';
import type { QuestionCheck } from './guardrail.contract.ts';
import type { CheckedQuestion, EditionView, GuardrailDeps } from './guardrail.deps.ts';
import { mayCheck, mayExcept, maySeeCheck, mayWithdraw, stands } from './guardrail.policy.ts';
import {
  endException,
  insertCheck,
  insertException,
  listExceptions,
  readChecks,
} from './guardrail.queries.ts';
import { optionToFacts, rowsToChecks, rowToPublicException } from './guardrail.view.ts';
import { rules } from './rules.contract.ts';

export interface Place {
  readonly edition: string;
  readonly question: string;
}

/** Requirement 9: the rules stand where everybody reads them, and so does what was done in spite of them. */
export async function getGuardrail({ db }: GuardrailDeps) {
  return {
    rules: rules.map(({ id, answer, source }) => ({ id, answer, source })),
    exceptions: (await listExceptions(db)).map(rowToPublicException),
  };
}

export async function getQuestionCheck(
  deps: GuardrailDeps,
  actor: Actor,
  place: Place,
): Promise<QuestionCheck> {
  const edition = await deps.findEdition(place.edition, actor);
  requireAllowed(maySeeCheck(actor, edition));
  const question = await getQuestion(deps, deps.db, edition, place.question);
  const [newest, ...earlier] = rowsToChecks(await readChecks(deps.db, question.id), question.rung);
  const agreed = await deps.listAgreed(edition.id);
  const found = await Promise.all(agreed.map((dataSet) => deps.findData(dataSet)));
  const { id, number, text, rung, askedBy } = question;
  return {
    question: { id, number, text, rung, askedBy },
    newest: newest ?? null,
    earlier,
    data: found.filter((option) => option !== undefined),
    may: {
      check: mayCheck(actor, edition),
      except: mayExcept(actor, edition, askedBy, newest),
      withdraw: mayWithdraw(actor, edition),
    },
  };
}

export async function checkQuestion(
  deps: GuardrailDeps,
  actor: Actor,
  place: Place,
  { after, ...input }: CheckInput & { readonly after: number },
): Promise<QuestionCheck> {
  const edition = await deps.findEdition(place.edition, actor);
  requireAllowed(mayCheck(actor, edition));
  const facts = await factsOf(deps, edition, input.data);
  await deps.db.transaction().execute(async (tx) => {
    await deps.lockStep(tx, edition.id);
    const question = await getQuestion(deps, tx, edition, place.question);
    const [before] = (await readChecks(tx, question.id)).checks;
    if ((before?.number ?? 0) !== after) throw new Failure('guardrail.check-changed', 409);
    const number = after + 1;
    const content = { ...input, purpose: newText(input.purpose) };
    const row = { edition: edition.id, question: question.id, number, at: deps.now() };
    const who = { by: actor.name, organisation: actor.organisation };
    const written = { content: JSON.stringify(content), facts: JSON.stringify(facts) };
    await insertCheck(tx, { ...row, ...who, ...written });
    const { about, tells, use } = input;
    await deps.record(tx, {
      ...eventOf(actor, edition, question),
      action: 'guardrail.checked',
      details: { number, about, tells, use, before: before?.content.use ?? null },
    });
  });
  return getQuestionCheck(deps, actor, place);
}

export async function exceptQuestion(
  deps: GuardrailDeps,
  actor: Actor,
  place: Place,
  { number, reason }: { readonly number: number; readonly reason: string },
): Promise<QuestionCheck> {
  const edition = await deps.findEdition(place.edition, actor);
  await deps.db.transaction().execute(async (tx) => {
    await deps.lockStep(tx, edition.id);
    const question = await getQuestion(deps, tx, edition, place.question);
    const [newest] = rowsToChecks(await readChecks(tx, question.id), question.rung);
    const answer = mayExcept(actor, edition, question.askedBy, newest);
    requireAllowed(answer, !answer.allowed && answer.reason === 'guardrail.nothing-to-except' ? 409 : 403);
    if (newest?.number !== number) throw new Failure('guardrail.check-changed', 409);
    await insertException(tx, {
      question: question.id,
      number,
      edition_title: JSON.stringify(edition.title),
      question_text: JSON.stringify(question.text),
      reason,
      organisation: actor.organisation,
      at: deps.now(),
      withdrawn_at: null,
    });
    await deps.record(tx, {
      ...eventOf(actor, edition, question),
      action: 'guardrail.excepted',
      details: { number, rule: newest.verdict.rules[0] ?? null },
    });
  });
  return getQuestionCheck(deps, actor, place);
}

export async function withdrawException(
  deps: GuardrailDeps,
  actor: Actor,
  place: Place,
): Promise<QuestionCheck> {
  const edition = await deps.findEdition(place.edition, actor);
  requireAllowed(mayWithdraw(actor, edition));
  await deps.db.transaction().execute(async (tx) => {
    await deps.lockStep(tx, edition.id);
    const question = await getQuestion(deps, tx, edition, place.question);
    const [newest] = rowsToChecks(await readChecks(tx, question.id), question.rung);
    if (newest === undefined || !stands(newest.exception)) throw new Failure('guardrail.no-exception', 409);
    await endException(tx, { question: question.id, number: newest.number }, deps.now());
    await deps.record(tx, {
      ...eventOf(actor, edition, question),
      action: 'guardrail.exception-withdrawn',
      details: { number: newest.number },
    });
  });
  return getQuestionCheck(deps, actor, place);
}

function eventOf(actor: Actor, edition: EditionView, question: CheckedQuestion) {
  return { actor, subject: `question/${question.id}`, edition: edition.slug };
}

async function getQuestion(
  { findQuestion }: GuardrailDeps,
  db: AnyDb | AnyTx,
  edition: EditionView,
  id: string,
): Promise<CheckedQuestion> {
  const question = await findQuestion(db, edition.id, id);
  if (question === undefined) throw new Failure('guardrail.question-unknown', 404);
  return question;
}

/** What is named as used has to be agreed in the edition, with columns that its contract has. */
async function factsOf(
  { listAgreed, findData }: GuardrailDeps,
  edition: EditionView,
  data: CheckInput['data'],
): Promise<DataFacts[]> {
  const agreed = await listAgreed(edition.id);
  return Promise.all(
    data.map(async ({ dataSet, columns }) => {
      const option = agreed.includes(dataSet) ? await findData(dataSet) : undefined;
      if (option === undefined) throw new Failure('guardrail.data-unknown', 409, { dataSet });
      const facts = optionToFacts(option, columns);
      const unknown = columns.find((column) => !facts.columns.some(({ name }) => name === column));
      if (unknown !== undefined) throw new Failure('guardrail.data-unknown', 409, { dataSet });
      return facts;
    }),
  );
}
