import type { Db } from '../../platform/db/database.ts';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { type AssessmentsDeps, changeEdition, type EditionView, writtenBy } from './assessments.deps.ts';
import { mayAnswer, mayTakePart } from './assessments.policy.ts';
import {
  deletePrescanAnswer,
  findForm,
  listPrescanAnswers,
  type PrescanAnswerRow,
  putPrescanAnswer,
} from './assessments.queries.ts';
import type { AssessmentsTables } from './assessments.tables.ts';
import type { Prescan, PrescanAnswer, PrescanAnswersInput, PrescanState } from './prescan.contract.ts';
import { isOffered, type PrescanFacts, rowToForm, unweighed, weighPrescan } from './prescan.view.ts';
import { suggestAnswers } from './prescan-suggestions.ts';
import type { BothReadings } from './rules/stricter.ts';

export const prescanUrn = 'urn:nl:prescan';

type Reading = Pick<AssessmentsDeps, 'readForm' | 'findSteppedIn'> & { readonly db: Db<AssessmentsTables> };

/** What an edition comes to as far as it was answered; undefined while no administrator brought the rules. */
async function readPrescan(
  { db, readForm, findSteppedIn }: Reading,
  edition: Pick<EditionView, 'id' | 'organisationsIn'>,
): Promise<PrescanFacts | undefined> {
  const row = await findForm(db, prescanUrn);
  if (row === undefined) return undefined;
  const rules = readForm(row);
  const steppedIn = new Map<string, Date>();
  for (const organisation of edition.organisationsIn) {
    const at = await findSteppedIn(db, edition.id, organisation);
    if (at !== undefined) steppedIn.set(organisation, at);
  }
  const rows = await listPrescanAnswers(db, edition.id);
  return { rules, form: rowToForm(row, rules), rows, edition, steppedIn };
}

export async function getPrescanState(
  reading: Reading,
  edition: Pick<EditionView, 'id' | 'organisationsIn'>,
): Promise<PrescanState> {
  const facts = await readPrescan(reading, edition);
  return facts === undefined ? unweighed : weighPrescan(facts).state;
}

export async function getPrescan(deps: AssessmentsDeps, actor: Actor, slug: string): Promise<Prescan> {
  const edition = await deps.findEdition(slug, actor);
  requireAllowed(mayTakePart(actor, edition));
  const facts = await readPrescan(deps, edition);
  if (facts === undefined) throw new Failure('assessments.no-form', 409);
  const { rules, rows, form } = facts;
  const { readings, state } = weighPrescan(facts);
  const suggestions = suggestAnswers(rules.definition, await deps.readFacts(slug, actor), actor.organisation);
  return {
    ...state,
    form,
    questions: rules.definition.questions.map(
      ({ id, parent, title, description, kind, options, conditions }) => ({
        ...{ id, parent, title, description, kind },
        options: [...options],
        conditions: [...conditions],
      }),
    ),
    answers: rows.map(rowToAnswer),
    suggestions: [...suggestions].map(([question, value]) => ({
      question,
      value: typeof value === 'string' ? value : [...value],
    })),
    sums: toSums(readings),
    defects: [...rules.defects],
    may: { answer: mayAnswer(actor, edition) },
  };
}

/** The answers of one organisation; colleagues who saw older ones get an error, and what they chose stays on their page. */
export async function answerPrescan(
  deps: AssessmentsDeps,
  actor: Actor,
  slug: string,
  { answers, seen }: PrescanAnswersInput,
): Promise<Prescan> {
  const edition = await deps.findEdition(slug, actor);
  requireAllowed(mayAnswer(actor, edition));
  const place = { edition: edition.id, organisation: actor.organisation };
  await changeEdition(deps, actor, edition, async (tx) => {
    const facts = await readPrescan({ ...deps, db: tx }, edition);
    if (facts === undefined) throw new Failure('assessments.no-form', 409);
    requireOffered(facts, answers);
    requireSeen(facts.rows, actor.organisation, { answers, seen });
    const written = writtenBy(actor, deps);
    for (const [question, value] of Object.entries(answers)) {
      if (value === null) await deletePrescanAnswer(tx, { ...place, question });
      else await putPrescanAnswer(tx, { ...place, question, value: JSON.stringify(value), ...written });
    }
    const { organisation } = actor;
    return {
      action: 'assessments.prescan-answered',
      details: { organisation, questions: Object.keys(answers).length },
    };
  });
  return getPrescan(deps, actor, slug);
}

function requireOffered({ rules }: PrescanFacts, answers: PrescanAnswersInput['answers']): void {
  for (const [id, value] of Object.entries(answers)) {
    const question = rules.definition.questions.find((one) => one.id === id);
    if (question === undefined) throw new Failure('assessments.question-unknown', 404);
    if (value !== null && !isOffered(question, value))
      throw new Failure('assessments.answer-not-offered', 400);
  }
}

function requireSeen(
  rows: readonly PrescanAnswerRow[],
  organisation: string,
  { answers, seen }: PrescanAnswersInput,
): void {
  const isNewer = rows.some(
    (row) =>
      row.organisation === organisation &&
      Object.hasOwn(answers, row.question) &&
      (seen === null || row.at.getTime() > new Date(seen).getTime()),
  );
  if (isNewer) throw new Failure('assessments.changed-meanwhile', 409);
}

function toSums({ literal, repaired }: BothReadings): Prescan['sums'] {
  return repaired.measured.map(({ criterion, value, limit }) => {
    const asWritten = literal.measured.find((one) => one.criterion === criterion);
    return { criterion, limit, repaired: value, literal: asWritten?.value ?? value };
  });
}

function rowToAnswer(row: PrescanAnswerRow): PrescanAnswer {
  return {
    question: row.question,
    organisation: row.organisation,
    value: row.value,
    by: { name: row.person_name, organisation: row.person_organisation },
    at: row.at.toISOString(),
  };
}
