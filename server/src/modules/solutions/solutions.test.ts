import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { inDutch, inEnglish } from '../../platform/http/local-text.testing.ts';
import { noteInsight } from './insights.service.ts';
import { addTask, answerLead, endSolution, startSolution, tickTask } from './realisation.service.ts';
import { countRestingOn, listLeadsAsked, listOwnWork, readUnsettled } from './solutions.api.ts';
import { type Solution, solutionBoard, solutionsRoutes } from './solutions.contract.ts';
import { judgeSolution, listSolutions, proposeSolution } from './solutions.service.ts';
import { solutionsMigrations } from './solutions.tables.ts';
import {
  fay,
  finding,
  goal,
  hal,
  left,
  noor,
  openSolutionsBench,
  pia,
  reports,
  sam,
  slug,
} from './solutions.testing.ts';
import { agreeInsight } from './sorting.service.ts';
import { insightMoves, insightStates, solutionMoves, solutionStates } from './states.contract.ts';
import { listInsights } from './wall.service.ts';

const verdict = {
  feasible: true,
  mustBeDone: inEnglish('Appoint a director'),
  stakeholders: inEnglish('Police and town'),
  forum: null,
  whyNot: inEnglish('Nobody feels responsible'),
};
const plan = { arrange: inEnglish('A mandate'), puller: 'police', follow: inEnglish('Every month') };
const duty = { text: inEnglish('Name one person'), owner: 'sam', due: '2026-12-01' };

describe.each(engines)('solutions on $name', ({ open }) => {
  let database: Database;
  let bench: ReturnType<typeof openSolutionsBench>;
  let insight: string;

  beforeAll(async () => {
    database = await open([solutionsMigrations]);
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    bench = openSolutionsBench(database);
    const input = {
      goal,
      text: inEnglish('Nobody directs'),
      evidence: [reports],
      figures: [],
      elsewhere: [],
    };
    const { insights } = await noteInsight(bench.deps, pia, slug, input);
    insight = insights[0]?.id ?? '';
  });

  const agree = () =>
    agreeInsight(bench.deps, fay, { edition: slug, insight }, { owner: 'sam', due: '2026-12-01' });
  const propose = async (actor: Actor = pia): Promise<Solution> => {
    const input = {
      title: inEnglish('One director'),
      text: inEnglish('One person directs'),
      insights: [insight, insight],
    };
    return first(await proposeSolution(bench.deps, actor, slug, input));
  };
  const first = ({ solutions }: { solutions: Solution[] }): Solution => {
    const [one] = solutions;
    if (one === undefined) throw new Error('there is no solution');
    return one;
  };
  const place = ({ id }: Solution) => ({ edition: slug, solution: id });
  const workOf = (who: string) => database.db.transaction().execute((tx) => listOwnWork(tx, bench.id, who));
  /** A solution that is being realised, in step five. */
  async function realise(): Promise<Solution> {
    await agree();
    const made = await propose();
    await judgeSolution(bench.deps, pia, place(made), verdict);
    bench.state.step = 'solve';
    return first(await startSolution(bench.deps, pia, place(made), plan));
  }

  test('follow from an insight that is common, which is used from then on, and need not be feasible (79)', async () => {
    await expect(propose()).rejects.toMatchObject({ code: 'solutions.insight-not-common', status: 409 });
    expect((await listSolutions(bench.deps, pia, slug)).solutions).toEqual([]);
    const loose = { title: 'One director', text: 'One person directs', insights: [] };
    expect(solutionsRoutes.proposeSolution.body?.safeParse(loose).success).toBe(false);
    await agree();
    await expect(propose(hal)).rejects.toMatchObject({ code: 'solutions.not-in', status: 403 });
    expect(await propose()).toMatchObject({ state: 'direction', insights: [{ id: insight }] });
    const other = await propose(noor);
    expect((await listInsights(bench.deps, pia, slug)).insights).toMatchObject([{ state: 'used' }]);
    expect(await workOf('sam')).toEqual([]);
    await judgeSolution(bench.deps, pia, place(other), { ...verdict, feasible: false });
    const { solutions } = await listSolutions(bench.deps, pia, slug);
    expect(solutions.map(({ state }) => state).toSorted()).toEqual(['direction', 'not-feasible']);
  });

  test('go one way: insights of steps two and four, a direction, whether it can be done, doing it (27)', async () => {
    const evidence = [reports, finding];
    const { insights } = await noteInsight(bench.deps, pia, slug, {
      goal,
      text: inEnglish('Of both'),
      evidence,
      figures: [],
      elsewhere: [],
    });
    insight = insights.find(({ text }) => text.en === 'Of both')?.id ?? '';
    await agree();
    const made = await propose();
    expect(made.insights).toMatchObject([{ id: insight, text: { en: 'Of both' } }]);
    bench.state.step = 'solve';
    await expect(startSolution(bench.deps, pia, place(made), plan)).rejects.toMatchObject({
      code: 'solutions.not-feasible-yet',
    });
    await expect(
      endSolution(bench.deps, pia, place(made), { ending: 'done', because: 'Quick' }),
    ).rejects.toMatchObject({ code: 'solutions.not-realising' });
    const judged = first(await judgeSolution(bench.deps, pia, place(made), verdict));
    const started = first(await startSolution(bench.deps, pia, place(made), plan));
    expect([made.state, judged.state, started.state]).toEqual(['direction', 'feasible', 'realising']);
  });

  test('stay when data under their insight left, with a mark', async () => {
    await agree();
    expect((await propose()).withdrawn).toEqual([]);
    bench.state.gone = [reports.id];
    expect(first(await listSolutions(bench.deps, pia, slug)).withdrawn).toEqual([left]);
    expect(await countRestingOn(database.tables(), bench.id, new Set([reports.id]))).toEqual({
      insights: 1,
      solutions: 1,
    });
  });

  test('are judged by the three questions of feasibility, and may be judged again (80)', async () => {
    await agree();
    const made = await propose();
    await expect(judgeSolution(bench.deps, noor, place(made), verdict)).rejects.toMatchObject({
      code: 'solutions.role-may-not',
    });
    const no = { ...verdict, feasible: false };
    expect(first(await judgeSolution(bench.deps, pia, place(made), no)).state).toBe('not-feasible');
    const board = await judgeSolution(bench.deps, pia, place(made), verdict);
    expect(solutionBoard.parse(board).solutions).toMatchObject([
      {
        state: 'feasible',
        feasibility: {
          mustBeDone: { en: 'Appoint a director' },
          stakeholders: { en: 'Police and town' },
          forum: null,
          whyNot: { en: 'Nobody feels responsible' },
        },
      },
    ]);
    const inForum = { ...verdict, forum: inEnglish('The weekly meeting') };
    expect(first(await judgeSolution(bench.deps, pia, place(made), inForum)).feasibility?.forum?.en).toBe(
      'The weekly meeting',
    );
    const inDutchToo = {
      ...verdict,
      stakeholders: { language: 'nl', text: 'Politie en gemeente', other: 'Police and town' },
    } as const;
    await judgeSolution(bench.deps, pia, place(made), inDutchToo);
    const once = first(await judgeSolution(bench.deps, pia, place(made), { ...verdict, forum: null }));
    expect(once.feasibility).toMatchObject({
      forum: null,
      stakeholders: { nl: 'Politie en gemeente', en: 'Police and town' },
    });
    const again = { ...verdict, stakeholders: inDutch('Alleen de politie') };
    expect(
      first(await judgeSolution(bench.deps, pia, place(made), again)).feasibility?.stakeholders,
    ).toMatchObject({
      nl: 'Alleen de politie',
      en: 'Police and town',
      writtenIn: 'nl',
    });
    for (const question of ['mustBeDone', 'stakeholders', 'forum', 'whyNot'] as const) {
      const { [question]: _, ...rest } = verdict;
      expect(solutionsRoutes.judgeSolution.body?.safeParse(rest).success).toBe(false);
    }
  });

  test('are realised only from step five, after they are judged feasible (81)', async () => {
    await agree();
    const made = await propose();
    await expect(startSolution(bench.deps, pia, place(made), plan)).rejects.toMatchObject({
      code: 'solutions.realisation-not-open',
      status: 409,
    });
    bench.state.step = 'solve';
    await expect(startSolution(bench.deps, pia, place(made), plan)).rejects.toMatchObject({
      code: 'solutions.not-feasible-yet',
      status: 409,
    });
    await judgeSolution(bench.deps, pia, place(made), verdict);
    await expect(
      startSolution(bench.deps, pia, place(made), { ...plan, puller: 'housing' }),
    ).rejects.toMatchObject({ code: 'solutions.organisation-not-in' });
    expect(first(await startSolution(bench.deps, pia, place(made), plan))).toMatchObject({
      state: 'realising',
      realisation: {
        arrange: { en: 'A mandate' },
        puller: 'police',
        follow: { en: 'Every month' },
      },
    });
    await expect(judgeSolution(bench.deps, pia, place(made), verdict)).rejects.toMatchObject({
      code: 'solutions.already-started',
    });
  });

  test('are led by an organisation that was asked and said yes; until then nothing begins', async () => {
    await agree();
    const made = await propose();
    await judgeSolution(bench.deps, pia, place(made), verdict);
    bench.state.step = 'solve';
    const named = first(await startSolution(bench.deps, fay, place(made), plan));
    expect(named).toMatchObject({
      state: 'asked',
      lead: { organisation: 'police', state: 'asked', by: fay.name, reason: null },
      may: { answerLead: { allowed: false, reason: 'solutions.other-organisation' } },
    });
    const asked = (actor: Actor) =>
      database.db.transaction().execute((tx) => listLeadsAsked(tx, bench.id, actor));
    expect(await asked(pia)).toMatchObject([
      { code: 'solutions.lead-waits', place: `solutions/${made.id}`, params: { solution: made.title } },
    ]);
    expect(await asked(sam)).toEqual([]);
    expect(await asked(fay)).toEqual([]);
    const unsettled = await database.db.transaction().execute((tx) => readUnsettled(tx, bench.id));
    expect(unsettled.running).toMatchObject([{ puller: 'police' }]);
    await expect(addTask(bench.deps, pia, place(made), duty)).rejects.toMatchObject({
      code: 'solutions.not-realising',
    });
    const yes = { answer: 'accept', reason: 'We are there every day' } as const;
    await expect(answerLead(bench.deps, fay, place(made), yes)).rejects.toMatchObject({
      code: 'solutions.other-organisation',
      status: 403,
    });
    await expect(answerLead(bench.deps, sam, place(made), yes)).rejects.toMatchObject({
      code: 'solutions.role-may-not',
    });
    const no = { answer: 'decline', reason: 'We have nobody for it' } as const;
    expect(first(await answerLead(bench.deps, pia, place(made), no))).toMatchObject({
      state: 'feasible',
      realisation: null,
      lead: { organisation: 'police', state: 'declined', by: pia.name, reason: no.reason },
    });
    expect(await asked(pia)).toEqual([]);
    await expect(answerLead(bench.deps, pia, place(made), yes)).rejects.toMatchObject({
      code: 'solutions.not-asked',
      status: 409,
    });
    await startSolution(bench.deps, fay, place(made), plan);
    expect(first(await answerLead(bench.deps, pia, place(made), yes))).toMatchObject({
      state: 'realising',
      realisation: { puller: 'police' },
      lead: { state: 'accepted', by: pia.name, reason: yes.reason },
    });
    expect(bench.events.map(({ action }) => action).slice(-4)).toEqual([
      'solutions.lead-asked',
      'solutions.lead-declined',
      'solutions.lead-asked',
      'solutions.lead-accepted',
    ]);
  });

  test('can be led by another organisation while the one that was asked does not answer', async () => {
    await agree();
    const made = await propose();
    await judgeSolution(bench.deps, pia, place(made), verdict);
    bench.state.step = 'solve';
    await startSolution(bench.deps, fay, place(made), plan);
    const ours = first(await startSolution(bench.deps, fay, place(made), { ...plan, puller: 'town' }));
    expect(ours).toMatchObject({ state: 'realising', lead: { organisation: 'town', state: 'accepted' } });
  });

  test('are carried out together, by tasks that each organisation takes on for itself (28)', async () => {
    const made = await realise();
    await expect(addTask(bench.deps, fay, place(made), duty)).rejects.toMatchObject({
      code: 'solutions.other-organisation',
      status: 403,
    });
    await expect(addTask(bench.deps, pia, place(made), { ...duty, due: '2026-11-20' })).rejects.toMatchObject(
      { code: 'solutions.due-passed' },
    );
    const { tasks } = first(await addTask(bench.deps, pia, place(made), duty));
    expect(tasks).toMatchObject([{ organisation: 'police', owner: { id: 'sam' }, doneAt: null }]);
    expect(await workOf('sam')).toMatchObject([
      { code: 'solutions.task-waits', place: `solutions/${made.id}` },
    ]);
    const ours = { text: inEnglish('Pay the director'), owner: 'fay', due: '2026-12-01' };
    const together = first(await addTask(bench.deps, fay, place(made), ours));
    expect(together.tasks.map(({ organisation }) => organisation).toSorted()).toEqual(['police', 'town']);
    const task = { ...place(made), task: tasks[0]?.id ?? '' };
    await expect(tickTask(bench.deps, fay, task, true)).rejects.toMatchObject({
      code: 'solutions.other-organisation',
    });
    await tickTask(bench.deps, sam, task, true);
    expect(await workOf('sam')).toEqual([]);
    await expect(tickTask(bench.deps, pia, task, true)).rejects.toMatchObject({
      code: 'solutions.task-done',
    });
    await tickTask(bench.deps, pia, task, false);
    expect(await workOf('sam')).toHaveLength(1);
  });

  test('are done when all tasks are done, or stop with a reason', async () => {
    const made = await realise();
    const done = { ending: 'done', because: 'It works' } as const;
    await expect(endSolution(bench.deps, pia, place(made), done)).rejects.toMatchObject({
      code: 'solutions.no-tasks',
    });
    const { tasks } = first(await addTask(bench.deps, pia, place(made), duty));
    await expect(endSolution(bench.deps, pia, place(made), done)).rejects.toMatchObject({
      code: 'solutions.tasks-open',
      params: { n: 1 },
    });
    await tickTask(bench.deps, sam, { ...place(made), task: tasks[0]?.id ?? '' }, true);
    expect(first(await endSolution(bench.deps, pia, place(made), done))).toMatchObject({
      state: 'done',
      endedBecause: 'It works',
    });
    await expect(addTask(bench.deps, pia, place(made), duty)).rejects.toMatchObject({
      code: 'solutions.not-realising',
    });
    await expect(
      endSolution(bench.deps, pia, place(made), { ending: 'stopped', because: 'x' }),
    ).rejects.toMatchObject({ code: 'solutions.not-realising' });
  });

  test('leave a line in the log at every move, and are not found under another edition', async () => {
    const made = await realise();
    expect(bench.events.map(({ action }) => action)).toEqual([
      'solutions.insight-noted',
      'solutions.insight-agreed',
      'solutions.proposed',
      'solutions.judged-feasible',
      'solutions.started',
    ]);
    const elsewhere = { edition: 'other', solution: made.id };
    await expect(judgeSolution(bench.deps, pia, elsewhere, verdict)).rejects.toMatchObject({ status: 404 });
    await expect(
      judgeSolution(bench.deps, pia, { edition: slug, solution: randomUUID() }, verdict),
    ).rejects.toMatchObject({ code: 'solutions.unknown' });
  });
});

describe('the states', () => {
  test.each([
    ['insights', insightStates, insightMoves],
    ['solutions', solutionStates, solutionMoves],
  ])('of %s can all be reached from the first, and nothing leads back to it', (_, states, moves) => {
    const reached = new Set<string>(Object.values(moves).map(({ to }) => to));
    expect([...reached].toSorted()).toEqual(states.slice(1).toSorted());
  });
});
