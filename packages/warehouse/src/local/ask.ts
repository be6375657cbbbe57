import { defaultParameters } from '@datalab/query-control';
import { answerQuestion } from '../answer/answer.ts';
import { createAnswerSetting } from '../answer/create-setting.ts';
import { isEmptyAnswer, nearestAnswerable } from '../answer/nearest-answerable.ts';
import type { ProtectedAnswer } from '../answer/setting.ts';
import type { EngineOptions } from '../engine/engine.ts';
import type { Question } from '../question/question.ts';
import { type Checking, checkSource, type LocalSources } from './checks.ts';

/** A protected answer; where it shows nothing, with the nearest question that shows something, where there is one. */
export interface LocalAnswer extends ProtectedAnswer {
  readonly nearest?: Question;
}

/** How a question is answered. */
export interface Asking extends Checking {
  readonly engine?: EngineOptions | undefined;
  readonly onProgress?: ((step: 'protecting' | 'answering', dataset: string) => void) | undefined;
}

/**
 * Answers a question from the current versions, those that were not checked yet after their check.
 * @throws QuestionError when it cannot be answered; where it is understood, with the nearest question that can be
 */
export async function ask(question: Question, sources: LocalSources, asking: Asking): Promise<LocalAnswer> {
  const setting = await createAnswerSetting([question], {
    sources,
    parameters: defaultParameters,
    signal: asking.signal,
    engine: asking.engine,
    check: (source) => {
      const found = sources.get(source.dataset);
      if (!found) throw new TypeError(`"${source.dataset}" is not in this warehouse.`);
      asking.onProgress?.('protecting', source.dataset);
      return checkSource(found, sources, asking);
    },
  });
  asking.onProgress?.('answering', question.from);
  const answer = answerQuestion(question, setting);
  const isEmpty = setting.versions.has(question.from) && isEmptyAnswer(answer);
  const nearest = isEmpty ? nearestAnswerable(question, setting) : undefined;
  return nearest ? { ...answer, nearest } : answer;
}
