import { listAsked } from '../asked-questions.contract.ts';
import type { Definition, OutcomeLevel, Question } from './definition.ts';
import { evaluateExpression, isTruthy, type RuleContext, type RuleValue } from './evaluate-expression.ts';
import type { Expression } from './expression.ts';

/** Texts as the form stores them: `true` and `false` for yes and no. */
export type Answer = string | readonly string[];
export type Answers = ReadonlyMap<string, Answer>;

export interface MetCriterion {
  readonly id: string;
  readonly explanation: string;
  /** What was compared with a limit, such as a sum of scores; null where nothing was. */
  readonly measured: { readonly value: number; readonly limit: number } | null;
}

export interface AssessmentOutcome {
  readonly id: string;
  /** Null when nothing asks for it. */
  readonly level: OutcomeLevel | null;
  /** In the words of the form. */
  readonly result: string | null;
  readonly because: readonly MetCriterion[];
}

export interface Reading {
  readonly scores: ReadonlyMap<string, number>;
  readonly outcomes: readonly AssessmentOutcome[];
  /** Every comparison with a limit, also where it was not reached. */
  readonly measured: readonly {
    readonly criterion: string;
    readonly value: number;
    readonly limit: number;
  }[];
  /** How many criteria hold over all levels, also where that is not enough for an outcome. */
  readonly criteriaMet: number;
}

/** What follows from the answers by the rules as they are written. */
export function evaluateDefinition(definition: Definition, answers: Answers): Reading {
  const asked = new Set(listAsked(definition.questions, (id) => answers.get(id)).map(({ id }) => id));
  const answer = (id: string): RuleValue => (asked.has(id) ? (answers.get(id) ?? null) : null);
  const scores = scoreQuestions(definition.questions, answer);
  const names = new Map<string, RuleValue>([...scores].map(([key, points]) => [`scores.${key}`, points]));
  const measured: Reading['measured'][number][] = [];
  let criteriaMet = 0;
  const outcomes = definition.assessments.map(({ id, levels }): AssessmentOutcome => {
    for (const { level, holds, result, criteria } of levels) {
      const met: MetCriterion[] = [];
      for (const criterion of criteria) {
        const found = measure(criterion.holds, { answer, names });
        if (found !== null) measured.push({ criterion: criterion.id, ...found });
        if (!isTruthy(evaluateExpression(criterion.holds, { answer, names }))) continue;
        criteriaMet += 1;
        met.push({ id: criterion.id, explanation: criterion.explanation, measured: found });
      }
      const criteriaNames = met.map((one) => [`criteria.${one.id}`, true] as const);
      const context = { answer, names: new Map<string, RuleValue>([...names, ...criteriaNames]) };
      if (isTruthy(evaluateExpression(holds, context))) return { id, level, result, because: met };
    }
    return { id, level: null, result: null, because: [] };
  });
  return { scores, outcomes, measured, criteriaMet };
}

function scoreQuestions(questions: readonly Question[], answer: RuleContext['answer']): Map<string, number> {
  const scores = new Map<string, number>();
  for (const { calculation } of questions) {
    if (calculation === null) continue;
    const value = evaluateExpression(calculation.value, { answer, names: new Map() });
    const names = new Map([[calculation.scoreKey, value]]);
    const met = calculation.scores.find(({ when }) => isTruthy(evaluateExpression(when, { answer, names })));
    if (met !== undefined) scores.set(calculation.scoreKey, met.points);
  }
  return scores;
}

/** For a criterion of the form "something more than a number". */
function measure(expression: Expression, context: RuleContext): { value: number; limit: number } | null {
  if (expression.kind !== 'binary' || !['>', '>='].includes(expression.operator)) return null;
  const { left, right } = expression;
  const isSum = left.kind === 'binary' && left.operator === '+';
  if (!isSum || right.kind !== 'literal' || typeof right.value !== 'number') return null;
  return { value: Number(evaluateExpression(left, context)), limit: right.value };
}
