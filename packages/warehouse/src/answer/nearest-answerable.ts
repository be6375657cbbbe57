import type { FigureState, ProtectedColumn } from '@datalab/query-control';
import { nearestQuestion, type Plan } from '../question/plan.ts';
import type { Question } from '../question/question.ts';
import { finish, type Steps } from '../question/steps.ts';
import { answerPlan, askableOf } from './answer.ts';
import type { AnswerSetting, ProtectedAnswer } from './setting.ts';

/** Whether no figure of an answer is shown: all are suppressed or missing. */
export function isEmptyAnswer({ figures }: Pick<ProtectedAnswer, 'figures'>): boolean {
  return !hasStatus(figures, ['published', 'range', 'zero']);
}

/**
 * The nearest coarser question of which the answer shows something, for a question that can be asked but of which
 * everything is suppressed; undefined where none is found. Its answer holds more than zeros. All that is read is what
 * these answers show.
 */
export function nearestAnswerable(question: Question, setting: AnswerSetting): Question | undefined {
  return finish(nearestInSteps(question, setting));
}

/** The same in steps. */
export function nearestInSteps(question: Question, setting: AnswerSetting): Steps<Question | undefined> {
  return nearestQuestion(question, askableOf(setting), (plan: Plan) =>
    hasStatus(finish(answerPlan(plan, setting)).figures, ['published', 'range']),
  );
}

function hasStatus(figures: readonly ProtectedColumn[], wanted: readonly FigureState['status'][]): boolean {
  return figures.some((column) => {
    for (let row = 0; row < column.length; row++) if (wanted.includes(column.statusAt(row))) return true;
    return false;
  });
}
