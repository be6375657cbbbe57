import type { Organisation } from '../identity/identity.contract.ts';
import {
  answersShownMin,
  type EvaluationAnswers,
  type EvaluationResults,
  type Spread,
} from './closing.contract.ts';
import { levels, statementKeys } from './closing-words.contract.ts';

export interface SentEvaluation {
  readonly kind: Organisation['kind'];
  readonly answers: EvaluationAnswers;
  readonly brought: string | null;
  readonly otherwise: string | null;
}

/**
 * What may be shown of the answers. Too few answers are not shown. A kind of organisation is shown only as long as
 * the people outside the kinds that are shown are either none or enough as well.
 */
export function summariseEvaluations(sent: readonly SentEvaluation[]): EvaluationResults {
  const answers = sent.length;
  if (answers < answersShownMin) return { answers, spreads: null, kinds: [], brought: [], otherwise: [] };
  return {
    answers,
    spreads: spreadsOf(sent),
    kinds: kindsShown(sent).map((group) => ({
      kind: group.kind,
      answers: group.of.length,
      spreads: spreadsOf(group.of),
    })),
    brought: wordsOf(sent.map(({ brought }) => brought)),
    otherwise: wordsOf(sent.map(({ otherwise }) => otherwise)),
  };
}

interface Group {
  readonly kind: Organisation['kind'];
  readonly of: readonly SentEvaluation[];
}

function kindsShown(sent: readonly SentEvaluation[]): Group[] {
  const kinds = [...new Set(sent.map(({ kind }) => kind))].sort();
  const enough = kinds
    .map((kind) => ({ kind, of: sent.filter((one) => one.kind === kind) }))
    .filter(({ of }) => of.length >= answersShownMin)
    .sort((a, b) => b.of.length - a.of.length);
  while (enough.length > 0) {
    const rest = sent.length - enough.reduce((sum, { of }) => sum + of.length, 0);
    if (rest === 0 || rest >= answersShownMin) break;
    enough.pop();
  }
  return enough;
}

function spreadsOf(sent: readonly SentEvaluation[]): Spread[] {
  return statementKeys.map((statement) => {
    const given = sent.map(({ answers }) => answers[statement]);
    return {
      statement,
      counts: levels.map((level) => given.filter((answer) => answer === level).length),
      unknown: given.filter((answer) => answer === 'unknown').length,
    };
  });
}

/** In alphabetical order, which reveals nothing about the writer or the moment. */
function wordsOf(words: readonly (string | null)[]): string[] {
  return words.filter((text) => text !== null && text !== '').sort() as string[];
}
