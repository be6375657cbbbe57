import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inEnglish } from '../../platform/http/local-text.testing.ts';
import { analysesRoutes } from './analyses.contract.ts';
import { facilitator, goalId, openAnalysesBench } from './analyses.testing.ts';
import { rung as rungs } from './questions.contract.ts';
import { createQuestions } from './questions.service.ts';
import { chooseRung } from './rungs.service.ts';

let bench: Awaited<ReturnType<typeof openAnalysesBench>>;
let questions: ReturnType<typeof createQuestions>;

beforeAll(async () => {
  bench = await openAnalysesBench();
  questions = createQuestions(bench.deps);
});

beforeEach(() => {
  bench.state.step = 'analyse';
});

afterAll(() => bench.close());

function ask() {
  return questions.ask(facilitator, bench.slug, {
    goal: goalId,
    text: inEnglish('What is reported most?'),
    rung: 'descriptive',
    reason: null,
  });
}

describe('a question', () => {
  it('gets the next number of its edition and leaves a line in the log', async () => {
    const first = await ask();
    const second = await ask();
    expect(second.number).toBe(first.number + 1);
    expect(bench.events.at(-1)).toMatchObject({
      action: 'analyses.question-asked',
      subject: `question/${second.id}`,
    });
  });

  it('is refused once the list is locked, also when the step changed after the page was opened (26)', async () => {
    bench.state.step = 'solve';
    await expect(ask()).rejects.toMatchObject({ code: 'analyses.question-locked', status: 409 });
    const late = createQuestions({
      ...bench.deps,
      findEdition: async (slug, actor) => ({
        ...(await bench.deps.findEdition(slug, actor)),
        currentStep: 'analyse',
        questionListLocked: false,
      }),
    });
    await expect(
      late.ask(facilitator, bench.slug, {
        goal: goalId,
        text: inEnglish('Too late?'),
        rung: 'descriptive',
        reason: null,
      }),
    ).rejects.toMatchObject({ code: 'analyses.question-locked' });
  });

  it('hangs under a goal and carries one of the four rungs, from the moment it is asked (40)', async () => {
    const { id } = await ask();
    const listed = (await questions.list(facilitator, bench.slug)).questions.find((one) => one.id === id);
    expect(listed).toMatchObject({ goal: goalId, rung: 'descriptive' });
    const asked = { goal: goalId, text: inEnglish('What is reported most?') };
    const accepts = (change: object) =>
      analysesRoutes.askQuestion.body?.safeParse({ ...asked, ...change }).success;
    expect(rungs.options).toEqual(['descriptive', 'diagnostic', 'predictive', 'prescriptive']);
    expect(rungs.options.map((rung) => accepts({ rung }))).toEqual([true, true, true, true]);
    expect(accepts({})).toBe(false);
    expect(accepts({ rung: 'clairvoyant' })).toBe(false);
    expect(accepts({ rung: 'descriptive', goal: null })).toBe(false);
  });

  it('needs a goal of the edition (39, 40)', async () => {
    await expect(
      questions.ask(facilitator, bench.slug, {
        goal: '00000000-0000-4000-8000-000000000000',
        text: inEnglish('Why?'),
        rung: 'diagnostic',
        reason: null,
      }),
    ).rejects.toMatchObject({ code: 'analyses.goal-unknown', status: 404 });
  });
});

describe('the rung of a question', () => {
  const ahead = { goal: goalId, text: inEnglish('How will it go on?'), rung: 'predictive' as const };

  it('is higher than advised only with a reason, which is kept and logged (5)', async () => {
    await expect(questions.ask(facilitator, bench.slug, { ...ahead, reason: null })).rejects.toMatchObject({
      code: 'analyses.rung-needs-reason',
      status: 409,
      params: { advised: 'diagnostic' },
    });
    const asked = await questions.ask(facilitator, bench.slug, { ...ahead, reason: 'The council asks it' });
    expect(asked).toMatchObject({ rung: 'predictive', rungReason: 'The council asks it' });
    expect(bench.events.at(-1)).toMatchObject({
      details: { rung: 'predictive', advised: 'diagnostic', reason: 'The council asks it' },
    });
    const listed = await questions.list(facilitator, bench.slug);
    expect(listed.questions.find(({ id }) => id === asked.id)?.advice).toMatchObject({ rung: 'diagnostic' });
    expect(listed.advice).toContainEqual({
      goal: goalId,
      chosen: 'descriptive',
      advice: { rung: 'descriptive', reasons: [] },
    });
  });

  it('is chosen again by a person who may sort the questions, and a followed advice needs no reason (49)', async () => {
    const { id } = await questions.ask(facilitator, bench.slug, { ...ahead, reason: 'For now' });
    const choose = (rung: 'diagnostic' | 'prescriptive', reason: string | null = null) =>
      chooseRung(bench.deps, facilitator, { edition: bench.slug, question: id }, { rung, reason });
    await expect(choose('prescriptive')).rejects.toMatchObject({ code: 'analyses.rung-needs-reason' });
    expect(await choose('diagnostic', 'not needed')).toMatchObject({ rung: 'diagnostic', rungReason: null });
    expect(bench.events.at(-1)).toMatchObject({
      action: 'analyses.rung-chosen',
      details: { from: 'predictive', to: 'diagnostic' },
    });
    bench.state.step = 'solve';
    await expect(choose('diagnostic')).rejects.toMatchObject({ code: 'analyses.question-locked' });
  });
});
