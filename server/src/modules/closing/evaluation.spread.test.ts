import { describe, expect, test } from 'vitest';
import type { EvaluationAnswers } from './closing.contract.ts';
import { statementKeys } from './closing-words.contract.ts';
import { type SentEvaluation, summariseEvaluations } from './evaluation.spread.ts';

function sent(
  kind: SentEvaluation['kind'],
  level: 1 | 2 | 3 | 4 | 5 | 'unknown',
  n: number,
): SentEvaluation[] {
  const answers: EvaluationAnswers = Object.fromEntries(statementKeys.map((key) => [key, level]));
  return Array.from({ length: n }, (_, i) => ({ kind, answers, brought: `words ${n - i}`, otherwise: null }));
}

describe('what is shown of evaluations', () => {
  test('is only their number as long as there are fewer than three', () => {
    const results = summariseEvaluations(sent('police', 5, 2));
    expect(results).toEqual({ answers: 2, spreads: null, kinds: [], brought: [], otherwise: [] });
  });

  test('is how many people chose each level, with "do not know" apart (34)', () => {
    const { spreads, brought } = summariseEvaluations([
      ...sent('police', 5, 2),
      ...sent('municipality', 'unknown', 1),
    ]);
    expect(spreads).toHaveLength(statementKeys.length);
    expect(spreads?.at(-1)).toEqual({ statement: 'again', counts: [0, 0, 0, 0, 2], unknown: 1 });
    expect(brought).toEqual(['words 1', 'words 1', 'words 2']);
  });

  test('is never a kind of organisation of which fewer than three answered', () => {
    const { kinds } = summariseEvaluations([...sent('police', 5, 3), ...sent('municipality', 2, 3)]);
    expect(kinds.map(({ kind, answers }) => [kind, answers])).toEqual([
      ['municipality', 3],
      ['police', 3],
    ]);
  });

  test('is no kind either from which the answers of the few others could be worked out', () => {
    const few = [...sent('police', 5, 4), ...sent('municipality', 2, 2)];
    expect(summariseEvaluations(few).kinds).toEqual([]);
    const rest = [...few, ...sent('school', 1, 1)];
    expect(summariseEvaluations(rest).kinds.map(({ kind }) => kind)).toEqual(['police']);
  });
});
