import { listAsked } from './asked-questions.contract.ts';
import type { EditionView } from './assessments.deps.ts';
import type { FormRow, PrescanAnswerRow } from './assessments.queries.ts';
import type { AnswerValue, AssessmentForm, PrescanState, RiskLevel } from './prescan.contract.ts';
import type { Definition, Question } from './rules/definition.ts';
import type { Answer } from './rules/outcome.ts';
import { type BothReadings, evaluateRules, joinAnswers, type Rules } from './rules/stricter.ts';

const kinds = { 'urn:nl:prescan': 'prescan', 'urn:nl:dpia': 'dpia', 'urn:nl:iama': 'iama' } as const;

export function kindOfForm(urn: string): AssessmentForm['kind'] | undefined {
  return Object.entries(kinds).find(([known]) => known === urn)?.[1];
}

export function rowToForm(row: FormRow, rules: Rules): AssessmentForm {
  const kind = kindOfForm(row.urn);
  if (kind === undefined) throw new Error(`a form of an unknown kind was kept: ${row.sha256}`);
  return {
    kind,
    name: rules.literal.name,
    urn: row.urn,
    version: row.version,
    sha256: row.sha256,
    broughtAt: row.at.toISOString(),
    by: { name: row.person_name, organisation: row.person_organisation },
    questions: rules.literal.questions.filter(({ kind: one }) => one !== 'group').length,
    defects: rules.defects.length,
  };
}

/** The answers that the form still offers, by organisation: a newer form can have dropped a question or an option. */
export function answersByOrganisation(
  definition: Definition,
  rows: readonly PrescanAnswerRow[],
): Map<string, Map<string, Answer>> {
  const questions = new Map(definition.questions.map((question) => [question.id, question]));
  const byOrganisation = new Map<string, Map<string, Answer>>();
  for (const { organisation, question: id, value } of rows) {
    const question = questions.get(id);
    if (question === undefined || value === null || !isOffered(question, value)) continue;
    const own = byOrganisation.get(organisation) ?? new Map<string, Answer>();
    byOrganisation.set(organisation, own.set(id, value));
  }
  return byOrganisation;
}

export function isOffered({ kind, options }: Question, value: NonNullable<AnswerValue>): boolean {
  if (kind === 'group') return false;
  if (kind === 'text') return typeof value === 'string';
  const offered = new Set(options.map((option) => option.value));
  if (kind === 'several') return Array.isArray(value) && value.every((one) => offered.has(one));
  return typeof value === 'string' && offered.has(value);
}

export interface PrescanFacts {
  readonly rules: Rules;
  readonly form: AssessmentForm;
  readonly rows: readonly PrescanAnswerRow[];
  readonly edition: Pick<EditionView, 'organisationsIn'>;
  /** When each organisation stepped in, as far as known. */
  readonly steppedIn: ReadonlyMap<string, Date>;
}

export interface Weighed {
  readonly readings: BothReadings;
  readonly state: PrescanState;
}

export function weighPrescan({ rules, form, rows, edition, steppedIn }: PrescanFacts): Weighed {
  const given = answersByOrganisation(rules.definition, rows);
  const taking = edition.organisationsIn.map((organisation) => ({
    organisation,
    answers: given.get(organisation) ?? new Map<string, Answer>(),
  }));
  const readings = evaluateRules(
    rules,
    joinAnswers(
      rules,
      taking.map(({ answers }) => answers),
    ),
  );
  const broughtAt = new Date(form.broughtAt);
  const parties = taking.map(({ organisation, answers }) => {
    const asked = listToAnswer(rules.definition, answers);
    const joined = steppedIn.get(organisation) ?? broughtAt;
    return {
      organisation,
      asked: asked.length,
      missing: asked.filter(({ id }) => !answers.has(id)).length,
      since: (joined > broughtAt ? joined : broughtAt).toISOString(),
    };
  });
  const isWhole = parties.length > 0 && parties.every(({ missing }) => missing === 0);
  const outcomes = readings.stricter.map(({ id, level, because, differs }) => ({
    id,
    level,
    because: [...because],
    differs,
  }));
  return { readings, state: { form, parties, outcomes, risk: riskOfOutcomes(outcomes, isWhole) } };
}

/** Nothing of an edition is known without the rules. */
export const unweighed: PrescanState = { form: null, risk: 'unknown', outcomes: [], parties: [] };

/** What a party must choose; what it can write besides is its own to decide. */
function listToAnswer(definition: Definition, answers: ReadonlyMap<string, Answer>): Question[] {
  return listAsked(definition.questions, (id) => answers.get(id)).filter(
    ({ kind }) => kind !== 'group' && kind !== 'text',
  );
}

/** What is high stays high whatever is still answered; anything milder waits until every party answered. */
function riskOfOutcomes(outcomes: readonly { level: string | null }[], isWhole: boolean): RiskLevel {
  if (outcomes.some(({ level }) => level === 'required')) return 'high';
  if (!isWhole) return 'unknown';
  return outcomes.some(({ level }) => level === 'recommended') ? 'raised' : 'low';
}
