import { describe, expect, test } from 'vitest';
import { advise, problemQuestions } from './preparation.advice.ts';
import { backgroundOfRoles, findMissing } from './preparation.attendance.ts';
import {
  type AnswerValue,
  type QuestionKey,
  questions,
  startMoves,
  startStates,
} from './questions.contract.ts';

const yes = new Map<QuestionKey, AnswerValue>(
  questions.filter(({ part }) => part === 'problem').map(({ key }) => [key, 'yes']),
);

const adviceWith = (change: Partial<Record<QuestionKey, AnswerValue>>, named = true) =>
  advise({
    answers: new Map([...yes, ...(Object.entries(change) as [QuestionKey, AnswerValue][])]),
    sponsorNamed: named,
    groupNamed: named,
  });

describe('the advice before a start', () => {
  test('is to go only when it is said what data can do, what partners can do, and who stays (42, 44, 45, 46, 48)', () => {
    const whatDataCanDo = ['importance', 'data-can-help', 'data-there', 'action'] as const;
    const whatPartnersCanDo = ['influence', 'impact', 'measurable'] as const;
    const whoStays = ['enthusiasm', 'backing', 'sponsor', 'steering', 'surroundings'] as const;
    for (const question of [...whatDataCanDo, ...whatPartnersCanDo, ...whoStays]) {
      const answers = new Map([...yes].filter(([key]) => key !== question));
      expect(advise({ answers, sponsorNamed: true, groupNamed: true })).toEqual({
        verdict: 'mend',
        reasons: [{ question, because: 'unanswered' }],
        watch: [],
      });
    }
  });

  test('is to go when everything is answered yes, with nothing to watch', () => {
    expect(adviceWith({})).toEqual({ verdict: 'go', reasons: [], watch: [] });
  });

  test('leaves out what must be bought: it never stops a start', () => {
    expect(adviceWith({ 'must-buy': 'unknown', 'buy-simple': 'no' })).toEqual(adviceWith({}));
  });

  test.each(['importance', 'data-can-help', 'action', 'influence'] as const)(
    'is not to go when there is a plain no to %s, whatever else is arranged (42, 44)',
    (question) => {
      expect(adviceWith({ [question]: 'no', backing: 'no' })).toMatchObject({
        verdict: 'no-go',
        reasons: [{ question, because: 'no' }],
      });
    },
  );

  test('is to mend first what is not known, not there, or only half so where everything rests on it (42, 44, 45)', () => {
    expect(adviceWith({ backing: 'no', 'data-there': 'unknown', influence: 'partly' })).toMatchObject({
      verdict: 'mend',
      reasons: [
        { question: 'data-there', because: 'unknown' },
        { question: 'influence', because: 'partly' },
        { question: 'backing', because: 'no' },
      ],
    });
  });

  test('keeps in sight what is half so elsewhere, without standing in the way (45)', () => {
    expect(adviceWith({ enthusiasm: 'partly' })).toEqual({
      verdict: 'go',
      reasons: [],
      watch: [{ question: 'enthusiasm', because: 'partly' }],
    });
  });

  test('does not believe in a sponsor or a steering group without a name (46, 48)', () => {
    expect(adviceWith({}, false)).toMatchObject({
      verdict: 'mend',
      reasons: [
        { question: 'sponsor', because: 'not-named' },
        { question: 'steering', because: 'not-named' },
      ],
    });
  });

  test('leaves no question out: nothing answered means everything is to be mended', () => {
    const nothing = advise({ answers: new Map(), sponsorNamed: false, groupNamed: false });
    expect(nothing.verdict).toBe('mend');
    expect(nothing.reasons).toHaveLength(problemQuestions.length);
  });

  test('leads to a decision that can be turned both ways, never back to undecided (43)', () => {
    const reached: string[] = Object.values(startMoves).map(({ to }) => to);
    expect(reached.toSorted()).toEqual(startStates.slice(1).toSorted());
    for (const { from, to } of Object.values(startMoves)) expect(from).not.toContain(to);
  });
});

describe('the room', () => {
  test('guesses from roles who is technical and who knows the domain, never who is at the front line (51)', () => {
    expect(backgroundOfRoles(['participant', 'analyst'])).toBe('technical');
    expect(backgroundOfRoles(['steward'])).toBe('domain');
    expect(backgroundOfRoles(['facilitator', 'manager'])).toBeNull();
  });

  test('names who is missing (51)', () => {
    expect(findMissing([])).toEqual(['technical', 'domain', 'front-line']);
    expect(findMissing([{ background: 'domain' }, { background: null }])).toEqual([
      'technical',
      'front-line',
    ]);
  });
});
