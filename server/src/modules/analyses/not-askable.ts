import { explainRefusal, type QuestionError } from '@datalab/warehouse';
import { Failure, type FailureProblem } from '../../platform/errors/failure.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import { type DimensionNames, keyToName } from './labels.ts';

/** The view of an analysis that a question stands in, and what its dimensions are called. */
export interface Asked {
  readonly index: number;
  readonly names?: DimensionNames;
}

/**
 * A question that is understood and not answered is refused with the reason and with the nearest one that is; one that
 * names something unknown is invalid.
 */
export function questionToFailure(error: QuestionError, asked: Asked): Failure {
  const problems = questionProblems(error, asked);
  const reason = problems.find((problem) => problem.reason !== undefined)?.reason;
  return reason === undefined
    ? new Failure('analyses.query-invalid', 422, {}, problems)
    : new Failure('analyses.not-askable', 422, { reason }, problems);
}

/** What is wrong, each at its place in the request. */
export function questionProblems(error: QuestionError, { index, names }: Asked): FailureProblem[] {
  return error.problems.map(({ path, message, code, refusal, nearest }) => ({
    path: `views[${index}].query${path === '' ? '' : `.${path}`}`,
    message,
    code,
    ...(refusal ? { reason: refusalToText(refusal, names) } : {}),
    ...(nearest ? { nearest: { ...nearest } } : {}),
  }));
}

type Refusal = NonNullable<QuestionError['problems'][number]['refusal']>;

function refusalToText(refusal: Refusal, names: DimensionNames | undefined): LocalText {
  const nameIn = (language: 'en' | 'nl') => (key: string) => keyToName(key, names)[language].toLowerCase();
  return {
    nl: explainRefusal(refusal, 'nl', nameIn('nl')),
    en: explainRefusal(refusal, 'en', nameIn('en')),
  };
}
