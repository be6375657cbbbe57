import { explainProtection } from '@datalab/query-control';
import type { RowNodes } from '../question/nodes-of-question.ts';
import { parseQuestion } from '../question/parse.ts';
import { type Askable, type Plan, planQuestion } from '../question/plan.ts';
import { measureKey, type Question } from '../question/question.ts';
import { isOpenAboutAreas } from '../question/resolve.ts';
import { createFigures } from './figures.ts';
import { answerOpen } from './open-answer.ts';
import { byLabels } from './row-order.ts';
import type { AnswerSetting, ProtectedAnswer, ProtectedRow } from './setting.ts';

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
  const question = parseQuestion(asked);
  const source = setting.sources.get(question.from);
  if (source && isOpenAboutAreas(source.contract)) return answerOpen(question, setting);
  const askable = askableOf(setting);
  if (source && !askable.versions.has(question.from)) {
    throw new TypeError(`The version of "${question.from}" was not given.`);
  }
  return answerPlan(planQuestion(question, askable), setting);
}

/** What may be asked, of what an answer is made from. */
export function askableOf({ sources, versions }: AnswerSetting): Askable {
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
  return { sources, versions: new Map(askable) };
}

/** The figures of a question in nodes. */
export function answerPlan(plan: Plan, setting: AnswerSetting): ProtectedAnswer {
  const { question, used } = plan.resolved;
  const figureOf = createFigures(plan, setting);
  const keys = plan.resolved.dimensions.map(({ key }) => key);
  const toRow = (row: RowNodes): ProtectedRow => ({
    ...Object.fromEntries(row.labels.map((label, at) => [keys[at] ?? '', label])),
    ...Object.fromEntries(question.measures.map((measure) => [measureKey(measure), figureOf(measure, row)])),
  });
  return {
    rows: plan.nodes.rows.toSorted(byLabels(plan.resolved.dimensions)).map(toRow),
    dimensions: keys,
    measures: question.measures.map(measureKey),
    totals: toRow(plan.nodes.total),
    versions: used.map(({ dataset, version }) => ({ dataset, version })),
    protection: explainProtection(setting.parameters),
  };
}
