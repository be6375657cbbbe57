import { describe, expect, test } from 'vitest';
import { stepKeys } from './editions.contract.ts';
import { judgeStep, type StepFacts, transitions } from './editions.steps.ts';
import { editionMessages, editionsErrors } from './messages.contract.ts';

const at = new Date('2026-03-02T09:00:00Z');
const name = (text: string) => ({ nl: text, en: text });
const noQuestions = { total: 0, new: 0, known: 0, toAnalyse: 0, answered: 0, dropped: 0 };

function factsWith(change: Partial<StepFacts>): StepFacts {
  return {
    initiator: 'town',
    stepSince: at,
    participations: ['town', 'police'].map((organisation) => ({
      organisation,
      name: name(organisation),
      decision: 'in',
      invitedAt: at,
      decidedAt: at,
    })),
    goals: [null, 'town', 'police'].map((organisation) => ({
      organisation,
      text: name('Fewer reports'),
      sharp: true,
      at,
    })),
    questions: { ...noQuestions, total: 2, known: 1, answered: 1 },
    dataSets: [
      {
        id: 'reports',
        name: name('Reports'),
        owner: 'police',
        ownerName: name('police'),
        landed: true,
        agreedAt: at,
      },
    ],
    findings: 1,
    start: { decision: 'go', decidedAt: at, contributors: ['town', 'police'] },
    closing: { running: [], looseInsights: 0, evaluated: ['town', 'police'] },
    ...change,
  };
}

const codes = (step: (typeof stepKeys)[number], change: Partial<StepFacts> = {}) =>
  judgeStep(step, factsWith(change)).blockers.map(({ code }) => code);

describe('the steps of an edition', () => {
  test('follow each other once, from prioritise to solve, each with an owner and log events (18)', () => {
    const order = [];
    for (
      let step: (typeof stepKeys)[number] | 'finished' = 'prioritise';
      step !== 'finished';
      step = transitions[step].next
    ) {
      order.push(step);
      expect(transitions[step].owner).toBe('facilitator');
      expect(transitions[step].finished).toMatch(/^editions\./);
    }
    expect(order).toEqual(['prioritise', 'picture', 'share', 'analyse', 'solve']);
  });

  test('are open when everything is there', () => {
    for (const step of stepKeys) expect(codes(step)).toEqual([]);
  });

  test('do not start without a joint goal and a goal of every organisation that is in (39)', () => {
    expect(codes('prioritise', { goals: [] })).toEqual([
      'editions.no-goals',
      'editions.no-own-goal',
      'editions.no-own-goal',
    ]);
  });

  test('do not start on a goal without a success criterion, and say whose it is (39)', () => {
    const goals = factsWith({}).goals.map((goal) => ({ ...goal, sharp: goal.organisation !== 'police' }));
    const { blockers } = judgeStep('prioritise', factsWith({ goals }));
    expect(blockers).toEqual([
      {
        code: 'editions.goal-not-sharp',
        params: { goal: name('Fewer reports') },
        organisation: 'police',
        role: 'participant',
        since: at,
      },
    ]);
  });

  test('do not start without an explicit go, and halt on a no-go in every step before the last (43)', () => {
    const undecided = { decision: 'undecided', decidedAt: null, contributors: ['town', 'police'] } as const;
    expect(codes('prioritise', { start: undecided })).toEqual(['editions.start-undecided']);
    expect(codes('picture', { start: undecided })).toEqual([]);
    const declined = { ...undecided, decision: 'no-go', decidedAt: at } as const;
    for (const step of stepKeys.slice(0, 4)) {
      expect(judgeStep(step, factsWith({ start: declined })).blockers).toMatchObject([
        { code: 'editions.start-declined', organisation: 'town', role: 'facilitator', since: at },
      ]);
    }
    expect(codes('solve', { start: declined })).toEqual([]);
  });

  test('do not start before every organisation that is in puts something in (47)', () => {
    const start = { decision: 'go', decidedAt: at, contributors: ['town'] } as const;
    expect(judgeStep('prioritise', factsWith({ start })).blockers).toEqual([
      {
        code: 'editions.nothing-put-in',
        params: { organisation: name('police') },
        organisation: 'police',
        role: 'participant',
        since: at,
      },
    ]);
    expect(codes('picture', { start })).toEqual([]);
  });

  test('wait for the organisations that were invited and have not decided, in every step before the last (20)', () => {
    const participations = factsWith({}).participations.map((one) =>
      one.organisation === 'police' ? { ...one, decision: 'invited' as const, decidedAt: null } : one,
    );
    for (const step of stepKeys.slice(0, 4)) {
      expect(codes(step, { participations })).toEqual([
        'editions.undecided-organisations',
        'editions.too-few-organisations',
      ]);
    }
    expect(codes('solve', { participations })).toEqual([]);
  });

  test('ask for a question, then for all questions to be sorted, then for all to be answered (22)', () => {
    expect(codes('prioritise', { questions: noQuestions })).toEqual(['editions.no-questions']);
    const unsorted = { ...noQuestions, total: 3, new: 2, toAnalyse: 1 };
    expect(codes('prioritise', { questions: unsorted })).toEqual([]);
    expect(codes('picture', { questions: unsorted })).toEqual(['editions.questions-not-sorted']);
    expect(judgeStep('analyse', factsWith({ questions: unsorted })).blockers[0]?.params).toEqual({ n: 3 });
  });

  test('ask for every agreed data set, at least one, to have landed', () => {
    expect(codes('share', { dataSets: [] })).toEqual(['editions.no-data-sets']);
    const dataSets = factsWith({}).dataSets.map((one) => ({ ...one, landed: false }));
    const { blockers, done } = judgeStep('share', factsWith({ dataSets }));
    expect(blockers).toMatchObject([
      { code: 'editions.deliveries-missing', organisation: 'police', role: 'steward' },
    ]);
    expect(done).toEqual([{ code: 'editions.done.deliveries', params: { landed: 0, total: 1 } }]);
  });

  test('end when solutions, insights and evaluations of the last step are settled (34)', () => {
    const closing = { running: [], looseInsights: 0, evaluated: ['town'] };
    expect(judgeStep('solve', factsWith({ closing })).blockers).toMatchObject([
      { code: 'editions.not-evaluated', organisation: 'police', params: { organisation: name('police') } },
    ]);
    const running = [{ title: name('One director'), puller: 'police', since: at }];
    const busy = { ...closing, running, looseInsights: 2 };
    expect(judgeStep('solve', factsWith({ closing: busy })).blockers).toMatchObject([
      { code: 'editions.solution-running', organisation: 'police', since: at },
      { code: 'editions.insights-loose', organisation: 'town', role: 'facilitator', params: { n: 2 } },
    ]);
  });

  test('say with registered sentences only what is done', () => {
    const said = stepKeys.flatMap((step) => judgeStep(step, factsWith({})).done.map(({ code }) => code));
    expect(said).toHaveLength(6);
    for (const code of said) expect(editionMessages).toContain(code);
    for (const code of editionMessages) {
      const isRefusal = !code.startsWith('editions.done.') && code !== 'editions.ready-to-finish';
      if (isRefusal) expect(editionsErrors).toContain(code);
    }
  });
});
