import { describe, expect, test } from 'vitest';
import { stepKeys } from './editions.contract.ts';
import {
  isQuestionListLocked,
  judgeStep,
  type StepFacts,
  stepNumber,
  transitions,
} from './editions.steps.ts';
import { editionMessages, editionsErrors } from './messages.contract.ts';

const at = new Date('2026-03-02T09:00:00Z');
const earlier = new Date('2026-02-02T09:00:00Z');
const later = new Date('2026-04-02T09:00:00Z');
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
      criterion: 'sharp',
      remark: null,
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
    shared: ['reports'],
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

  test('have a number, a step to go back to, and an end to contemplation', () => {
    expect(
      stepKeys.map((step) => [stepNumber(step), transitions[step].previous, isQuestionListLocked(step)]),
    ).toEqual([
      [1, null, false],
      [2, 'prioritise', false],
      [3, 'picture', false],
      [4, 'share', false],
      [5, null, true],
    ]);
  });

  test('are open when everything is there', () => {
    for (const step of stepKeys) expect(codes(step)).toEqual([]);
  });

  test('ask nothing of an organisation that stepped out', () => {
    const { participations } = factsWith({});
    const out = { organisation: 'school', name: name('school'), decision: 'out', invitedAt: at } as const;
    for (const step of stepKeys) {
      expect(codes(step, { participations: [...participations, { ...out, decidedAt: at }] })).toEqual([]);
    }
  });

  test('begin with what partners want together, what each wants, and what they want to know (19)', () => {
    expect(codes('prioritise', { goals: [], questions: noQuestions })).toEqual([
      'editions.no-goals',
      'editions.no-own-goal',
      'editions.no-own-goal',
      'editions.no-questions',
    ]);
  });

  test('do not start without a joint goal and a goal of every organisation that is in (39)', () => {
    const goals = factsWith({}).goals.filter(({ organisation }) => organisation === 'town');
    const participations = factsWith({}).participations.map((one) => ({ ...one, decidedAt: earlier }));
    expect(judgeStep('prioritise', factsWith({ goals, participations })).blockers).toEqual([
      { code: 'editions.no-goals', params: {}, organisation: 'town', role: 'facilitator', since: at },
      {
        code: 'editions.no-own-goal',
        params: { organisation: name('police') },
        organisation: 'police',
        role: 'participant',
        since: earlier,
      },
    ]);
  });

  test('do not start on a blunt joint goal, which the facilitator sharpens (39)', () => {
    const goals = factsWith({}).goals.map((goal) =>
      goal.organisation === null ? { ...goal, criterion: 'missing' as const } : goal,
    );
    expect(judgeStep('prioritise', factsWith({ goals })).blockers).toMatchObject([
      { code: 'editions.goal-not-sharp', organisation: 'town', role: 'facilitator' },
    ]);
  });

  test('do not start on a goal without a success criterion, and say whose it is (39)', () => {
    const goals = factsWith({}).goals.map((goal) =>
      goal.organisation === 'police' ? { ...goal, criterion: 'missing' as const } : goal,
    );
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

  test('do not start on a criterion that nobody of another organisation has read, which others can do (39)', () => {
    const goals = factsWith({}).goals.map((goal) =>
      goal.organisation === 'police' ? { ...goal, criterion: 'unreviewed' as const } : goal,
    );
    expect(judgeStep('prioritise', factsWith({ goals })).blockers).toEqual([
      {
        code: 'editions.goal-unreviewed',
        params: { goal: name('Fewer reports') },
        organisation: null,
        besides: 'police',
        role: 'participant',
        since: at,
      },
    ]);
  });

  test('do not start on a criterion that another organisation finds vague: its own people word it anew (39)', () => {
    const goals = factsWith({}).goals.map((goal) =>
      goal.organisation === null ? { ...goal, criterion: 'doubted' as const, remark: 'By when?' } : goal,
    );
    expect(judgeStep('prioritise', factsWith({ goals })).blockers).toEqual([
      {
        code: 'editions.goal-doubted',
        params: { goal: name('Fewer reports'), remark: 'By when?' },
        organisation: 'town',
        role: 'facilitator',
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
      expect(judgeStep(step, factsWith({ participations, stepSince: later })).blockers).toEqual([
        {
          code: 'editions.undecided-organisations',
          params: { organisation: name('police') },
          organisation: 'police',
          role: 'participant',
          since: at,
        },
        {
          code: 'editions.too-few-organisations',
          params: { n: 1 },
          organisation: 'town',
          role: 'facilitator',
          since: later,
        },
      ]);
    }
    expect(codes('solve', { participations })).toEqual([]);
  });

  test('ask for a question, then for all questions to be sorted, then for all to be answered (22)', () => {
    expect(codes('prioritise', { questions: noQuestions })).toEqual(['editions.no-questions']);
    const unsorted = { ...noQuestions, total: 3, new: 2, toAnalyse: 1 };
    expect(codes('prioritise', { questions: unsorted })).toEqual([]);
    expect(judgeStep('picture', factsWith({ questions: unsorted })).blockers).toMatchObject([
      { code: 'editions.questions-not-sorted', params: { n: 2 }, organisation: 'town' },
    ]);
    expect(judgeStep('analyse', factsWith({ questions: unsorted })).blockers).toEqual([
      { code: 'editions.questions-open', params: { n: 3 }, organisation: null, role: 'analyst', since: at },
    ]);
  });

  test('ask for every agreed data set, at least one, to have landed', () => {
    expect(codes('share', { dataSets: [] })).toEqual(['editions.no-data-sets']);
    expect(codes('share', { shared: undefined })).toEqual(['editions.no-agreement']);
    const [reports] = factsWith({}).dataSets;
    if (reports === undefined) throw new Error('the facts have a data set');
    const dataSets = [reports, { ...reports, landed: false }];
    const { blockers, done } = judgeStep('share', factsWith({ dataSets }));
    expect(blockers).toEqual([
      {
        code: 'editions.deliveries-missing',
        params: { dataSet: name('Reports'), organisation: name('police') },
        organisation: 'police',
        role: 'steward',
        since: at,
      },
    ]);
    expect(done).toEqual([{ code: 'editions.done.deliveries', params: { landed: 1, total: 2 } }]);
  });

  test('wait for a data set since it was agreed, and not longer than the step lasts', () => {
    const since = (agreedAt: Date) => {
      const dataSets = factsWith({}).dataSets.map((one) => ({ ...one, landed: false, agreedAt }));
      return judgeStep('share', factsWith({ dataSets })).blockers.map((blocker) => blocker.since);
    };
    expect([since(earlier), since(later)]).toEqual([[at], [later]]);
  });

  test('end when solutions, insights and evaluations of the last step are settled (34)', () => {
    const closing = { running: [], looseInsights: 0, evaluated: ['town'] };
    const asked = { organisation: 'police', role: 'participant' };
    expect(judgeStep('solve', factsWith({ closing, stepSince: later })).blockers).toEqual([
      {
        ...asked,
        code: 'editions.not-evaluated',
        params: { organisation: name('police') },
        since: later,
      },
    ]);
    const running = [{ title: name('One director'), puller: 'police', since: earlier }];
    const busy = { ...closing, running, looseInsights: 2 };
    expect(judgeStep('solve', factsWith({ closing: busy })).blockers).toMatchObject([
      {
        ...asked,
        code: 'editions.solution-running',
        params: { solution: name('One director') },
        since: earlier,
      },
      { code: 'editions.insights-loose', organisation: 'town', role: 'facilitator', params: { n: 2 } },
    ]);
  });

  test('say what is done, with its numbers', () => {
    const goals = [earlier, later, at].map((when, i) => ({
      organisation: null,
      text: name('Fewer reports'),
      criterion: 'sharp' as const,
      remark: null,
      at: when,
      ...(i === 1 && { criterion: 'missing' as const, at: new Date('2026-05-02T09:00:00Z') }),
    }));
    const questions = { ...noQuestions, total: 4, known: 1, toAnalyse: 2, answered: 1 };
    const said = stepKeys.map((step) =>
      judgeStep(step, factsWith({ goals: goals.toReversed(), questions, findings: 3 })).done.map(
        ({ code, params }) => [code.replace('editions.done.', ''), params],
      ),
    );
    expect(said).toEqual([
      [
        ['goals-agreed', { n: 2, date: at.toISOString() }],
        ['organisations-in', { n: 2 }],
      ],
      [['questions-known', { known: 1, total: 4 }]],
      [['deliveries', { landed: 1, total: 1 }]],
      [
        ['findings', { n: 3 }],
        ['questions-open', { n: 2 }],
      ],
      [['questions-locked', { n: 4 }]],
    ]);
    const ordered = judgeStep('prioritise', factsWith({ goals })).done;
    expect(ordered[0]?.params).toEqual({ n: 2, date: at.toISOString() });
  });

  test('say nothing where nothing is done yet', () => {
    const nothing = { participations: [], goals: [], questions: noQuestions, dataSets: [], findings: 0 };
    for (const step of stepKeys) expect(judgeStep(step, factsWith(nothing)).done).toEqual([]);
  });

  test('say only registered sentences', () => {
    const said = stepKeys.flatMap((step) => judgeStep(step, factsWith({})).done.map(({ code }) => code));
    expect(said).toHaveLength(6);
    for (const code of said) expect(editionMessages).toContain(code);
    for (const code of editionMessages) {
      const isRefusal = !code.startsWith('editions.done.') && code !== 'editions.ready-to-finish';
      if (isRefusal) expect(editionsErrors).toContain(code);
    }
  });
});
