import { createHash } from 'node:crypto';
import { defaultParameters, ruleParameters } from '@datalab/query-control';
import {
  answerInSteps,
  createAnswerSetting,
  createVersionChecks,
  finishInTurns,
  type ProtectedAnswer,
  parseQuestion,
  type QuerySource,
  QuestionError,
  type QuestionProblem,
  type VersionChecks,
} from '@datalab/warehouse';
import type { LandedTown } from './landed-town.ts';

/** Asks questions of the town as the server does. Its first question of a data set reads, or makes, the check. */
export interface Asker {
  answer(question: object): Promise<ProtectedAnswer>;
  /** What a data set that is not asked yet takes before its first answer. */
  check(dataset: string): Promise<void>;
}

export function createAsker(town: LandedTown, checks: VersionChecks = createVersionChecks()): Asker {
  const check = (source: QuerySource) =>
    checks.check({
      source,
      linked: new Map([...town].filter(([dataset]) => dataset !== source.dataset)),
      parameters: ruleParameters,
      noiseSecret,
    });
  return {
    async answer(question) {
      const parsed = parseQuestion(question);
      const setting = await createAnswerSetting([parsed], {
        sources: town,
        parameters: defaultParameters,
        check,
      });
      return finishInTurns(answerInSteps(parsed, setting));
    },
    async check(dataset) {
      const source = town.get(dataset);
      if (!source) throw new Error(`There is no data set ${dataset}`);
      await check(source);
    },
  };
}

/** The organisation that delivers has one: its records have the same noise in every edition. */
const noiseSecret = createHash('sha256').update('noise of the bench').digest();

/** The answer, or why there is none. */
export type Outcome =
  | { readonly answer: ProtectedAnswer; readonly refused?: never }
  | { readonly answer?: never; readonly refused: QuestionProblem };

export async function outcomeOf(asker: Asker, question: object): Promise<Outcome> {
  try {
    return { answer: await asker.answer(question) };
  } catch (error) {
    if (!(error instanceof QuestionError)) throw error;
    const [refused] = error.problems;
    if (!refused) throw error;
    return { refused };
  }
}
