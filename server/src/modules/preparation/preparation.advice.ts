import type { Advice } from './preparation.contract.ts';
import { type AnswerValue, type Question, type QuestionKey, questions } from './questions.contract.ts';

export interface WeighedFacts {
  readonly answers: ReadonlyMap<QuestionKey, AnswerValue>;
  readonly sponsorNamed: boolean;
  readonly groupNamed: boolean;
}

type Reason = Advice['reasons'][number];

export const problemQuestions: readonly Question[] = questions.filter(({ part }) => part === 'problem');

/**
 * Requirements 42 to 45 and 48: one plain no to what everything rests on advises against starting; what is not known
 * or not arranged is mended first; what is partly so elsewhere is only watched. People decide.
 */
export function advise(facts: WeighedFacts): Advice {
  const judged = problemQuestions.flatMap((question) => judge(question, facts));
  const pick = (effect: Judged['effect']): Reason[] =>
    judged.filter((one) => one.effect === effect).map(({ question, because }) => ({ question, because }));
  const watch = pick('watch');
  const stop = pick('stop');
  if (stop.length > 0) return { verdict: 'no-go', reasons: stop, watch };
  const mend = pick('mend');
  return mend.length > 0 ? { verdict: 'mend', reasons: mend, watch } : { verdict: 'go', reasons: [], watch };
}

interface Judged extends Reason {
  readonly effect: 'stop' | 'mend' | 'watch';
}

function judge({ key, weight }: Question, facts: WeighedFacts): Judged[] {
  const answer = facts.answers.get(key);
  if (answer === undefined) return [{ question: key, because: 'unanswered', effect: 'mend' }];
  if (answer === 'no') return [{ question: key, because: 'no', effect: weight }];
  if (answer === 'unknown') return [{ question: key, because: 'unknown', effect: 'mend' }];
  const unnamed = (key === 'sponsor' && !facts.sponsorNamed) || (key === 'steering' && !facts.groupNamed);
  if (unnamed) return [{ question: key, because: 'not-named', effect: 'mend' }];
  if (answer === 'yes') return [];
  return [{ question: key, because: 'partly', effect: weight === 'stop' ? 'mend' : 'watch' }];
}
