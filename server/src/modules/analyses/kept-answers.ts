import {
  type AnswerSetting,
  answerInSteps,
  finishInTurns,
  isEmptyAnswer,
  nearestInSteps,
  type ProtectedAnswer,
  type Question,
  QuestionError,
  type QuestionProblem,
  type Steps,
} from '@datalab/warehouse';
import { canonicalJson, hashContent } from '../../platform/canonical-json.ts';
import { dataSetsOf } from './data-sets-of.ts';

/** An answer, and the nearest coarser question of which something is shown where nothing of this one is. */
export interface KeptAnswer {
  readonly answer: ProtectedAnswer;
  readonly coarser: Question | undefined;
}

/** The answers that were given, so that the same question is not computed again. */
export interface KeptAnswers {
  /**
   * The protected answer to a question. One that was given before is the same object, as long as all that it was made from
   * is the same: the checks of the versions, and so the groupings and the areas, the parameters and the contracts.
   * Rejects with a `QuestionError` when it cannot be answered; that is kept as well. Others get their turn meanwhile.
   */
  answer(question: Question, setting: AnswerSetting): Promise<KeptAnswer>;
}

export interface KeptAnswersOptions {
  /** Answers together take at most so much memory; those that were not asked for longest go first. Default: 32 MiB. */
  readonly bytesMax?: number;
}

type Outcome = KeptAnswer | { readonly problems: QuestionProblem[] };

interface Kept {
  readonly outcome: Outcome;
  readonly bytes: number;
}

/** Starts without answers. */
export function createKeptAnswers({ bytesMax = 32 * 2 ** 20 }: KeptAnswersOptions = {}): KeptAnswers {
  const kept = new Map<string, Kept>();
  const numberOf = createNumbering();
  let bytes = 0;
  const forget = (key: string): void => {
    bytes -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  };
  const keep = (key: string, one: Kept): void => {
    forget(key);
    kept.set(key, one);
    bytes += one.bytes;
    for (const oldest of kept.keys()) {
      if (bytes <= bytesMax) break;
      forget(oldest);
    }
  };
  return {
    async answer(question, setting) {
      const keys = keysOf(question, setting, numberOf);
      const found = [keys.answer, keys.refusal].find((key) => kept.has(key));
      const one = kept.get(found ?? '') ?? measure(await finishInTurns(compute(question, setting)));
      const { outcome } = one;
      keep('problems' in outcome ? keys.refusal : keys.answer, one);
      if ('problems' in outcome) throw new QuestionError(outcome.problems);
      return outcome;
    },
  };
}

function* compute(question: Question, setting: AnswerSetting): Steps<Outcome> {
  try {
    const answer = yield* answerInSteps(question, setting);
    const isProtected = setting.versions.has(question.from);
    const needsCoarser = isProtected && isEmptyAnswer(answer);
    return { answer, coarser: needsCoarser ? yield* nearestInSteps(question, setting) : undefined };
  } catch (error) {
    if (error instanceof QuestionError) return { problems: error.problems };
    throw error;
  }
}

/** What an answer takes besides its columns: its facts and the objects around them. */
const overheadBytes = 4096;

function measure(outcome: Outcome): Kept {
  if ('problems' in outcome) {
    return { outcome, bytes: overheadBytes + 2 * JSON.stringify(outcome.problems).length };
  }
  const { labels, figures } = outcome.answer;
  const ofLabels = labels.map((column) => column.codes.byteLength + 2 * JSON.stringify(column.labels).length);
  const ofFigures = figures.map(({ byteLength }) => byteLength);
  return { outcome, bytes: [...ofLabels, ...ofFigures].reduce((sum, size) => sum + size, overheadBytes) };
}

type NumberOf = (part: object | undefined) => number;

/** Gives each object a number of its own, without keeping it in memory. */
function createNumbering(): NumberOf {
  const numbers = new WeakMap<object, number>();
  let last = 0;
  return (part) => {
    if (part === undefined) return 0;
    const known = numbers.get(part);
    if (known !== undefined) return known;
    last += 1;
    numbers.set(part, last);
    return last;
  };
}

/**
 * Names all that an answer is made from, and nothing that was gathered for other questions. A check is named by its objects and not by what went into it: they are one and the
 * same as long as the check is, and a check that is made again is another one. A refusal says at which place of the question
 * something is wrong, so it is one of the question as it is written.
 */
function keysOf(question: Question, setting: AnswerSetting, numberOf: NumberOf) {
  const { sources, versions, parameters, rowsMax } = setting;
  const used = dataSetsOf(question)
    .sort()
    .map((name) => {
      const { version, dir, contract } = sources.get(name) ?? {};
      const { cubes, protections } = versions.get(name) ?? {};
      const check = [cubes?.records, protections?.records, cubes?.persons, protections?.persons];
      return [name, version, dir, contract, check.map(numberOf)];
    });
  const basis = hashContent([used, parameters, rowsMax]);
  return {
    answer: hashContent([toCanonical(question), basis]),
    refusal: hashContent([question, basis]),
  };
}

/** The same question without the order of its filters. That of dimensions and measures is the order of the answer. */
function toCanonical({ where, also, ...question }: Question): unknown {
  const filters = where.map((filter) =>
    'in' in filter ? { ...filter, in: [...new Set(filter.in)].sort() } : filter,
  );
  return { ...question, where: sorted(filters), also: sorted(also) };
}

function sorted(parts: readonly unknown[]): string[] {
  return [...new Set(parts.map(canonicalJson))].sort();
}
