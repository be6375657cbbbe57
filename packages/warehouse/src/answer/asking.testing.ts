import { QuestionError, type QuestionProblem } from '../question/refusal.ts';
import { answerQuestion } from './answer.ts';
import { rowsOf } from './answer-rows.ts';
import { createSetting } from './lake-of-cubes.testing.ts';
import type { AnswerSetting, ProtectedAnswer, ProtectedRow } from './setting.ts';

/** The setting of most tests. */
export const setting = createSetting();
export const records = [{ count: 'records' }];
export const persons = [{ count: 'persons' }];

/** An answer with its rows. */
export interface Answered extends ProtectedAnswer {
  readonly rows: readonly ProtectedRow[];
}

/** Asks the reports, for their number of records unless the question says otherwise. */
export function ask(question: object, of: AnswerSetting = setting): Answered {
  const answer = answerQuestion({ from: 'reports', measures: records, ...question }, of);
  return { ...answer, rows: rowsOf(answer) };
}

/** The problem of a question that is refused, of which the nearest question must be answered. */
export function refuse(question: object, of: AnswerSetting = setting): QuestionProblem {
  try {
    ask(question, of);
  } catch (error) {
    if (!(error instanceof QuestionError)) throw error;
    const [problem] = error.problems;
    if (!problem) throw new Error('No problem was named');
    if (problem.nearest) answerQuestion(problem.nearest, of);
    return problem;
  }
  throw new Error('The question was answered');
}

/** The value of a figure that is published. */
export function value(figure: ProtectedRow[string] | undefined): { value: number; margin: number } {
  if (figure === null || typeof figure !== 'object' || figure.status !== 'published') {
    throw new Error(`Expected a value, got ${JSON.stringify(figure)}`);
  }
  return figure;
}
