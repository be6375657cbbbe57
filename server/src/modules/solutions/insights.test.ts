import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { inEnglish } from '../../platform/http/local-text.testing.ts';
import type { ElsewhereMark } from '../../platform/http/unbound-numbers.contract.ts';
import { type Insight, insightWall } from './insights.contract.ts';
import { checkInsight, noteInsight, removeInsight } from './insights.service.ts';
import { countRestingOn, listCited, listOwnWork } from './solutions.api.ts';
import { solutionsMigrations } from './solutions.tables.ts';
import {
  care,
  fatma,
  fay,
  finding,
  goal,
  hal,
  known,
  left,
  measured,
  noor,
  notAnswered,
  openSolutionsBench,
  pia,
  reports,
  sam,
  slug,
} from './solutions.testing.ts';
import { agreeInsight, groupInsight, mergeInsight, voteForInsight, withdrawVote } from './sorting.service.ts';
import { listInsights } from './wall.service.ts';

describe.each(engines)('the insight wall on $name', ({ open }) => {
  let database: Database;
  let bench: ReturnType<typeof openSolutionsBench>;

  beforeAll(async () => {
    database = await open([solutionsMigrations]);
  });
  afterAll(() => database.close());
  beforeEach(() => {
    bench = openSolutionsBench(database);
  });

  async function note(actor: Actor, text: string, evidence = [reports]): Promise<Insight> {
    const { insights } = await noteInsight(bench.deps, actor, slug, {
      goal,
      text: inEnglish(text),
      evidence,
      figures: [],
      elsewhere: [],
    });
    const made = insights.find((one) => one.text.en === text);
    if (made === undefined) throw new Error('the note is not on the wall');
    return made;
  }
  const place = (insight: Insight) => ({ edition: slug, insight: insight.id });
  const agree = (insight: Insight, actor = fay) =>
    agreeInsight(bench.deps, actor, place(insight), { owner: 'sam', due: '2026-12-01' });
  const refused = (code: string, status: number) => ({ code, status });

  test('may rest on a finding from a document too, with where it stands (27)', async () => {
    const made = await note(pia, 'People wait long', [finding]);
    expect(made.evidence).toMatchObject([{ kind: 'finding', document: finding.document }]);
    expect(made.organisations).toEqual(['police']);
    expect(await listCited(database.tables(), bench.id)).toEqual(new Set([finding.id]));
  });

  test('keeps a note on data or a document that left, with a mark, and takes no new one', async () => {
    await note(pia, 'On both', [reports, finding]);
    await note(pia, 'On neither', [known]);
    bench.state.gone = [reports.id, finding.id];
    const wall = insightWall.parse(await listInsights(bench.deps, noor, slug));
    const byText = Object.fromEntries(wall.insights.map(({ text, withdrawn }) => [text.en, withdrawn]));
    expect(byText).toEqual({ 'On both': [left], 'On neither': [] });
    expect(wall.citable.map(({ id }) => id)).not.toContain(reports.id);
    for (const gone of [reports, finding]) {
      await expect(note(pia, 'Once more', [gone])).rejects.toMatchObject(
        refused('solutions.evidence-unknown', 404),
      );
    }
    const resting = new Set([reports.id]);
    expect(await countRestingOn(database.tables(), bench.id, resting)).toEqual({ insights: 1, solutions: 0 });
  });

  test('shows of every note under which goal it hangs and whose data fed it (29, 78)', async () => {
    await note(pia, 'The same people come back', [reports, care, reports, known]);
    const wall = insightWall.parse(await listInsights(bench.deps, noor, slug));
    expect(wall.insights).toMatchObject([
      { goal, state: 'note', by: pia.name, organisations: ['police', 'town'], owner: null },
    ]);
    expect(wall.insights[0]?.evidence.map(({ id }) => id)).toEqual([reports.id, care.id, known.id]);
    expect(wall.insights[0]?.dataSets.map(({ id }) => id)).toEqual(['reports']);
    expect(wall.citable.map(({ id }) => id)).not.toContain(notAnswered.id);
    expect(bench.events).toMatchObject([{ action: 'solutions.insight-noted', edition: slug }]);
  });

  test('takes no note without evidence that stands, or under a goal that is not there', async () => {
    await expect(note(pia, 'x', [notAnswered])).rejects.toMatchObject(
      refused('solutions.evidence-unknown', 404),
    );
    const input = {
      goal: randomUUID(),
      text: inEnglish('x'),
      evidence: [reports],
      figures: [],
      elsewhere: [],
    };
    await expect(noteInsight(bench.deps, pia, slug, input)).rejects.toMatchObject(
      refused('solutions.goal-unknown', 404),
    );
    expect((await listInsights(bench.deps, pia, slug)).insights).toEqual([]);
  });

  describe('the numbers of an insight', () => {
    const words = { language: 'nl' as const, text: '{n} mensen, {s}', other: '{n} people, {s}' };
    const input = {
      goal,
      text: words,
      evidence: [measured],
      figures: [
        { name: 'n', analysis: measured.id, figure: 'people' },
        { name: 's', analysis: measured.id, figure: 'share' },
      ],
      elsewhere: [],
    };
    const save = (change: Partial<typeof input> | { elsewhere: ElsewhereMark[] }) =>
      noteInsight(bench.deps, pia, slug, { ...input, ...change });

    test('come from the findings that it rests on, and are kept with the result they are from', async () => {
      const { insights } = insightWall.parse(await save({}));
      expect(insights[0]?.text).toEqual({ nl: '12 mensen, 60 %', en: '12 people, 60 %' });
      expect(insights[0]?.numbers).toMatchObject({
        text: { en: '{n} people, {s}' },
        figures: [
          { name: 'n', analysis: measured.id, evidence: measured.evidence, value: { value: 12 } },
          { name: 's', kind: 'share' },
        ],
      });
    });

    test('are refused each by itself when they are bound to no figure and have no source', async () => {
      const text = { language: 'nl' as const, text: 'In vijf buurten 34 % van {n}, {s}' };
      const refusal = { code: 'request.numbers-unbound', status: 422, params: { n: 2 } };
      await expect(save({ text: { ...text, other: text.text } })).rejects.toMatchObject({
        ...refusal,
        problems: [
          { path: 'text', code: 'request.number-unbound', params: { number: '34 %' } },
          { path: 'text', code: 'request.number-unbound', params: { number: 'vijf' } },
        ].toReversed(),
      });
      const elsewhere = [
        { number: '34%', source: 'Annual report' },
        { number: 'Vijf', source: 'A count on the street' },
      ];
      const saved = await save({ text: { ...text, other: text.text }, elsewhere });
      expect(saved.insights[0]?.numbers?.elsewhere).toEqual(elsewhere);
    });

    test('cannot be a figure that is not shown, not there, or of what it does not rest on', async () => {
      const [people, share] = input.figures;
      const refusal = { code: 'solutions.figure-unknown', status: 422 };
      for (const figure of ['hidden', 'nothing']) {
        const figures = [{ name: 'n', analysis: measured.id, figure }, ...(share ? [share] : [])];
        await expect(save({ figures })).rejects.toMatchObject({
          ...refusal,
          problems: [{ path: 'figures[0]' }],
        });
      }
      await expect(save({ evidence: [reports] })).rejects.toMatchObject(refusal);
      await expect(save({ figures: people ? [people] : [] })).rejects.toMatchObject({
        ...refusal,
        problems: [{ path: 'text' }],
      });
    });

    test('of before they were bound stay readable, and are marked as not bound', async () => {
      await note(pia, 'The same people come back');
      await database.execute(
        `update insights set numbers = null, text = '{"nl": "34 % komt terug", "en": "34 % come back"}'`,
      );
      const { insights } = insightWall.parse(await listInsights(bench.deps, noor, slug));
      expect(insights).toMatchObject([{ text: { en: '34 % come back' }, numbers: null }]);
    });
  });

  test('opens with step four, for people of organisations that are in, in a working role', async () => {
    bench.state.step = 'share';
    await expect(note(pia, 'early')).rejects.toMatchObject(refused('solutions.insights-not-open', 409));
    bench.state.step = 'analyse';
    await expect(note(hal, 'not in')).rejects.toMatchObject(refused('solutions.not-in', 403));
    await expect(note(fatma, 'no role')).rejects.toMatchObject(refused('solutions.role-may-not', 403));
    expect((await listInsights(bench.deps, fatma, slug)).may.note).toMatchObject({
      allowed: false,
      reason: 'solutions.role-may-not',
    });
  });

  test('counts one vote per person, refuses the second and gives it back', async () => {
    const made = await note(pia, 'a');
    await voteForInsight(bench.deps, sam, place(made));
    const both = await Promise.allSettled([
      voteForInsight(bench.deps, noor, place(made)),
      voteForInsight(bench.deps, noor, place(made)),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await listInsights(bench.deps, sam, slug)).insights).toMatchObject([
      { votes: 2, votedByMe: true },
    ]);
    await expect(voteForInsight(bench.deps, sam, place(made))).rejects.toMatchObject(
      refused('solutions.already-voted', 409),
    );
    await withdrawVote(bench.deps, sam, place(made));
    await expect(withdrawVote(bench.deps, sam, place(made))).rejects.toMatchObject(
      refused('solutions.not-voted', 409),
    );
    expect((await listInsights(bench.deps, sam, slug)).insights).toMatchObject([
      { votes: 1, votedByMe: false },
    ]);
  });

  test('puts two notes together without losing words, evidence or votes (78)', async () => {
    const [one, other] = [await note(pia, 'one', [reports]), await note(noor, 'other', [care])];
    for (const [actor, insight] of [
      [sam, one],
      [sam, other],
      [noor, one],
    ] as const) {
      await voteForInsight(bench.deps, actor, place(insight));
    }
    await expect(mergeInsight(bench.deps, pia, place(one), other.id)).rejects.toMatchObject(
      refused('solutions.leader-only', 403),
    );
    await expect(mergeInsight(bench.deps, fay, place(one), one.id)).rejects.toMatchObject(
      refused('solutions.merge-with-itself', 409),
    );
    const { insights } = await mergeInsight(bench.deps, fay, place(one), other.id);
    expect(insights).toMatchObject([{ id: other.id, votes: 2, merged: [{ id: one.id, by: pia.name }] }]);
    expect(insights[0]?.evidence).toHaveLength(2);
    await expect(voteForInsight(bench.deps, fay, place(one))).rejects.toMatchObject(
      refused('solutions.insight-unknown', 404),
    );
    const freed = await removeInsight(bench.deps, noor, place(other));
    expect(freed.insights).toMatchObject([{ id: one.id, state: 'note' }]);
  });

  test('groups notes under a word, and takes back only what one wrote oneself', async () => {
    const made = await note(pia, 'a');
    const { insights } = await groupInsight(bench.deps, sam, place(made), 'Regie');
    expect(insights).toMatchObject([{ theme: 'Regie' }]);
    await expect(removeInsight(bench.deps, sam, place(made))).rejects.toMatchObject(
      refused('solutions.not-author', 403),
    );
    expect((await removeInsight(bench.deps, pia, place(made))).insights).toEqual([]);
  });

  test('gives a common insight an owner and a date, who finds it in the work list (84)', async () => {
    const made = await note(pia, 'a');
    await expect(agree(made, pia)).rejects.toMatchObject(refused('solutions.leader-only', 403));
    const bad = { owner: 'sam', due: '2026-11-20' };
    await expect(agreeInsight(bench.deps, fay, place(made), bad)).rejects.toMatchObject(
      refused('solutions.due-passed', 409),
    );
    const stranger = { owner: 'hal', due: '2026-12-01' };
    await expect(agreeInsight(bench.deps, fay, place(made), stranger)).rejects.toMatchObject(
      refused('solutions.member-unknown', 404),
    );
    expect((await agree(made)).insights).toMatchObject([
      { state: 'common', owner: { id: 'sam' }, due: '2026-12-01' },
    ]);
    const work = await database.db.transaction().execute((tx) => listOwnWork(tx, bench.id, 'sam'));
    expect(work).toMatchObject([{ code: 'solutions.insight-waits', params: { due: '2026-12-01' } }]);
    await expect(agree(made)).rejects.toMatchObject(refused('solutions.insight-not-a-note', 409));
    await expect(voteForInsight(bench.deps, sam, place(made))).rejects.toMatchObject(
      refused('solutions.insight-not-a-note', 409),
    );
  });

  test('is still checked on the spot when the edition is finished, and changes in no other way', async () => {
    const [agreed, loose] = [await note(pia, 'a'), await note(pia, 'b')];
    await agree(agreed);
    bench.state.step = 'solve';
    bench.state.finished = true;
    const seen = { outcome: 'not-confirmed', text: 'It came back in spring' } as const;
    const { insights } = await checkInsight(bench.deps, pia, place(agreed), seen);
    const checked = insights.find(({ id }) => id === agreed.id);
    expect(checked).toMatchObject({ checks: [{ ...seen, by: pia.name, at: '2026-11-21T10:00:00.000Z' }] });
    expect(checked?.may.check).toEqual({ allowed: true });
    expect(bench.events.at(-1)).toMatchObject({ action: 'solutions.insight-checked' });
    await expect(checkInsight(bench.deps, pia, place(loose), seen)).rejects.toMatchObject(
      refused('solutions.insight-still-a-note', 409),
    );
    await expect(voteForInsight(bench.deps, sam, place(loose))).rejects.toMatchObject(
      refused('editions.finished', 409),
    );
    await expect(checkInsight(bench.deps, hal, place(agreed), seen)).rejects.toMatchObject(
      refused('solutions.not-in', 403),
    );
  });

  test('keeps what was seen on the spot beside what the data point to', async () => {
    const made = await note(pia, 'a');
    const seen = { outcome: 'partly', text: 'Three of the five streets' } as const;
    await expect(checkInsight(bench.deps, sam, place(made), seen)).rejects.toMatchObject(
      refused('solutions.insight-still-a-note', 409),
    );
    await agree(made);
    await checkInsight(bench.deps, sam, place(made), seen);
    const { insights } = await checkInsight(bench.deps, pia, place(made), { ...seen, outcome: 'confirmed' });
    expect(insights[0]?.checks).toMatchObject([
      { outcome: 'partly', by: sam.name, organisation: 'police' },
      { outcome: 'confirmed', by: pia.name },
    ]);
  });
});
