import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { inEnglish } from '../../platform/http/local-text.testing.ts';
import { listOutcomes, tellBalance } from './balance.service.ts';
import { listEvaluationsAsked, listLessons, readEvaluated } from './closing.api.ts';
import {
  closingRoutes,
  closing as closingSchema,
  type EvaluationAnswers,
  editionOutcome,
} from './closing.contract.ts';
import { evaluate, excuse, getClosing } from './closing.service.ts';
import { closingMigrations } from './closing.tables.ts';
import { ann, fay, hal, openClosingBench, pia, sam, slug, tom } from './closing.testing.ts';
import { statementKeys } from './closing-words.contract.ts';
import { answerEvaluator, nameEvaluator } from './evaluator.service.ts';
import { addLesson, addTransfer, removeEntry } from './lessons.service.ts';

const all = (level: 2 | 5): EvaluationAnswers => Object.fromEntries(statementKeys.map((key) => [key, level]));
const evaluation = { answers: all(5), brought: 'We know each other now', otherwise: '', send: true };

describe.each(engines)('closing an edition on $name', ({ open }) => {
  let database: Database;
  let bench: ReturnType<typeof openClosingBench>;

  beforeAll(async () => {
    database = await open([closingMigrations]);
  });
  afterAll(() => database.close());
  beforeEach(() => {
    bench = openClosingBench(database);
  });
  const evaluated = () => database.db.transaction().execute((tx) => readEvaluated(tx, bench.id));

  test('begins with an evaluation that is its writer’s alone until it is sent (34)', async () => {
    const draft = { ...evaluation, answers: { together: 4 } as const, send: false };
    const kept = await evaluate(bench.deps, pia, slug, draft);
    expect(kept.mine).toMatchObject({ answers: { together: 4 }, sentAt: null, otherwise: null });
    const seen = await getClosing(bench.deps, fay, slug);
    expect(seen).toMatchObject({ mine: null, results: { answers: 0 } });
    expect(await evaluated()).toEqual([]);
    await expect(evaluate(bench.deps, pia, slug, { ...draft, send: true })).rejects.toMatchObject({
      code: 'closing.not-complete',
      params: { n: statementKeys.length - 1 },
    });
    await evaluate(bench.deps, pia, slug, evaluation);
    expect(await evaluated()).toEqual(['police']);
    expect((await getClosing(bench.deps, fay, slug)).organisations).toEqual([
      { organisation: 'town', evaluated: false, absence: null },
      { organisation: 'police', evaluated: true, absence: null },
    ]);
  });

  test('keeps what was sent sent, one for each person, changeable until the edition is finished (34)', async () => {
    await evaluate(bench.deps, pia, slug, evaluation);
    await evaluate(bench.deps, pia, slug, { ...evaluation, answers: all(2), send: false });
    await evaluate(bench.deps, sam, slug, evaluation);
    await evaluate(bench.deps, ann, slug, evaluation);
    const { results, mine } = closingSchema.parse(await getClosing(bench.deps, pia, slug));
    expect(mine?.sentAt).not.toBeNull();
    expect(results.spreads?.[0]).toEqual({ statement: 'together', counts: [0, 1, 0, 0, 2], unknown: 0 });
    expect(results.kinds).toEqual([]);
    expect(JSON.stringify(results)).not.toContain('Name of');
    bench.state.finished = true;
    await expect(evaluate(bench.deps, pia, slug, evaluation)).rejects.toMatchObject({
      code: 'editions.finished',
      status: 409,
    });
  });

  test('is for participants, from step five on', async () => {
    await expect(getClosing(bench.deps, hal, slug)).rejects.toMatchObject({
      code: 'closing.not-in',
      status: 403,
    });
    await expect(evaluate(bench.deps, hal, slug, evaluation)).rejects.toMatchObject({
      code: 'closing.not-in',
    });
    bench.state.step = 'analyse';
    await expect(evaluate(bench.deps, pia, slug, evaluation)).rejects.toMatchObject({
      code: 'closing.not-open',
      status: 409,
    });
    expect((await getClosing(bench.deps, pia, slug)).may.evaluate).toEqual({
      allowed: false,
      reason: 'closing.not-open',
    });
  });

  test('goes on without an organisation of which the facilitator says why nobody evaluates', async () => {
    const place = { edition: slug, organisation: 'police' };
    await expect(excuse(bench.deps, tom, place, 'Busy')).rejects.toMatchObject({
      code: 'closing.leader-only',
    });
    await expect(
      excuse(bench.deps, fay, { ...place, organisation: 'housing' }, 'Busy'),
    ).rejects.toMatchObject({ code: 'closing.organisation-not-in' });
    await excuse(bench.deps, fay, place, 'Everybody there has another job now');
    expect(await evaluated()).toEqual(['police']);
    await expect(excuse(bench.deps, fay, place, 'Again')).rejects.toMatchObject({
      code: 'closing.already-evaluated',
      status: 409,
    });
    expect(bench.events.at(-1)).toMatchObject({ action: 'closing.excused', edition: slug });
  });

  test('has an evaluator who was asked early and said yes, and who looks after the evaluation (112)', async () => {
    bench.state.step = 'prioritise';
    await expect(nameEvaluator(bench.deps, pia, slug, sam.id)).rejects.toMatchObject({
      code: 'closing.leader-only',
      status: 403,
    });
    await expect(nameEvaluator(bench.deps, fay, slug, hal.id)).rejects.toMatchObject({
      code: 'closing.member-unknown',
      status: 404,
    });
    const asked = await nameEvaluator(bench.deps, fay, slug, sam.id);
    expect(asked.evaluator).toMatchObject({ id: 'sam', organisation: 'police', state: 'asked' });
    const work = (who: string) =>
      database.db.transaction().execute((tx) => listEvaluationsAsked(tx, bench.id, who));
    expect(await work('sam')).toMatchObject([{ code: 'closing.evaluator-waits', place: 'closing' }]);
    expect(await work('pia')).toEqual([]);
    const yes = { answer: 'accept', reason: 'I did it before' } as const;
    await expect(answerEvaluator(bench.deps, pia, slug, yes)).rejects.toMatchObject({
      code: 'closing.not-asked',
    });
    const no = { answer: 'decline', reason: 'No time' } as const;
    const declined = await answerEvaluator(bench.deps, sam, slug, no);
    expect(declined.evaluator).toMatchObject({ state: 'declined', reason: 'No time' });
    expect(await work('sam')).toEqual([]);
    await nameEvaluator(bench.deps, fay, slug, sam.id);
    bench.state.step = 'solve';
    const place = { edition: slug, organisation: 'town' };
    await expect(excuse(bench.deps, sam, place, 'Nobody is left')).rejects.toMatchObject({
      code: 'closing.leader-only',
    });
    const accepted = await answerEvaluator(bench.deps, sam, slug, yes);
    expect(accepted).toMatchObject({ evaluator: { state: 'accepted' }, may: { excuse: { allowed: true } } });
    await excuse(bench.deps, sam, place, 'Nobody is left');
    expect(await evaluated()).toEqual(['town']);
    expect(bench.events.map(({ action }) => action)).toEqual([
      'closing.evaluator-asked',
      'closing.evaluator-declined',
      'closing.evaluator-asked',
      'closing.evaluator-accepted',
      'closing.excused',
    ]);
    bench.state.finished = true;
    await expect(nameEvaluator(bench.deps, fay, slug, sam.id)).rejects.toMatchObject({
      code: 'editions.finished',
    });
  });

  test('tells what it cost and saved, also after the end, where not told is not 0 (107)', async () => {
    const told = { hours: 40, euros: null, savedHours: 0, savedEuros: null, note: '' };
    await expect(tellBalance(bench.deps, sam, slug, told)).rejects.toMatchObject({
      code: 'closing.role-may-not',
      status: 403,
    });
    await expect(tellBalance(bench.deps, hal, slug, told)).rejects.toMatchObject({ code: 'closing.not-in' });
    await tellBalance(bench.deps, pia, slug, { ...told, hours: 4 });
    bench.state.finished = true;
    await tellBalance(bench.deps, fay, slug, { ...told, euros: 1500, note: 'Half a year' });
    const { balances } = closingSchema.parse(await tellBalance(bench.deps, pia, slug, told));
    expect(balances).toMatchObject([
      { organisation: 'police', hours: 40, euros: null, savedHours: 0, savedEuros: null, note: null },
      { organisation: 'town', hours: 40, euros: 1500, note: 'Half a year', by: fay.name },
    ]);
    expect(await listOutcomes(bench.deps, fay)).toMatchObject([
      { slug, balance: { organisations: 2, hours: 80, euros: 1500, savedHours: 0, savedEuros: null } },
    ]);
    const negative = { ...told, hours: -1 };
    expect(closingRoutes.tellBalance.body?.safeParse(negative).success).toBe(false);
  });

  test('shows how people cooperated over the editions of the own organisation, from three answers on (108)', async () => {
    const outcomes = async (actor = pia) =>
      z.array(editionOutcome).parse(await listOutcomes(bench.deps, actor));
    for (const actor of [pia, sam]) await evaluate(bench.deps, actor, slug, evaluation);
    const nothing = { organisations: 0, hours: null, euros: null, savedHours: null, savedEuros: null };
    expect(await outcomes()).toMatchObject([{ answers: 2, cooperation: null, balance: nothing }]);
    await evaluate(bench.deps, ann, slug, evaluation);
    await evaluate(bench.deps, tom, slug, { ...evaluation, send: false });
    const [seen] = await outcomes();
    expect(seen?.answers).toBe(3);
    expect(seen?.cooperation).toEqual([
      { statement: 'together', counts: [0, 0, 0, 0, 3], unknown: 0 },
      { statement: 'people', counts: [0, 0, 0, 0, 3], unknown: 0 },
    ]);
    expect(await outcomes(hal)).toEqual([]);
  });

  test('keeps what was learned and what was passed on, each removed only by its writer (52)', async () => {
    const lesson = {
      category: 'data',
      text: inEnglish('Begin with one data set'),
      forWhom: inEnglish('Who starts'),
    } as const;
    const explained = {
      what: inEnglish('How to read a map'),
      from: 'town',
      to: ['police', 'town'],
      level: 'front-line',
    } as const;
    const after = await addLesson(bench.deps, pia, slug, lesson);
    const [learned] = after.lessons;
    const passed = (await addTransfer(bench.deps, pia, slug, { ...explained, to: [...explained.to] }))
      .transfers[0];
    expect(passed).toMatchObject({ from: 'town', to: ['police'], by: 'Name of pia' });
    await expect(addTransfer(bench.deps, pia, slug, { ...explained, to: ['town'] })).rejects.toMatchObject({
      code: 'closing.to-itself',
    });
    await expect(addTransfer(bench.deps, pia, slug, { ...explained, to: ['housing'] })).rejects.toMatchObject(
      { code: 'closing.organisation-not-in' },
    );
    const id = learned?.id ?? '';
    await expect(removeEntry(bench.deps, sam, slug, 'lesson', id)).rejects.toMatchObject({
      code: 'closing.not-author',
      status: 403,
    });
    expect(await listLessons(bench.deps.db, [bench.id])).toMatchObject([
      { category: 'data', organisation: 'police' },
    ]);
    expect((await removeEntry(bench.deps, pia, slug, 'lesson', id)).lessons).toEqual([]);
    await expect(removeEntry(bench.deps, pia, slug, 'lesson', id)).rejects.toMatchObject({ status: 404 });
    expect((await removeEntry(bench.deps, pia, slug, 'transfer', passed?.id ?? '')).transfers).toEqual([]);
    expect(await listLessons(bench.deps.db, [])).toEqual([]);
  });
});
