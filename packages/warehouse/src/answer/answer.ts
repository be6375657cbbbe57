import { explainProtection, type ProtectedColumn } from '@datalab/query-control';
import { parseQuestion } from '../question/parse.ts';
import { type Askable, type Plan, planInSteps } from '../question/plan.ts';
import { measureKey, type Question } from '../question/question.ts';
import { isOpenAboutAreas } from '../question/resolve.ts';
import { finish, type Steps } from '../question/steps.ts';
import { createFigures } from './figures.ts';
import { answerOpen } from './open-answer.ts';
import type { AnswerSetting, ProtectedAnswer } from './setting.ts';

/** The data sets of which a question needs what `AnswerSetting` holds. Unknown names are left to the answer to refuse. */
export function datasetsOf(question: Question): string[] {
  const denominators = question.measures.flatMap((measure) => ('rate' in measure ? [measure.of] : []));
  return [...new Set([question.from, ...denominators])];
}

/**
 * Answers a question with protected figures, by looking up its nodes. The same records give the same figures, however
 * the question is written and whatever was asked before.
 * @param asked a question, as JSON or already parsed
 * @throws QuestionError when it cannot be answered; where it is understood, with the nearest question that can be
 */
export function answerQuestion(asked: unknown, setting: AnswerSetting): ProtectedAnswer {
  return finish(answerInSteps(asked, setting));
}

/** The same in steps, for a process that has other things to do meanwhile. */
export function* answerInSteps(asked: unknown, setting: AnswerSetting): Steps<ProtectedAnswer> {
  const question = parseQuestion(asked);
  const source = setting.sources.get(question.from);
  if (source && isOpenAboutAreas(source.contract)) return answerOpen(question, setting);
  const askable = askableOf(setting);
  if (source && !askable.versions.has(question.from)) {
    throw new TypeError(`The version of "${question.from}" was not given.`);
  }
  const plan = yield* planInSteps(question, askable);
  return yield* answerPlan(plan, setting);
}

/** What may be asked, of what an answer is made from. */
export function askableOf({ sources, versions, rowsMax }: AnswerSetting): Askable {
  const askable = [...versions].map(
    ([dataset, { cubes, protections }]) =>
      [
        dataset,
        {
          records: cubes.records,
          persons: cubes.persons,
          closed: { records: protections.records.closed, persons: protections.persons?.closed ?? [] },
        },
      ] as const,
  );
  return { sources, versions: new Map(askable), rowsMax };
}

/** The figures of a question in nodes, one measure a step. */
export function* answerPlan(plan: Plan, setting: AnswerSetting): Steps<ProtectedAnswer> {
  const { question, used, dimensions } = plan.resolved;
  const table = plan.nodes.table();
  yield;
  const { columnOf, totalOf } = createFigures(plan, table, setting);
  const figures: ProtectedColumn[] = [];
  for (const measure of question.measures) {
    figures.push(columnOf(measure));
    yield;
  }
  return {
    rowCount: table.rowCount,
    dimensions: dimensions.map(({ key }) => key),
    labels: table.labels,
    measures: question.measures.map(measureKey),
    figures,
    totals: Object.fromEntries(question.measures.map((measure) => [measureKey(measure), totalOf(measure)])),
    versions: used.map(({ dataset, version }) => ({ dataset, version })),
    protection: explainProtection(setting.parameters),
  };
}
