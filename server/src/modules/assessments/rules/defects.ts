import type { Calculation, Condition, Definition, Question } from './definition.ts';
import { type Expression, mapExpression, partsOf } from './expression.ts';

/**
 * Mistakes that published rules were seen to make, each found by a rule of its own:
 *
 * - `key-is-no-option`: a weight is given to a text that the question does not offer, so it never counts;
 * - `unknown-question`: an expression asks for a question that the form does not have;
 * - `score-is-not-read`: a calculation is written inside a condition, where nothing reads it;
 * - `text-against-boolean`: an answer, which is a text, is compared with true or false;
 * - `quotes-in-value`: the value of a condition is written with quotes of its own, so nothing equals it;
 * - `markup-in-option`: the text of an option holds markup, which an answer may lack.
 */
export const defectKinds = [
  'key-is-no-option',
  'unknown-question',
  'score-is-not-read',
  'text-against-boolean',
  'quotes-in-value',
  'markup-in-option',
] as const;
export type DefectKind = (typeof defectKinds)[number];

export interface Defect {
  readonly kind: DefectKind;
  /** The question, or the assessment with the criterion, where it is. */
  readonly place: string;
  /** The text at fault. */
  readonly found: string;
  /** What it is read as in the repaired reading; null when nobody can tell. */
  readonly repair: string | null;
}

export interface Repaired {
  readonly definition: Definition;
  readonly defects: readonly Defect[];
}

/** The definition as its authors must have meant it, with what had to be mended for that. */
export function repairDefinition(definition: Definition): Repaired {
  const defects: Defect[] = [];
  const questions = new Map(definition.questions.map((question) => [question.id, question]));
  const repair = (place: string, expression: Expression): Expression =>
    mapExpression(expression, (part) =>
      repairPart(part, { place, questions, report: (one) => defects.push(one) }),
    );
  const repaired: Definition = {
    ...definition,
    questions: definition.questions.map((question) =>
      repairQuestion(question, repair, (one) => defects.push(one)),
    ),
    assessments: definition.assessments.map(({ id, levels }) => ({
      id,
      levels: levels.map((level) => ({
        ...level,
        holds: repair(`${id}.${level.level}`, level.holds),
        criteria: level.criteria.map((criterion) => ({
          ...criterion,
          holds: repair(`${id}.${criterion.id}`, criterion.holds),
        })),
      })),
    })),
  };
  return { definition: repaired, defects: withoutRepeats(defects) };
}

type Report = (defect: Defect) => void;

function repairQuestion(
  question: Question,
  repair: (place: string, expression: Expression) => Expression,
  report: Report,
): Question {
  const { id, calculation, strayCalculation, markedUp } = question;
  if (strayCalculation !== null) {
    report({ kind: 'score-is-not-read', place: id, found: strayCalculation.scoreKey, repair: id });
  }
  if (markedUp > 0) {
    report({ kind: 'markup-in-option', place: id, found: String(markedUp), repair: String(markedUp) });
  }
  const counted = calculation ?? strayCalculation;
  return {
    ...question,
    conditions: question.conditions.map((condition) => repairCondition(condition, id, report)),
    calculation: counted === null ? null : repairCalculation(counted, id, repair),
    strayCalculation: null,
  };
}

function repairCalculation(
  calculation: Calculation,
  place: string,
  repair: (place: string, expression: Expression) => Expression,
): Calculation {
  return {
    ...calculation,
    value: repair(place, calculation.value),
    scores: calculation.scores.map(({ when, points }) => ({ when: repair(place, when), points })),
  };
}

function repairCondition(condition: Condition, place: string, report: Report): Condition {
  const unquoted = /^(['"])(.*)\1$/s.exec(condition.value)?.[2];
  if (unquoted === undefined) return condition;
  report({ kind: 'quotes-in-value', place, found: condition.value, repair: unquoted });
  return { ...condition, value: unquoted };
}

interface Repairing {
  readonly place: string;
  readonly questions: ReadonlyMap<string, Question>;
  readonly report: Report;
}

function repairPart(part: Expression, repairing: Repairing): Expression {
  if (part.kind === 'call' && part.name === 'weightedCountMap') return repairKeys(part, repairing);
  if (part.kind === 'call' && (part.name === 'answers' || part.name === 'countSelectedOptions')) {
    return repairQuestionId(part, repairing);
  }
  if (part.kind === 'binary' && (part.operator === '==' || part.operator === '!=')) {
    return repairComparison(part, repairing);
  }
  return part;
}

type Call = Extract<Expression, { kind: 'call' }>;

/** Options carry the name of their list before a colon; keys may lack it, and more of the beginning. */
function repairKeys(call: Call, { place, questions, report }: Repairing): Expression {
  const [values, keys, weights] = call.parameters;
  const id = values === undefined ? undefined : askedIn(values);
  const question = id === undefined ? undefined : questions.get(id);
  if (values === undefined || weights === undefined || keys?.kind !== 'list' || question === undefined)
    return call;
  const options = question.options.map(({ value }) => value);
  const items = keys.items.map((item): Expression => {
    if (item.kind !== 'literal' || typeof item.value !== 'string' || options.includes(item.value))
      return item;
    const key = item.value;
    const meant = findOption(options, key);
    report({ kind: 'key-is-no-option', place, found: key, repair: meant ?? null });
    return meant === undefined ? item : { kind: 'literal', value: meant };
  });
  return { ...call, parameters: [values, { kind: 'list', items }, weights] };
}

function findOption(options: readonly string[], key: string): string | undefined {
  const exact = options.filter((option) => option.slice(option.indexOf(': ') + 1).trim() === key);
  const ending = options.filter((option) => option.endsWith(` ${key}`));
  const [found, another] = exact.length > 0 ? exact : ending;
  return another === undefined ? found : undefined;
}

/** A group that was renumbered: the only question of the same kind whose number differs in the middle. */
function repairQuestionId(call: Call, { place, questions, report }: Repairing): Expression {
  const [id] = call.parameters;
  if (id?.kind !== 'literal' || typeof id.value !== 'string' || questions.has(id.value)) return call;
  const asked = id.value.split('.');
  const similar = [...questions.values()].filter((one) => {
    const parts = one.id.split('.');
    return (
      one.kind === 'yes-no' &&
      parts.length === asked.length &&
      parts[0] === asked[0] &&
      parts.at(-1) === asked.at(-1)
    );
  });
  const meant = similar.length === 1 ? similar[0]?.id : undefined;
  report({ kind: 'unknown-question', place, found: id.value, repair: meant ?? null });
  return meant === undefined ? call : { ...call, parameters: [{ kind: 'literal', value: meant }] };
}

function repairComparison(
  comparison: Extract<Expression, { kind: 'binary' }>,
  { place, report }: Repairing,
): Expression {
  const { left, right } = comparison;
  const isBoolean = right.kind === 'literal' && typeof right.value === 'boolean';
  if (!isBoolean || left.kind !== 'call' || left.name !== 'answers') return comparison;
  report({
    kind: 'text-against-boolean',
    place,
    found: askedIn(left) ?? '',
    repair: `bool(${askedIn(left) ?? ''})`,
  });
  return { ...comparison, left: { kind: 'call', name: 'bool', parameters: [left] } };
}

/** The question whose answer an expression reads, if it names one. */
function askedIn(expression: Expression): string | undefined {
  for (const part of partsOf(expression)) {
    if (part.kind !== 'call' || part.name !== 'answers') continue;
    const [id] = part.parameters;
    return id?.kind === 'literal' && typeof id.value === 'string' ? id.value : undefined;
  }
  return undefined;
}

function withoutRepeats(defects: readonly Defect[]): Defect[] {
  const seen = new Map(defects.map((defect) => [JSON.stringify(defect), defect]));
  return [...seen.values()];
}
