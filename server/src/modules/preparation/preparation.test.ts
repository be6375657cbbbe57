import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { inDutch, inEnglish } from '../../platform/http/local-text.testing.ts';
import { agreeAnswer, decideStart, giveView, withdrawAnswer, withdrawView } from './check.service.ts';
import { problemQuestions } from './preparation.advice.ts';
import { findStartFacts } from './preparation.api.ts';
import { preparation as preparationSchema } from './preparation.contract.ts';
import {
  chooseBackground,
  commit,
  getPreparation,
  nameSteering,
  planAspect,
  recordHope,
  withdrawCommitment,
} from './preparation.service.ts';
import { preparationMigrations } from './preparation.tables.ts';
import { fay, finn, hal, noor, openPreparationBench, pia, sam, slug } from './preparation.testing.ts';

const influence = { edition: slug, question: 'influence' } as const;
const yes = { answer: 'yes', why: inEnglish('We buy it together'), seen: null } as const;
const hours = { kind: 'time', amount: 6, note: inEnglish('From our team') } as const;

describe.each(engines)('what comes before a start on $name', ({ open }) => {
  let database: Database;
  let bench: ReturnType<typeof openPreparationBench>;

  beforeAll(async () => {
    database = await open([preparationMigrations]);
  });
  afterAll(() => database.close());

  beforeEach(() => {
    bench = openPreparationBench(database);
  });

  const see = (actor = fay) => getPreparation(bench.deps, actor, slug);
  const questionOf = async (key: string) => (await see()).questions.find((one) => one.key === key);
  const startFacts = () => database.db.transaction().execute((tx) => findStartFacts(tx, bench.id));

  async function answerAll(): Promise<void> {
    const sponsor = { name: 'Wim', organisation: 'town' };
    await nameSteering(bench.deps, fay, slug, { sponsor, group: 'Care and Safety', seen: null });
    for (const { key } of problemQuestions) {
      await agreeAnswer(bench.deps, fay, { edition: slug, question: key }, yes);
    }
  }

  test('the facilitator writes down the common answer, others beside it how they see it (44)', async () => {
    await expect(agreeAnswer(bench.deps, pia, influence, yes)).rejects.toMatchObject({
      code: 'preparation.leader-only',
      status: 403,
    });
    await agreeAnswer(bench.deps, fay, influence, yes);
    await giveView(bench.deps, pia, influence, { answer: 'partly', why: inEnglish('Not the rent') });
    await giveView(bench.deps, pia, influence, { answer: 'no', why: inEnglish('Not the rent at all') });
    expect(await questionOf('influence')).toMatchObject({
      agreed: { answer: 'yes', why: { en: 'We buy it together' }, by: { id: 'fay' } },
      views: [{ answer: 'no', why: { nl: 'Not the rent at all' }, by: { organisation: 'police' } }],
    });
    await expect(giveView(bench.deps, hal, influence, yes)).rejects.toMatchObject({
      code: 'preparation.not-in',
    });
    await withdrawView(bench.deps, pia, influence);
    await expect(withdrawView(bench.deps, pia, influence)).rejects.toMatchObject({
      code: 'preparation.not-answered',
    });
    preparationSchema.parse(await see());
  });

  test('an answer is not written over by somebody who has not seen it, and can be taken back', async () => {
    const first = await agreeAnswer(bench.deps, fay, influence, yes);
    const other = { answer: 'no', why: inEnglish('Too far away') } as const;
    await expect(agreeAnswer(bench.deps, finn, influence, { ...other, seen: null })).rejects.toMatchObject({
      code: 'preparation.changed-meanwhile',
      status: 409,
    });
    const seen = first.questions.find(({ key }) => key === 'influence')?.agreed?.at ?? null;
    await agreeAnswer(bench.deps, finn, influence, { ...other, seen });
    await expect(agreeAnswer(bench.deps, fay, influence, { ...yes, seen })).rejects.toMatchObject({
      code: 'preparation.changed-meanwhile',
    });
    expect((await questionOf('influence'))?.agreed).toMatchObject({ answer: 'no', by: { id: 'finn' } });
    await withdrawAnswer(bench.deps, fay, influence);
    expect((await questionOf('influence'))?.agreed).toBeNull();
  });

  test('going asks for every answer; stopping needs only a reason, and both stay in the history (43)', async () => {
    const go = { decision: 'go', reasons: inEnglish('All of us want it'), after: 0 } as const;
    await expect(decideStart(bench.deps, fay, slug, go)).rejects.toMatchObject({
      code: 'preparation.questions-unanswered',
      status: 409,
      params: { n: problemQuestions.length },
    });
    await decideStart(bench.deps, fay, slug, { decision: 'no-go', reasons: inEnglish('No data'), after: 0 });
    expect(await startFacts()).toMatchObject({ decision: 'no-go' });
    await answerAll();
    await expect(decideStart(bench.deps, pia, slug, { ...go, after: 1 })).rejects.toMatchObject({
      code: 'preparation.leader-only',
    });
    const { decisions, may } = await decideStart(bench.deps, fay, slug, { ...go, after: 1 });
    expect(decisions).toMatchObject([
      { number: 2, decision: 'go', advice: 'go', reasons: { en: 'All of us want it' }, by: { id: 'fay' } },
      { number: 1, decision: 'no-go', advice: 'mend' },
    ]);
    expect(may.go).toMatchObject({ allowed: false, reason: 'preparation.already-decided' });
    expect(may.stop).toEqual({ allowed: true });
    expect(await startFacts()).toMatchObject({ decision: 'go' });
  });

  test('two facilitators who press the same button decide once', async () => {
    await answerAll();
    const go = { decision: 'go', reasons: inEnglish('Yes'), after: 0 } as const;
    const outcomes = await Promise.allSettled(
      [fay, finn].map((one) => decideStart(bench.deps, one, slug, go)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await see()).decisions).toHaveLength(1);
    await expect(
      decideStart(bench.deps, finn, slug, {
        decision: 'no-go',
        reasons: inEnglish('I saw nothing'),
        after: 0,
      }),
    ).rejects.toMatchObject({ code: 'preparation.changed-meanwhile' });
  });

  test('a sponsor is somebody by name of an organisation that is in, and a group steers beside them (46, 48)', async () => {
    const sponsor = { name: 'Hans', organisation: 'housing' };
    const named = { sponsor, group: null, seen: null };
    await expect(nameSteering(bench.deps, fay, slug, named)).rejects.toMatchObject({
      code: 'preparation.organisation-not-in',
      params: { organisation: 'housing' },
    });
    const ours = { ...named, sponsor: { name: 'Wim', organisation: 'town' } };
    const { steering } = await nameSteering(bench.deps, fay, slug, ours);
    expect(steering).toMatchObject({ sponsor: { name: 'Wim' }, group: null });
    await expect(nameSteering(bench.deps, finn, slug, ours)).rejects.toMatchObject({
      code: 'preparation.changed-meanwhile',
    });
    const again = { sponsor: null, group: 'Care and Safety', seen: steering?.at ?? null };
    expect((await nameSteering(bench.deps, fay, slug, again)).steering).toMatchObject({
      sponsor: null,
      group: 'Care and Safety',
    });
  });

  test('each organisation says itself what it puts in and hopes to gain (47)', async () => {
    await expect(commit(bench.deps, hal, slug, hours)).rejects.toMatchObject({ code: 'preparation.not-in' });
    await expect(commit(bench.deps, sam, slug, hours)).rejects.toMatchObject({
      code: 'preparation.role-may-not',
    });
    await commit(bench.deps, pia, slug, hours);
    await recordHope(bench.deps, pia, slug, { text: inEnglish('Fewer hours lost') });
    const { partners } = await see();
    expect(partners).toMatchObject([
      { organisation: 'town', commitments: [], hope: null },
      {
        organisation: 'police',
        commitments: [{ kind: 'time', amount: 6, may: { remove: { allowed: false } } }],
        hope: { text: { en: 'Fewer hours lost' } },
      },
    ]);
    expect(await startFacts()).toMatchObject({ contributors: ['police'] });
    expect((await recordHope(bench.deps, pia, slug, { text: null })).partners[1]?.hope).toBeNull();
  });

  test('a sentence written again in one language keeps the other: hopes, plans, answers and views', async () => {
    const both = { nl: 'Minder uren kwijt', en: 'Fewer hours lost' };
    const dutch = inDutch('Meer tijd voor mensen');
    const merged = { nl: dutch.text, en: both.en, writtenIn: 'nl' };
    await recordHope(bench.deps, pia, slug, { text: both });
    const { partners } = await recordHope(bench.deps, pia, slug, { text: dutch });
    expect(partners.find(({ organisation }) => organisation === 'police')?.hope?.text).toEqual(merged);
    await planAspect(bench.deps, fay, slug, { aspect: 'politics', text: both });
    const { plan } = await planAspect(bench.deps, fay, slug, { aspect: 'politics', text: dutch });
    expect(plan.find(({ aspect }) => aspect === 'politics')?.lines.map(({ text }) => text)).toEqual([
      merged,
      both,
    ]);
    const answered = await agreeAnswer(bench.deps, fay, influence, { ...yes, why: both });
    const seen = answered.questions.find(({ key }) => key === 'influence')?.agreed?.at ?? null;
    await agreeAnswer(bench.deps, fay, influence, { answer: 'no', why: dutch, seen });
    await giveView(bench.deps, pia, influence, { answer: 'yes', why: both });
    const { questions } = await giveView(bench.deps, pia, influence, { answer: 'yes', why: dutch });
    const written = questions.find(({ key }) => key === 'influence');
    expect([written?.agreed?.why, written?.views[0]?.why]).toEqual([merged, merged]);
  });

  test('what is put in can be taken back, but once started something stays (47)', async () => {
    await commit(bench.deps, pia, slug, hours);
    const made = await commit(bench.deps, pia, slug, { kind: 'money', amount: 500, note: null });
    const [first, second] = made.partners[1]?.commitments ?? [];
    const place = (commitment: { id: string } | undefined) => ({
      edition: slug,
      commitment: commitment?.id ?? randomUUID(),
    });
    await expect(withdrawCommitment(bench.deps, fay, place(first))).rejects.toMatchObject({
      code: 'preparation.other-organisation',
      status: 403,
    });
    bench.state.step = 'picture';
    await withdrawCommitment(bench.deps, pia, place(first));
    await expect(withdrawCommitment(bench.deps, pia, place(first))).rejects.toMatchObject({
      code: 'preparation.commitment-unknown',
    });
    await expect(withdrawCommitment(bench.deps, pia, place(second))).rejects.toMatchObject({
      code: 'preparation.last-commitment',
      status: 409,
    });
    bench.state.step = 'prioritise';
    await withdrawCommitment(bench.deps, pia, place(second));
    expect((await startFacts()).contributors).toEqual([]);
  });

  test('people say themselves what they bring along; the facilitator may say it of anybody (51)', async () => {
    const { room } = await see();
    expect(room.missing).toEqual(['front-line']);
    expect(room.people.find(({ id }) => id === 'noor')).toMatchObject({
      background: 'technical',
      chosen: false,
    });
    const place = { edition: slug, person: 'pia' };
    await expect(
      chooseBackground(bench.deps, noor, place, { background: 'front-line' }),
    ).rejects.toMatchObject({ code: 'preparation.not-your-background', status: 403 });
    const chosen = await chooseBackground(bench.deps, pia, place, { background: 'front-line' });
    expect(chosen.room.missing).toEqual([]);
    expect(chosen.room.people.find(({ id }) => id === 'pia')).toMatchObject({ chosen: true });
    const undone = await chooseBackground(bench.deps, fay, place, { background: null });
    expect(undone.room.people.find(({ id }) => id === 'pia')).toMatchObject({
      background: 'domain',
      chosen: false,
    });
    await expect(
      chooseBackground(bench.deps, fay, { edition: slug, person: 'hal' }, { background: 'domain' }),
    ).rejects.toMatchObject({ code: 'preparation.person-unknown' });
  });

  test('culture, politics, leadership and partnership each keep a line, looked at again in a later step (55)', async () => {
    await planAspect(bench.deps, pia, slug, { aspect: 'culture', text: inEnglish('Talk each month') });
    bench.state.step = 'share';
    const culture = async () => (await see()).plan.find(({ aspect }) => aspect === 'culture');
    expect(await culture()).toMatchObject({ lookAgain: true, lines: [{ step: 'prioritise' }] });
    await planAspect(bench.deps, fay, slug, { aspect: 'culture', text: inEnglish('Talk each week') });
    expect(await culture()).toMatchObject({
      lookAgain: false,
      lines: [{ text: { en: 'Talk each week' }, step: 'share' }, { text: { en: 'Talk each month' } }],
    });
    expect((await see()).plan.map(({ aspect }) => aspect)).toEqual([
      'culture',
      'politics',
      'leadership',
      'partnership',
    ]);
  });

  test('advice about buying is kept apart: it never stops a start', async () => {
    await answerAll();
    const place = { edition: slug, question: 'buy-no-consultancy' } as const;
    await agreeAnswer(bench.deps, fay, place, { ...yes, answer: 'no' });
    expect((await see()).advice).toEqual({ verdict: 'go', reasons: [], watch: [] });
  });

  test('when solving has begun, weighing is over; looking back is not', async () => {
    bench.state.step = 'solve';
    await expect(agreeAnswer(bench.deps, fay, influence, yes)).rejects.toMatchObject({
      code: 'preparation.too-late',
      status: 409,
    });
    await expect(giveView(bench.deps, pia, influence, yes)).rejects.toMatchObject({
      code: 'preparation.too-late',
    });
    expect((await see(pia)).may.stop).toMatchObject({ allowed: false });
    await planAspect(bench.deps, pia, slug, { aspect: 'politics', text: inEnglish('Tell the council') });
  });

  test('every change leaves a line in the log, without what people wrote', async () => {
    await answerAll();
    await decideStart(bench.deps, fay, slug, {
      decision: 'go',
      reasons: inEnglish('Because of Wim'),
      after: 0,
    });
    await commit(bench.deps, pia, slug, hours);
    const actions = new Set(bench.events.map(({ action }) => action));
    expect([...actions]).toEqual([
      'preparation.steering-named',
      'preparation.answered',
      'preparation.decided-go',
      'preparation.committed',
    ]);
    expect(JSON.stringify(bench.events.map(({ details }) => details))).not.toMatch(/Wim|buy|team/);
  });
});
