import type { FailureParams } from '../../platform/errors/failure.ts';
import type { AnalysesDeps, EditionView } from './analyses.deps.ts';
import { type Question, type Rung, type RungAdvice, rung as rungs } from './questions.contract.ts';
import { listQuestions } from './questions.queries.ts';

/** The questions with what is advised, and what would be advised for one still to be asked. */
export async function adviseAll({ db, adviseRungs }: AnalysesDeps, edition: EditionView) {
  const questions = await listQuestions(db, edition.id);
  const asking = edition.goals.flatMap(({ id: goal }) =>
    rungs.options.map((rung) => ({ goal, rung, analyses: [] })),
  );
  const advice = await adviseRungs(edition, [...questions, ...asking]);
  const adviceAt = (index: number, rung: Rung): RungAdvice => advice[index] ?? { rung, reasons: [] };
  return {
    questions: questions.map((question, index) => ({ ...question, advice: adviceAt(index, question.rung) })),
    advice: asking.map(({ goal, rung }, index) => ({
      goal,
      chosen: rung,
      advice: adviceAt(questions.length + index, rung),
    })),
  };
}

export async function adviseOne(
  { adviseRungs }: AnalysesDeps,
  edition: EditionView,
  question: Pick<Question, 'goal' | 'rung' | 'analyses'>,
): Promise<RungAdvice> {
  const [advice] = await adviseRungs(edition, [question]);
  return advice ?? { rung: question.rung, reasons: [] };
}

/** What the log keeps of a choice above the advice. */
export function overruled(chosen: Rung, advised: Rung, reason: string | null): FailureParams {
  return chosen === advised ? {} : { advised, reason };
}
