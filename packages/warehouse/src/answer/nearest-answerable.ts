import { nearestQuestion, type Plan } from '../question/plan.ts';
import type { Question } from '../question/question.ts';
import { answerPlan, askableOf } from './answer.ts';
import type { AnswerSetting, ProtectedAnswer } from './setting.ts';

/** Whether no figure of an answer is shown: all are suppressed or missing. */
export function isEmptyAnswer({ rows, measures }: Pick<ProtectedAnswer, 'rows' | 'measures'>): boolean {
  return rows.every((row) =>
    measures.every((measure) => {
      const figure = row[measure];
      return (
        typeof figure === 'string' || !figure || figure.status === 'suppressed' || figure.status === 'missing'
      );
    }),
  );
}

/**
 * The nearest coarser question of which the answer shows something, for a question that can be asked but of which
 * everything is suppressed; undefined where none is found. Its answer holds more than zeros. All that is read is what
 * these answers show.
 */
export function nearestAnswerable(question: Question, setting: AnswerSetting): Question | undefined {
  return nearestQuestion(question, askableOf(setting), (plan: Plan) =>
    showsSomething(answerPlan(plan, setting)),
  );
}

function showsSomething({ rows, measures }: ProtectedAnswer): boolean {
  return rows.some((row) =>
    measures.some((measure) => {
      const figure = row[measure];
      return figure !== null && typeof figure === 'object' && ['published', 'range'].includes(figure.status);
    }),
  );
}
